import type { Command } from 'commander';

/** Declares the flags for Plivo's credentials, the same on every command that accepts them. */
export function declareCredentialFlags(command: Command): Command {
  return command
    .option('--auth-id <id>', 'Auth ID, MA… or SA… (PLIVO_AUTH_ID)')
    .option('--auth-token-stdin', 'Read the Auth Token from standard input')
    .option('--auth-token-file <path>', 'Read the Auth Token from a file')
    .option(
      '--auth-token <token>',
      'Auth Token (other users can see it, so prefer PLIVO_AUTH_TOKEN)',
    )
    .option('--allow-unusual-token', 'Accept a token that is not 40 letters and digits');
}

/**
 * The help for `--env-file`. Node.js checks that the file of any option with that name exists, and
 * stops before this program starts: https://github.com/nodejs/node/issues/54232
 */
export const envFileNotes = [
  '--env-file sets one line of the file and keeps the rest. A link or a device is refused.',
  'If the file does not exist yet, type -- first (plivo -- <command>), or Node.js itself stops with "not found".',
] as const;
