import type { Command } from 'commander';
import { nearNames } from '../domain/selector.ts';
import { CliError } from '../errors/cli-error.ts';
import { reflow } from './reflow.ts';
import { topics } from './topic-texts.ts';

/** `help` alone, of a command (`help connections list`), and of a topic (`help exit-codes`). */
export function registerHelp(program: Command, print: (text: string) => void, width: number): void {
  program
    .command('help [words...]')
    .description('help for a command, or on a topic: environment, exit-codes, output, security')
    .action((words: string[]) => {
      const topic = topics[words.join(' ')];
      if (topic !== undefined) return print(reflow(topic(program.name()), width));
      findCommand(program, words).outputHelp();
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
