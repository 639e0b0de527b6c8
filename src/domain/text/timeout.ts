import { type Parsed, unusable, usable } from './parsed.ts';

const longestSeconds = 3600;

/** The rule for a timeout, phrased to end a sentence. */
export const timeoutRule = `a number of seconds, more than 0 and at most ${longestSeconds}`;

/**
 * Parses how long one request may take: seconds in digits, fractions allowed, more than 0 and at
 * most an hour. INVALID_VALUE for anything else.
 */
export function parseTimeout(given: string): Parsed<number> {
  const text = given.trim();
  const seconds = Number(text);
  return /^\d+(\.\d+)?$/.test(text) && seconds > 0 && seconds <= longestSeconds
    ? usable(seconds)
    : unusable('INVALID_VALUE', `The timeout is ${timeoutRule}.`);
}
