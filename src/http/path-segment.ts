import { CliError } from '../errors/cli-error.ts';

/**
 * Encodes an id as one path segment. Throws INVALID_VALUE for an id that would lead to another path
 * even when encoded.
 */
export function pathSegment(id: string): string {
  if (/^\.{0,2}$/.test(id)) {
    throw new CliError('INVALID_VALUE', {
      message: `"${id}" cannot be an id.`,
      hints: [],
      commands: [],
    });
  }
  // A truncated name may end in half a surrogate pair, which cannot be encoded.
  return encodeURIComponent(Buffer.from(id).toString());
}
