import type { Argument, Command, Help } from 'commander';
import { fitWidth, topics } from '../../src/cli/help.ts';
import { helpOf } from '../../src/commands/help.ts';
import { leavesOf, pathOf } from '../../src/commands/tree.ts';

/** The page `docs/commands.md`, as the program declares itself. */
export async function renderReference(program: Command): Promise<string> {
  const groups = commandGroups(program);
  return `${[
    '# Commands',
    '<!-- Made from the program by `npm run docs`. -->',
    'Every command, as `plivo <command> --help` shows it. [README](../README.md) describes them by task.',
    ...groups.flatMap(({ heading, commands }) => [`**${heading}**`, overview(commands)]),
    '**Topics**',
    Object.keys(topics)
      .map((name) => `- [${name}](#help-${name})`)
      .join('\n'),
    '## Flags for every command',
    'They work before and after the command.',
    optionTable(program),
    ...groups.flatMap(({ commands }) => commands.flatMap((command) => section(command, 2))),
    ...(await topicTexts(program)).flatMap(([name, text]) => [`## help ${name}`, textBlock(text)]),
    '## help skill',
    'Prints [SKILL.md](../SKILL.md), a description of this program for coding agents.',
  ].join('\n\n')}\n`;
}

/** The topics for people, with their text. */
export async function topicTexts(program: Command): Promise<[name: string, text: string][]> {
  const { skill: _, ...others } = topics;
  return Promise.all(
    Object.entries(others).map(
      async ([name, text]): Promise<[string, string]> => [
        name,
        fitWidth(await text('plivo', program), 98).trimEnd(),
      ],
    ),
  );
}

function commandGroups(program: Command): { heading: string; commands: Command[] }[] {
  const groups = new Map<string, Command[]>();
  for (const command of visible(program)) {
    const heading = command.helpGroup().replace(/:$/, '');
    groups.set(heading, [...(groups.get(heading) ?? []), command]);
  }
  return [...groups].map(([heading, commands]) => ({ heading, commands }));
}

function overview(commands: readonly Command[]): string {
  const rows = commands.flatMap((command) =>
    leavesOf(command).map((leaf) => {
      const path = pathOf(leaf);
      return [`[\`${path}\`](#${anchor(path)})`, sentence(leaf.description())];
    }),
  );
  return table(['Command', ''], rows);
}

function section(command: Command, depth: number): string[] {
  const help = helpOf(command);
  const below = visible(command);
  const isGroup = below.length > 0;
  return [
    `${'#'.repeat(depth)} ${pathOf(command)}`,
    sentence(command.description()),
    ...(isGroup ? [] : [textBlock(helper(command).commandUsage(command))]),
    argumentTable(command),
    optionTable(command),
    ...(help === undefined
      ? []
      : [
          help.examples.length === 0
            ? ''
            : `\`\`\`sh\n${help.examples.map((example) => `plivo ${example}`).join('\n')}\n\`\`\``,
          noteList(help.notes ?? []),
          help.results === undefined
            ? ''
            : `Exit codes that are results:\n\n${textBlock(help.results.join('\n'))}`,
          help.codes === undefined
            ? ''
            : `Errors: ${help.codes.map((code) => `\`${code}\``).join(', ')}`,
        ]),
    ...below.flatMap((one) => section(one, depth + 1)),
  ].filter((part) => part !== '');
}

function argumentTable(command: Command): string {
  const described = helper(command).visibleArguments(command);
  const rows = described
    .filter(({ description }) => description !== '')
    .map((argument: Argument) => [
      `\`${argument.name()}\``,
      helper(command).argumentDescription(argument),
    ]);
  return rows.length === 0 ? '' : table(['Argument', ''], rows);
}

/** `--help` is listed once, with the flags for every command. */
function optionTable(command: Command): string {
  const help = helper(command);
  const rows = help
    .visibleOptions(command)
    .filter((option) => option.long !== '--help' || command.parent === null)
    .map((option) => [`\`${help.optionTerm(option)}\``, help.optionDescription(option)]);
  return rows.length === 0 ? '' : table(['Flag', ''], rows);
}

/** A note that begins with spaces belongs to the one before it and keeps its form. */
function noteList(notes: readonly string[]): string {
  const blocks: string[] = [];
  let kept: string[] = [];
  const flush = () => {
    if (kept.length > 0) blocks.push(`\n${indent(textBlock(kept.join('\n')))}\n`);
    kept = [];
  };
  for (const note of notes) {
    if (note.startsWith(' ')) kept.push(note.slice(2));
    else {
      flush();
      blocks.push(`- ${escapeText(note)}`);
    }
  }
  flush();
  return blocks.join('\n').trimEnd();
}

function helper(command: Command): Help {
  return command.createHelp();
}

/** Without the `help` that commander adds to each group. */
function visible(command: Command): Command[] {
  return helper(command)
    .visibleCommands(command)
    .filter((one) => command.commands.includes(one));
}

function sentence(text: string): string {
  const [first = ''] = text;
  return `${escapeText(first.toUpperCase() + text.slice(1))}.`;
}

function anchor(path: string): string {
  return path.toLowerCase().replaceAll(' ', '-');
}

/** The columns are aligned, as the formatter wants them. */
function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = [heads, ...rows].map((row) => row.map(escapeCell));
  const widths = heads.map((_, at) => Math.max(3, ...cells.map((row) => row[at]?.length ?? 0)));
  const line = (row: readonly string[], fill: string) =>
    `| ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0, fill)).join(' | ')} |`;
  const [head = [], ...body] = cells;
  const rule = heads.map(() => '');
  return [line(head, ' '), line(rule, '-'), ...body.map((row) => line(row, ' '))].join('\n');
}

function textBlock(text: string): string {
  return `\`\`\`text\n${text}\n\`\`\``;
}

function indent(text: string): string {
  return text.replace(/^(?=.)/gm, '  ');
}

/** Outside of code, `<name>` would be read as HTML. */
function escapeText(text: string): string {
  return text.replace(/</g, '&lt;');
}

function escapeCell(text: string): string {
  const escaped = text.replaceAll('|', '\\|');
  return escaped.startsWith('`') ? escaped : escapeText(escaped);
}
