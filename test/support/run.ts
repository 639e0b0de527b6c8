import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { checkAgainstSchemas } from './schemas.ts';

/** How one run of the program ended. */
export interface Ran {
  /** The exit code; a signal counts as 128 and its number. */
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
  /** stdout as one JSON document. */
  json<T = Record<string, unknown>>(): T;
  /** The error of the document on stderr. */
  error<T = Record<string, unknown>>(): T & { code: string; exit_code: number };
}

export interface RunOptions {
  /** Added to an otherwise almost empty environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** Written to stdin, which is then closed; without it stdin is closed at once. */
  readonly stdin?: string;
  readonly signal?: { readonly name: NodeJS.Signals; readonly when: (stderr: string) => boolean };
  readonly cwd?: string;
}

/** The built program, as a user starts it. */
export const binary = resolve(import.meta.dirname, '../../bin/plivo.js');

/** The Node.js that runs it: another one than this where PLIVO_TEST_NODE names its binary. */
export const nodeUnderTest = process.env.PLIVO_TEST_NODE || process.execPath;

const folders: string[] = [];

/** An empty folder for settings, removed by `removeFolders`. */
export async function settingsFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'plivo-test-'));
  folders.push(folder);
  return folder;
}

export async function removeFolders(): Promise<void> {
  await Promise.all(
    folders.splice(0).map((folder) => rm(folder, { recursive: true, force: true })),
  );
}

/** Runs the real binary in a process of its own, with stdout and stderr as pipes. */
export async function runPlivo(args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  const configDir = options.env?.VOCOBASE_CONFIG_DIR ?? (await settingsFolder());
  const child = spawn(nodeUnderTest, [binary, ...args], {
    cwd: options.cwd,
    env: {
      PATH: process.env.PATH ?? '',
      HOME: configDir,
      XDG_CACHE_HOME: process.env.PLIVO_TEST_CACHE ?? '',
      VOCOBASE_CONFIG_DIR: configDir,
      ...options.env,
    },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const out: Buffer[] = [];
  let stderr = '';
  let signalled = false;
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString('utf8');
    if (options.signal && !signalled && options.signal.when(stderr)) {
      signalled = true;
      child.kill(options.signal.name);
    }
  });
  child.stdin.on('error', () => {});
  child.stdin.end(options.stdin ?? '');
  const exit = await new Promise<number>((resolveExit) => {
    child.on('close', (code, signal) => resolveExit(code ?? 128 + (signal === 'SIGTERM' ? 15 : 2)));
  });
  const stdout = Buffer.concat(out).toString('utf8');
  checkAgainstSchemas(args, stdout, stderr);
  return {
    exit,
    stdout,
    stderr,
    json: <T>() => JSON.parse(stdout) as T,
    error: <T>() =>
      (JSON.parse(stderr) as { error: T & { code: string; exit_code: number } }).error,
  };
}
