import { afterEach, expect, test } from 'vitest';
import { localClock, localTime, localTimeText } from '../../../src/domain/text/local-time.ts';

const zone = process.env.TZ;

afterEach(() => {
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

test.each([
  ['UTC', '2026-03-01 12:05 UTC'],
  ['Asia/Kolkata', '2026-03-01 17:35 GMT+5:30'],
  ['America/New_York', '2026-03-01 07:05 EST'],
])('shows a time in %s as %s', (name, shown) => {
  process.env.TZ = name;
  expect(localTimeText('2026-03-01T12:05:30.000Z')).toBe(shown);
  expect(localClock('2026-03-01T12:05:30.000Z')).toMatch(/:[03]5:30$/);
});

test('names daylight saving time', () => {
  process.env.TZ = 'America/New_York';
  expect(localTime('2026-07-01T12:00:00Z')).toEqual({ time: '2026-07-01 08:00', zone: 'EDT' });
});

test('shows a dash for text that is not a time, or null', () => {
  for (const value of [null, undefined, '', 'soon']) {
    expect(localTimeText(value)).toBe('–');
    expect(localTime(value)).toBeNull();
  }
  expect(localClock('soon')).toBe('soon');
});
