import { CliError } from '../../errors/cli-error.ts';
import type { Action } from '../../ports/action.ts';
import type { Context } from '../../ports/context.ts';
import type { Sandbox, SandboxOptions } from '../../sandbox/server.ts';
import { checkScenario } from './scenario-name.ts';

interface StartSandboxInput {
  readonly scenario: string | undefined;
  readonly port?: string;
  readonly state?: string;
  readonly enforceLimits?: boolean;
  readonly latency?: string;
}

/** What a program needs to use the sandbox: the first line on stdout. */
export interface StartLine {
  readonly vocobase_base_url: string;
  readonly plivo_base_url: string;
  readonly api_key: string;
  readonly auth_id: string;
  readonly auth_token: string;
  readonly scenario: string;
  readonly pid: number;
}

interface StartedSandbox {
  readonly line: StartLine;
  stop(): Promise<void>;
}

/**
 * `sandbox start`: prints the addresses and credentials as its first line, then serves until a
 * signal.
 */
export const start: Action<StartSandboxInput, StartedSandbox> = {
  async run(_ctx, input) {
    const options = readOptions(input);
    const sandbox = await open(options);
    return {
      line: {
        vocobase_base_url: sandbox.vocobaseBaseUrl,
        plivo_base_url: sandbox.plivoBaseUrl,
        api_key: sandbox.apiKey,
        auth_id: sandbox.authId,
        auth_token: sandbox.authToken,
        scenario: sandbox.scenario,
        pid: process.pid,
      },
      stop: () => sandbox.close(),
    };
  },

  // These credentials are meant to be shown: they work only in the sandbox.
  secrets: 'shown',

  // One line, because the reader of a running program reads line by line.
  json: ({ line }) => JSON.stringify(line),

  view({ line }, style) {
    const variables = [
      ['VOCOBASE_BASE_URL', line.vocobase_base_url],
      ['VOCOBASE_API_KEY', line.api_key],
      ['PLIVO_BASE_URL', line.plivo_base_url],
      ['PLIVO_AUTH_ID', line.auth_id],
      ['PLIVO_AUTH_TOKEN', line.auth_token],
    ];
    return [
      style.bold('The sandbox is running'),
      style.facts([
        ['Scenario', line.scenario],
        ['Process', String(line.pid)],
      ]),
      '',
      'In another terminal:',
      '',
      ...variables.map(([name, value]) => `  export ${name}=${value}`),
      '',
      'Press Ctrl-C to stop it.',
    ].join('\n');
  },

  async linger(ctx, started) {
    await aborted(ctx.signal);
    await started.stop();
    throw new CliError('INTERRUPTED', {
      message: 'The sandbox stopped.',
      hints: [],
    });
  },
};

function readOptions(input: StartSandboxInput): SandboxOptions {
  const port = wholeNumber(input.port, '--port', 65_535);
  const latencyMs = wholeNumber(input.latency, '--latency', 600_000);
  return {
    ...(port === undefined ? {} : { port }),
    ...(latencyMs === undefined ? {} : { latencyMs }),
    ...(input.scenario === undefined ? {} : { scenario: checkScenario(input.scenario) }),
    stateFile: input.state ?? null,
    damagedStateFile: 'refuse',
    enforceLimits: input.enforceLimits === true,
  };
}

function wholeNumber(given: string | undefined, flag: string, most: number): number | undefined {
  if (given === undefined) return undefined;
  const number = Number(given);
  if (/^\d+$/.test(given) && number <= most) return number;
  throw new CliError('INVALID_VALUE', {
    message: `${flag} takes a whole number from 0 to ${most}.`,
    hints: [],
    details: { source: flag },
  });
}

async function open(options: SandboxOptions): Promise<Sandbox> {
  const { startSandbox, StateFileError } = await import('../../sandbox/server.ts');
  try {
    return await startSandbox(options);
  } catch (cause) {
    const { code = '', syscall } = cause as NodeJS.ErrnoException;
    if (cause instanceof StateFileError) throw unusableState(cause.message, cause);
    if (code === '') throw cause;
    if (syscall !== 'listen') {
      throw unusableState(`The state file ${options.stateFile} cannot be used: ${code}.`, cause);
    }
    throw new CliError('INVALID_VALUE', {
      message: `Port ${options.port} cannot be opened: ${code === 'EADDRINUSE' ? 'it is in use' : code}.`,
      hints: ['Leave out --port to use a free one.'],
      origin: 'local',
      details: { source: '--port', reason: code },
      cause,
    });
  }
}

function unusableState(message: string, cause: unknown): CliError {
  const { code } = cause as NodeJS.ErrnoException;
  return new CliError('INVALID_VALUE', {
    message,
    hints: ['Name a file that does not exist yet, or one that --state created.'],
    origin: 'local',
    details: { source: '--state', ...(code === undefined ? {} : { reason: code }) },
    cause,
  });
}

function aborted(signal: Context['signal']): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
