import { Argument, type Command } from 'commander';
import type { Launch } from '../../ports/launch.ts';
import { explainCommand } from '../help.ts';
import { type Shell, shells } from './shells.ts';

/** `topics`: those that `help` knows, to be completed behind it. */
export function registerCompletion(
  program: Command,
  launch: Launch,
  topics: readonly string[],
): void {
  const completion = program
    .command('completion')
    .description('print the script that completes commands and flags in a shell')
    .addArgument(new Argument('<shell>', 'the shell').choices(shells))
    .action(
      launch(
        async () => (await import('./print-script.ts')).printScriptOf(program, topics),
        ({ args: [shell] }) => ({ shell: shell as Shell }),
      ),
    );
  explainCommand(completion, {
    examples: ['completion bash', 'completion zsh'],
    notes: [
      'The script stands on its own: completing runs no program, asks no API, reads no settings.',
      'It is printed as it is, in a pipe too; only --json makes it JSON.',
      '  bash        source <(plivo completion bash)',
      '  zsh         source <(plivo completion zsh)',
      '  fish        plivo completion fish | source',
      '  PowerShell  plivo completion powershell | Out-String | Invoke-Expression',
      'Put the line into the file that your shell reads at its start. After an update of this program a new shell knows the new commands.',
    ],
    codes: ['USAGE'],
  });
}
