import { parseBaseUrl } from '../domain/text/base-url.ts';
import { maskApiKey } from '../domain/text/mask.ts';
import { parseTimeout, timeoutRule } from '../domain/text/timeout.ts';
import { parseApiKey } from '../domain/vocobase/api-key.ts';
import { CliError } from '../errors/cli-error.ts';
import { accept, readVariable } from '../flows/input.ts';
import type { Inputs, KeyInForce } from '../ports/context.ts';
import type { Log } from '../ports/log.ts';
import type { KeyStore, ProfileSettings, Settings, ValueSource } from '../ports/settings.ts';
import type { Globals } from './globals.ts';
import type { Secrets } from './inputs.ts';

// Everywhere below: a flag beats the environment, which beats the profile, which beats the default.

const vocobaseDefault = 'https://api.vocobase.com/api/v2';
const plivoDefault = 'https://api.plivo.com/v1';
const defaultTimeoutMs = 30_000;

/** A base URL, and where it was set, so that a wrong one can be corrected there. */
export interface AddressInForce {
  readonly url: string;
  readonly source: ValueSource;
  /** Null for the default and in the sandbox. */
  readonly where: string | null;
}

/** The base URL of Vocobase's API. Throws INSECURE_BASE_URL and INVALID_VALUE. */
export function vocobaseAddress(
  { baseUrl }: Pick<Globals, 'baseUrl'>,
  inputs: Pick<Inputs, 'env'>,
  profile: ProfileSettings,
  log: Log,
): AddressInForce {
  const candidates: [() => string | undefined, ValueSource, string][] = [
    [() => baseUrl, 'flag', '--base-url'],
    [() => inputs.env('VOCOBASE_BASE_URL'), 'environment', 'VOCOBASE_BASE_URL'],
    [() => profile.base_url, 'profile', "the profile's base_url"],
  ];
  for (const [read, source, where] of candidates) {
    const given = read();
    if (given === undefined) continue;
    const url = accept({ log }, parseBaseUrl(given), where);
    log.trace(`Vocobase's API: ${url} (${source})`);
    return { url, source, where };
  }
  log.trace(`Vocobase's API: ${vocobaseDefault} (default)`);
  return { url: vocobaseDefault, source: 'default', where: null };
}

/** The base URL of Plivo's API. Throws INSECURE_BASE_URL and INVALID_VALUE. */
export function plivoAddress(inputs: Pick<Inputs, 'env'>, log: Log): string {
  const given = inputs.env('PLIVO_BASE_URL');
  if (given === undefined) return plivoDefault;
  return accept({ log }, parseBaseUrl(given), 'PLIVO_BASE_URL');
}

/** How long a request may take, body included, in milliseconds. Throws INVALID_VALUE. */
export function timeoutInForce(
  { timeout }: Pick<Globals, 'timeout'>,
  profile: ProfileSettings,
): { readonly ms: number; readonly source: ValueSource } {
  if (timeout !== undefined) return { ms: readTimeout(timeout, '--timeout'), source: 'flag' };
  if (profile.timeout === undefined) return { ms: defaultTimeoutMs, source: 'default' };
  return { ms: readTimeout(String(profile.timeout), 'timeout'), source: 'profile' };
}

function readTimeout(text: string, where: string): number {
  const seconds = parseTimeout(text);
  if (!seconds.ok) {
    throw new CliError(seconds.problem.code, {
      message: `${where} takes ${timeoutRule}.`,
      hints: [`For example ${where} 30`],
    });
  }
  // Never 0, which means no time at all or, to some timers, no limit.
  return Math.max(1, Math.round(seconds.value * 1000));
}

/** Reports a malformed flag before anything that is missing. Throws USAGE and INVALID_VALUE. */
export function checkGlobals(globals: Globals, log: Log): void {
  if (globals.sandbox && globals.baseUrl !== undefined) {
    throw new CliError('USAGE', {
      message: '--base-url and --sandbox exclude each other: the sandbox has its own address.',
      hints: ['Leave one of them out.'],
    });
  }
  if (globals.baseUrl !== undefined) {
    // What is cleaned up is said where the address is used.
    accept({ log: { ...log, notice: () => {} } }, parseBaseUrl(globals.baseUrl), '--base-url');
  }
  if (globals.timeout !== undefined) timeoutInForce(globals, {});
}

/** Where a key may come from, and where its notices go. */
export interface KeySources {
  readonly inputs: Inputs;
  readonly secrets: Secrets;
  readonly log: Log;
  keys(): Promise<KeyStore>;
  settings(): Promise<Settings>;
  baseUrl(): Promise<AddressInForce>;
}

/** The key to use: VOCOBASE_API_KEY, else the one stored for this profile and base URL. */
export async function findKey(sources: KeySources): Promise<KeyInForce | null> {
  const { inputs, secrets, log } = sources;
  // The destination is checked first: a key is useless with a malformed base URL.
  const { url } = await sources.baseUrl();
  const given = keyOfEnvironment(inputs, log);
  if (given !== null) return note({ apiKey: given, source: 'environment' }, secrets, log);
  const profile = (await sources.settings()).profile.name;
  const stored = await (await sources.keys()).read(profile);
  if (stored === null) return null;
  secrets.add(stored.apiKey);
  refuseForeignKey(stored, url);
  return note({ apiKey: stored.apiKey, source: stored.place }, secrets, log);
}

function note(key: KeyInForce, secrets: Secrets, log: Log): KeyInForce {
  secrets.add(key.apiKey);
  log.trace(`API key: ${maskApiKey(key.apiKey)} (${key.source})`);
  return key;
}

/** The key in VOCOBASE_API_KEY, or null. Throws EMPTY_SECRET and INVALID_API_KEY_FORMAT. */
function keyOfEnvironment(inputs: Inputs, log: Log): string | null {
  const given = readVariable({ inputs }, 'VOCOBASE_API_KEY', 'EMPTY_SECRET');
  return given === undefined ? null : accept({ log }, parseApiKey(given), 'VOCOBASE_API_KEY');
}

/** A stored key is sent only to the base URL that it was stored for. Throws API_KEY_MISSING. */
function refuseForeignKey(stored: { readonly baseUrl: string }, url: string): void {
  if (stored.baseUrl === url) return;
  throw new CliError('API_KEY_MISSING', {
    message: `The stored API key belongs to ${stored.baseUrl}, and is not sent to ${url}.`,
    hints: ['Set VOCOBASE_API_KEY to a key for this address, or store one with login.'],
    commands: ['login'],
  });
}

/** Adds to an error where its cause was set, so that it can be corrected there. */
export async function explainSource(
  error: unknown,
  key: () => Promise<KeyInForce | null>,
  address: () => Promise<AddressInForce>,
): Promise<unknown> {
  if (!(error instanceof CliError)) return error;
  if (error.code === 'UNAUTHORIZED') {
    if ((await key().catch(() => null))?.source !== 'environment') return error;
    return error.with({
      hints: [
        'The key came from VOCOBASE_API_KEY: correct the variable, or unset it to use a stored key.',
      ],
      commands: ['whoami'],
    });
  }
  // The proxy is not set where the base URL is.
  if (error.origin !== 'network' || error.code === 'NETWORK_PROXY') return error;
  const inForce = await address().catch(() => null);
  if (inForce?.where == null || new URL(inForce.url).host !== error.details.host) return error;
  return error.with({
    hints: [`The address came from ${inForce.where}.`, ...error.hints],
    commands: ['help environment'],
  });
}
