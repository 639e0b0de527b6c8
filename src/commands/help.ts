import type { Command } from 'commander';
import type { ErrorCode } from '../errors/catalogue/errors.ts';

/** What stands below the flags of a command in its help. */
export interface Help {
  /** Commands that run as they stand, without the program's name. */
  readonly examples: readonly string[];
  /** Facts that no flag carries, one an entry; those that begin with spaces belong to the one before. */
  readonly notes?: readonly string[];
  /** The codes that this command can end with, beyond those of every command. */
  readonly codes?: readonly ErrorCode[];
  /** Its exits that are results and not errors: `20  a check fails`. */
  readonly results?: readonly string[];
  /** Whether it can change something, at an API or on this machine. */
  readonly writes?: boolean;
  /** Whether it can place a billed call. */
  readonly billed?: boolean;
  /**
   * Values to offer for a flag (`--status`) or an argument (`key`) that commander does not check, for
   * completion and `help --json`. A function where loading them is slow.
   */
  readonly values?: Readonly<
    Record<string, readonly string[] | (() => Promise<readonly string[]>)>
  >;
}

const kept = new WeakMap<Command, Help>();

/** Gives a command its examples, notes and error codes; `--help` and the reference print them. */
export function explainCommand(command: Command, help: Help): Command {
  kept.set(command, help);
  return command.addHelpText('after', ({ command: shown }) => helpText(shown, help));
}

export function helpOf(command: Command): Help | undefined {
  return kept.get(command);
}

function helpText(command: Command, help: Help): string {
  const program = rootName(command);
  const width = command.configureOutput().getOutHelpWidth?.() ?? 80;
  const block = (title: string, lines: readonly string[] | undefined) =>
    lines === undefined || lines.length === 0
      ? []
      : [[title, ...lines.map((line) => wrap(`  ${line}`, width))].join('\n')];
  return `\n${[
    // An example is one line whatever the width, so that it can be copied.
    ['Examples:', ...help.examples.map((example) => `  $ ${program} ${example}`)].join('\n'),
    ...block('Notes:', help.notes),
    ...block('Exit codes that are results:', help.results),
    ...block('Errors:', help.codes && [help.codes.join(', ')]),
    wrap(
      `Flags for every command: ${program} --help. Exit codes: ${program} help exit-codes.`,
      width,
    ),
  ].join('\n\n')}`;
}

/** Breaks a line at spaces; the rest of an entry of a list stands further in than its beginning. */
function wrap(line: string, width: number): string {
  const indent = /^ */.exec(line)?.[0] ?? '';
  const hanging = indent.length > 2 ? `${indent}  ` : indent;
  const lines: string[] = [];
  let current = '';
  for (const word of line.trim().split(' ')) {
    const longer = current === '' ? indent + word : `${current} ${word}`;
    if (longer.length > width && current !== '') {
      lines.push(current);
      current = hanging + word;
    } else current = longer;
  }
  return [...lines, current].join('\n');
}

function rootName(command: Command): string {
  let at = command;
  while (at.parent) at = at.parent;
  return at.name();
}
