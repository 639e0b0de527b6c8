import { cleanPaste } from '../domain/text/clean-paste.ts';
import type { Parsed } from '../domain/text/parsed.ts';
import { findNumberDoubt, parsePhoneNumber } from '../domain/text/phone-number.ts';
import { nearNames } from '../domain/text/selector.ts';
import {
  type ProviderName,
  parseProviderName,
  providerNames,
} from '../domain/vocobase/provider-names.ts';
import { CliError, isKnownFailure } from '../errors/cli-error.ts';
import type { Context } from '../ports/context.ts';

/**
 * The value of a flag or variable. Cleanup is reported as a notice. Throws the problem's code, with
 * the source of the value.
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
 * An environment variable, undefined if it is not set. Set but empty is an error: an unset CI
 * secret must not silently mean another default. Quotes and spaces around a value that is no secret
 * are removed, and reported if there is a log: `docker run --env-file` keeps the quotes. Throws
 * EMPTY_SECRET or INVALID_VALUE, as `whenEmpty` names.
 */
export function readVariable(
  ctx: Pick<Context, 'inputs'> & Partial<Pick<Context, 'log'>>,
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
  // The parsers of secrets clean them up themselves.
  if (value === undefined || whenEmpty === 'EMPTY_SECRET') return value;
  const { text, notices } = cleanPaste(value, noLabel);
  for (const notice of notices) ctx.log?.notice(`${name}: ${notice}`);
  return text;
}

/**
 * A variable that takes precedence over what a command stores. An empty one is an error only for the
 * commands that use its value.
 */
export function readPrecedence(ctx: Pick<Context, 'inputs'>, name: string): string | undefined {
  try {
    return readVariable({ inputs: ctx.inputs }, name, 'INVALID_VALUE');
  } catch (error) {
    if (isKnownFailure(error)) return undefined;
    throw error;
  }
}

/** A selector may contain anything, so no label is taken off it. */
const noLabel = /^(?!)/;

/**
 * Refuses an empty value, which an unset variable of the shell leaves. Throws INVALID_VALUE with the
 * flag or argument.
 */
export function refuseEmpty(value: string | undefined, source: string): void {
  if (value === undefined || value.trim() !== '') return;
  throw new CliError('INVALID_VALUE', {
    message: `${source} is empty.`,
    hints: ['Give it a value, or leave it out.'],
    details: { source },
  });
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

/** The provider's name in `--provider`, in any case. Throws INVALID_VALUE with near names. */
export function acceptProvider(given: string): ProviderName {
  refuseEmpty(given, '--provider');
  const provider = parseProviderName(given);
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
 * The only one of these flags that was given, or undefined. `undefined` and `false` mean not given.
 * Throws USAGE for several, because they exclude each other.
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

/** One missing input of a command; an entry of `details.missing`. */
export interface Missing {
  readonly flag: string | null;
  readonly env: string | null;
  readonly what: string;
}

const byFlag = {
  hints: ['Pass each as a flag or variable, or run this at a terminal to be asked.'],
  commands: ['help environment'],
} as const;

/** If no one can answer, throws INPUT_REQUIRED with everything that is missing. */
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

/**
 * A missing API key alone is an error of its own kind; beside other missing inputs it is listed
 * with them.
 */
export async function withMissingKey(
  ctx: Pick<Context, 'findApiKey' | 'prompt'>,
  missing: readonly Missing[],
): Promise<readonly Missing[]> {
  if (missing.length === 0 || ctx.prompt.available) return missing;
  if ((await ctx.findApiKey()) !== null) return missing;
  return [{ flag: null, env: 'VOCOBASE_API_KEY', what: 'API key' }, ...missing];
}

/** A missing consent as an entry of `details.missing`; none if a person can be asked. */
export function missingConsent(ctx: Pick<Context, 'mode' | 'prompt'>, what: string): Missing[] {
  return canConsent(ctx) ? [] : [{ flag: '--yes', env: null, what }];
}

/** The flags of a secret, as given. */
export interface SecretFlags {
  /** The flag with the secret itself: `--auth-token`. `-` is standard input, `@path` a file. */
  readonly flag: string;
  /** A noun for the secret: `Auth Token`. */
  readonly what: string;
  readonly value?: string | undefined;
  /** `<flag>-stdin` was given. */
  readonly stdin?: boolean | undefined;
  /** The path of `<flag>-file`. */
  readonly file?: string | undefined;
  /** The variable to read if no flag is given. */
  readonly env?: string | undefined;
  /** The ways that keep the secret out of the shell history, for a notice. */
  readonly safer: string;
}

/**
 * A secret and its source, as messages name it; null if it was not given. Throws USAGE for two
 * sources, EMPTY_SECRET, and INVALID_VALUE for a file that cannot be read.
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
 * Asks before something is replaced, made ambiguous, or billed. `--yes` and `--dry-run` need no
 * answer; Enter means yes only with `byDefault`. Throws CONFIRMATION_REQUIRED if no one can answer,
 * and INTERRUPTED with `details.declined` if a person says no.
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

/** A person declined. Nothing was done, and the exit code is 130. */
export function canceled(): CliError {
  return new CliError('INTERRUPTED', {
    message: 'Canceled. Nothing was changed.',
    hints: [],
    details: { declined: true },
  });
}

/** True if a person declined. */
export function isDeclined(error: unknown): boolean {
  return error instanceof CliError && error.details.declined === true;
}

/** True if consent is possible: a script without `--yes` fails before anything is sent. */
export function canConsent(ctx: Pick<Context, 'mode' | 'prompt'>): boolean {
  return ctx.mode.yes || ctx.mode.dryRun || ctx.prompt.available;
}

/** True if a person watches: only then are names looked up instead of ids. */
export function isWatched({ mode }: Pick<Context, 'mode'>): boolean {
  return !mode.json && mode.stderrIsTerminal;
}
