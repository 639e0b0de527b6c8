import { isAuthId, parseAuthId } from '../../domain/plivo/auth-id.ts';
import { isUnusualToken, parseAuthToken } from '../../domain/plivo/auth-token.ts';
import { parseBaseUrl } from '../../domain/text/base-url.ts';
import { CliError } from '../../errors/cli-error.ts';
import type { PlivoCredentials } from '../../ports/carrier.ts';
import type { Context } from '../../ports/context.ts';
import { accept, type Missing, readSecret, readVariable } from '../input.ts';
import { words } from './words.ts';

/** The ways to pass the Auth ID and the Auth Token. */
export interface CredentialFlags {
  readonly authId?: string | undefined;
  readonly authToken?: string | undefined;
  readonly authTokenStdin?: boolean | undefined;
  readonly authTokenFile?: string | undefined;
  readonly allowUnusualToken?: boolean | undefined;
  /** Plivo is not asked, so its address is not read. */
  readonly skipCarrierCheck?: boolean | undefined;
}

/** The checked credentials; null for each that was not given. */
export interface GivenCredentials {
  readonly authId: string | null;
  readonly authToken: string | null;
}

type Sources = Pick<Context, 'inputs' | 'log' | 'mode' | 'demo' | 'prompt'>;

/**
 * Reads the credentials from flags and environment and checks their formats, before any request.
 * With `--sandbox`, the sandbox's own credentials fill the gaps if no one can be asked. Throws
 * USAGE, EMPTY_SECRET, INVALID_AUTH_ID, INVALID_AUTH_TOKEN, INVALID_VALUE, and INSECURE_BASE_URL
 * for PLIVO_BASE_URL, the address that they would be sent to.
 */
export async function readCredentials(
  ctx: Sources,
  flags: CredentialFlags,
): Promise<GivenCredentials> {
  const idFrom = flags.authId === undefined ? 'PLIVO_AUTH_ID' : '--auth-id';
  const id = flags.authId ?? readVariable(ctx, 'PLIVO_AUTH_ID', 'EMPTY_SECRET');
  const token = await readSecret(ctx, {
    flag: '--auth-token',
    what: 'Auth Token',
    value: flags.authToken,
    stdin: flags.authTokenStdin,
    file: flags.authTokenFile,
    env: 'PLIVO_AUTH_TOKEN',
    safer: words.saferToken,
  });
  if (id !== undefined && token !== null) refuseSwapped(id, token.value);
  const authId = id === undefined ? null : accept(ctx, parseAuthId(id), idFrom);
  const isGiven = id !== undefined || token !== null;
  if (isGiven && !flags.skipCarrierCheck) checkPlivoAddress(ctx);
  const rule = flags.allowUnusualToken ? 'unusual' : 'documented';
  const authToken =
    token === null ? null : accept(ctx, parseAuthToken(token.value, rule), token.from);
  if (authId !== null) ctx.log.trace(`Auth ID: from ${idFrom}`);
  if (token !== null) ctx.log.trace(`Auth Token: from ${token.from}`);

  const demo = ctx.prompt.available ? null : await ctx.demo();
  return {
    authId: authId ?? demo?.authId ?? null,
    authToken: authToken ?? demo?.authToken ?? null,
  };
}

/** The address itself is read where the client is built, which is after the first requests. */
function checkPlivoAddress(ctx: Pick<Context, 'inputs' | 'log'>): void {
  const address = ctx.inputs.env('PLIVO_BASE_URL');
  if (address === undefined || parseBaseUrl(address).ok) return;
  accept(ctx, parseBaseUrl(address), 'PLIVO_BASE_URL');
}

/**
 * The credentials of the environment or, with `--sandbox`, the sandbox's own, for work in which
 * they are optional: nothing is asked. Throws like `readCredentials`.
 */
export async function credentialsAtHand(ctx: Sources): Promise<GivenCredentials> {
  const given = await readCredentials(ctx, {});
  const demo = await ctx.demo();
  return {
    authId: given.authId ?? demo?.authId ?? null,
    authToken: given.authToken ?? demo?.authToken ?? null,
  };
}

/**
 * The available Plivo credentials, to explain a call; null if there are none. Malformed ones are
 * reported and ignored. Throws EMPTY_SECRET.
 */
export async function findCredentials(ctx: Sources): Promise<PlivoCredentials | null> {
  try {
    return pairOf(await credentialsAtHand(ctx));
  } catch (error) {
    const malformed =
      error instanceof CliError &&
      (error.code === 'INVALID_AUTH_ID' || error.code === 'INVALID_AUTH_TOKEN');
    if (!malformed) throw error;
    ctx.log.warn(`${error.message} So Plivo's record of the call cannot be read.`);
    return null;
  }
}

/** Both, or null: one alone is useless. */
export function pairOf({ authId, authToken }: GivenCredentials): PlivoCredentials | null {
  return authId === null || authToken === null ? null : { authId, authToken };
}

/** The missing part of the pair, for INPUT_REQUIRED. */
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

/**
 * Asks a person for what is missing. A token of unusual form is accepted only if the person
 * insists.
 */
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
      message: words.askAuthId,
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
    message: words.askToken,
    flag: '--auth-token-stdin',
    env: 'PLIVO_AUTH_TOKEN',
    what: 'Auth Token',
    ...(preset === undefined ? {} : { preset, presetHint: words.sandboxToken }),
  };
  const parse = (text: string) => {
    const strict = parseAuthToken(text);
    return !strict.ok && isUnusualToken(text.trim()) ? parseAuthToken(text, 'unusual') : strict;
  };
  // Not a yes-or-no question: if someone pastes the token again, it must not appear on the screen.
  for (let refused: string | null = null; ; ) {
    const typed: string = await ctx.prompt.secret(
      refused === null
        ? { ...question, parse }
        : {
            ...question,
            message: words.askTokenAgain,
            preset: refused,
            presetHint: words.insist,
            parse,
          },
    );
    const strict = parseAuthToken(typed);
    if (strict.ok || typed === refused) return typed;
    ctx.log.warn([strict.problem.message, ...strict.problem.hints].join(' '));
    refused = typed;
  }
}

function refuseSwapped(authId: string, authToken: string): void {
  if (/^[A-Za-z0-9]{40}$/.test(authId.trim()) && isAuthId(authToken.trim())) {
    throw new CliError('INVALID_AUTH_ID', {
      message: words.swapped,
      hints: ['The Auth ID begins with MA or SA and has 20 characters; the Auth Token has 40.'],
    });
  }
}
