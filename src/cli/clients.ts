import { join } from 'node:path';
import { isLoopbackUrl } from '../domain/text/base-url.ts';
import type { Masker } from '../domain/text/mask.ts';
import { once } from '../domain/text/once.ts';
import { sentence } from '../domain/text/sentence.ts';
import { CliError } from '../errors/cli-error.ts';
import { isRead } from '../http/is-read.ts';
import type { Wait } from '../http/repeat.ts';
import type { Carrier, PlivoCredentials } from '../ports/carrier.ts';
import type { AnsweredRequest, Exchange, HttpRequest } from '../ports/http.ts';
import type { Log } from '../ports/log.ts';
import type { KeyStore, ProfileSettings, Settings } from '../ports/settings.ts';
import type { Vocobase } from '../ports/vocobase.ts';
import type { Sandbox } from '../sandbox/server.ts';
import type { Globals } from './globals.ts';
import type { Secrets } from './inputs.ts';
import { type Journal, noteRequest } from './journal.ts';
import { timeoutInForce } from './precedence.ts';
import type { Io } from './terminal.ts';

/** Functions to call when the run ends. */
export type Closers = (() => Promise<void>)[];

/** What every adapter below needs from its run. */
export interface Run {
  readonly io: Pick<Io, 'env'>;
  readonly globals: Globals;
  readonly masker: Masker;
  readonly secrets: Secrets;
  readonly signal: AbortSignal;
  readonly log: Log;
  readonly closers: Closers;
  /** The folder of settings, keys, and the sandbox's state. */
  readonly folder: string;
}

/**
 * Loads the settings of the profile that the flag or VOCOBASE_PROFILE names. Warnings go to the
 * log.
 */
export async function openSettings(
  { globals, log, folder }: Pick<Run, 'globals' | 'log' | 'folder'>,
  env: (name: string) => string | undefined,
): Promise<Settings> {
  const store = await import('../settings/store.ts');
  const { profile } = globals;
  const opened = await store.openSettings({
    folder,
    profile: { flag: profile, env: profile === undefined ? env('VOCOBASE_PROFILE') : undefined },
    onWarning: (text) => log.warn(text),
  });
  log.trace(`Profile: ${opened.profile.name} (${opened.profile.source})`);
  return opened;
}

/** Loads the store of API keys, in the system's key store or a file. */
export async function openKeys({ log, folder }: Pick<Run, 'log' | 'folder'>): Promise<KeyStore> {
  const { createKeyStore } = await import('../settings/key-store.ts');
  return createKeyStore({ folder, now: Date.now, onWarning: (text) => log.warn(text) });
}

/** Starts the embedded emulator of both APIs. Its credentials are masked like real ones. */
export async function openSandbox(run: Run, scenario: string): Promise<Sandbox> {
  const { folder, secrets, log } = run;
  const [{ startSandbox, StateFileError }, { whyNotWritable }] = await Promise.all([
    import('../sandbox/server.ts'),
    import('../settings/folder.ts'),
  ]);
  const obstacle = whyNotWritable(folder);
  if (obstacle !== null) {
    log.warn(
      `The sandbox will forget this command's changes: ${folder} cannot be written (${obstacle}). VOCOBASE_CONFIG_DIR names another folder.`,
    );
  }
  const stateFile = obstacle === null ? join(folder, 'world.json') : null;
  const started = await startSandbox({
    scenario,
    stateFile,
    onSetAside: (path) =>
      log.warn(`The sandbox state was damaged, so it starts over. The old file is now ${path}.`),
  }).catch((error: unknown) => {
    if (!(error instanceof StateFileError)) throw error;
    throw new CliError('SETTINGS_UNWRITABLE', {
      message: error.message,
      hints: ['Delete it with:'],
      commands: ['sandbox reset'],
      details: { path: stateFile },
      cause: error,
    });
  });
  run.closers.push(() => started.close());
  secrets.add(started.apiKey);
  secrets.add(started.authToken);
  return started;
}

/** Opens the HTTP exchange for both APIs, with the run's timeout, trace, proxy, and rate budget. */
export async function openExchange(
  run: Run,
  {
    settings,
    vocobaseUrl,
    onReply,
    journal,
  }: {
    settings: Settings;
    vocobaseUrl: () => Promise<string>;
    onReply: (answered: AnsweredRequest) => void;
    journal: Journal;
  },
): Promise<Exchange> {
  const { globals, signal, masker, log } = run;
  const [{ createExchange }, { formatTrace }] = await Promise.all([
    import('../http/exchange.ts'),
    import('../http/trace.ts'),
  ]);
  const timeout = timeoutInForce(globals, settings.read());
  log.trace(`Timeout: ${timeout.ms / 1000} s (${timeout.source})`);
  const waits = reportWaits(log);
  const sleep = (milliseconds: number) => waitFor(milliseconds, signal);
  const budget = once(() => openBudget(run, sleep, waits.forBudget));
  const made = createExchange({
    timeoutMs: timeout.ms,
    signal,
    sleep,
    now: () => new Date(),
    random: Math.random,
    env: globals.sandbox ? {} : run.io.env,
    masker,
    ...(globals.verbose ? { onTrace: (event) => log.trace(formatTrace(event)) } : {}),
    onWait: waits.beforeTry,
    onReply,
    async beforeSend(request) {
      const key = keyOf(request);
      if (key === null || isLoopbackUrl(request.url)) return undefined;
      return (await budget()).take(key, request.url.slice((await vocobaseUrl()).length));
    },
  });
  run.closers.push(() => made.close());
  return async (request, options) => {
    // Plivo's API is only read.
    if (isRead(request.method)) return made.exchange(request, options);
    const path = request.url.slice((await vocobaseUrl()).length);
    return made.exchange(request, {
      ...options,
      onSend() {
        noteRequest(journal, request.method, path);
        options.onSend?.();
      },
    });
  };
}

async function openBudget(
  { folder }: Pick<Run, 'folder'>,
  sleep: (milliseconds: number) => Promise<void>,
  onWait: (milliseconds: number, reason: string) => void,
) {
  const { createRateBudget, fingerprintOf } = await import('../settings/rate-budget.ts');
  const budget = createRateBudget({ folder, now: Date.now, sleep, onWait });
  return { take: (key: string, path: string) => budget.take(fingerprintOf(key), path) };
}

/** The API key in a request to Vocobase; null for Plivo's API. */
function keyOf({ headers }: HttpRequest): string | null {
  return /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1] ?? null;
}

interface VocobaseParts {
  readonly apiKey: string;
  readonly baseUrl: string;
  readonly profile: ProfileSettings;
  readonly exchange: Exchange;
}

/** Creates the Vocobase client for one key and base URL. The key is masked from here on. */
export async function connectVocobase(run: Run, parts: VocobaseParts): Promise<Vocobase> {
  const { globals, masker, secrets, signal } = run;
  const { apiKey, baseUrl, exchange } = parts;
  secrets.add(apiKey);
  const { createVocobase } = await import('../vocobase/client.ts');
  return createVocobase({
    baseUrl,
    apiKey,
    exchange,
    endpoints: endpointsOf(parts.profile),
    dryRun: globals.dryRun,
    masker,
    now: () => new Date(),
    sleep: (milliseconds) => waitFor(milliseconds, signal),
  });
}

function endpointsOf(own: ProfileSettings): { phoneNumbers?: string; phoneNumbersSync?: string } {
  const list = own['endpoints.phone_numbers'];
  const sync = own['endpoints.phone_numbers_sync'];
  return {
    ...(list === undefined ? {} : { phoneNumbers: list }),
    ...(sync === undefined ? {} : { phoneNumbersSync: sync }),
  };
}

interface CarrierParts {
  readonly credentials: PlivoCredentials;
  readonly baseUrl: string;
  readonly exchange: Exchange;
}

/** Creates the Plivo client for one pair of credentials. The token is masked from here on. */
export async function connectCarrier(run: Run, parts: CarrierParts): Promise<Carrier> {
  const { authId, authToken } = parts.credentials;
  run.secrets.add(authToken);
  // In the form that the request carries too, in case a server echoes it.
  run.secrets.add(Buffer.from(`${authId}:${authToken}`).toString('base64'));
  run.log.trace(`Plivo's API: ${parts.baseUrl}`);
  const { createCarrier } = await import('../carrier/client.ts');
  return createCarrier({ ...parts, masker: run.masker });
}

/** Reports to a person, or with `--events` to a program, that the run waits, and why. */
function reportWaits(log: Pick<Log, 'notice' | 'event'>) {
  const reported = new Set<string>();
  const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
  return {
    /** Before a request is sent again. */
    beforeTry({ reason, ms, attempt, of }: Wait) {
      // Parallel checks meet the same failure: it is reported once.
      const fault = `${reason} ${attempt}`;
      if (reported.has(fault)) return;
      reported.add(fault);
      log.event('wait', { reason: sentence(reason), ms, attempt, of });
      log.notice(`${sentence(reason)} Waiting ${seconds(ms)} before try ${attempt} of ${of}.`);
    },
    /** Until the rate budget has room again. */
    forBudget(ms: number, reason: string) {
      log.event('wait', { reason: sentence(reason), ms, attempt: null, of: null });
      log.notice(`${sentence(reason)} Waiting ${seconds(ms)}.`);
    },
  };
}

/** Waits; rejects with INTERRUPTED when the signal aborts. */
export function waitFor(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(new CliError('INTERRUPTED'));
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, milliseconds);
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
}
