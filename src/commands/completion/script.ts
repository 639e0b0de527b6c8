import type { Command } from 'commander';
import type { Action } from '../../ports/action.ts';
import { bashScript } from './bash.ts';
import type { Loading, Shell } from './command.ts';
import { fishScript } from './fish.ts';
import { powershellScript } from './powershell.ts';
import { readVocabulary, type Vocabulary } from './vocabulary.ts';
import { zshScript } from './zsh.ts';

interface ScriptInput {
  readonly shell: Shell;
  readonly loading: Loading;
  /** The program with every command declared. */
  whole(): Promise<Command>;
  /** The topics that `help` accepts beside commands. */
  readonly topics: readonly string[];
}

const writers: Readonly<Record<Shell, (vocabulary: Vocabulary) => string>> = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
  powershell: powershellScript,
};

/** Writes the script from the command tree, so that it includes every command, flag, and value. */
export const printScript: Action<ScriptInput, { readonly script: string }> = {
  async run(_ctx, { shell, loading, whole, topics }) {
    const vocabulary = await readVocabulary(await whole(), topics);
    const head = [
      ...(shell === 'zsh' ? ['#compdef plivo vocobase-plivo'] : []),
      `# Completion of plivo and vocobase-plivo for ${loading.title}.`,
      '#',
      `# In this shell:   ${loading.line}`,
      `# In every shell:  ${loading.always}`,
    ];
    return { script: `${head.join('\n')}\n${writers[shell](vocabulary)}` };
  },
  piped: 'text',
  view: ({ script }) => script.trimEnd(),
};
