import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { binary, nodeUnderTest, removeFolders, settingsFolder } from '../../support/run.ts';
import { everything, openWorld } from '../../support/world.ts';

afterAll(removeFolders);

/** More than a pipe holds, many times over. */
const megabyte = 1_048_576;

/** An API that answers everything with one text. */
async function startApi(status: number, body: string) {
  const server = createServer((_, response: ServerResponse) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function start(args: readonly string[], env: Record<string, string>) {
  const folder = await settingsFolder();
  const child = spawn(nodeUnderTest, [binary, ...args], {
    env: { PATH: process.env.PATH ?? '', HOME: folder, VOCOBASE_CONFIG_DIR: folder, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'close').then(([code, signal]) => (code ?? signal) as number | string);
  return { child, ended };
}

/** Reads a stream only once its pipe is full, and then all of it. */
async function readLate(stream: NodeJS.ReadableStream): Promise<string> {
  await once(stream, 'readable');
  let text = '';
  stream.setEncoding('utf8');
  for await (const chunk of stream) text += chunk;
  return text;
}

const key = { VOCOBASE_API_KEY: 'rg_live_made_up_for_tests_only' };
const rows = Array.from({ length: 12_000 }, (_, index) => ({
  connection_id: `c0ffee00-0000-4000-8000-${String(index).padStart(12, '0')}`,
  name: 'Twin',
  provider: 'plivo',
  is_active: true,
  is_default: false,
  note: 'नमस्ते, ₹ and more text to make it long enough',
}));

describe('a megabyte through a pipe', () => {
  test('arrives completely when the command succeeds', async () => {
    const url = await startApi(200, JSON.stringify({ success: true, data: rows }));
    const { child, ended } = await start(['connections', 'list'], {
      ...key,
      VOCOBASE_BASE_URL: url,
    });
    const text = await readLate(child.stdout);
    expect(await ended).toBe(0);
    expect(Buffer.byteLength(text)).toBeGreaterThan(megabyte);
    expect((JSON.parse(text) as { connections: unknown[] }).connections).toHaveLength(rows.length);
  });

  test('arrives completely when the answer is a failure', async () => {
    const body = JSON.stringify({ error: { code: 'NOT_FOUND', message: 'no' }, rows });
    const url = await startApi(404, body);
    const { child, ended } = await start(['api', 'GET', '/rows'], {
      ...key,
      VOCOBASE_BASE_URL: url,
    });
    child.stderr.resume();
    const text = await readLate(child.stdout);
    expect(await ended).toBe(6);
    expect(Buffer.byteLength(text)).toBeGreaterThan(megabyte);
    expect(JSON.parse(text)).toEqual(JSON.parse(body));
  });

  test('arrives completely as an error document', async () => {
    const url = await startApi(200, JSON.stringify({ success: true, data: rows }));
    const { child, ended } = await start(['connections', 'show', 'twin', '--json'], {
      ...key,
      VOCOBASE_BASE_URL: url,
    });
    const text = await readLate(child.stderr);
    expect(await ended).toBe(6);
    expect(Buffer.byteLength(text)).toBeGreaterThan(megabyte);
    const { error } = JSON.parse(text) as { error: { code: string; details: unknown } };
    expect(error.code).toBe('AMBIGUOUS_SELECTOR');
    expect(error.details).toMatchObject({ candidates: { length: rows.length } });
  });
});

test('a reader that stops reading does not keep the program from ending on a signal', async () => {
  const url = await startApi(200, JSON.stringify({ success: true, data: rows }));
  const { child, ended } = await start(['connections', 'list'], { ...key, VOCOBASE_BASE_URL: url });
  child.stderr.resume();
  await once(child.stdout, 'readable');
  // The first signal ends the command, the second one also what it still has to write.
  const repeated = setInterval(() => child.kill('SIGTERM'), 50);
  onTestFinished(() => {
    clearInterval(repeated);
    child.kill('SIGKILL');
  });
  expect([143, 'SIGTERM']).toContain(await ended);
});

describe('a reader that goes away', () => {
  test('in the middle of the answer is not reported as a failure', async () => {
    const url = await startApi(200, JSON.stringify({ success: true, data: rows }));
    const { child, ended } = await start(['connections', 'list'], {
      ...key,
      VOCOBASE_BASE_URL: url,
    });
    let stderr = '';
    child.stderr.on('data', (chunk) => {
      stderr += chunk;
    });
    await once(child.stdout, 'data');
    child.stdout.destroy();
    expect(await ended).toBe(0);
    expect(stderr).toBe('');
  });

  test.each([
    ['the answer', 'stdout', ['connections', 'list']],
    ['the help', 'stdout', ['--help']],
    ['the version', 'stdout', ['--version']],
    ['the conversation', 'stderr', ['setup', '--no-json']],
    ['the trace', 'stderr', ['doctor', '--verbose']],
    ['an error', 'stderr', ['connections', 'show', 'nowhere', '--json']],
  ] as const)('before %s changes neither the work nor the exit code', async (_, pipe, args) => {
    const world = await openWorld();
    const more = args[0] === 'setup' ? ['--from-number', world.fromNumber] : [];
    const whole = await start([...args, ...more], everything(world));
    whole.child.stdout.resume();
    whole.child.stderr.resume();
    const expected = await whole.ended;
    const { child, ended } = await start([...args, ...more], everything(await openWorld()));
    child[pipe].destroy();
    let other = '';
    child[pipe === 'stdout' ? 'stderr' : 'stdout'].on('data', (chunk) => {
      other += chunk;
    });
    expect(await ended).toBe(expected);
    expect(other).not.toMatch(/EPIPE|\n\s+at /);
  });

  test('does not end a setup halfway', async () => {
    const world = await openWorld();
    const args = ['setup', '--from-number', world.fromNumber, '--no-json'];
    const { child, ended } = await start(args, everything(world));
    child.stdout.destroy();
    child.stderr.destroy();
    expect(await ended).toBe(0);
    expect(world.world().connections).toHaveLength(1);
  });
});

describe.skipIf(process.platform !== 'linux')('a full disk', () => {
  /** Runs in a shell that sends one of the streams to a device that is always full. */
  async function runInto(redirection: string, args: readonly string[]) {
    const world = await openWorld();
    const folder = await settingsFolder();
    const line = `"$0" "$@" ${redirection} /dev/full`;
    const child = spawn('sh', ['-c', line, nodeUnderTest, binary, ...args], {
      env: {
        PATH: process.env.PATH ?? '',
        // With a home folder, the built files are loaded through the code cache, as for a user.
        HOME: folder,
        VOCOBASE_CONFIG_DIR: join(folder, 'settings'),
        ...everything(world),
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let stderr = '';
    child.stderr.on('data', (chunk) => {
      stderr += chunk;
    });
    const [code] = await once(child, 'close');
    return { code, stderr };
  }

  test('during the answer is an error that says the work was done', async () => {
    const { code, stderr } = await runInto('>', ['whoami', '--json']);
    expect(code).toBe(1);
    const { error } = JSON.parse(stderr) as { error: { message: string; hints: string[] } };
    expect(error.message).toContain('The answer could not be written: ENOSPC');
    expect(error.hints.join(' ')).toContain('had already done its work');
  });

  test('during the messages does not change the exit code', async () => {
    expect((await runInto('2>', ['whoami'])).code).toBe(0);
    expect((await runInto('2>', ['connections', 'show', 'nowhere'])).code).toBe(6);
  });
});
