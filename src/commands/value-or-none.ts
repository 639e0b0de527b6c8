import type { Command } from 'commander';
import { CliError } from '../errors/cli-error.ts';

/**
 * Adds an option with a value, and its `--no-…`. Commander lets the last of the two win; here both
 * together are USAGE, because a script that passes both is wrong.
 */
export function valueOrNone(
  command: Command,
  flags: string,
  description: string,
  noneDescription: string,
): Command {
  const [name = ''] = flags.split(' ');
  const none = name.replace('--', '--no-');
  const refuse = () => {
    throw new CliError('USAGE', {
      message: `${name} and ${none} cannot be used together.`,
      hints: ['Keep one of them.'],
    });
  };
  return command
    .addOption(
      command
        .createOption(flags, description)
        .argParser((value, before: unknown) => (before === false ? refuse() : value)),
    )
    .addOption(
      command
        .createOption(none, noneDescription)
        .argParser((_, before: unknown) => (typeof before === 'string' ? refuse() : undefined)),
    );
}
