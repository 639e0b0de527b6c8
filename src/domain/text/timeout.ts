import { type Parsed, unusable, usable } from './parsed.ts';

const longestSeconds = 3600;

/** What a timeout has to be, for the end of a sentence. */
export const timeoutRule = `a number of seconds, more than 0 and at most ${longestSeconds}`;

/**
 * Reads how long one request may take: seconds in digits, fractions allowed, more than 0 and at most
 * an hour. INVALID_VALUE for anything else.
 */
export function parseTimeout(given: string): Parsed<number> {
  const text = given.trim();
  const seconds = Number(text);
  return /^\d+(\.\d+)?$/.test(text) && seconds > 0 && seconds <= longestSeconds
    ? usable(seconds)
    : unusable('INVALID_VALUE', `It takes ${timeoutRule}.`);
}
