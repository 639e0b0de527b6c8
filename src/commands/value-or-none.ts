import { type Command, Option } from 'commander';
import { CliError } from '../errors/cli-error.ts';

/**
 * Adds an option with a value, and its `--no-…`. Commander lets the last of the two win; given
 * together they are USAGE, because a script that says both is wrong.
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
      new Option(flags, description).argParser((value, before: unknown) =>
        before === false ? refuse() : value,
      ),
    )
    .addOption(
      new Option(none, noneDescription).argParser((_, before: unknown) =>
        typeof before === 'string' ? refuse() : undefined,
      ),
    );
}
