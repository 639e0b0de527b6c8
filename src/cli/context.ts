import { join } from 'node:path';
import { once } from '../domain/text/once.ts';
import { nearNames } from '../domain/text/selector.ts';
import { CliError } from '../errors/cli-error.ts';
import type { Context, Mode } from '../ports/context.ts';
import type { AnsweredRequest } from '../ports/http.ts';
import type { Style } from '../ports/style.ts';
import {
  type Closers,
  connectCarrier,
  connectVocobase,
  openExchange,
  openKeys,
  openSandbox,
  openSettings,
  type Run,
  waitFor,
} from './clients.ts';
import { createInputs } from './inputs.ts';
import {
  explainInterruption,
  type Journal,
  noteEnvFile,
  noteKeys,
  noteSettings,
} from './journal.ts';
import {
  type AddressInForce,
  checkGlobals,
  explainSource,
  findKey,
  plivoAddress,
  vocobaseAddress,
} from './precedence.ts';
import { type Io, openTerminal, type TerminalOptions } from './terminal.ts';

interface RunOptions extends Omit<TerminalOptions, 'scenario'> {
  /** The user's home folder. */
  readonly home: string;
}

/** One run: the context for its command, and what is needed to report its end. */
export interface OpenRun {
  readonly context: Context;
  /** The style of stdout. */
  style(): Promise<Style>;
  /**
   * Adds to an error where this run's key and base URL were set, and to an interruption what was done
   * before it.
   */
  explain(error: unknown): Promise<unknown>;
  close(): Promise<void>;
}

/**
 * Builds the context of one run from the real adapters. Nothing is read, sent, or loaded here: each
 * member does so once, when a command asks for it.
 */
export async function openRun(options: RunOptions): Promise<OpenRun> {
  const { io, globals, signal } = options;
  const scenario = await readScenario(options);
  const { style, log, prompt, animated } = await openTerminal({ ...options, scenario });
  checkGlobals(globals, log);
  const inputs = createInputs({ ...options, scenario, log });
  const closers: Closers = [];
  const journal: Journal = new Set();

  const run = once(async (): Promise<Run> => {
    return { ...options, log, closers, folder: await findFolder(io, options.home, scenario) };
  });
  const settings = once(async () =>
    noteSettings(journal, await openSettings(await run(), inputs.env)),
  );
  const keys = once(async () => noteKeys(journal, await openKeys(await run())));
  const sandbox = once(async () => openSandbox(await run(), scenario ?? 'default'));
  const profile = async () => (await settings()).read();
  const baseUrl = once(
    async (): Promise<AddressInForce> =>
      scenario === null
        ? vocobaseAddress(globals, inputs, await profile(), log)
        : { url: (await sandbox()).vocobaseBaseUrl, source: 'sandbox', where: null },
  );
  const vocobaseUrl = async () => (await baseUrl()).url;
  const plivoUrl = async () =>
    scenario === null ? plivoAddress(inputs, log) : (await sandbox()).plivoBaseUrl;
  const findApiKey = once(async () =>
    scenario === null
      ? findKey({ inputs, secrets: options.secrets, log, keys, settings, baseUrl })
      : { apiKey: (await sandbox()).apiKey, source: 'sandbox' as const },
  );
  const requests: AnsweredRequest[] = [];
  const exchange = once(async () =>
    openExchange(await run(), {
      settings: await settings(),
      vocobaseUrl,
      onReply: (answered) => requests.push(answered),
      journal,
    }),
  );

  const context: Context = {
    mode: readMode(options, scenario, animated),
    prompt,
    log,
    inputs,
    signal,
    now: () => new Date(),
    sleep: (milliseconds) => waitFor(milliseconds, signal),
    settings,
    keys,
    envFile: async (path) =>
      noteEnvFile(journal, (await import('../settings/env-file.ts')).openEnvFile(path)),
    baseUrl,
    findApiKey,
    async vocobase(given) {
      const apiKey = given ?? (await findApiKey())?.apiKey;
      if (apiKey === undefined) throw new CliError('API_KEY_MISSING');
      return connectVocobase(await run(), {
        apiKey,
        baseUrl: await vocobaseUrl(),
        profile: await profile(),
        exchange: await exchange(),
      });
    },
    carrier: async (credentials) =>
      connectCarrier(await run(), {
        credentials,
        baseUrl: await plivoUrl(),
        exchange: await exchange(),
      }),
    requests: () => requests,
    async demo() {
      if (scenario === null) return null;
      const { authId, authToken, fromNumber, toNumber } = await sandbox();
      return { authId, authToken, fromNumber, toNumber };
    },
  };
  return {
    context,
    style,
    explain: (error) => explainSource(explainInterruption(error, journal), findApiKey, baseUrl),
    async close() {
      for (const close of closers.reverse()) await close();
    },
  };
}

function readMode(options: RunOptions, sandbox: string | null, animated: boolean): Mode {
  const { io, globals, name } = options;
  const { yes, dryRun, profile, baseUrl, scenario: named } = globals;
  return {
    program: name,
    json: globals.json === true,
    yes,
    dryRun,
    sandbox,
    scenario: named,
    profile,
    baseUrl,
    stderrIsTerminal: io.stderr.isTTY,
    animated,
  };
}

/** The settings folder; each scenario of the sandbox has its own. */
async function findFolder(io: Io, home: string, scenario: string | null): Promise<string> {
  const { settingsFolder } = await import('../settings/folder.ts');
  const own = settingsFolder(io.env, io.platform, home);
  return scenario === null ? own : join(own, 'sandbox', scenario);
}

/**
 * The scenario's name with `--sandbox`, else null: the one of `--scenario`, else the one kept by
 * `sandbox use`. Throws INVALID_VALUE for an unknown scenario.
 */
async function readScenario({ io, globals, home }: RunOptions): Promise<string | null> {
  if (!globals.sandbox) return null;
  const wanted = globals.scenario;
  if (wanted === undefined) {
    const { readKeptScenario } = await import('../sandbox/kept-scenario.ts');
    return readKeptScenario(join(await findFolder(io, home, null), 'sandbox'));
  }
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
