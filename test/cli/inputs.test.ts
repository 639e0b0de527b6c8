import { execFileSync, spawn } from 'node:child_process';
import { readdirSync, readlinkSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { madeUp } from '../support/fault-server.ts';
import { binary, nodeUnderTest, removeFolders, runPlivo, settingsFolder } from '../support/run.ts';
import { openWorld } from '../support/world.ts';

afterAll(removeFolders);

/** A run whose standard input is a pipe that stays open, as `sleep 60 | plivo …` has it. */
async function withOpenPipe(args: readonly string[], signal: NodeJS.Signals) {
  const world = await openWorld();
  const folder = await settingsFolder();
  const child = spawn(nodeUnderTest, [binary, ...args], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH ?? '',
      HOME: folder,
      VOCOBASE_CONFIG_DIR: folder,
      VOCOBASE_BASE_URL: world.vocobaseBaseUrl,
      VOCOBASE_API_KEY: madeUp.apiKey,
      PLIVO_AUTH_ID: madeUp.authId,
    },
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk.toString('utf8');
  });
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString('utf8');
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  // More than a pipe holds: that it was taken means that the program reads.
  await new Promise((resolve) => child.stdin.write(' '.repeat(1_000_000), resolve));
  child.kill(signal);
  const exit = await ended;
  child.stdin.on('error', () => {});
  child.stdin.destroy();
  return { exit, stdout, error: JSON.parse(stderr).error as { code: string; message: string } };
}

describe.skipIf(process.platform === 'win32')('waiting for standard input', () => {
  test.each<[NodeJS.Signals, number, string[]]>([
    ['SIGTERM', 143, ['login', '--api-key-stdin']],
    ['SIGINT', 130, ['login', '--api-key-stdin']],
    ['SIGINT', 130, ['connections', 'create', '--name', 'Sales', '--auth-token-stdin']],
    ['SIGTERM', 143, ['api', 'POST', '/agents', '--body', '-']],
  ])('%s ends with %i although the pipe stays open: %j', async (signal, exit, args) => {
    const ended = await withOpenPipe([...args, '--json'], signal);
    expect(ended).toMatchObject({ exit, stdout: '', error: { code: 'INTERRUPTED' } });
  });
});

describe.runIf(process.platform === 'linux')('a file that is a named pipe', () => {
  async function namedPipe(): Promise<string> {
    const path = join(await settingsFolder(), 'pipe');
    execFileSync('mkfifo', [path]);
    return path;
  }

  /** Whether the process holds the pipe open, waiting for somebody to write. */
  function holds(pid: number, path: string): boolean {
    try {
      const folder = `/proc/${pid}/fd`;
      return readdirSync(folder).some((fd) => readlinkSync(join(folder, fd)) === path);
    } catch {
      return false;
    }
  }

  test('is waited for until it is written', async () => {
    const world = await openWorld();
    const path = await namedPipe();
    const env = { VOCOBASE_BASE_URL: world.vocobaseBaseUrl };
    const [run] = await Promise.all([
      runPlivo(['login', '--store', 'file', '--api-key-file', path], { env }),
      writeFile(path, `${world.apiKey}\n`),
    ]);
    expect(run).toMatchObject({ exit: 0 });
  });

  test('does not keep the program from ending while nobody writes', async () => {
    const path = await namedPipe();
    const folder = await settingsFolder();
    const child = spawn(
      nodeUnderTest,
      [binary, 'credentials', 'rotate', '--yes', '--auth-token-file', path],
      {
        stdio: ['ignore', 'ignore', 'pipe'],
        env: { PATH: process.env.PATH ?? '', HOME: folder, VOCOBASE_CONFIG_DIR: folder },
      },
    );
    let stderr = '';
    child.stderr.on('data', (chunk) => {
      stderr += chunk;
    });
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
    await expect.poll(() => holds(child.pid ?? 0, path), { timeout: 20_000 }).toBe(true);
    child.kill('SIGTERM');
    const exit = await ended;
    expect(exit).toBe(143);
    expect(stderr).toContain('Canceled');
  });
});
