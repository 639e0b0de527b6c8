import type { Argument, Command, Option } from 'commander';
import { type ErrorCode, errorCatalogue } from '../errors/catalogue/errors.ts';
import { type ExitCode, exits } from '../errors/entry.ts';
import { type Help, helpOf } from './help.ts';

/** The command line as data, printed by `help --json`. Its names are part of the contract. */
export interface CommandTree {
  readonly name: string;
  readonly version: string;
  readonly commands: readonly CommandData[];
  /** They work before and after every command. */
  readonly global_flags: readonly FlagData[];
}

/**
 * A command as `help --json` prints it. Completion, the man page, and SKILL.md are made from the
 * same data.
 */
export interface CommandData {
  /** `connections list`, without the program's name. */
  readonly command: string;
  /** One line, as in the list of commands. */
  readonly summary: string;
  /** The summary and the rest of its help text. */
  readonly description: string;
  readonly arguments: readonly ArgumentData[];
  readonly flags: readonly FlagData[];
  /** True if it can change something, at an API or on this machine. */
  readonly writes: boolean;
  /** True if it can place a billed call. */
  readonly billed: boolean;
  /** Complete command lines that run as printed, apart from made-up ids. */
  readonly examples: readonly string[];
  readonly exit_codes: readonly number[];
  readonly errors: readonly ErrorCode[];
}

/** A positional argument of a command. */
export interface ArgumentData {
  readonly name: string;
  readonly required: boolean;
  readonly repeatable: boolean;
  /** The known values; null if any value is allowed. */
  readonly values: readonly string[] | null;
  readonly summary: string;
}

/** An option of a command, or a global one. */
export interface FlagData {
  /** `--provider`, or `--no-wait`. */
  readonly flag: string;
  /** `-q`, or null. */
  readonly short: string | null;
  /** What the value is, `path`; null for a flag without one. */
  readonly value: string | null;
  readonly values: readonly string[] | null;
  /** The variable that is read if the flag is not given. */
  readonly env: string | null;
  readonly default: string | number | boolean | null;
  readonly repeatable: boolean;
  readonly summary: string;
}

/**
 * Reads the command line of a program whose commands are all declared. `below` keeps one command, or
 * the commands of one group.
 */
export async function readTree(program: Command, below: Command = program): Promise<CommandTree> {
  return {
    name: program.name(),
    version: program.version() ?? '',
    commands: await Promise.all(leavesOf(below).map((leaf) => readCommand(program.name(), leaf))),
    global_flags: await readFlags(program),
  };
}

/** The commands below a command, at any depth, without those that only group others. */
export function leavesOf(command: Command): Command[] {
  return command.commands.length === 0 ? [command] : command.commands.flatMap(leavesOf);
}

/** `connections list`, without the program's name; empty for the program. */
export function pathOf(command: Command): string {
  if (command.parent === null) return '';
  return `${pathOf(command.parent)} ${command.name()}`.trim();
}

async function readCommand(program: string, command: Command): Promise<CommandData> {
  const help: Help = helpOf(command) ?? { examples: [] };
  const summary = oneLine(command.description());
  const codes = codesOf(help);
  return {
    command: pathOf(command),
    summary,
    description: [`${summary}.`, ...(help.notes ?? [])].join('\n'),
    arguments: await Promise.all(
      command.registeredArguments.map((argument) => readArgument(argument, help)),
    ),
    flags: await readFlags(command),
    writes: help.writes ?? false,
    billed: help.billed ?? false,
    examples: help.examples.map((example) => `${program} ${example}`),
    exit_codes: exitsOf(codes, help),
    errors: codes,
  };
}

async function readArgument(argument: Argument, help: Help): Promise<ArgumentData> {
  return {
    name: argument.name(),
    required: argument.required,
    repeatable: argument.variadic,
    values: argument.argChoices ?? (await valuesOf(help, argument.name())),
    summary: oneLine(argument.description),
  };
}

function readFlags(command: Command): Promise<FlagData[]> {
  const options = command.createHelp().visibleOptions(command);
  return Promise.all(
    options
      .filter(({ long }) => command.parent === null || long !== '--help')
      .map((option) => readFlag(command, option)),
  );
}

async function readFlag(command: Command, option: Option): Promise<FlagData> {
  const help: Help = command.parent === null ? ofTheProgram : (helpOf(command) ?? { examples: [] });
  const flag = option.long ?? option.flags;
  const [, value = null] = /<([^>]*)>/.exec(option.flags) ?? [];
  const [, written = null] = /\(default: ([^)]*)\)/.exec(option.description) ?? [];
  const kept = option.negate ? null : option.defaultValue;
  return {
    flag,
    short: option.short ?? null,
    value,
    values: option.argChoices ?? (await valuesOf(help, flag)),
    env: environment[`${pathOf(command)} ${flag}`.trim()] ?? environment[flag] ?? null,
    default: isPlain(kept) ? kept : written,
    // Commands parse their values themselves; commander's parsers here only collect values.
    repeatable: option.variadic || (option.parseArg !== undefined && !option.argChoices),
    summary: oneLine(option.description),
  };
}

function isPlain(value: unknown): value is string | number | boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

async function valuesOf(help: Help, name: string): Promise<readonly string[] | null> {
  const values = help.values?.[name];
  return typeof values === 'function' ? values() : (values ?? null);
}

/** Values of global flags. */
const ofTheProgram: Help = {
  examples: [],
  values: {
    '--scenario': async () => {
      const { scenarios } = await import('../sandbox/scenarios.ts');
      return scenarios.map(({ name }) => name);
    },
  },
};

/** The variables behind flags: of one command if its path is given, else of every command. */
const environment: Readonly<Record<string, string>> = {
  '--profile': 'VOCOBASE_PROFILE',
  '--base-url': 'VOCOBASE_BASE_URL',
  '--no-color': 'NO_COLOR',
  '--auth-id': 'PLIVO_AUTH_ID',
  '--auth-token': 'PLIVO_AUTH_TOKEN',
  'login --api-key-stdin': 'VOCOBASE_API_KEY',
  'setup --agent': 'VOCOBASE_AGENT_ID',
  'call test --agent': 'VOCOBASE_AGENT_ID',
  'call test --connection': 'VOCOBASE_CONNECTION_ID',
  'numbers sync --connection': 'VOCOBASE_CONNECTION_ID',
};

const ofEveryCommand: readonly ErrorCode[] = ['USAGE', 'INTERNAL', 'INTERRUPTED'];

const ofEveryRequest: readonly ErrorCode[] = [
  'INVALID_VALUE',
  'EMPTY_SECRET',
  'INSECURE_BASE_URL',
  'NETWORK_UNREACHABLE',
  'NETWORK_TLS',
  'NETWORK_PROXY',
  'TIMEOUT',
  'INTERNAL_ERROR',
  'UNEXPECTED_RESPONSE',
  'UNEXPECTED_REDIRECT',
  'INVALID_API_KEY_FORMAT',
  'CONFIG_UNREADABLE',
  'FORBIDDEN',
  'PARTNER_INACTIVE',
  'RATE_LIMITED',
];

/** Its own codes first, then those of every command of its kind. */
function codesOf({ codes = [] }: Help): readonly ErrorCode[] {
  const asks = codes.includes('API_KEY_MISSING') || codes.includes('UNAUTHORIZED');
  return [...new Set([...codes, ...(asks ? ofEveryRequest : []), ...ofEveryCommand])];
}

function exitsOf(codes: readonly ErrorCode[], { results = [] }: Help): readonly number[] {
  const ofResults = results.flatMap((line) =>
    (/^\d+(?:, \d+)*/.exec(line)?.[0] ?? '').split(', ').filter(Boolean).map(Number),
  );
  const stopped: readonly ExitCode[] = [exits.interrupted, exits.terminated];
  const all = [
    exits.done,
    ...codes.map((code) => errorCatalogue()[code].exit),
    ...ofResults,
    ...stopped,
  ];
  return [...new Set(all)].sort((a, b) => a - b);
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
