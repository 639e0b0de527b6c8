import { CliError } from '../../errors/cli-error.ts';

/** The profile that applies when none is named. */
export const defaultProfile = 'default';

/**
 * True for 1 to 64 letters, digits, dots, dashes, and underscores that do not start with a dot or
 * dash.
 */
export function isProfileName(name: string): boolean {
  return /^[A-Za-z0-9_][A-Za-z0-9._-]{0,63}$/.test(name);
}

/** Throws INVALID_VALUE if the text cannot be a profile name. */
export function checkProfileName(name: string, from: string): string {
  if (isProfileName(name)) return name;
  throw new CliError('INVALID_VALUE', {
    message: `The profile name given ${from} cannot be used.`,
    hints: [
      'A profile name is 1 to 64 letters, digits, dots, dashes, and underscores, and does not begin with a dot or a dash.',
    ],
    commands: ['profiles list'],
    origin: 'cli',
  });
}
