import { type Parsed, unusable, usable } from '../text/parsed.ts';

/** The label of a connection, 1 to 100 characters. */
export function parseConnectionName(given: string): Parsed<string> {
  const name = given.trim();
  const length = [...name].length;
  if (length >= 1 && length <= 100) {
    return usable(name, name === given ? [] : ['Removed spaces around it.']);
  }
  return unusable(
    'INVALID_VALUE',
    length === 0
      ? 'A connection needs a name of 1 to 100 characters.'
      : `A connection name has at most 100 characters; this one has ${length}.`,
  );
}
