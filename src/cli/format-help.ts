import { stripVTControlCharacters } from 'node:util';
import type { Command, Help } from 'commander';
import { helpOf } from '../commands/help.ts';
import { wrapText } from '../output/table.ts';

/** The length of `connections`, the longest command name. */
const longestName = 11;

type Item = readonly [term: string, description: string];

interface HelpLook {
  /** Columns to fit. */
  readonly width: number;
  /** True if headings and commands are highlighted. */
  readonly color: boolean;
}

/** Usage first, then commands, then options, then notes, errors, and examples. */
export function formatHelp(command: Command, { width, color }: HelpLook): string {
  const help = command.createHelp();
  const commands = byHeading(help.visibleCommands(command), (one) => one.helpGroup());
  const options = byHeading(help.visibleOptions(command), (one) => one.helpGroupHeading ?? 'More');
  const rows = help
    .visibleArguments(command)
    .filter(({ description }) => description !== '')
    .map((argument): Item => [argument.name(), argument.description]);
  const isRoot = command.parent === null;
  const blocks = [
    `${wrapText(help.commandDescription(command), width)}\n${isRoot ? '' : '\n'}${bold('Usage')}  ${help.commandUsage(command)}`,
    ...section('Arguments', rows, width),
    ...[...commands].flatMap(([title, members]) =>
      section(
        title || 'Commands',
        members.map((one) => [isRoot ? one.name() : termOf(one), one.description()]),
        width,
        // The program's groups are aligned with each other.
        isRoot ? longestName : 0,
      ),
    ),
    ...(isRoot
      ? flagRows(options, width)
      : section(
          'Options',
          help.visibleOptions(command).map((one) => [one.flags, help.optionDescription(one)]),
          width,
        )),
    ...documentation(command, width),
  ];
  const text = `${blocks.join('\n\n')}\n`;
  return color ? text : stripVTControlCharacters(text);
}

/** Notes, results, and errors of a command, and its examples last. */
function documentation(command: Command, width: number): string[] {
  const help = helpOf(command);
  const program = rootOf(command).name();
  const block = (title: string, lines: readonly string[] = []) =>
    lines.length === 0 ? [] : [[bold(title), ...lines.map((line) => hang(line, width))].join('\n')];
  const more = `Options of every command: ${program} help options. Exit codes: ${program} help exit-codes.`;
  // An example stays on one line at any width, so that it can be copied.
  const examples = help?.examples.map((words) => `  $ ${accent(`${program} ${words}`)}`) ?? [];
  return [
    ...block('Notes', help?.notes),
    ...block('Exit codes that are results', help?.results),
    ...block('Errors', help?.codes && [help.codes.join(', ')]),
    ...(command.parent === null ? [] : [wrapText(more, width)]),
    ...(examples.length === 0 ? [] : [[bold('Examples'), ...examples].join('\n')]),
  ];
}

/** An entry of a list, with its further lines indented; those of an exit code below its text. */
function hang(line: string, width: number): string {
  const indent = ' '.repeat(2 + line.length - line.trimStart().length);
  const code = /^\d+ {2,}/.exec(line)?.[0] ?? '';
  const further = indent.length > 2 ? `${indent}  ` : indent + ' '.repeat(code.length);
  return indent + wrapText(line.trim(), width, further).trimStart();
}

function rootOf(command: Command): Command {
  return command.parent === null ? command : rootOf(command.parent);
}

/** The program's global options in a few lines; `help options` explains each. */
function flagRows(options: ReadonlyMap<string, readonly Flag[]>, width: number): string[] {
  const rows = [...options].map(
    ([title, flags]): Item => [title, flags.map((one) => one.flags).join(', ')],
  );
  return section('Options', rows, width, longestName);
}

type Flag = ReturnType<Help['visibleOptions']>[number];

/** Terms and descriptions in two columns, or one below the other on a narrow terminal. */
function section(title: string, items: readonly Item[], width: number, column = 0): string[] {
  if (items.length === 0) return [];
  const longest = Math.max(column, ...items.map(([term]) => term.length));
  const twoColumns = width - longest - 4 >= 40;
  const indent = ' '.repeat(twoColumns ? longest + 4 : 6);
  const lines = items.map(([term, description]) => {
    const text = wrapText(description, width, indent);
    return twoColumns
      ? `  ${accent(term)}${' '.repeat(longest - term.length + 2)}${text.trimStart()}`
      : `  ${accent(term)}\n${text}`;
  });
  return [[bold(title), ...lines].join('\n')];
}

const bold = (text: string) => `\u001b[1m${text}\u001b[22m`;
const accent = (text: string) => `\u001b[36m${text}\u001b[39m`;

/** Without `[options]`: the options of an undeclared command are not known, and most have some. */
function termOf(command: Command): string {
  const args = command.registeredArguments.map((argument) => {
    const name = `${argument.name()}${argument.variadic ? '...' : ''}`;
    return argument.required ? `<${name}>` : `[${name}]`;
  });
  return [command.name(), ...args].join(' ');
}

function byHeading<T>(items: readonly T[], headingOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const heading = headingOf(item);
    groups.set(heading, [...(groups.get(heading) ?? []), item]);
  }
  return groups;
}
