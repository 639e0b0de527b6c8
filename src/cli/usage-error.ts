import { type Command, CommanderError } from 'commander';
import { nearNames } from '../domain/text/selector.ts';
import { sentence } from '../domain/text/sentence.ts';
import { shellQuote } from '../domain/text/shell-command.ts';
import { CliError } from '../errors/cli-error.ts';
import { editDistance } from '../errors/edit-distance.ts';
import { isSecretFlag } from './inputs.ts';

/** Turns commander's failure into USAGE, with the corrected line. Null for any other failure. */
export function toUsageError(
  failure: unknown,
  program: Command,
  argv: readonly string[],
): CliError | null {
  if (!(failure instanceof CommanderError)) return null;
  const { path, command } = findCommand(program, argv);
  const fact = failure.message.replace(/^error: /, '').replace(/\n\(Did you mean [^\n]*\?\)$/, '');
  const whole = path.join(' ') || program.name();
  const {
    message,
    hints,
    wrong,
    right = [],
    commands,
  } = reword(failure.code, fact, whole, command);
  const corrected = wrong === undefined ? null : correctLine(argv, wrong, right[0], command);
  return new CliError('USAGE', {
    message,
    hints: hints ?? (right.length === 0 ? [] : [`Did you mean ${right.join(' or ')}?`]),
    commands: commands ?? [
      ...(corrected === null ? [] : [corrected]),
      [...path, '--help'].join(' '),
    ],
  });
}

/**
 * An error about missing input, with the command that works: the typed one with `--yes`, or with
 * the missing flags.
 */
export function withWorkingCommand(error: CliError, argv: readonly string[]): CliError {
  if (error.code !== 'CONFIRMATION_REQUIRED' && error.code !== 'INPUT_REQUIRED') return error;
  const { missing } = error.details;
  const rows: { flag?: string | null; what?: string }[] = Array.isArray(missing) ? missing : [];
  const flags = rows.flatMap(({ flag, what = 'value' }) => {
    if (flag == null || flag === '') return [];
    // A value read from standard input, a consent, and an argument take no value.
    const alone = /^<|^--yes$|-stdin$/.test(flag);
    return [alone ? flag : `${flag} <${what.toLowerCase().replaceAll(/[^\p{L}\p{N}.]+/gu, '-')}>`];
  });
  if (error.code === 'CONFIRMATION_REQUIRED' && !flags.includes('--yes')) flags.push('--yes');
  if (flags.length === 0) return error;
  const whole = [...typedWords(argv), ...flags].join(' ');
  return error.with({ commands: [whole, ...error.commands] });
}

interface Wording {
  readonly message: string;
  /** The mistyped word and likely corrections, nearest first. */
  readonly wrong?: string;
  readonly right?: readonly string[];
  /** Instead of "Did you mean …?". */
  readonly hints?: readonly string[];
  /** Instead of the corrected line and the help of the command. */
  readonly commands?: readonly string[];
}

/** Rephrases commander's message, with the command's name and without quotes. */
function reword(code: string, fact: string, whole: string, command: Command): Wording {
  switch (code) {
    case 'commander.unknownOption':
      return wordUnknownOption(between(fact, "unknown option '", "'"), whole, command);
    case 'commander.unknownCommand':
      return wordUnknownCommand(between(fact, "unknown command '", "'"), whole, command);
    case 'commander.excessArguments': {
      const [, expected = '0', received = ''] =
        /Expected (\d+) arguments? but got (\d+)\.$/.exec(fact) ?? [];
      return {
        message: `${whole} takes ${countArguments(Number(expected))}, but got ${received}.`,
      };
    }
    case 'commander.missingArgument':
      return { message: `${whole} needs <${between(fact, "missing required argument '", "'")}>.` };
    case 'commander.optionMissingArgument': {
      const [flag, value] = readFlags(between(fact, "option '", "' argument missing"));
      return { message: `${flag} needs ${value}.` };
    }
    case 'commander.invalidArgument':
      return wordChoices(fact) ?? { message: asSentence(fact) };
    default:
      return { message: asSentence(fact) };
  }
}

/** Omits the value after `=`, which may be a secret under a misspelled flag. */
function wordUnknownOption(given: string, whole: string, command: Command): Wording {
  const [flag = given] = given.split('=');
  if (flag !== given && findOption(command, flag) !== undefined) {
    return { message: `${flag} takes no value.` };
  }
  const message = `${whole} has no ${flag} option.`;
  if (flag === '-v') return { message, wrong: flag, right: ['--version'] };
  return { message, wrong: flag, right: nearFlags(command, flag) };
}

function wordUnknownCommand(given: string, whole: string, command: Command): Wording {
  const message = `${whole} has no ${given} command.`;
  const ofPlivo = plivoCommands[command.parent === null ? given : `${command.name()} ${given}`];
  if (ofPlivo !== undefined) {
    return {
      message: `${message} Plivo's own CLI has the same name as this one.`,
      hints: [ofPlivo.hint],
      commands: ofPlivo.commands,
    };
  }
  const names = command.commands.map((one) => one.name());
  return { message, wrong: given, right: nearNames(names, given) };
}

const inTheConsole =
  'Numbers are bought and released in the Plivo console: https://console.plivo.com';

/** Commands of Plivo's own CLI that people may type here, and the equivalent in this program. */
const plivoCommands: Readonly<
  Record<string, { readonly hint: string; readonly commands: readonly string[] }>
> = {
  voice: {
    hint: 'Calls of your voice agents are here:',
    commands: ['call list', 'call test', 'call --help'],
  },
  auth: { hint: 'Save the Vocobase API key:', commands: ['login'] },
  account: { hint: 'Show the account and its state:', commands: ['whoami', 'doctor'] },
  sip: { hint: 'Register a SIP trunk as a connection:', commands: ['connections create --help'] },
  messaging: {
    hint: 'This program connects voice calls; it sends no messages.',
    commands: ['--help'],
  },
  verify: { hint: 'This program connects voice calls.', commands: ['--help'] },
  lookup: { hint: 'This program connects voice calls.', commands: ['numbers list'] },
  ask: { hint: 'Look up an error or a symptom:', commands: ['explain'] },
  docs: { hint: 'Look up a command or a topic:', commands: ['help'] },
  'numbers buy': { hint: inTheConsole, commands: ['numbers sync'] },
  'numbers search': { hint: inTheConsole, commands: ['numbers list'] },
  'numbers release': { hint: inTheConsole, commands: ['numbers sync'] },
  'numbers get': { hint: 'Imported numbers are listed by:', commands: ['numbers list'] },
  'numbers compliance': { hint: 'doctor checks the compliance of numbers:', commands: ['doctor'] },
};

function allOptions(command: Command) {
  const options = [...command.options];
  for (let at = command.parent; at !== null; at = at.parent) options.push(...at.options);
  return options.filter(({ hidden }) => !hidden);
}

function findOption(command: Command, flag: string) {
  return allOptions(command).find(({ long, short }) => flag === long || flag === short);
}

/** Flags that may have been meant, nearest first, by the whole name or by one of its words. */
function nearFlags(command: Command, typed: string): string[] {
  const wanted = typed.replace(/^-+/, '').toLowerCase();
  if (wanted.length < 3) return [];
  const flags = ['--help', ...allOptions(command).flatMap(({ long }) => long ?? [])];
  const distance = (flag: string) => {
    const name = flag.slice(2);
    const words = name.split('-').filter((word) => word.length > 2);
    return Math.min(
      editDistance(name, wanted),
      ...words.map((word) => editDistance(word, wanted) + 0.5),
    );
  };
  return [...new Set(flags)]
    .map((flag) => ({ flag, far: distance(flag) }))
    .filter(({ far }) => far <= Math.max(1.5, wanted.length / 3))
    .sort((a, b) => a.far - b.far)
    .slice(0, 3)
    .map(({ flag }) => flag);
}

/** The whole command line with the wrong word corrected, ready to run. */
function correctLine(
  argv: readonly string[],
  wrong: string,
  right: string | undefined,
  command: Command,
): string | null {
  const at = argv.findIndex((word) => word === wrong || word.startsWith(`${wrong}=`));
  if (right === undefined || at === -1) return null;
  const value = /[<[].*$/.exec(findOption(command, right)?.flags ?? '')?.[0];
  const typed = argv[at]?.includes('=') === true && value !== undefined;
  return [
    ...typedWords(argv.slice(0, at)),
    typed ? `${right} ${value}` : right,
    ...typedWords(argv.slice(at + 1), right),
  ].join(' ');
}

/** Words of the command line, quoted for a shell, without secrets. */
export function typedWords(argv: readonly string[], before = ''): string[] {
  return argv.map((word, index) => {
    if (isSecretFlag(argv[index - 1] ?? before) || looksSecret(word)) return '<value>';
    if (word.includes('=') && isSecretFlag(word.replace(/=.*$/s, ''))) {
      return word.replace(/=.*$/s, '=<value>');
    }
    return shellQuote(word);
  });
}

/** True for a key or a token in the wrong place. */
function looksSecret(word: string): boolean {
  return /rg_live_|^stk_|^[A-Za-z0-9+/=_]{32,}$/.test(word);
}

function countArguments(expected: number): string {
  if (expected === 0) return 'no arguments';
  return expected === 1 ? '1 argument' : `${expected} arguments`;
}

/** Describes a value that is not one of the choices. */
function wordChoices(fact: string): Wording | null {
  const option = /^option '(.*?)' argument '(.*)' is invalid\. Allowed choices are (.*)\.$/s;
  const [, flags, given = '', choices = ''] = option.exec(fact) ?? [];
  if (flags !== undefined) {
    const message = `${readFlags(flags)[0]} takes one of ${choices}, not ${given}.`;
    return { message, wrong: given, right: nearNames(choices.split(', '), given) };
  }
  const argument =
    /^command-argument value '(.*)' is invalid for argument '(.*)'\. Allowed choices are (.*)\.$/s;
  const [, value, name, allowed = ''] = argument.exec(fact) ?? [];
  if (value === undefined) return null;
  const message = `${value} is not one of the choices for <${name}>: ${allowed}.`;
  return { message, wrong: value, right: nearNames(allowed.split(', '), value) };
}

/** Splits `-o, --option <value>` into its long name and its value. */
function readFlags(flags: string): [flag: string, value: string] {
  const words = flags.split(/[ ,|]+/);
  const flag = words.find((word) => word.startsWith('--')) ?? words[0] ?? flags;
  return [flag, words.find((word) => /^[<[]/.test(word)) ?? 'a value'];
}

function between(text: string, before: string, after: string): string {
  return text.startsWith(before) && text.endsWith(after)
    ? text.slice(before.length, text.length - after.length)
    : text;
}

function asSentence(text: string): string {
  return sentence(`${text.charAt(0).toUpperCase()}${text.slice(1)}`);
}

/** The typed command, as far as the words name one, and its words. */
function findCommand(
  program: Command,
  argv: readonly string[],
): { readonly path: readonly string[]; readonly command: Command } {
  const path: string[] = [];
  let command = program;
  for (const [index, word] of argv.entries()) {
    if (word.startsWith('-') || takesValue(program, argv[index - 1])) continue;
    const next = command.commands.find((one) => one.name() === word);
    if (next === undefined) break;
    path.push(word);
    command = next;
  }
  return { path, command };
}

/** True if the next word is the value of this one: in `--profile login`, `login` is no command. */
function takesValue(program: Command, word: string | undefined): boolean {
  if (word === undefined) return false;
  return program.options.some(
    ({ required, long, short }) => required && (word === long || word === short),
  );
}
