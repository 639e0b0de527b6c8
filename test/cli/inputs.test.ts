import { execFileSync, spawn } from 'node:child_process';
import { readdirSync, readlinkSync } from 'node:fs';
import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { madeUp } from '../support/fault-server.ts';
import { binary, nodeUnderTest, removeFolders, runPlivo, settingsFolder } from '../support/run.ts';
import { addresses, everything, openWorld } from '../support/world.ts';

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
    ['SIGHUP', 129, ['login', '--api-key-stdin']],
    ['SIGINT', 130, ['connections', 'create', '--name', 'Sales', '--auth-token-stdin']],
    ['SIGTERM', 143, ['api', 'POST', '/agents', '--body', '-']],
  ])('%s ends it with %i although the pipe stays open: %j', async (signal, exit, args) => {
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

  /** True if the process holds the pipe open and waits for a writer. */
  function holds(pid: number, path: string): boolean {
    try {
      const folder = `/proc/${pid}/fd`;
      return readdirSync(folder).some((fd) => readlinkSync(join(folder, fd)) === path);
    } catch {
      return false;
    }
  }

  test('is read once it is written', async () => {
    const world = await openWorld();
    const path = await namedPipe();
    const env = { VOCOBASE_BASE_URL: world.vocobaseBaseUrl };
    const [run] = await Promise.all([
      runPlivo(['login', '--store', 'file', '--api-key-file', path], { env }),
      writeFile(path, `${world.apiKey}\n`),
    ]);
    expect(run).toMatchObject({ exit: 0 });
  });

  test('does not keep the program running without a writer', async () => {
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

describe('input has a size limit', () => {
  test
    .runIf(process.platform === 'linux')
    .each([
      [['login', '--api-key-file', '/dev/zero']],
      [['connections', 'create', '--name', 'Sales', '--auth-token', '@/dev/zero']],
      [['api', 'POST', '/agents', '--body', '@/dev/zero']],
    ])('a device that never ends: %j', async (args) => {
    const env = { VOCOBASE_API_KEY: madeUp.apiKey, VOCOBASE_BASE_URL: 'http://127.0.0.1:1' };
    const ran = await runPlivo([...args, '--json'], {
      env: args[0] === 'login' ? { VOCOBASE_BASE_URL: env.VOCOBASE_BASE_URL } : env,
    });
    expect(ran).toMatchObject({ exit: 2, stdout: '' });
    expect(ran.error<{ message: string }>()).toMatchObject({
      code: 'INVALID_VALUE',
      message: expect.stringContaining('/dev/zero'),
    });
  });

  test('standard input of more than 1 MiB', async () => {
    const ran = await runPlivo(['login', '--api-key-stdin', '--json'], {
      stdin: 'a'.repeat(1_100_000),
    });
    expect(ran.error()).toMatchObject({ code: 'INVALID_VALUE', exit_code: 2 });
  });
});

describe.skipIf(process.platform === 'win32')('a file with a secret', () => {
  test.each([
    [0o644, true],
    [0o640, true],
    [0o600, false],
  ])('with mode %o: warning %s', async (mode, warned) => {
    const world = await openWorld();
    const path = join(await settingsFolder(), 'key');
    await writeFile(path, `${world.apiKey}\n`);
    await chmod(path, mode);
    const ran = await runPlivo(['login', '--store', 'file', '--api-key-file', path], {
      env: { VOCOBASE_BASE_URL: world.vocobaseBaseUrl },
    });
    expect(ran.exit).toBe(0);
    expect(ran.stderr.includes(`Other users of this machine can read ${path}`)).toBe(warned);
  });
});

describe('a variable that is set but empty', () => {
  test.each([
    ['VOCOBASE_PROFILE', ['whoami']],
    ['VOCOBASE_BASE_URL', ['whoami']],
    ['VOCOBASE_CONNECTION_ID', ['numbers', 'sync']],
    ['VOCOBASE_AGENT_ID', ['status']],
    ['VOCOBASE_AGENT_ID', ['call', 'test', '+14155550142', '--yes', '--no-wait']],
    ['VOCOBASE_AGENT_ID', ['setup', '--from-number', '+14155550100', '--voicemail']],
    [
      'VOCOBASE_AGENT_ID',
      ['setup', '--from-number', '+14155550100', '--call-to', '+14155550142', '--yes'],
    ],
    ['PLIVO_BASE_URL', ['setup', '--from-number', '+14155550100', '--auth-id', madeUp.authId]],
    ['PLIVO_BASE_URL', ['numbers', 'sync']],
    ['PLIVO_BASE_URL', ['call', 'test', '+14155550142', '--yes', '--no-wait']],
    ['PLIVO_BASE_URL', ['doctor']],
  ])('%s is an error for the command that reads it', async (name, args) => {
    const world = await openWorld();
    const env = { ...everything(world), [name]: ' ' };
    const ran = await runPlivo([...args, '--json'], { env });
    expect(ran.error<{ details: unknown }>()).toMatchObject({
      code: 'INVALID_VALUE',
      exit_code: 2,
      details: { source: name },
    });
    expect(world.requests()).toEqual([]);
  });

  test.each([[['explain', '3030']], [['help', 'environment']], [['--help']], [['config', 'path']]])(
    'does not matter to %j, which does not read it',
    async (args) => {
      const env = { VOCOBASE_BASE_URL: '', VOCOBASE_CONNECTION_ID: '', PLIVO_BASE_URL: '' };
      expect((await runPlivo(args, { env })).exit).toBe(0);
    },
  );

  test('does not matter if a flag gives the value', async () => {
    const world = await openWorld();
    const env = { ...addresses(world), VOCOBASE_BASE_URL: '', VOCOBASE_PROFILE: '' };
    const flags = ['--base-url', world.vocobaseBaseUrl, '--profile', 'work'];
    expect((await runPlivo(['whoami', ...flags], { env })).exit).toBe(0);
  });
});

test('quotes around an id in a variable are removed and reported, as docker --env-file keeps them', async () => {
  const world = await openWorld({ scenario: 'two-connections' });
  const [, second] = world.world().connections;
  const id = second?.id ?? '';
  const agent = world.world().agents[0]?.id ?? '';
  const env = {
    ...everything(world),
    VOCOBASE_CONNECTION_ID: `"${id}"`,
    VOCOBASE_AGENT_ID: ` '${agent}'`,
  };
  const ran = await runPlivo(['call', 'test', '+14155550142', '--yes', '--no-wait'], { env });
  expect(ran.json()).toMatchObject({ connection_id: id, agent_id: agent });
  const quotes = 'Removed quotes around it.';
  expect(ran.stderr.split(`VOCOBASE_CONNECTION_ID: ${quotes}`)).toHaveLength(2);
  expect(ran.stderr.split(`VOCOBASE_AGENT_ID: ${quotes}`)).toHaveLength(2);
});

describe('an empty flag or argument, as an unset variable of the shell leaves it', () => {
  const number = '+14155550142';
  test.each<[string, string[]]>([
    ['--agent', ['call', 'test', number, '--yes', '--agent', '']],
    ['--connection', ['call', 'test', number, '--yes', '--connection', ' ']],
    ['--agent', ['setup', '--from-number', number, '--voicemail', '--agent', '']],
    ['--connection', ['numbers', 'sync', '--connection', '']],
    ['--connection', ['numbers', 'list', '--connection', '']],
    ['--connection', ['doctor', '--connection', '']],
    ['--agent', ['numbers', 'update', number, '--agent', '']],
    ['--provider', ['numbers', 'list', '--provider', '']],
    ['<number-or-id>', ['numbers', 'update', '', '--activate']],
    ['<connection>', ['connections', 'show', '']],
    ['<connection>', ['connections', 'use', '']],
    ['<agent>', ['agents', 'show', '']],
    ['<agent>', ['agents', 'voicemail', '', '--enable']],
    ['<call-id>', ['call', 'show', '']],
  ])('%s is refused before any request: %j', async (source, args) => {
    const world = await openWorld();
    const ran = await runPlivo([...args, '--json'], { env: everything(world) });
    expect(ran.error<{ message: string; details: unknown }>()).toMatchObject({
      code: 'INVALID_VALUE',
      message: `${source} is empty.`,
      details: { source },
    });
    expect(world.requests()).toEqual([]);
  });

  test('of --profile is not repeated in the command that lists the profiles', async () => {
    const ran = await runPlivo(['whoami', '--profile', '', '--json']);
    expect(ran.error<{ commands: string[] }>()).toMatchObject({
      code: 'INVALID_VALUE',
      commands: ['plivo profiles list'],
    });
  });
});

describe('--sandbox', () => {
  test("ignores the environment's credentials, addresses, and ids", async () => {
    const env = {
      VOCOBASE_API_KEY: '',
      VOCOBASE_BASE_URL: '',
      VOCOBASE_CONNECTION_ID: '',
      VOCOBASE_AGENT_ID: 'not-an-agent',
      PLIVO_AUTH_ID: '',
      PLIVO_AUTH_TOKEN: '',
      PLIVO_BASE_URL: '',
    };
    const folder = await settingsFolder();
    const own = { ...env, VOCOBASE_CONFIG_DIR: folder };
    expect((await runPlivo(['setup', '--sandbox'], { env: own })).exit).toBe(0);
    const call = ['call', 'test', '--to', '+14155550142', '--agent', 'Demo Agent'];
    expect(
      await runPlivo([...call, '--sandbox', '--yes', '--no-wait'], { env: own }),
    ).toMatchObject({ exit: 0 });
  });

  test('and --base-url exclude each other', async () => {
    const ran = await runPlivo([
      'whoami',
      '--sandbox',
      '--base-url',
      'https://a.example',
      '--json',
    ]);
    expect(ran.error()).toMatchObject({ code: 'USAGE', exit_code: 2 });
  });
});
