import { describe, expect, test } from 'vitest';
import type { CarrierCall } from '../../../src/domain/plivo/account.ts';
import { mayLag, pickRecord, recordWindow } from '../../../src/domain/vocobase/call-record.ts';

const at = (minutes: number) => new Date(Date.UTC(2026, 0, 1, 10, minutes)).toISOString();

function record(facts: Partial<CarrierCall>): CarrierCall {
  return {
    call_uuid: 'uuid',
    from_number: '+14155550100',
    to_number: '+14155550101',
    direction: 'outbound',
    initiation_time: null,
    answer_time: null,
    end_time: null,
    bill_duration: null,
    hangup_cause_code: null,
    hangup_cause_name: null,
    hangup_source: null,
    ...facts,
  };
}

describe('the time span in which a record can be', () => {
  test('spans the call, and two minutes more on either side', () => {
    expect(recordWindow({ created_at: at(10), ended_at: at(15) }, new Date(at(50)))).toEqual({
      after: new Date(at(8)),
      before: new Date(at(17)),
    });
  });

  test('ends now for a call without an end', () => {
    expect(recordWindow({ created_at: at(10), ended_at: null }, new Date(at(20)))).toEqual({
      after: new Date(at(8)),
      before: new Date(at(22)),
    });
  });

  test('begins with the end of a call without a start', () => {
    expect(recordWindow({ created_at: null, ended_at: at(15) }, new Date(at(50)))).toEqual({
      after: new Date(at(13)),
      before: new Date(at(17)),
    });
  });

  test('is unknown without a time', () => {
    expect(recordWindow({ created_at: null, ended_at: 'later' }, new Date(at(0)))).toBeNull();
  });
});

describe('the record of a call', () => {
  const call = { created_at: at(0), ended_at: at(5) };

  test('is the one that ended nearest to it', () => {
    const records = [
      record({ call_uuid: 'next', end_time: at(7) }),
      record({ call_uuid: 'mine', end_time: at(5) }),
      record({ call_uuid: 'before', end_time: at(4) }),
    ];
    expect(pickRecord(records, call)?.call_uuid).toBe('mine');
  });

  test('is the newest if the ends do not decide', () => {
    const records = [record({ call_uuid: 'newest' }), record({ call_uuid: 'older' })];
    expect(pickRecord(records, call)?.call_uuid).toBe('newest');
    expect(pickRecord(records, { ...call, ended_at: null })?.call_uuid).toBe('newest');
  });

  test('is never an incoming one', () => {
    expect(pickRecord([record({ direction: 'inbound', end_time: at(5) })], call)).toBeNull();
    expect(pickRecord([record({ direction: 'INBOUND', end_time: at(5) })], call)).toBeNull();
  });

  test('may be one without a direction', () => {
    expect(pickRecord([record({ direction: null, call_uuid: 'mine' })], call)?.call_uuid).toBe(
      'mine',
    );
  });
});

test.each([
  [at(5), true],
  [null, true],
  [at(1), false],
  [at(4), false],
])('a record of a call that ended at %s may come later: %s', (ended_at, lags) => {
  expect(mayLag({ created_at: null, ended_at }, new Date(at(6)))).toBe(lags);
});
