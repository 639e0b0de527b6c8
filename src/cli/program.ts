import { basename } from 'node:path';
import { Command, CommanderError, type Help } from 'commander';
import { explainCommand, helpOf } from '../commands/help.ts';
import { type ExitCode, exits } from '../errors/entry.ts';
import { colorLevel } from '../output/color.ts';
import { wrapText } from '../output/table.ts';
import { writeAnswer } from '../output/write.ts';
import type { Launch } from '../ports/launch.ts';
import { declareGlobals } from './globals.ts';
import type { Session } from './launch.ts';
import { registry } from './registry.ts';
import type { Io } from './terminal.ts';

/** Parses the command line, runs its command, and reports a failure. */
export async function runCommandLine(io: Io, version: string): Promise<ExitCode> {
  const argv = typedWords(io);
  const name = calledAs(io.argv[1]);
  let opened: Session | undefined;
  /** Loaded only for a run, so that `--help` does not wait for it. */
  const session = async (): Promise<Session> => {
    const { openSession } = await import('./launch.ts');
    opened ??= openSession(io, name);
    return opened;
  };
  const launch: Launch =
    (load, read) =>
    async (...received) =>
      (await session()).launch(load, read)(...received);
  const help: string[] = [];
  const program = createProgram({
    name,
    version,
    launch,
    width: Math.max(40, Math.min(io.stdout.columns || 80, 100)),
    color: colorLevel(io.stdout, io.env, argv.includes('--no-color')) > 0,
    print: (text) => help.push(text),
  });
  try {
    try {
      await program.parseAsync(argv, { from: 'user' });
    } catch (failure) {
      if (!(failure instanceof CommanderError && isHelp(failure))) throw failure;
      if (isBare(program) && io.stdout.isTTY) {
        help.length = 0;
        // A failure to read the account is part of the answer.
        program.setOptionValue('quiet', true);
        await launch(async () => (await import('../commands/overview.ts')).overview, String)(
          {},
          program,
        );
      }
    }
    await writeAnswer(io.stdout, help.join(''));
    return opened?.exit ?? exits.done;
  } catch (failure) {
    return await (await session()).report(failure, {
      argv,
      program,
      whole: () => declareAll(program),
    });
  } finally {
    opened?.close();
  }
}

/**
 * The words after the program's name. A `--` in front of all of them is dropped: it is how a user keeps
 * Node.js from reading `--env-file` itself (https://github.com/nodejs/node/issues/54232).
 */
function typedWords({ argv }: Io): string[] {
  return argv.slice(argv[2] === '--' ? 3 : 2);
}

/** commander ends the parsing with an error where it showed the help or the version too. */
function isHelp({ code }: CommanderError): boolean {
  return /^commander\.(help|helpDisplayed|version)$/.test(code);
}

/** True for `plivo` alone: no command, no `--help`, and no flag that asks for JSON. */
function isBare(program: Command): boolean {
  const { json, fields, events, help, version } = program.opts();
  return program.args.length === 0 && !(json || fields || events || help || version);
}

/**
 * Plivo's own CLI is also called `plivo`, so this program has a second name; hints use the typed
 * one.
 */
function calledAs(script: string | undefined): string {
  return /^vocobase-plivo\b/.test(basename(script ?? '')) ? 'vocobase-plivo' : 'plivo';
}

export interface ProgramOptions {
  /** The name that the program was started by. */
  readonly name: string;
  readonly version: string;
  readonly launch: Launch;
  /** Receives what commander prints for --help and --version. */
  print(text: string): void;
  /** The width of the help. */
  readonly width: number;
  /** True if headings and commands are highlighted in the help. */
  readonly color?: boolean;
}

/** A command whose flags, verbs, and examples are declared when it is typed. */
class LazyCommand extends Command {
  /** Declares the rest of the command; undefined after it was called. */
  declare?: (() => Promise<void>) | undefined;

  override createCommand(name?: string): LazyCommand {
    return new LazyCommand(name);
  }
}

/** The whole command line. A command has only its name until it is typed. */
export function createProgram(options: ProgramOptions): Command {
  const program = new LazyCommand(options.name);
  // These settings are copied to each subcommand when it is created, so they come first.
  program
    .exitOverride()
    .configureOutput({
      writeOut: options.print,
      // A group without a verb shows its help here; usage-error.ts phrases the errors.
      writeErr: options.print,
      outputError: () => {},
      getOutHelpWidth: () => options.width,
      getErrHelpWidth: () => options.width,
      getOutHasColors: () => options.color === true,
      getErrHasColors: () => options.color === true,
    })
    .configureHelp({ formatHelp })
    .helpCommand(false)
    .helpOption('-h, --help', 'Show help')
    .usage('<command> [options]')
    .description('Connect Plivo to Vocobase, and find out why calls fail');
  declareGlobals(program);
  program.version(options.version, '-V, --version', 'Show the version').optionsGroup('');

  const whole = () => declareAll(program);
  for (const { title, members } of registry) {
    program.commandsGroup(title);
    for (const { name, args = [], what, declare } of members) {
      // `plivo help <command>` is declared here; commander would add another one to each group.
      const command = program.command(name).description(what).helpCommand(false) as LazyCommand;
      for (const [term, description] of args) command.argument(term, description);
      command.declare = async () => (await declare())(command, options.launch, whole);
    }
  }
  program.hook('preSubcommand', (_, command) => declareCommand(command));
  explainCommand(program, { examples: ['setup --sandbox', 'doctor'] });
  return program;
}

/** Declares everything below every command, for readers of the whole program. */
export async function declareAll(program: Command): Promise<Command> {
  await Promise.all(program.commands.map(declareCommand));
  return program;
}

async function declareCommand(command: Command): Promise<void> {
  if (!(command instanceof LazyCommand)) return;
  const { declare } = command;
  command.declare = undefined;
  await declare?.();
}

// Help

/** The length of `connections`, the longest command name. */
const longestName = 11;

type Item = readonly [term: string, description: string];

/** Usage first, then commands, then options, then notes, errors, and examples. */
function formatHelp(command: Command, help: Help): string {
  const width = help.helpWidth ?? 80;
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
  return `${blocks.join('\n\n')}\n`;
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

// commander removes these sequences if stdout has no color.
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
