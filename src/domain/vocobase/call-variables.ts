import { type Parsed, unusable, usable } from '../text/parsed.ts';

const mostVariables = 100;

/**
 * Parses pre-call variables, each `name=value`. The value may be empty and may contain `=`. The
 * rules are the API's: https://docs.vocobase.com/pre-call-variables
 */
export function parseCallVariables(given: readonly string[]): Parsed<Record<string, string>> {
  const variables = new Map<string, string>();
  for (const pair of given) {
    const at = pair.indexOf('=');
    const name = at === -1 ? pair : pair.slice(0, at);
    if (at === -1) {
      return unusable('INVALID_VALUE', `"${pair}" has no =.`, ['Write a variable as name=value.']);
    }
    if (!/^[a-zA-Z_][a-zA-Z0-9_]*$/.test(name)) {
      return unusable('INVALID_VALUE', `"${name}" is not a variable name.`, [
        'A name starts with a letter or _, followed by letters, digits, and _.',
      ]);
    }
    if (variables.has(name)) {
      return unusable('INVALID_VALUE', `The variable ${name} is given twice.`);
    }
    variables.set(name, pair.slice(at + 1));
  }
  if (variables.size > mostVariables) {
    return unusable(
      'INVALID_VALUE',
      `A call takes at most ${mostVariables} variables; there are ${variables.size}.`,
    );
  }
  return usable(Object.fromEntries(variables));
}
