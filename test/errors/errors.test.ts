import { expect, test } from 'vitest';
import { type ErrorCode, errorCatalogue } from '../../src/errors/catalogue/errors.ts';
import type { ErrorEntry } from '../../src/errors/entry.ts';

const codesByExit: Readonly<Record<number, readonly ErrorCode[]>> = {
  1: ['INTERNAL', 'UNEXPECTED_RESPONSE', 'UNEXPECTED_REDIRECT'],
  2: [
    'USAGE',
    'INVALID_VALUE',
    'INPUT_REQUIRED',
    'CONFIRMATION_REQUIRED',
    'EMPTY_SECRET',
    'INVALID_AUTH_ID',
    'INVALID_AUTH_TOKEN',
    'INVALID_PHONE_NUMBER',
    'INSECURE_BASE_URL',
    'VALIDATION_ERROR',
  ],
  3: [
    'NETWORK_UNREACHABLE',
    'NETWORK_TLS',
    'NETWORK_PROXY',
    'TIMEOUT',
    'INTERNAL_ERROR',
    'OUTCOME_UNKNOWN',
  ],
  4: [
    'API_KEY_MISSING',
    'INVALID_API_KEY_FORMAT',
    'UNAUTHORIZED',
    'PLIVO_UNAUTHORIZED',
    'CONFIG_UNREADABLE',
  ],
  5: ['PROVIDER_NOT_ALLOWED', 'INSUFFICIENT_BALANCE', 'PARTNER_INACTIVE', 'FORBIDDEN'],
  6: [
    'CONNECTION_AMBIGUOUS',
    'AMBIGUOUS_SELECTOR',
    'CONFLICT',
    'NOT_FOUND',
    'PROVIDER_NOT_CONFIGURED',
    'PLIVO_NUMBER_NOT_OWNED',
    'PLIVO_NUMBER_NOT_VOICE',
    'ENDPOINT_NOT_AVAILABLE',
    'SETTINGS_UNWRITABLE',
  ],
  7: ['RATE_LIMITED', 'CONCURRENCY_LIMIT'],
  130: ['INTERRUPTED'],
};

const promised = Object.entries(codesByExit).flatMap(([exit, codes]) =>
  codes.map((code) => [code, Number(exit)] as const),
);

test.each(promised)('%s ends the process with %i', (code, exit) => {
  expect(errorCatalogue()[code].exit).toBe(exit);
});

test('there is no code beyond the promised ones', () => {
  expect(Object.keys(errorCatalogue()).sort()).toEqual(promised.map(([code]) => code).sort());
});

test.each(Object.entries(errorCatalogue()) as [string, ErrorEntry][])(
  '%s says what failed, why, and what to do',
  (_, entry) => {
    expect(entry.message).toMatch(/\.$/);
    expect(entry.meaning).toMatch(/\.$/);
    expect(entry.causes).not.toEqual([]);
    expect(entry.remedies).not.toEqual([]);
  },
);

test('never calls a failure safe to repeat if it may have taken effect', () => {
  expect(errorCatalogue().OUTCOME_UNKNOWN.retryable).toBe(false);
  expect(errorCatalogue().INTERNAL.retryable).toBe(false);
  expect(errorCatalogue().INTERRUPTED.retryable).toBe(false);
});
