import { createCarrier } from '../../src/carrier/client.ts';
import { toCliError } from '../../src/cli/report.ts';
import { createMasker } from '../../src/domain/text/mask.ts';
import { CliError } from '../../src/errors/cli-error.ts';
import { createExchange } from '../../src/http/exchange.ts';
import type { Action } from '../../src/ports/action.ts';
import type { Context, Mode } from '../../src/ports/context.ts';
import type { Log } from '../../src/ports/log.ts';
import type { Prompt, Question } from '../../src/ports/prompt.ts';
import type { ProfileSettings } from '../../src/ports/settings.ts';
import { createVocobase } from '../../src/vocobase/client.ts';
import { type FaultServer, madeUp } from './fault-server.ts';

export interface ContextOptions {
  readonly mode?: Partial<Mode>;
  readonly env?: Readonly<Record<string, string>>;
  readonly profile?: ProfileSettings;
  /** Milliseconds for each request; short where a test waits for it to end. */
  readonly timeoutMs?: number;
}

/** How an action ended, without a process. */
export interface Ended<Result> {
  readonly exit: number;
  readonly result: Result | null;
  readonly error: CliError | null;
  /** All that was said on the way, a line each. */
  readonly said: readonly string[];
  /** The waits that were asked for, in milliseconds. They took no time. */
  readonly slept: readonly number[];
}

/**
 * Runs a command with the real clients over real sockets and no one to ask. Waits are recorded and
 * move the clock, so four attempts take no longer than one request.
 */
export async function runAction<Input, Result>(
  action: Action<Input, Result>,
  input: Input,
  server: FaultServer,
  options: ContextOptions = {},
): Promise<Ended<Result>> {
  const said: string[] = [];
  const slept: number[] = [];
  const began = Date.now();
  const now = () => new Date(began + slept.reduce((sum, one) => sum + one, 0));
  server.world.now = now;
  const masker = createMasker(() => [madeUp.apiKey, madeUp.authToken, madeUp.newToken]);
  const sleep = async (milliseconds: number) => {
    slept.push(milliseconds);
  };
  const open = createExchange({
    timeoutMs: options.timeoutMs ?? 10_000,
    signal: new AbortController().signal,
    sleep,
    now,
    random: () => 0.5,
    env: {},
    masker,
    onWait: ({ reason }) => said.push(reason),
    beforeSend: async ({ method, url }) => {
      await server.prepare(method, url);
      return undefined;
    },
  });
  const env: Readonly<Record<string, string>> = {
    PLIVO_AUTH_ID: madeUp.authId,
    PLIVO_AUTH_TOKEN: madeUp.authToken,
    ...options.env,
  };
  const vocobase = createVocobase({
    baseUrl: server.vocobaseUrl,
    apiKey: madeUp.apiKey,
    exchange: open.exchange,
    endpoints: {},
    dryRun: options.mode?.dryRun === true,
    masker,
    now,
    sleep,
  });
  const none = async () => {
    throw new Error('nothing here has keys to store');
  };
  const ctx: Context = {
    mode: {
      program: 'plivo',
      json: false,
      yes: true,
      dryRun: false,
      sandbox: null,
      stderrIsTerminal: false,
      animated: false,
      ...options.mode,
    },
    prompt: nobody,
    log: record(said),
    inputs: { env: (name) => env[name], stdin: none, file: none },
    signal: new AbortController().signal,
    now,
    sleep,
    settings: async () => ({
      path: 'settings.json',
      profile: { name: 'default', source: 'default' },
      read: () => options.profile ?? {},
      write: none,
      lock: (_subject, work) => work(),
      profiles: () => [],
      useProfile: none,
      removeProfile: none,
    }),
    keys: none,
    envFile: none,
    baseUrl: async () => ({ url: server.vocobaseUrl, source: 'environment' }),
    findApiKey: async () => ({ apiKey: madeUp.apiKey, source: 'environment' }),
    vocobase: async () => vocobase,
    carrier: async (credentials) =>
      createCarrier({ baseUrl: server.plivoUrl, credentials, exchange: open.exchange, masker }),
    requests: () => [],
    demo: async () => null,
  };
  try {
    const result = (await action.run(ctx, input)) as Result;
    return { exit: action.exit?.(result, input) ?? 0, result, error: null, said, slept };
  } catch (thrown) {
    const error = toCliError(thrown);
    return { exit: error.exit, result: null, error, said, slept };
  } finally {
    await open.close();
  }
}

const refuse = async (question: Question): Promise<never> => {
  throw new CliError('INPUT_REQUIRED', { message: `${question.what} is missing` });
};

const nobody: Prompt = {
  available: false,
  text: refuse,
  secret: refuse,
  choose: refuse,
  search: refuse,
  checkbox: refuse,
  confirm: refuse,
};

function record(said: string[]): Log {
  const step = (title: string, detail?: string) => {
    said.push(detail === undefined ? title : `${title}: ${detail}`);
  };
  return {
    heading: (title) => step(title),
    note: (text) => step(text),
    paragraph: (lines) => said.push(...lines),
    gap: () => {},
    notice: (text) => step(text),
    warn: (text) => step(text),
    done: step,
    skipped: step,
    failed: step,
    event: () => {},
    trace: (text) => step(text),
    progress: (_label, work) => work(() => {}),
  };
}
