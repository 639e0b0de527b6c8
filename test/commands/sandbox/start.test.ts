import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, symlink, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, expect, onTestFinished, test } from 'vitest';
import { binary, removeFolders, runPlivo, settingsFolder } from '../../support/run.ts';
import { openTerminal } from '../../support/terminal.ts';

afterEach(removeFolders);

interface StartLine {
  readonly vocobase_base_url: string;
  readonly plivo_base_url: string;
  readonly api_key: string;
  readonly auth_id: string;
  readonly auth_token: string;
  readonly scenario: string;
  readonly pid: number;
}

interface Started {
  readonly child: ChildProcess;
  readonly line: StartLine;
  /** All of stdout after the first line. */
  readonly rest: () => string[];
  readonly stderr: () => string;
  stop(signal: NodeJS.Signals): Promise<number | null>;
}

/** Starts the sandbox like another program would: reads the first line and continues. */
async function startSandbox(
  flags: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
): Promise<Started> {
  const child = spawn(process.execPath, [binary, 'sandbox', 'start', ...flags], {
    env: { PATH: process.env.PATH ?? '', VOCOBASE_CONFIG_DIR: await settingsFolder(), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk;
  });
  const lines = createInterface({ input: child.stdout });
  const [first] = (await once(lines, 'line')) as [string];
  const rest: string[] = [];
  lines.on('line', (line) => rest.push(line));
  return {
    child,
    line: JSON.parse(first) as StartLine,
    rest: () => rest,
    stderr: () => stderr,
    async stop(signal) {
      const closed = once(child, 'close') as Promise<[number | null]>;
      child.kill(signal);
      return (await closed)[0];
    },
  };
}

const get = (line: StartLine, path: string) =>
  fetch(`${line.vocobase_base_url}${path}`, {
    headers: { authorization: `Bearer ${line.api_key}` },
  });

test('prints all that a program needs as one line of JSON', async () => {
  const { child, line } = await startSandbox();
  expect(Object.keys(line)).toEqual([
    'vocobase_base_url',
    'plivo_base_url',
    'api_key',
    'auth_id',
    'auth_token',
    'scenario',
    'pid',
  ]);
  expect([line.scenario, line.pid]).toEqual(['default', child.pid]);
  expect((await get(line, '/config')).status).toBe(200);
  const account = await fetch(`${line.plivo_base_url}/Account/${line.auth_id}/`, {
    headers: {
      authorization: `Basic ${Buffer.from(`${line.auth_id}:${line.auth_token}`).toString('base64')}`,
    },
  });
  expect(account.status).toBe(200);
});

test('prints its credentials even if they are in the environment', async () => {
  const { line } = await startSandbox();
  const { line: second } = await startSandbox([], {
    VOCOBASE_API_KEY: line.api_key,
    PLIVO_AUTH_TOKEN: line.auth_token,
  });
  expect([second.api_key, second.auth_token]).toEqual([line.api_key, line.auth_token]);
});

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('ends on %s with %i, and reports that it has stopped', async (signal, exit) => {
  const { line, rest, stop, stderr } = await startSandbox(['--json']);
  expect(await stop(signal)).toBe(exit);
  expect(rest()).toEqual([]);
  expect(JSON.parse(stderr()).error).toMatchObject({ code: 'INTERRUPTED', exit_code: exit });
  await expect(get(line, '/config')).rejects.toThrow();
});

test('ends at once, even during a slow answer', async () => {
  const { line, stop } = await startSandbox(['--latency', '600000']);
  const slow = get(line, '/config').catch(() => 'cut');
  expect(await stop('SIGTERM')).toBe(143);
  expect(await slow).toBe('cut');
});

test('serves other commands', async () => {
  const { line } = await startSandbox(['--scenario', 'two-connections']);
  expect(line.scenario).toBe('two-connections');
  const listed = await runPlivo(['connections', 'list'], {
    env: { VOCOBASE_BASE_URL: line.vocobase_base_url, VOCOBASE_API_KEY: line.api_key },
  });
  expect(listed.json<{ total: number }>().total).toBe(2);
});

test('uses --port, and says when the port is in use', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  const refused = await runPlivo(['sandbox', 'start', '--port', String(port), '--json']);
  expect([refused.exit, refused.stdout]).toEqual([2, '']);
  expect(refused.error()).toMatchObject({
    code: 'INVALID_VALUE',
    details: { source: '--port', reason: 'EADDRINUSE' },
  });
  other.close();
  await once(other, 'close');
  const { line } = await startSandbox(['--port', String(port)]);
  expect(line.vocobase_base_url).toBe(`http://127.0.0.1:${port}/api/v2`);
});

test('keeps the world for the next process with --state', async () => {
  const state = join(await settingsFolder(), 'world.json');
  const first = await startSandbox(['--state', state]);
  const { auth_id, auth_token } = first.line;
  const connected = await fetch(`${first.line.vocobase_base_url}/config/telephony/plivo`, {
    method: 'PUT',
    headers: {
      authorization: `Bearer ${first.line.api_key}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ auth_id, auth_token, from_number: '+14155550100' }),
  });
  expect(connected.ok).toBe(true);
  await first.stop('SIGTERM');
  const second = await startSandbox(['--state', state]);
  expect(await (await get(second.line, '/telephony/connections')).text()).toContain('+14155550100');
});

test('refuses a state file that is not its own, and does not change it', async () => {
  const file = join(await settingsFolder(), 'package.json');
  await writeFile(file, '{"name":"mine"}');
  const refused = await runPlivo(['sandbox', 'start', '--state', file, '--json']);
  expect([refused.exit, refused.error().code]).toEqual([2, 'INVALID_VALUE']);
  expect(await readFile(file, 'utf8')).toBe('{"name":"mine"}');
});

test('refuses a link at --state, and does not change its target', async () => {
  const folder = await settingsFolder();
  const [link, target] = [join(folder, 'world.json'), join(folder, 'precious')];
  await writeFile(target, 'mine');
  await symlink(target, link);
  const refused = await runPlivo(['sandbox', 'start', '--state', link, '--json']);
  expect([refused.exit, refused.stdout]).toEqual([2, '']);
  expect(refused.error()).toMatchObject({
    code: 'INVALID_VALUE',
    message: expect.stringContaining('a symbolic link'),
    details: { source: '--state' },
  });
  expect(await readFile(link, 'utf8')).toBe('mine');
});

test('answers 429 after the documented number of requests with --enforce-limits', async () => {
  const { line } = await startSandbox(['--enforce-limits']);
  const statuses: number[] = [];
  for (let count = 0; count < 61; count += 1) statuses.push((await get(line, '/config')).status);
  expect([statuses[0], statuses.at(-1)]).toEqual([200, 429]);
});

test.each([
  [['--port', 'http'], '--port'],
  [['--port', '65536'], '--port'],
  [['--latency', '-1'], '--latency'],
  [['--latency', '1.5'], '--latency'],
])('refuses %j', async (flags, source) => {
  const refused = await runPlivo(['sandbox', 'start', ...flags, '--json']);
  expect(refused.exit).toBe(2);
  expect(refused.error()).toMatchObject({ code: 'INVALID_VALUE', details: { source } });
});

test.each(['start', 'reset'])('suggests the scenario that was meant by %s', async (verb) => {
  const refused = await runPlivo(['sandbox', verb, '--scenario', 'two-conections', '--json']);
  expect(refused.exit).toBe(2);
  expect(refused.error()).toMatchObject({
    code: 'INVALID_VALUE',
    details: { near: ['two-connections', 'many-connections'] },
  });
});

test('prints lines to paste for a person, and stops on Ctrl-C', async () => {
  const person = await openTerminal(['sandbox', 'start']);
  await person.sees(/The sandbox is running\nScenario {2}default\n/);
  await person.sees(/export VOCOBASE_BASE_URL=http:\/\/127\.0\.0\.1:\d+\/api\/v2\n/);
  await person.sees('export PLIVO_AUTH_TOKEN=');
  await person.sees('Press Ctrl-C to stop it.');
  person.presses('\x03');
  await person.sees('The sandbox stopped.');
  expect(await person.exit()).toBe(130);
});
