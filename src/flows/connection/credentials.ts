import { isAuthId, parseAuthId } from '../../domain/plivo/auth-id.ts';
import { isUnusualToken, parseAuthToken } from '../../domain/plivo/auth-token.ts';
import { CliError } from '../../errors/cli-error.ts';
import type { PlivoCredentials } from '../../ports/carrier.ts';
import type { Context } from '../../ports/context.ts';
import { accept } from '../input.ts';
import type { Missing } from '../missing-input.ts';

/** The ways to hand over the Auth ID and the Auth Token. */
export interface CredentialFlags {
  readonly authId?: string | undefined;
  readonly authToken?: string | undefined;
  readonly authTokenStdin?: boolean | undefined;
  readonly authTokenFile?: string | undefined;
  readonly allowUnusualToken?: boolean | undefined;
}

/** What was given, checked; null for what was not. */
export interface GivenCredentials {
  readonly authId: string | null;
  readonly authToken: string | null;
}

type Sources = Pick<Context, 'inputs' | 'log' | 'mode' | 'demo' | 'prompt'>;

/**
 * Reads the credentials from flags and environment and checks their formats, before any request.
 * With `--sandbox`, and nobody to ask, the sandbox's own stand in for what is missing.
 * Throws USAGE, EMPTY_SECRET, INVALID_AUTH_ID, INVALID_AUTH_TOKEN, INVALID_VALUE.
 */
export async function readCredentials(
  ctx: Sources,
  flags: CredentialFlags,
): Promise<GivenCredentials> {
  const givenId = flags.authId ?? presentVariable(ctx, 'PLIVO_AUTH_ID');
  const token = await readToken(ctx, flags);
  if (givenId !== undefined && token !== null) refuseSwapped(givenId, token.value);
  const authId =
    givenId === undefined
      ? null
      : accept(
          ctx,
          parseAuthId(givenId),
          flags.authId === undefined ? 'PLIVO_AUTH_ID' : '--auth-id',
        );
  const rule = flags.allowUnusualToken ? 'unusual' : 'documented';
  const authToken =
    token === null ? null : accept(ctx, parseAuthToken(token.value, rule), token.from);
  if (authId !== null) {
    ctx.log.trace(`Auth ID: from ${flags.authId === undefined ? 'the environment' : '--auth-id'}`);
  }
  if (token !== null) ctx.log.trace(`Auth Token: from ${token.from}`);

  const demo = ctx.prompt.available ? null : await ctx.demo();
  return {
    authId: authId ?? demo?.authId ?? null,
    authToken: authToken ?? demo?.authToken ?? null,
  };
}

/**
 * The credentials of the environment or, with `--sandbox`, the sandbox's own, for work that can do
 * without them: nobody is asked. Throws as `readCredentials` does.
 */
export async function credentialsAtHand(ctx: Sources): Promise<GivenCredentials> {
  const given = await readCredentials(ctx, {});
  const demo = await ctx.demo();
  return {
    authId: given.authId ?? demo?.authId ?? null,
    authToken: given.authToken ?? demo?.authToken ?? null,
  };
}

/** Both, or null: one alone is of no use. */
export function pairOf({ authId, authToken }: GivenCredentials): PlivoCredentials | null {
  return authId === null || authToken === null ? null : { authId, authToken };
}

export function missingCredentials(given: GivenCredentials): Missing[] {
  const missing: Missing[] = [];
  if (given.authId === null) {
    missing.push({ flag: '--auth-id', env: 'PLIVO_AUTH_ID', what: 'Auth ID' });
  }
  if (given.authToken === null) {
    missing.push({ flag: '--auth-token-stdin', env: 'PLIVO_AUTH_TOKEN', what: 'Auth Token' });
  }
  return missing;
}

/** Asks a person for what was not given; a token of unusual form only when the person insists. */
export async function askCredentials(
  ctx: Sources,
  given: GivenCredentials,
  before?: PlivoCredentials,
): Promise<PlivoCredentials> {
  const demo = await ctx.demo();
  const preset = before?.authId ?? demo?.authId;
  const authId =
    given.authId ??
    (await ctx.prompt.text({
      message: 'Auth ID',
      flag: '--auth-id',
      env: 'PLIVO_AUTH_ID',
      what: 'Auth ID',
      parse: parseAuthId,
      // The pair may be swapped, and a token is longer than anything that belongs here.
      hides: (typed) => typed.trim().length > 30,
      ...(preset === undefined ? {} : { preset }),
    }));
  const authToken = given.authToken ?? (await askToken(ctx, demo?.authToken));
  return { authId, authToken };
}

async function askToken(ctx: Sources, preset: string | undefined): Promise<string> {
  const question = {
    message: 'Auth Token',
    flag: '--auth-token-stdin',
    env: 'PLIVO_AUTH_TOKEN',
    what: 'Auth Token',
    ...(preset === undefined ? {} : { preset, presetHint: "Enter uses the sandbox's" }),
  };
  const parse = (text: string) => {
    const strict = parseAuthToken(text);
    return !strict.ok && isUnusualToken(text.trim()) ? parseAuthToken(text, 'unusual') : strict;
  };
  // Not a yes or no: who pastes the token once more instead must not see it on the screen.
  for (let refused: string | null = null; ; ) {
    const typed: string = await ctx.prompt.secret(
      refused === null
        ? { ...question, parse }
        : {
            ...question,
            message: 'Auth Token again',
            preset: refused,
            presetHint: 'Enter uses it anyway',
            parse,
          },
    );
    const strict = parseAuthToken(typed);
    if (strict.ok || typed === refused) return typed;
    ctx.log.warn([strict.problem.message, ...strict.problem.hints].join(' '));
    refused = typed;
  }
}

async function readToken(
  ctx: Sources,
  flags: CredentialFlags,
): Promise<{ value: string; from: string } | null> {
  const flagged = [
    flags.authToken !== undefined && '--auth-token',
    flags.authTokenStdin === true && '--auth-token-stdin',
    flags.authTokenFile !== undefined && '--auth-token-file',
  ].filter((one): one is string => one !== false);
  if (flagged.length > 1) {
    throw new CliError('USAGE', {
      message: `The Auth Token was given twice: ${flagged.join(' and ')}.`,
      hints: ['Keep one of them.'],
      commands: [],
    });
  }
  const from = flagged[0] ?? 'PLIVO_AUTH_TOKEN';
  const value = await readFrom();
  if (value === undefined) return null;
  if (value.trim() === '') {
    throw new CliError('EMPTY_SECRET', {
      message: `${from} gives an empty Auth Token.`,
      details: { source: from },
    });
  }
  if (from === '--auth-token' && flags.authToken === value) {
    ctx.log.notice(
      'An Auth Token on the command line stays in the shell history. PLIVO_AUTH_TOKEN, --auth-token-stdin and --auth-token-file are safer.',
    );
  }
  return { value, from };

  function readFrom(): string | undefined | Promise<string> {
    // As for the secrets of other providers: `-` is standard input, `@path` a file.
    if (flags.authToken === '-') return ctx.inputs.stdin();
    if (flags.authToken?.startsWith('@')) return ctx.inputs.file(flags.authToken.slice(1));
    if (flags.authToken !== undefined) return flags.authToken;
    if (flags.authTokenStdin === true) return ctx.inputs.stdin();
    if (flags.authTokenFile !== undefined) return ctx.inputs.file(flags.authTokenFile);
    return ctx.inputs.env('PLIVO_AUTH_TOKEN');
  }
}

function presentVariable(ctx: Sources, name: string): string | undefined {
  const value = ctx.inputs.env(name);
  if (value !== undefined && value.trim() === '') {
    throw new CliError('EMPTY_SECRET', {
      message: `${name} is set but empty.`,
      details: { source: name },
    });
  }
  return value;
}

function refuseSwapped(authId: string, authToken: string): void {
  if (/^[A-Za-z0-9]{40}$/.test(authId.trim()) && isAuthId(authToken.trim())) {
    throw new CliError('INVALID_AUTH_ID', {
      message: 'The Auth ID and the Auth Token are swapped.',
      hints: ['The Auth ID begins with MA or SA and has 20 characters; the Auth Token has 40.'],
      commands: [],
    });
  }
}
