import type { Command } from 'commander';
import type { CommandTree } from '../commands/tree.ts';
import { nearNames } from '../domain/text/selector.ts';
import { CliError } from '../errors/cli-error.ts';
import type { Action } from '../ports/action.ts';
import type { Launch } from '../ports/launch.ts';
import { reflow } from './reflow.ts';
import { topics } from './topic-texts.ts';

/** `help` alone, of a command (`help connections list`), and of a topic (`help exit-codes`). */
export function declareHelp(help: Command, launch: Launch, whole: () => Promise<Command>): void {
  const { writeOut, getOutHelpWidth } = help.configureOutput();
  const asData = launch(
    async () => treeOf(whole),
    ({ args }) => args.flat().filter((word) => word !== undefined),
  );
  help.action(async (words: string[], ...received: unknown[]) => {
    if (wantsJson(help.optsWithGlobals())) return asData(words, ...received);
    const program = await whole();
    const topic = topics[words.join(' ')];
    if (topic === undefined) return findCommand(program, words).outputHelp();
    writeOut?.(reflow(topic(program.name()), getOutHelpWidth?.() ?? 80));
  });
}

/** `--fields` implies `--json`, which is not known yet while the command line is being parsed. */
function wantsJson(options: Readonly<Record<string, unknown>>): boolean {
  return options.json === true || options.fields !== undefined;
}

/** `help --json`: the command tree, or the part of it below the words. */
function treeOf(whole: () => Promise<Command>): Action<readonly string[], CommandTree> {
  return {
    async run(_ctx, words) {
      const [{ readTree }, program] = await Promise.all([import('../commands/tree.ts'), whole()]);
      return readTree(program, findCommand(program, words));
    },
    view: () => '',
  };
}

function findCommand(program: Command, words: readonly string[]): Command {
  let at = program;
  for (const word of words) {
    const next = at.commands.find((one) => one.name() === word || one.aliases().includes(word));
    if (next === undefined) {
      const names = [...at.commands.map((one) => one.name()), ...Object.keys(topics)];
      const near = nearNames(names, word);
      throw new CliError('USAGE', {
        message: `There is no command and no topic called ${words.join(' ')}.`,
        hints: near.length > 0 ? [`Did you mean ${near.join(' or ')}?`] : [],
        commands: ['--help'],
      });
    }
    at = next;
  }
  return at;
}
