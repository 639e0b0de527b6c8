import { type ChildProcess, spawn } from 'node:child_process';
import { type FaultServer, madeUp } from './fault-server.ts';
import { binary, settingsFolder } from './run.ts';

export interface Child {
  readonly process: ChildProcess;
  readonly folder: string;
  readonly ended: Promise<{
    readonly exit: number | null;
    readonly signal: NodeJS.Signals | null;
    readonly stdout: string;
    readonly stderr: string;
  }>;
}

/** Starts the built program and leaves it running, for tests that do something to it meanwhile. */
export async function startPlivo(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Child> {
  const folder = env.VOCOBASE_CONFIG_DIR ?? (await settingsFolder());
  const child = spawn(process.execPath, [binary, ...args], {
    env: {
      PATH: process.env.PATH ?? '',
      HOME: folder,
      XDG_CACHE_HOME: process.env.PLIVO_TEST_CACHE ?? '',
      VOCOBASE_CONFIG_DIR: folder,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
  const ended = new Promise<Awaited<Child['ended']>>((resolve) => {
    child.on('close', (exit, signal) =>
      resolve({
        exit,
        signal,
        stdout: Buffer.concat(out).toString('utf8'),
        stderr: Buffer.concat(err).toString('utf8'),
      }),
    );
  });
  return { process: child, folder, ended };
}

/** What a partner engineer has in the environment, for the double of both APIs. */
export function environment(server: FaultServer): Record<string, string> {
  return {
    VOCOBASE_BASE_URL: server.vocobaseUrl,
    PLIVO_BASE_URL: server.plivoUrl,
    VOCOBASE_API_KEY: madeUp.apiKey,
    PLIVO_AUTH_ID: madeUp.authId,
    PLIVO_AUTH_TOKEN: madeUp.authToken,
  };
}
