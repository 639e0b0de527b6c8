import { join } from 'node:path';
import { isLoopbackUrl, parseBaseUrl } from '../domain/text/base-url.ts';
import { maskApiKey } from '../domain/text/mask.ts';
import { once } from '../domain/text/once.ts';
import { nearNames } from '../domain/text/selector.ts';
import type { ApiKey } from '../domain/vocobase/api-key.ts';
import { CliError } from '../errors/cli-error.ts';
import { canAnimate } from '../output/spinner.ts';
import type { Context, KeyInForce, Mode } from '../ports/context.ts';
import type { ProfileSettings } from '../ports/settings.ts';
import type { Globals } from './globals.ts';
import { createInputs } from './inputs.ts';
import { isCi } from './io.ts';
import type { OpenRun } from './launch.ts';
import {
  type AddressInForce,
  accept,
  explainSources,
  keyOfEnvironment,
  plivoAddress,
  refuseForeignKey,
  timeoutInForce,
  vocobaseAddress,
} from './precedence.ts';
import { openTerminal, type TerminalOptions } from './terminal.ts';
import { tellWaits } from './waits.ts';

export interface RunOptions extends TerminalOptions {
  /** The user's home folder. */
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
  const { style, log, prompt } = await openTerminal(options);
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
      onWarning: (text) => log.warn(text),
    });
    log.trace(`Profile: ${opened.profile.name} (${opened.profile.source})`);
    return opened;
  });

  const keys = once(async () => {
    const { createKeyStore } = await import('../settings/key-store.ts');
    return createKeyStore({
      folder: await folder(),
      now: Date.now,
      onWarning: (text) => log.warn(text),
    });
  });

  const sandbox = once(async () => {
    const [{ startSandbox }, { whyNotWritable }] = await Promise.all([
      import('../sandbox/server.ts'),
      import('../settings/folder.ts'),
    ]);
    const place = await folder();
    const obstacle = whyNotWritable(place);
    if (obstacle !== null) {
      log.warn(
        `The sandbox forgets all when this command ends: ${place} cannot be written (${obstacle}). VOCOBASE_CONFIG_DIR names another folder.`,
      );
    }
    const started = await startSandbox({
      scenario: scenario ?? 'default',
      stateFile: obstacle === null ? join(place, 'world.json') : null,
    });
    closers.push(() => started.close());
    secrets.add(started.apiKey);
    secrets.add(started.authToken);
    return started;
  });

  let foundKey: KeyInForce['source'] | null = null;
  let foundUrl: AddressInForce | null = null;
  const baseUrl = once(async () => {
    if (scenario !== null) {
      return { url: (await sandbox()).vocobaseBaseUrl, source: 'sandbox' as const };
    }
    foundUrl = vocobaseAddress(globals, inputs, (await settings()).read());
    const { url, source } = foundUrl;
    log.trace(`Vocobase's API: ${url} (${source})`);
    return { url, source };
  });

  const findApiKey = once(async (): Promise<KeyInForce | null> => {
    if (scenario !== null) return { apiKey: (await sandbox()).apiKey, source: 'sandbox' };
    const found = keyOfEnvironment(inputs, (text) => log.notice(text)) ?? null;
    const stored =
      found === null ? await (await keys()).read((await settings()).profile.name) : null;
    const apiKey = found ?? stored?.apiKey ?? null;
    if (apiKey === null) return null;
    secrets.add(apiKey);
    if (stored !== null) refuseForeignKey(stored, (await baseUrl()).url);
    foundKey = stored?.place ?? 'environment';
    log.trace(`API key: ${maskApiKey(apiKey)} (${foundKey})`);
    return { apiKey, source: foundKey };
  });

  const waits = tellWaits(log);
  const sleep = (milliseconds: number) => waitFor(milliseconds, signal);

  const exchange = once(async () => {
    const [{ createExchange }, { formatTrace }] = await Promise.all([
      import('../http/exchange.ts'),
      import('../http/trace.ts'),
    ]);
    const timeout = timeoutInForce(globals, (await settings()).read());
    log.trace(`Timeout: ${timeout.ms / 1000} s (${timeout.source})`);
    const budget = once(async () => {
      const { createRateBudget } = await import('../settings/rate-budget.ts');
      return createRateBudget({
        folder: await folder(),
        now: Date.now,
        sleep,
        onWait: waits.forBudget,
      });
    });
    const made = createExchange({
      timeoutMs: timeout.ms,
      signal,
      sleep,
      now: () => new Date(),
      random: Math.random,
      env: scenario === null ? io.env : {},
      masker,
      ...(globals.verbose ? { onTrace: (event) => log.trace(formatTrace(event)) } : {}),
      onWait: waits.beforeTry,
      async beforeSend(request) {
        const key = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
        if (key === undefined || isLoopbackUrl(request.url)) return undefined;
        const { fingerprintOf } = await import('../settings/rate-budget.ts');
        const path = request.url.slice((await baseUrl()).url.length);
        return (await budget()).take(fingerprintOf(key), path);
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
    profile: globals.profile,
    baseUrl: globals.baseUrl,
    stderrIsTerminal: io.stderr.isTTY === true,
    animated:
      canAnimate(io.stderr, io.env, isCi(io.env)) &&
      !globals.quiet &&
      !globals.events &&
      globals.json !== true,
  };

  const context: Context = {
    mode,
    prompt,
    log,
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
      const url = scenario === null ? plivoAddress(inputs) : (await sandbox()).plivoBaseUrl;
      log.trace(`Plivo's API: ${url}`);
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
    jsonIndent: io.stdout.isTTY ? 2 : 0,
    mask: (result) => masker.known(result),
    explain: (error) => explainSources(error, foundKey, foundUrl),
    async close() {
      for (const close of closers.reverse()) await close();
    },
  };
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

function endpointsOf(own: ProfileSettings): { phoneNumbers?: string; phoneNumbersSync?: string } {
  const list = own['endpoints.phone_numbers'];
  const sync = own['endpoints.phone_numbers_sync'];
  return {
    ...(list === undefined ? {} : { phoneNumbers: list }),
    ...(sync === undefined ? {} : { phoneNumbersSync: sync }),
  };
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
