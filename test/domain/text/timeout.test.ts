import { describe, expect, test } from 'vitest';
import { parseTimeout } from '../../../src/domain/text/timeout.ts';

describe('a timeout', () => {
  test.each([
    ['30', 30],
    ['0.5', 0.5],
    ['12.25', 12.25],
    [' 12 ', 12],
    ['3600', 3600],
  ])('%j is %d seconds', (given, seconds) => {
    expect(parseTimeout(given)).toEqual({ ok: true, value: seconds, notices: [] });
  });

  test.each(['', '0', '0.0', '-1', '3600.1', '3601', '86400', '30s', '1e3', '1e-7', '0x10', 'NaN'])(
    'refuses %j with the rule',
    (given) => {
      expect(parseTimeout(given)).toEqual({
        ok: false,
        problem: {
          code: 'INVALID_VALUE',
          message: 'The timeout is a number of seconds, more than 0 and at most 3600.',
          hints: [],
        },
      });
    },
  );
});
