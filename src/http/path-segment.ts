import { CliError } from '../errors/cli-error.ts';

/**
 * An id as a part of a path. Throws INVALID_VALUE for one that would lead to another path, which
 * even its encoded form does.
 */
export function pathSegment(id: string): string {
  if (/^\.{0,2}$/.test(id)) {
    throw new CliError('INVALID_VALUE', {
      message: `"${id}" cannot be an id.`,
      hints: [],
      commands: [],
    });
  }
  // A name may be cut in the middle of a character; half of one cannot be encoded.
  return encodeURIComponent(Buffer.from(id).toString());
}
