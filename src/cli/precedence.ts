import { parseBaseUrl } from '../domain/text/base-url.ts';
import type { Parsed } from '../domain/text/parsed.ts';
import { type ApiKey, parseApiKey } from '../domain/vocobase/api-key.ts';
import { CliError } from '../errors/cli-error.ts';
import type { Inputs, KeyInForce } from '../ports/context.ts';
import type { ProfileSettings, ValueSource } from '../ports/settings.ts';
import type { Globals } from './globals.ts';
import { readTimeout } from './read-globals.ts';

// Everywhere below: a flag beats the environment, which beats the profile, which beats the default.

const vocobaseDefault = 'https://api.vocobase.com/api/v2';
const plivoDefault = 'https://api.plivo.com/v1';
const defaultTimeoutMs = 30_000;

/** An address, and where it was set: that is where a dead one is mended. */
export interface AddressInForce {
  readonly url: string;
  readonly source: ValueSource;
  /** Null for the default. */
  readonly where: string | null;
}

/** The base URL of Vocobase's API. Throws INSECURE_BASE_URL and INVALID_VALUE. */
export function vocobaseAddress(
  globals: Pick<Globals, 'baseUrl'>,
  inputs: Pick<Inputs, 'env'>,
  profile: ProfileSettings,
): AddressInForce {
  const candidates: [string | undefined, ValueSource, string][] = [
    [globals.baseUrl, 'flag', '--base-url'],
    [inputs.env('VOCOBASE_BASE_URL'), 'environment', 'VOCOBASE_BASE_URL'],
    [profile.base_url, 'profile', "the profile's base_url"],
  ];
  for (const [given, source, where] of candidates) {
    if (given === undefined || given === '') continue;
    return { url: accept(parseBaseUrl(given), where), source, where };
  }
  return { url: vocobaseDefault, source: 'default', where: null };
}

/** The base URL of Plivo's API. Throws INSECURE_BASE_URL and INVALID_VALUE. */
export function plivoAddress(inputs: Pick<Inputs, 'env'>): string {
  const given = inputs.env('PLIVO_BASE_URL');
  if (given === undefined || given === '') return plivoDefault;
  return accept(parseBaseUrl(given), 'PLIVO_BASE_URL');
}

/** How long a request may take, its body included. Throws INVALID_VALUE for what is stored. */
export function timeoutInForce(
  globals: Pick<Globals, 'timeoutMs'>,
  profile: ProfileSettings,
): { readonly ms: number; readonly source: ValueSource } {
  if (globals.timeoutMs !== undefined) return { ms: globals.timeoutMs, source: 'flag' };
  if (profile.timeout === undefined) return { ms: defaultTimeoutMs, source: 'default' };
  return { ms: readTimeout(String(profile.timeout), 'timeout'), source: 'profile' };
}

/** The key of VOCOBASE_API_KEY, undefined where it is not set. Throws EMPTY_SECRET and INVALID_API_KEY_FORMAT. */
export function keyOfEnvironment(
  inputs: Pick<Inputs, 'env'>,
  notice: (text: string) => void,
): ApiKey | undefined {
  const given = inputs.env('VOCOBASE_API_KEY');
  if (given === undefined) return undefined;
  if (given.trim() === '') {
    throw new CliError('EMPTY_SECRET', {
      message: 'VOCOBASE_API_KEY is set but empty.',
      details: { source: 'VOCOBASE_API_KEY' },
    });
  }
  return accept(parseApiKey(given), 'VOCOBASE_API_KEY', notice);
}

/** A stored key goes only to the address that it was stored for. Throws API_KEY_MISSING. */
export function refuseForeignKey(stored: { readonly baseUrl: string }, url: string): void {
  if (stored.baseUrl === url) return;
  throw new CliError('API_KEY_MISSING', {
    message: `The stored API key belongs to ${stored.baseUrl}, and is not sent to ${url}.`,
    hints: ['Give a key for this address in VOCOBASE_API_KEY, or store one with login.'],
    commands: ['login'],
  });
}

/** Adds to an error where its cause was set: a refused key and a dead address are mended there. */
export function explainSources(
  error: unknown,
  key: KeyInForce['source'] | null,
  address: AddressInForce | null,
): unknown {
  if (!(error instanceof CliError)) return error;
  if (error.code === 'UNAUTHORIZED' && key === 'environment') {
    return error.with({
      hints: [
        'The key came from VOCOBASE_API_KEY: correct the variable, or unset it to use a stored key.',
      ],
      commands: ['whoami'],
    });
  }
  const isItsHost = address !== null && new URL(address.url).host === error.details.host;
  if (error.origin === 'network' && isItsHost && address.where !== null) {
    return error.with({
      hints: [`The address came from ${address.where}.`, ...error.hints],
      commands: ['help environment'],
    });
  }
  return error;
}

/** The value of a flag or a variable. Throws what was wrong with it, naming where it was set. */
export function accept<T>(parsed: Parsed<T>, where: string, notice?: (text: string) => void): T {
  if (!parsed.ok) {
    const { code, message, hints } = parsed.problem;
    throw new CliError(code, { message: `${where}: ${message}`, hints, commands: [] });
  }
  for (const text of parsed.notices) notice?.(`${where}: ${text}`);
  return parsed.value;
}
