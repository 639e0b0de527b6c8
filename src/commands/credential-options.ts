import type { Command } from 'commander';

/** The flags that hand over Plivo's credentials, the same on every command that takes them. */
export function declareCredentialFlags(command: Command): Command {
  return command
    .option('--auth-id <id>', 'Auth ID, MA… or SA… (PLIVO_AUTH_ID)')
    .option('--auth-token-stdin', 'Read the Auth Token from standard input')
    .option('--auth-token-file <path>', 'Read the Auth Token from a file')
    .option(
      '--auth-token <token>',
      'Auth Token; others may see it, so prefer PLIVO_AUTH_TOKEN, stdin or a file',
    )
    .option('--allow-unusual-token', 'Accept a token that is not 40 letters and digits');
}

/**
 * What help says about `--env-file`. Node.js looks for the file of an option of that name wherever it
 * stands, and ends before this program starts: https://github.com/nodejs/node/issues/54232
 */
export const envFileNotes = [
  '--env-file sets one line of the file and keeps the rest. A link or a device is refused.',
  'Node.js ends with "not found" if the file is missing: create an empty one first.',
] as const;
