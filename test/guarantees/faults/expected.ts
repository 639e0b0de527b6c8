import type { ActedFault, AnyFault } from './cases.ts';

type Expected = Readonly<Record<AnyFault, string>>;
type ExpectedOfWrite = Readonly<Record<AnyFault | ActedFault, string>>;

const answered = {
  '401': 'UNAUTHORIZED 4',
  '403': 'FORBIDDEN 5',
  '404': 'NOT_FOUND 6',
  '409': 'CONFLICT 6',
  '422': 'VALIDATION_ERROR 2',
  '429': 'RATE_LIMITED 7',
  '429 Retry-After': 'RATE_LIMITED 7',
  redirect: 'UNEXPECTED_REDIRECT 1',
} as const;

const unreachable = 'NETWORK_UNREACHABLE 3';
const unexpected = 'UNEXPECTED_RESPONSE 1';
const serverFault = 'INTERNAL_ERROR 3';

/** A read that the command cannot do without. */
export const required = (healthy: string): Expected => ({
  ...answered,
  '500': serverFault,
  '502': serverFault,
  '503': serverFault,
  '504': serverFault,
  refused: unreachable,
  reset: unreachable,
  timeout: 'TIMEOUT 3',
  'slow body': 'TIMEOUT 3',
  'truncated body': unreachable,
  'cut-off JSON': unexpected,
  'HTML 200': unexpected,
  'empty 200': unexpected,
  'null 200': unexpected,
  'wrong types': unexpected,
  'new words': healthy,
  'extra members': healthy,
});

/** A request whose failure is said and does not end the command: always the same outcome. */
export const always = (outcome: string): Expected => same(outcome);

/** The same for a write. */
export const alwaysOfWrite = (outcome: string): ExpectedOfWrite => ({
  ...same(outcome),
  '500, acted': outcome,
  '504, acted': outcome,
  'reset, acted': outcome,
  'timeout, acted': outcome,
  'HTML 200, acted': outcome,
  'empty 200, acted': outcome,
  'null 200, acted': outcome,
});

/**
 * A PUT or a sync: repeated or safe to repeat, and reported as failed. `unsaid`: a reply of the
 * right form that says nothing.
 */
export const repeatable = (healthy: string): ExpectedOfWrite => ({
  ...required(healthy),
  // What it answers is undocumented, so nothing depends on the members.
  'wrong types': healthy,
  '500, acted': serverFault,
  '504, acted': serverFault,
  'reset, acted': unreachable,
  'timeout, acted': 'TIMEOUT 3',
  'HTML 200, acted': unexpected,
  'empty 200, acted': unexpected,
  'null 200, acted': unexpected,
});

/** A creating POST: sent once; when its outcome is unclear it is looked for, and found or not. */
export const creating = (healthy: string): ExpectedOfWrite => {
  const unknown = 'OUTCOME_UNKNOWN 3';
  return {
    ...answered,
    refused: unreachable,
    redirect: unknown,
    '500': unknown,
    '502': unknown,
    '503': unknown,
    '504': unknown,
    reset: unknown,
    timeout: unknown,
    'HTML 200': unknown,
    'empty 200': unknown,
    'null 200': unknown,
    'slow body': healthy,
    'truncated body': healthy,
    'cut-off JSON': healthy,
    'wrong types': healthy,
    'new words': healthy,
    'extra members': healthy,
    '500, acted': healthy,
    '504, acted': healthy,
    'reset, acted': healthy,
    'timeout, acted': healthy,
    'HTML 200, acted': healthy,
    'empty 200, acted': healthy,
    'null 200, acted': healthy,
  };
};

function same(outcome: string): Expected {
  return Object.fromEntries(
    Object.keys(required(outcome)).map((name) => [name, outcome]),
  ) as Expected;
}
