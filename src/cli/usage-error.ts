import { type Command, CommanderError } from 'commander';
import { sentence } from '../domain/text/sentence.ts';
import { CliError } from '../errors/cli-error.ts';

/** commander's own failure as ours: USAGE, with its suggestion. Null for any other. */
export function toUsageError(
  failure: unknown,
  program: Command,
  argv: readonly string[],
): CliError | null {
  if (!(failure instanceof CommanderError)) return null;
  const { path, command } = findCommand(program, argv);
  const text = failure.message.replace(/^error: /, '');
  const suggestion = /\n\((Did you mean [^\n]*\?)\)$/.exec(text);
  const fact = text.slice(0, suggestion?.index ?? text.length);
  const whole = path.join(' ') || program.name();
  const { message, hints } = reword(failure.code, fact, whole, command);
  return new CliError('USAGE', {
    message,
    hints: hints ?? (suggestion?.[1] === undefined ? [] : [suggestion[1]]),
    commands: [[...path, '--help'].join(' ')],
  });
}

interface Wording {
  readonly message: string;
  /** In the place of commander's own suggestion. */
  readonly hints?: readonly string[];
}

/** What commander says, with the words of the command and without quotes. */
function reword(code: string, fact: string, whole: string, command: Command): Wording {
  switch (code) {
    case 'commander.unknownOption':
      return wordUnknownOption(between(fact, "unknown option '", "'"), whole, command);
    case 'commander.unknownCommand':
      return { message: `${whole} has no command ${between(fact, "unknown command '", "'")}.` };
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
      return { message: wordChoices(fact) ?? asSentence(fact) };
    default:
      return { message: asSentence(fact) };
  }
}

/** The value behind `=` is left out: one of them may be a secret under a misspelt flag. */
function wordUnknownOption(given: string, whole: string, command: Command): Wording {
  const [flag = given] = given.split('=');
  if (flag !== given && hasOption(command, flag)) {
    return { message: `${flag} takes no value.`, hints: [] };
  }
  const message = `${whole} has no option ${flag}.`;
  return flag === '-v' ? { message, hints: ['Did you mean --version?'] } : { message };
}

function hasOption(command: Command, flag: string): boolean {
  for (let at: Command | null = command; at !== null; at = at.parent) {
    if (at.options.some(({ long, short }) => flag === long || flag === short)) return true;
  }
  return false;
}

function countArguments(expected: number): string {
  if (expected === 0) return 'no arguments';
  return expected === 1 ? '1 argument' : `${expected} arguments`;
}

/** A value that is none of those that there are. */
function wordChoices(fact: string): string | null {
  const option = /^option '(.*?)' argument '(.*)' is invalid\. Allowed choices are (.*)\.$/s;
  const [, flags, given, choices] = option.exec(fact) ?? [];
  if (flags !== undefined) return `${readFlags(flags)[0]} takes one of ${choices}, not ${given}.`;
  const argument =
    /^command-argument value '(.*)' is invalid for argument '(.*)'\. Allowed choices are (.*)\.$/s;
  const [, value, name, allowed] = argument.exec(fact) ?? [];
  return value === undefined
    ? null
    : `${value} is not one of the choices for <${name}>: ${allowed}.`;
}

/** `-o, --option <value>` as its long name and its value. */
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

/** The command that was typed, as far as the words name one, and its words. */
function findCommand(
  program: Command,
  argv: readonly string[],
): { readonly path: readonly string[]; readonly command: Command } {
  const path: string[] = [];
  let command = program;
  for (const [index, word] of argv.entries()) {
    const next = command.commands.find((one) => one.name() === word);
    if (next === undefined || isTaker(program, argv[index - 1])) continue;
    path.push(word);
    command = next;
  }
  return { path, command };
}

/** Whether the next word is the value of this one: `--profile login` names no command. */
function isTaker(program: Command, word: string | undefined): boolean {
  if (word === undefined) return false;
  return program.options.some(
    ({ required, long, short }) => required && (word === long || word === short),
  );
}
