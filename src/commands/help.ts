import type { Command } from 'commander';
import type { ErrorCode } from '../errors/catalogue/errors.ts';

/** What stands below the flags of a command in its help. */
export interface Help {
  /** Commands that run as they stand, without the program's name. */
  readonly examples: readonly string[];
  /** Facts that no flag carries. */
  readonly notes?: readonly string[];
  /** The codes that this command can end with, beyond those of every command. */
  readonly codes?: readonly ErrorCode[];
  /** Its exits that are results and not errors. */
  readonly results?: readonly string[];
}

const kept = new WeakMap<Command, Help>();

/** Gives a command its examples, notes and error codes; `--help` and the reference print them. */
export function explainCommand(command: Command, help: Help): Command {
  kept.set(command, help);
  return command.addHelpText('after', ({ command: shown }) => helpText(rootName(shown), help));
}

export function helpOf(command: Command): Help | undefined {
  return kept.get(command);
}

function helpText(program: string, help: Help): string {
  const blocks = [
    ['Examples:', ...help.examples.map((example) => `  $ ${program} ${example}`)],
    help.notes ? ['Notes:', ...help.notes.map((note) => `  ${note}`)] : [],
    help.results ? ['Exit codes that are results:', ...help.results.map((one) => `  ${one}`)] : [],
    help.codes ? ['Errors:', ...wrapCodes(help.codes)] : [],
    [`Flags for every command: ${program} --help. Exit codes: ${program} help exit-codes.`],
  ];
  return `\n${blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join('\n'))
    .join('\n\n')}`;
}

function wrapCodes(codes: readonly string[]): string[] {
  const lines: string[] = [];
  for (const code of codes) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + code.length + 2 <= 78) {
      lines[lines.length - 1] = `${last}, ${code}`;
    } else lines.push(`  ${code}`);
  }
  return lines;
}

function rootName(command: Command): string {
  let at = command;
  while (at.parent) at = at.parent;
  return at.name();
}
