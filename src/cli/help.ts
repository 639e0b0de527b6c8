import type { Command } from 'commander';
import { nearNames } from '../domain/text/selector.ts';
import { CliError } from '../errors/cli-error.ts';
import type { Launch } from '../ports/launch.ts';
import { reflow } from './reflow.ts';
import { topics } from './topic-texts.ts';

/** `help` alone, of a command (`help connections list`), and of a topic (`help exit-codes`). */
export function declareHelp(help: Command, _: Launch, whole: () => Promise<Command>): void {
  const { writeOut, getOutHelpWidth } = help.configureOutput();
  help.action(async (words: string[]) => {
    const program = await whole();
    const topic = topics[words.join(' ')];
    if (topic === undefined) return findCommand(program, words).outputHelp();
    writeOut?.(reflow(topic(program.name()), getOutHelpWidth?.() ?? 80));
  });
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
