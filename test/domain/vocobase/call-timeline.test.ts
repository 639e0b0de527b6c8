import { describe, expect, test } from 'vitest';
import { isoTime, isShortCall } from '../../../src/domain/vocobase/call.ts';
import {
  beginTimeline,
  extendTimeline,
  timelineOf,
} from '../../../src/domain/vocobase/call-timeline.ts';

const times = { created_at: null, started_at: null, ended_at: null, duration_seconds: null };
const at = (seconds: number) => new Date(Date.UTC(2026, 0, 1, 10, 0, seconds)).toISOString();
const clock = (seconds: number) => new Date(at(seconds));

describe('the timeline of a watched call', () => {
  const pending = { ...times, status: 'pending', created_at: at(0) };

  test('begins when the API says that the call was created, else now', () => {
    expect(beginTimeline(pending, clock(3))).toEqual([{ status: 'pending', at: at(0) }]);
    expect(beginTimeline({ ...times, status: 'pending' }, clock(3))).toEqual([
      { status: 'pending', at: at(3) },
    ]);
  });

  test('grows only with a new status', () => {
    const begun = beginTimeline(pending, clock(0));
    expect(extendTimeline(begun, pending, { ...pending, status: 'PENDING' }, clock(5))).toBe(begun);
  });

  test('dates the change with which started_at appears, and the end, by the API', () => {
    const ringing = { ...pending, status: 'ringing', started_at: at(2) };
    const talking = { ...ringing, status: 'in_progress' };
    const ended = { ...talking, status: 'completed', ended_at: at(30) };
    let timeline = beginTimeline(pending, clock(0));
    timeline = extendTimeline(timeline, pending, ringing, clock(6));
    timeline = extendTimeline(timeline, ringing, talking, clock(16));
    timeline = extendTimeline(timeline, talking, ended, clock(36));
    expect(timeline).toEqual([
      { status: 'pending', at: at(0) },
      { status: 'ringing', at: at(2) },
      { status: 'in_progress', at: at(16) },
      { status: 'completed', at: at(30) },
    ]);
  });

  test("never runs backwards when this machine's clock is behind", () => {
    const begun = beginTimeline({ ...pending, created_at: at(50) }, clock(0));
    const seen = extendTimeline(begun, pending, { ...pending, status: 'ringing' }, clock(10));
    expect(seen.at(-1)).toEqual({ status: 'ringing', at: at(50) });
  });

  test('keeps an unknown status', () => {
    const begun = beginTimeline(pending, clock(0));
    const seen = extendTimeline(begun, pending, { ...pending, status: 'queued' }, clock(4));
    expect(seen.map(({ status }) => status)).toEqual(['pending', 'queued']);
  });
});

describe('the timeline of a call that was not watched', () => {
  const ended = { created_at: at(0), started_at: at(2), ended_at: at(30) };
  test.each([
    [
      'start, end and duration agree, so the start was the answer',
      { ...ended, status: 'completed', duration_seconds: 28 },
      ['pending', 'in_progress', 'completed'],
    ],
    [
      'the duration is shorter, so the start was before the answer',
      { ...ended, status: 'completed', duration_seconds: 20 },
      ['pending', 'ringing', 'completed'],
    ],
    [
      'nobody answered',
      { ...ended, status: 'busy', duration_seconds: 28 },
      ['pending', 'ringing', 'busy'],
    ],
    [
      'it never rang',
      { ...ended, started_at: null, status: 'failed', duration_seconds: 0 },
      ['pending', 'failed'],
    ],
    [
      'the answer came a second and a half before or after, which is as near as two clocks are',
      { ...ended, status: 'completed', duration_seconds: 26.5 },
      ['pending', 'in_progress', 'completed'],
    ],
    [
      'the duration is unknown, however short the call was',
      { ...ended, started_at: at(30), status: 'completed', duration_seconds: null },
      ['pending', 'ringing', 'completed'],
    ],
    ['no times at all', { ...times, status: 'failed' }, []],
  ])('%s', (_, call, statuses) => {
    expect(timelineOf(call, clock(60)).map(({ status }) => status)).toEqual(statuses);
  });

  test('ends with the live status, dated by the clock if the API gives no time for it', () => {
    const call = { ...times, status: 'in_progress', created_at: at(0), started_at: at(2) };
    expect(timelineOf(call, clock(9))).toEqual([
      { status: 'pending', at: at(0) },
      { status: 'in_progress', at: at(9) },
    ]);
    expect(timelineOf({ ...call, status: 'ringing' }, clock(9)).at(-1)).toEqual({
      status: 'ringing',
      at: at(2),
    });
  });
});

test.each([
  [{ status: 'pending', created_at: at(0) }, [{ status: 'pending', at: at(0) }]],
  [{ status: 'PENDING', created_at: at(0) }, [{ status: 'PENDING', at: at(0) }]],
  [{ status: 'pending', started_at: at(2) }, [{ status: 'pending', at: at(9) }]],
])('a call that is still %o has one entry, dated by its creation', (facts, timeline) => {
  expect(timelineOf({ ...times, ...facts }, clock(9))).toEqual(timeline);
});

describe('a call that rings and drops', () => {
  test.each([
    ['completed', 0, true],
    ['completed', 2, true],
    ['completed', 4.9, true],
    ['completed', 5, false],
    ['completed', null, false],
    ['failed', 2, false],
  ])('%s after %s s: %s', (status, duration_seconds, short) => {
    expect(isShortCall({ status, duration_seconds })).toBe(short);
  });
});

test.each([
  ['2023-11-07T05:31:56Z', '2023-11-07T05:31:56.000Z'],
  ['2023-11-07T05:31:56+05:30', '2023-11-07T00:01:56.000Z'],
  ['soon', null],
  [null, null],
])('the time %s is read as %s', (given, read) => {
  expect(isoTime(given)).toBe(read);
});
