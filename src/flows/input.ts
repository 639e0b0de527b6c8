import type { Parsed } from '../domain/text/parsed.ts';
import { findNumberDoubt, parsePhoneNumber } from '../domain/text/phone-number.ts';
import { nearNames } from '../domain/text/selector.ts';
import { findProvider, type Provider, providerNames } from '../domain/vocobase/providers.ts';
import { CliError } from '../errors/cli-error.ts';
import type { Context } from '../ports/context.ts';

/**
 * The value of a flag or variable. What was cleaned up is reported as a notice. Throws the code of
 * the problem, naming where the value came from.
 */
export function accept<T>(ctx: Pick<Context, 'log'>, parsed: Parsed<T>, from: string): T {
  if (!parsed.ok) {
    const { code, message, hints } = parsed.problem;
    throw new CliError(code, { message: `${from}: ${message}`, hints, details: { source: from } });
  }
  for (const notice of parsed.notices) ctx.log.notice(`${from}: ${notice}`);
  return parsed.value;
}

/**
 * A variable of the environment, undefined where it is not set. Set but empty is an error: an unset
 * CI secret must not silently mean another default. Throws EMPTY_SECRET or INVALID_VALUE, as named.
 */
export function readVariable(
  ctx: Pick<Context, 'inputs'>,
  name: string,
  whenEmpty: 'EMPTY_SECRET' | 'INVALID_VALUE',
): string | undefined {
  const value = ctx.inputs.env(name);
  if (value !== undefined && value.trim() === '') {
    throw new CliError(whenEmpty, {
      message: `${name} is set but empty.`,
      hints: [`Give ${name} a value, or unset it.`],
      details: { source: name },
    });
  }
  return value;
}

/**
 * A phone number in E.164. One that libphonenumber considers impossible is only a warning.
 * Throws INVALID_PHONE_NUMBER.
 */
export async function acceptNumber(
  ctx: Pick<Context, 'log'>,
  value: string,
  from: string,
): Promise<string> {
  const accepted = accept(ctx, parsePhoneNumber(value), from);
  const doubt = await findNumberDoubt(accepted);
  if (doubt !== null) ctx.log.warn(`${from}: ${doubt}`);
  return accepted;
}

/** The provider that `--provider` names, in any case. Throws INVALID_VALUE with near names. */
export function acceptProvider(given: string): Provider {
  const provider = findProvider(given);
  if (provider !== null) return provider;
  const near = nearNames(providerNames, given.trim());
  throw new CliError('INVALID_VALUE', {
    message: `--provider: there is no provider called ${given}.`,
    hints: [
      ...(near.length > 0 ? [`Did you mean ${near.join(' or ')}?`] : []),
      `There are ${providerNames.join(', ')}.`,
    ],
    details: { source: '--provider', providers: providerNames },
  });
}

/**
 * The one flag of these that was given, or undefined. `undefined` and `false` mean not given. Throws
 * USAGE when there are several, because they exclude each other.
 */
export function onlyOneOf<Flag extends string>(
  flags: Readonly<Record<Flag, unknown>>,
  hint = 'Keep one of them.',
): Flag | undefined {
  const names = Object.keys(flags) as Flag[];
  const given = names.filter((flag) => flags[flag] !== undefined && flags[flag] !== false);
  if (given.length > 1) {
    throw new CliError('USAGE', {
      message: `${given.join(' and ')} cannot be used together.`,
      hints: [hint],
    });
  }
  return given[0];
}

/** One thing that a command needs and was not given; an entry of `details.missing`. */
export interface Missing {
  readonly flag: string | null;
  readonly env: string | null;
  readonly what: string;
}

const byFlag = {
  hints: ['Give each by its flag or variable, or run this at a terminal to be asked.'],
  commands: ['help environment'],
} as const;

/** Where nobody can be asked: throws INPUT_REQUIRED, naming everything that is missing at once. */
export function requireInputs(
  ctx: Pick<Context, 'prompt'>,
  missing: readonly Missing[],
  advice: { readonly hints: readonly string[]; readonly commands: readonly string[] } = byFlag,
): void {
  if (missing.length === 0 || ctx.prompt.available) return;
  const names = missing.map(({ what }) => what).join(', ');
  throw new CliError('INPUT_REQUIRED', {
    message: `Missing: ${names}.`,
    ...advice,
    details: { missing },
  });
}

/** Alone, a missing API key is an error of its own kind; beside others it is named with them. */
export async function withMissingKey(
  ctx: Pick<Context, 'findApiKey' | 'prompt'>,
  missing: readonly Missing[],
): Promise<readonly Missing[]> {
  if (missing.length === 0 || ctx.prompt.available) return missing;
  if ((await ctx.findApiKey()) !== null) return missing;
  return [{ flag: null, env: 'VOCOBASE_API_KEY', what: 'API key' }, ...missing];
}

/** A consent that cannot be asked for, as an entry of `details.missing`; none where it can be had. */
export function missingConsent(ctx: Pick<Context, 'mode' | 'prompt'>, what: string): Missing[] {
  return canConsent(ctx) ? [] : [{ flag: '--yes', env: null, what }];
}

/** A secret's flags, as far as they were given. */
export interface SecretFlags {
  /** The flag that takes the secret itself: `--auth-token`. `-` is standard input, `@path` a file. */
  readonly flag: string;
  /** What it is, as a noun: `Auth Token`. */
  readonly what: string;
  readonly value?: string | undefined;
  /** `<flag>-stdin` was given. */
  readonly stdin?: boolean | undefined;
  /** The path of `<flag>-file`. */
  readonly file?: string | undefined;
  /** The variable that gives it where no flag does. */
  readonly env?: string | undefined;
  /** The ways that keep it out of the shell history, for a notice. */
  readonly safer: string;
}

/**
 * A secret and where it came from, as messages name it; null where it was not given. Throws USAGE
 * for two sources, EMPTY_SECRET, and INVALID_VALUE for a file that cannot be read.
 */
export async function readSecret(
  ctx: Pick<Context, 'inputs' | 'log'>,
  { flag, what, value, stdin, file, env, safer }: SecretFlags,
): Promise<{ readonly value: string; readonly from: string } | null> {
  const stdinFlag = `${flag}-stdin`;
  const fileFlag = `${flag}-file`;
  const given = onlyOneOf(
    { [flag]: value, [stdinFlag]: stdin, [fileFlag]: file },
    `Each gives the ${what}: keep one of them.`,
  );
  const from = given ?? env;
  if (from === undefined) return null;
  const read = await readFrom();
  if (read === undefined) return null;
  if (read.trim() === '') {
    throw new CliError('EMPTY_SECRET', {
      message: `${from} gives an empty ${what}.`,
      details: { source: from },
    });
  }
  if (given === flag && read === value) {
    ctx.log.notice(`A secret in ${flag} stays in the shell history. ${safer}`);
  }
  return { value: read, from };

  function readFrom(): string | undefined | Promise<string> {
    if (given === stdinFlag || value === '-') return ctx.inputs.stdin();
    if (file !== undefined) return ctx.inputs.file(file, 'secret');
    if (value?.startsWith('@')) return ctx.inputs.file(value.slice(1), 'secret');
    return given === undefined && env !== undefined ? ctx.inputs.env(env) : value;
  }
}

/**
 * Asks before something is replaced, made ambiguous or billed. `--yes` and `--dry-run` need no
 * answer; Enter answers yes only with `byDefault`. Throws CONFIRMATION_REQUIRED where nobody can be
 * asked, and INTERRUPTED with `details.declined` where a person says no.
 */
export async function requireConsent(
  ctx: Pick<Context, 'mode' | 'prompt'>,
  question: string,
  byDefault = false,
): Promise<void> {
  if (ctx.mode.yes || ctx.mode.dryRun) return;
  const agreed = await ctx.prompt.confirm({
    message: question,
    flag: '--yes',
    what: 'consent',
    default: byDefault,
  });
  if (!agreed) throw canceled();
}

/** A person said no, which is no failure: nothing was done, and the exit is 130. */
export function canceled(): CliError {
  return new CliError('INTERRUPTED', {
    message: 'Canceled. Nothing was changed.',
    hints: [],
    details: { declined: true },
  });
}

/** Whether a person said no to what was about to be done. */
export function isDeclined(error: unknown): boolean {
  return error instanceof CliError && error.details.declined === true;
}

/** Whether consent can be had at all: a script without `--yes` is told before anything is sent. */
export function canConsent(ctx: Pick<Context, 'mode' | 'prompt'>): boolean {
  return ctx.mode.yes || ctx.mode.dryRun || ctx.prompt.available;
}

/** Whether a person watches: only then are names looked up in place of ids. */
export function isWatched({ mode }: Pick<Context, 'mode'>): boolean {
  return !mode.json && mode.stderrIsTerminal;
}
