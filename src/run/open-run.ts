import { join } from 'node:path';
import type { Globals } from '../cli/globals.ts';
import type { OpenRun } from '../cli/launch.ts';
import { readTimeout } from '../cli/read-globals.ts';
import { type ApiKey, parseApiKey } from '../domain/api-key.ts';
import { isLoopbackUrl, parseBaseUrl } from '../domain/base-url.ts';
import { type Masker, maskApiKey } from '../domain/mask.ts';
import type { Parsed } from '../domain/parsed.ts';
import { nearNames } from '../domain/selector.ts';
import { CliError } from '../errors/cli-error.ts';
import { colorLevel, loadColor, type Terminal } from '../output/color.ts';
import { createSay } from '../output/say.ts';
import { canAnimate } from '../output/spinner.ts';
import { createStyle } from '../output/style.ts';
import { wrapText } from '../output/table.ts';
import type { Context, KeyInForce, Mode } from '../ports/context.ts';
import type { ProfileSettings, ValueSource } from '../ports/settings.ts';
import { createPrompt } from '../prompt/inquirer.ts';
import { createInputs } from './inputs.ts';
import { type Io, isCi } from './io.ts';
import type { Secrets } from './secrets.ts';

const vocobaseDefault = 'https://api.vocobase.com/api/v2';
const plivoDefault = 'https://api.plivo.com/v1';
const defaultTimeoutMs = 30_000;

export interface RunOptions {
  readonly io: Io;
  readonly globals: Globals;
  /** The name that the program was called by. */
  readonly name: string;
  readonly masker: Masker;
  readonly secrets: Secrets;
  readonly signal: AbortSignal;
  readonly home: string;
}

/**
 * Builds the context of one run out of the real adapters. Nothing is read, dialled or loaded here:
 * each member does so when it is asked.
 */
export async function openRun(options: RunOptions): Promise<OpenRun> {
  const { io, globals, masker, secrets, signal } = options;
  const closers: (() => Promise<void>)[] = [];
  const scenario = await readScenario(globals);
  // A malformed flag is found before anything else is missing.
  if (globals.baseUrl !== undefined) accept(parseBaseUrl(globals.baseUrl), '--base-url');
  const { style, say, prompt } = await openTerminal(options);
  const inputs = createInputs(io, scenario !== null, secrets, signal);

  const folder = once(async () => {
    const { settingsFolder } = await import('../settings/folder.ts');
    const own = settingsFolder(io.env, io.platform, options.home);
    return scenario === null ? own : join(own, 'sandbox', scenario);
  });

  const settings = once(async () => {
    const { openSettings } = await import('../settings/store.ts');
    const opened = await openSettings({
      folder: await folder(),
      profile: { flag: globals.profile, env: io.env.VOCOBASE_PROFILE },
      onWarning: (text) => say.warn(text),
    });
    say.trace(`Profile: ${opened.profile.name} (${opened.profile.source})`);
    return opened;
  });

  const keys = once(async () => {
    const { createKeyStore } = await import('../settings/key-store.ts');
    return createKeyStore({
      folder: await folder(),
      now: Date.now,
      onWarning: (text) => say.warn(text),
    });
  });

  const sandbox = once(async () => {
    const { startSandbox } = await import('../sandbox/server.ts');
    const started = await startSandbox({
      scenario: scenario ?? 'default',
      stateFile: join(await folder(), 'world.json'),
    });
    closers.push(() => started.close());
    secrets.add(started.apiKey);
    secrets.add(started.authToken);
    return started;
  });

  let foundKey: KeyInForce['source'] | null = null;
  let foundUrl: { url: string; where: string } | null = null;
  const baseUrl = once(async () => {
    if (scenario !== null) {
      return { url: (await sandbox()).vocobaseBaseUrl, source: 'sandbox' as const };
    }
    const profile = (await settings()).read().base_url;
    const candidates: [string | undefined, ValueSource, string][] = [
      [globals.baseUrl, 'flag', '--base-url'],
      [inputs.env('VOCOBASE_BASE_URL'), 'environment', 'VOCOBASE_BASE_URL'],
      [profile, 'profile', "the profile's base_url"],
    ];
    for (const [given, source, where] of candidates) {
      if (given === undefined || given === '') continue;
      const url = accept(parseBaseUrl(given), where);
      say.trace(`Vocobase's API: ${url} (${source})`);
      foundUrl = { url, where };
      return { url, source };
    }
    say.trace(`Vocobase's API: ${vocobaseDefault} (default)`);
    return { url: vocobaseDefault, source: 'default' as const };
  });

  const findApiKey = once(async (): Promise<KeyInForce | null> => {
    if (scenario !== null) return { apiKey: (await sandbox()).apiKey, source: 'sandbox' };
    const given = inputs.env('VOCOBASE_API_KEY');
    if (given !== undefined) {
      const apiKey = readKeyVariable(given, (text) => say.notice(text));
      secrets.add(apiKey);
      say.trace(`API key: ${maskApiKey(apiKey)} (environment)`);
      foundKey = 'environment';
      return { apiKey, source: 'environment' };
    }
    const stored = await (await keys()).read((await settings()).profile.name);
    if (stored === null) return null;
    secrets.add(stored.apiKey);
    const { url } = await baseUrl();
    if (stored.baseUrl !== url) {
      throw new CliError('API_KEY_MISSING', {
        message: `The stored API key belongs to ${stored.baseUrl}, and is not sent to ${url}.`,
        hints: ['Give a key for this address in VOCOBASE_API_KEY, or store one with login.'],
        commands: ['login'],
      });
    }
    say.trace(`API key: ${maskApiKey(stored.apiKey)} (${stored.place})`);
    return { apiKey: stored.apiKey, source: stored.place };
  });

  const waitsSaid = new Set<string>();
  const sleep = (milliseconds: number) => waitFor(milliseconds, signal);

  const exchange = once(async () => {
    const [{ createExchange }, { formatTrace }] = await Promise.all([
      import('../http/exchange.ts'),
      import('../http/trace.ts'),
    ]);
    const stored = (await settings()).read().timeout;
    const budget = once(async () => {
      const { createRateBudget } = await import('../settings/rate-budget.ts');
      return createRateBudget({
        folder: await folder(),
        now: Date.now,
        sleep,
        onWait: (ms, reason) => say.notice(`${sentence(reason)} Waiting ${seconds(ms)}.`),
      });
    });
    const chooseTimeout = (): number => {
      const [ms, source] =
        globals.timeoutMs !== undefined
          ? [globals.timeoutMs, 'flag']
          : stored !== undefined
            ? [readTimeout(String(stored), 'timeout'), 'profile']
            : [defaultTimeoutMs, 'default'];
      say.trace(`Timeout: ${ms / 1000} s (${source})`);
      return ms;
    };
    const made = createExchange({
      timeoutMs: chooseTimeout(),
      signal,
      sleep,
      now: () => new Date(),
      random: Math.random,
      env: scenario === null ? io.env : {},
      masker,
      ...(globals.verbose ? { onTrace: (event) => say.trace(formatTrace(event)) } : {}),
      onWait({ reason, ms, attempt, of }) {
        // Checks that run side by side meet the same fault: it is said once.
        const line = `${sentence(reason)} Waiting ${seconds(ms)} before try ${attempt} of ${of}.`;
        const fault = `${reason} ${attempt}`;
        if (!waitsSaid.has(fault)) say.notice(line);
        waitsSaid.add(fault);
      },
      async beforeSend(request) {
        const key = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
        if (key === undefined || isLoopbackUrl(request.url)) return;
        const { fingerprintOf } = await import('../settings/rate-budget.ts');
        const path = request.url.slice((await baseUrl()).url.length);
        await (await budget()).take(fingerprintOf(key), path);
      },
    });
    closers.push(() => made.close());
    return made.exchange;
  });

  const mode: Mode = {
    program: options.name,
    json: globals.json === true,
    yes: globals.yes,
    dryRun: globals.dryRun,
    sandbox: scenario,
    stderrIsTerminal: io.stderr.isTTY === true,
    animated:
      canAnimate(io.stderr, io.env, isCi(io.env)) && !globals.quiet && globals.json !== true,
  };

  const context: Context = {
    mode,
    prompt,
    say,
    inputs,
    signal,
    now: () => new Date(),
    sleep,
    settings,
    keys,
    baseUrl,
    findApiKey,
    async vocobase(given?: ApiKey) {
      const apiKey = given ?? (await findApiKey())?.apiKey;
      if (apiKey === undefined) throw new CliError('API_KEY_MISSING');
      secrets.add(apiKey);
      const [{ createVocobase }, { url }, own] = await Promise.all([
        import('../vocobase/client.ts'),
        baseUrl(),
        settings(),
      ]);
      return createVocobase({
        baseUrl: url,
        apiKey,
        exchange: await exchange(),
        endpoints: endpointsOf(own.read()),
        dryRun: globals.dryRun,
        masker,
        now: () => new Date(),
        sleep,
      });
    },
    async carrier(credentials) {
      secrets.add(credentials.authToken);
      // As the request carries both, should a server repeat it.
      const pair = `${credentials.authId}:${credentials.authToken}`;
      secrets.add(Buffer.from(pair).toString('base64'));
      const { createCarrier } = await import('../carrier/client.ts');
      const given = inputs.env('PLIVO_BASE_URL');
      const url =
        scenario !== null
          ? (await sandbox()).plivoBaseUrl
          : accept(
              parseBaseUrl(given === undefined || given === '' ? plivoDefault : given),
              'PLIVO_BASE_URL',
            );
      say.trace(`Plivo's API: ${url}`);
      return createCarrier({ baseUrl: url, credentials, exchange: await exchange(), masker });
    },
    async demo() {
      if (scenario === null) return null;
      const { authId, authToken, fromNumber } = await sandbox();
      return { authId, authToken, fromNumber };
    },
  };

  return {
    context,
    style,
    answerInJson: globals.json ?? io.stdout.isTTY !== true,
    mask: (result) => masker.known(result),
    explain: (error) => explainSources(error, foundKey, foundUrl),
    async close() {
      for (const close of closers.reverse()) await close();
    },
  };
}

/** The streams and what a person sees on them. */
async function openTerminal({ io, globals, name, masker, secrets, signal }: RunOptions) {
  const json = globals.json === true;
  const ci = isCi(io.env);
  const sandbox = globals.sandbox ? (globals.scenario ?? 'default') : null;
  const look = { called: { program: name, sandbox }, plainMarks: io.env.TERM === 'dumb' };
  const levelOf = (stream: Terminal) => colorLevel(stream, io.env, !globals.color);
  const stderrLevel = levelOf(io.stderr);
  const [color, stderrColor] = await Promise.all([
    loadColor(levelOf(io.stdout)),
    loadColor(stderrLevel),
  ]);
  const say = createSay({
    stderr: io.stderr,
    style: createStyle({ ...look, color: stderrColor, columns: io.stderr.columns }),
    masker,
    json,
    quiet: globals.quiet,
    verbose: globals.verbose,
    animate: canAnimate(io.stderr, io.env, ci),
    color: stderrLevel > 0,
  });
  const prompt = createPrompt({
    input: io.stdin,
    output: io.stderr,
    signal,
    // stdin last: looking at it opens it.
    available: globals.input && !json && !ci && io.stderr.isTTY === true && io.stdin.isTTY === true,
    color: stderrLevel > 0,
    notice: (text) => say.notice(text),
    warn: (text) => say.warn(text),
    // The mark stands before it, and a short answer behind it.
    wrap: (text) => wrapText(text, Math.max(20, (io.stderr.columns || 80) - 12)),
    onSecret: (secret) => secrets.add(secret),
  });
  return { style: createStyle({ ...look, color, columns: io.stdout.columns }), say, prompt };
}

/** The scenario's name with `--sandbox`, else null. Throws INVALID_VALUE for one that there is not. */
async function readScenario(globals: Globals): Promise<string | null> {
  if (!globals.sandbox) return null;
  const wanted = globals.scenario ?? 'default';
  const { isScenarioName, scenarios } = await import('../sandbox/scenarios.ts');
  if (isScenarioName(wanted)) return wanted;
  const names = scenarios.map(({ name }) => name);
  const near = nearNames(names, wanted);
  throw new CliError('INVALID_VALUE', {
    message: `The sandbox has no scenario called ${wanted}.`,
    hints: near.length > 0 ? [`Did you mean ${near.join(' or ')}?`] : [],
    commands: ['sandbox scenarios'],
    details: { scenarios: names },
  });
}

/** A refused key and a dead address are mended where they were set. */
function explainSources(
  error: unknown,
  key: KeyInForce['source'] | null,
  address: { url: string; where: string } | null,
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
  const host = error.details.host;
  if (error.origin === 'network' && address !== null && new URL(address.url).host === host) {
    return error.with({
      hints: [`The address came from ${address.where}.`, ...error.hints],
      commands: ['help environment'],
    });
  }
  return error;
}

function endpointsOf(own: ProfileSettings): { phoneNumbers?: string; phoneNumbersSync?: string } {
  const list = own['endpoints.phone_numbers'];
  const sync = own['endpoints.phone_numbers_sync'];
  return {
    ...(list === undefined ? {} : { phoneNumbers: list }),
    ...(sync === undefined ? {} : { phoneNumbersSync: sync }),
  };
}

function readKeyVariable(given: string, notice: (text: string) => void): ApiKey {
  if (given.trim() === '') {
    throw new CliError('EMPTY_SECRET', {
      message: 'VOCOBASE_API_KEY is set but empty.',
      details: { source: 'VOCOBASE_API_KEY' },
    });
  }
  return accept(parseApiKey(given), 'VOCOBASE_API_KEY', notice);
}

function accept<T>(parsed: Parsed<T>, where: string, notice?: (text: string) => void): T {
  if (!parsed.ok) {
    const { code, message, hints } = parsed.problem;
    throw new CliError(code, { message: `${where}: ${message}`, hints, commands: [] });
  }
  for (const text of parsed.notices) notice?.(`${where}: ${text}`);
  return parsed.value;
}

function waitFor(milliseconds: number, signal: AbortSignal): Promise<void> {
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

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
