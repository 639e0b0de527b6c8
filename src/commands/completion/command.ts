import type { Command } from 'commander';
import type { Launch } from '../../ports/launch.ts';
import { explainCommand } from '../help.ts';

const shells = ['bash', 'zsh', 'fish', 'powershell'] as const;

/** A shell with a completion script. */
export type Shell = (typeof shells)[number];

/** How to load a completion script. */
export interface Loading {
  /** The shell's name as people write it. */
  readonly title: string;
  /** The command that loads the script in the current shell. */
  readonly line: string;
  /** How to load it in every new shell. */
  readonly always: string;
}

const loading: Readonly<Record<Shell, Loading>> = {
  bash: {
    title: 'bash',
    line: 'source <(plivo completion bash)',
    always: 'the same line in ~/.bashrc',
  },
  zsh: {
    title: 'zsh',
    line: 'source <(plivo completion zsh)',

    always: `plivo completion zsh > "\${fpath[1]}/_plivo"`,
  },
  fish: {
    title: 'fish',
    line: 'plivo completion fish | source',
    always: 'the same line in ~/.config/fish/config.fish',
  },
  powershell: {
    title: 'PowerShell',
    line: 'plivo completion powershell | Out-String | Invoke-Expression',
    always: 'the same line in the file that $PROFILE names',
  },
};

/**
 * Declares `completion`. `whole` returns the program with every command declared; `topics` are
 * those of `help`.
 */
export function declareCompletion(
  completion: Command,
  launch: Launch,
  whole: () => Promise<Command>,
  topics: readonly string[],
): void {
  completion.registeredArguments[0]?.choices(shells);
  completion.action(
    launch(
      async () => (await import('./script.ts')).printScript,
      ({ args }) => {
        const shell = args[0] as Shell;
        return { shell, loading: loading[shell], whole, topics };
      },
    ),
  );
  explainCommand(completion, {
    examples: ['completion bash', 'completion zsh'],
    notes: [
      'The script is complete: completing runs no program, calls no API, and reads no settings.',
      ...Object.values(loading).map(({ title, line }) => `  ${title.padEnd(10)}  ${line}`),
      'Add the line to the startup file of your shell. After an update of this program, a new shell completes the new commands.',
    ],
    codes: ['USAGE'],
  });
}
