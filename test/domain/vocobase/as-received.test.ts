import { describe, expect, test } from 'vitest';
import { asReceived, noteFilledIn } from '../../../src/domain/vocobase/as-received.ts';

describe('an object as the API said it', () => {
  test('is without what was filled in, at any depth, and keeps what is unknown', () => {
    const row = noteFilledIn({ id: 'n', provider: null, region: 'IN' }, { id: 'n', region: 'IN' });
    const read = noteFilledIn(
      { id: 'a', connection_id: 'a', is_default: null, status: null, rows: [row] },
      { id: 'a', status: null, rows: [{}] },
      ['connection_id'],
    );
    expect(asReceived([read])).toEqual([
      { id: 'a', connection_id: 'a', status: null, rows: [{ id: 'n', region: 'IN' }] },
    ]);
    expect(Object.keys(asReceived(row))).toEqual(['id', 'region']);
  });

  test('is read with everything filled in until then', () => {
    const row = noteFilledIn({ id: 'n', provider: null }, { id: 'n' });
    expect(row).toEqual({ id: 'n', provider: null });
    expect(JSON.stringify(row)).toBe('{"id":"n","provider":null}');
  });

  test('is the same where nothing was noted', () => {
    expect(asReceived({ a: [1, 'b', null], c: undefined })).toEqual({ a: [1, 'b', null] });
  });

  test('is not copied where the API gave every member: a long list would be kept twice', () => {
    const whole = noteFilledIn({ id: 'n', agent: { id: 'a' } }, { id: 'n', agent: {} });
    const rows = [whole, whole];
    expect(asReceived(rows)).toBe(rows);
    const partial = noteFilledIn({ id: 'm', agent: null }, { id: 'm' });
    const [first, second] = asReceived([whole, partial]);
    expect(first).toBe(whole);
    expect(second).toEqual({ id: 'm' });
    expect(asReceived({ found: partial })).toEqual({ found: { id: 'm' } });
  });
});
