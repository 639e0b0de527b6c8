import type { Command } from 'commander';
import type { Launch } from '../../ports/launch.ts';
import { explainCommand } from '../help.ts';
import type { Completed } from './print-script.ts';
import { loading, type Shell, shells } from './shells.ts';

export function declareCompletion(completion: Command, launch: Launch, completed: Completed): void {
  completion.registeredArguments[0]?.choices(shells);
  completion.action(
    launch(
      async () => (await import('./print-script.ts')).printScriptOf(completed),
      ({ args: [shell] }) => ({ shell: shell as Shell }),
    ),
  );
  explainCommand(completion, {
    examples: ['completion bash', 'completion zsh'],
    notes: [
      'The script stands on its own: completing runs no program, asks no API, reads no settings.',
      'It is printed as it is, in a pipe too; only --json makes it JSON.',
      ...Object.values(loading).map(({ title, line }) => `  ${title.padEnd(10)}  ${line}`),
      'Put the line into the file that your shell reads at its start. After an update of this program a new shell knows the new commands.',
    ],
    codes: ['USAGE'],
  });
}
