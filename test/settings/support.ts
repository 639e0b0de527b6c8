import { spawn } from 'node:child_process';
import { chmodSync, chownSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'tsdown';
import { afterEach } from 'vitest';

/** Folders that are gone after each test. */
export function useFolders(): () => string {
  const made: string[] = [];
  afterEach(() => {
    for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
  });
  return () => {
    const folder = mkdtempSync(join(tmpdir(), 'plivo-settings-'));
    made.push(folder);
    return folder;
  };
}

export interface Program {
  readonly file: string;
  remove(): void;
}

/** Bundles a script of `processes/` the way the program is shipped, for Node to run. */
export async function bundle(name: string): Promise<Program> {
  const outDir = mkdtempSync(join(tmpdir(), 'plivo-bundle-'));
  await build({
    config: false,
    entry: [fileURLToPath(new URL(`./processes/${name}.ts`, import.meta.url))],
    outDir,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    dts: false,
    clean: false,
    logLevel: 'silent',
    deps: { alwaysBundle: [/.*/], neverBundle: ['@napi-rs/keyring'], onlyBundle: false },
    outputOptions: {
      // Left to itself the bundler puts its helpers into the chunk of conf, which so loads at start.
      codeSplitting: { groups: [{ name: 'runtime', test: /rolldown.runtime/ }] },
    },
  });
  chmodSync(outDir, 0o755);
  const file = readdirSync(outDir).find((found) => found.startsWith(`${name}.`));
  if (file === undefined) throw new Error(`${name} was not built: ${readdirSync(outDir)}`);
  return { file: join(outDir, file), remove: () => rmSync(outDir, { recursive: true }) };
}

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly output: string;
}

export interface Running {
  readonly ended: Promise<Ended>;
  /** Resolves when the process has said the text. */
  said(text: string): Promise<void>;
  kill(): void;
}

export function start(
  program: Program,
  args: readonly string[],
  options: { readonly uid?: number; readonly env?: NodeJS.ProcessEnv } = {},
): Running {
  const child = spawn(process.execPath, [program.file, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    ...options,
  });
  let output = '';
  const waiting = new Set<() => void>();
  child.stdout.setEncoding('utf8');
  child.stdout.on('data', (part: string) => {
    output += part;
    for (const look of waiting) look();
  });
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code, signal, output }));
  });
  return {
    ended,
    said: (text) =>
      new Promise((resolve) => {
        const look = () => {
          if (!output.includes(text)) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      }),
    kill: () => child.kill('SIGKILL'),
  };
}

/**
 * A user to whom file modes apply. They do not apply to root, so root gives the folder to `nobody`
 * and runs the process as that user.
 */
export function asOrdinaryUser(folder: string): { readonly uid?: number } {
  if (process.getuid?.() !== 0) return {};
  const nobody = 65_534;
  chownSync(folder, nobody, nobody);
  for (const name of readdirSync(folder)) chownSync(join(folder, name), nobody, nobody);
  return { uid: nobody };
}

/** The permissions of a file or folder, as `600`. */
export function modeOf(path: string): string {
  return (statSync(path).mode & 0o777).toString(8);
}

/** What an async call was rejected with. */
export async function rejection(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error('It was not rejected.');
}
