import type { Command } from 'commander';
import type { Action } from '../../ports/action.ts';
import { bashScript } from './bash.ts';
import { fishScript } from './fish.ts';
import { powershellScript } from './powershell.ts';
import type { Shell } from './shells.ts';
import { readVocabulary, type Vocabulary } from './vocabulary.ts';
import { zshScript } from './zsh.ts';

/** What is completed: every command of the program, and behind `help` its topics. */
export interface Completed {
  whole(): Promise<Command>;
  readonly topics: readonly string[];
}

export interface PrintScriptInput {
  readonly shell: Shell;
}

export interface CompletionScript {
  readonly script: string;
}

const writers: Readonly<Record<Shell, (vocabulary: Vocabulary) => string>> = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
  powershell: powershellScript,
};

/** Writes the script out of what the program declares, so that it knows every command and flag. */
export function printScriptOf({
  whole,
  topics,
}: Completed): Action<PrintScriptInput, CompletionScript> {
  return {
    async run(_ctx, { shell }) {
      return { script: writers[shell](readVocabulary(await whole(), topics)) };
    },
    piped: 'text',
    view: ({ script }) => script.trimEnd(),
  };
}
