import { expect, test } from 'vitest';
import { parseConnectionName } from '../../../src/domain/vocobase/connection-name.ts';
import { cleanedUp, outcome } from '../outcome.ts';

test.each([
  ['S', 'S', []],
  ['Sales India', 'Sales India', []],
  [' Sales ', 'Sales', [cleanedUp.spaces]],
  ['x'.repeat(100), 'x'.repeat(100), []],
  // Characters are counted, not the halves that they are kept in.
  ['😀'.repeat(100), '😀'.repeat(100), []],
])('accepts the name %j', (given, value, notices) => {
  expect(outcome(parseConnectionName(given))).toEqual(['taken', value, ...notices]);
});

test.each([
  ['', 'A connection needs a name of 1 to 100 characters.'],
  ['  ', 'A connection needs a name of 1 to 100 characters.'],
  ['x'.repeat(101), 'A connection name has at most 100 characters; this one has 101.'],
  ['😀'.repeat(101), 'A connection name has at most 100 characters; this one has 101.'],
])('refuses the name %j', (given, message) => {
  const parsed = parseConnectionName(given);
  expect(parsed).toEqual({ ok: false, problem: { code: 'INVALID_VALUE', message, hints: [] } });
});
