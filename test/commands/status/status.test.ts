import { afterAll, describe, expect, test } from 'vitest';
import type { StatusResult } from '../../../src/commands/status/status.ts';
import { whyUnparsable } from '../../support/parse-command.ts';
import { removeFolders, runPlivo, settingsFolder } from '../../support/run.ts';
import { addresses, openWorld, requestLines } from '../../support/world.ts';

afterAll(removeFolders);

function steps({ steps: listed }: StatusResult): Record<string, string> {
  return Object.fromEntries(listed.map(({ id, status }) => [id, status]));
}

const allDone = {
  key: 'done',
  access: 'done',
  connection: 'done',
  caller_id: 'done',
  numbers: 'done',
  agent: 'done',
};

describe('each state of the onboarding', () => {
  test.each([
    ['healthy', 'ready', allDone],
    ['agent-number', 'ready', allDone],
    ['no-agent', 'ready', { ...allDone, agent: 'skipped' }],
    [
      'default',
      'incomplete',
      { access: 'done', connection: 'pending', caller_id: 'pending', numbers: 'pending' },
    ],
    ['plivo-not-allowed', 'incomplete', { key: 'done', access: 'failed', connection: 'pending' }],
    ['partner-suspended', 'incomplete', { key: 'done', access: 'failed', connection: 'skipped' }],
    ['two-connections', 'ready', allDone],
    ['caller-id-unknown', 'ready', { ...allDone, numbers: 'skipped' }],
    ['key-revoked', 'incomplete', { key: 'failed', access: 'pending', connection: 'pending' }],
  ])('%s: %s', async (scenario, status, expected) => {
    const sandbox = await openWorld({ scenario });
    const ran = await runPlivo(['status', '--json'], { env: addresses(sandbox) });
    const result = ran.json<StatusResult>();
    expect(result.status).toBe(status);
    expect(steps(result)).toMatchObject(expected);
    expect(ran.exit).toBe(status === 'ready' ? 0 : 20);
    const requests = requestLines(sandbox);
    expect(requests.length).toBeLessThanOrEqual(4);
    expect(Object.keys(steps(result))).toEqual(Object.keys(allDone));
    expect(requests.every((line) => line.startsWith('GET '))).toBe(true);
  });
});

test.each([
  ['two-connections', 'connections use 0c0e4b10-5a4d-4b0c-8d3e-000000000001'],
  ['caller-id-unknown', 'numbers sync --connection 0c0e4b10-5a4d-4b0c-8d3e-000000000001'],
  ['no-agent', 'agents create'],
])('is ready for %s, with a notice whose command runs as printed', async (scenario, words) => {
  const ran = await runPlivo(['status', '--sandbox', '--scenario', scenario, '--json']);
  const { next, steps: listed } = ran.json<StatusResult>();
  const command = `plivo ${words} --sandbox --scenario ${scenario}`;
  expect(next).toEqual([command, `plivo doctor --sandbox --scenario ${scenario}`]);
  expect(listed.flatMap((step) => step.command ?? [])).toEqual([command]);
  expect(await whyUnparsable(words)).toBeNull();
});

test('includes the facts of each step as data beside the sentence', async () => {
  const ran = await runPlivo(['status', '--sandbox', '--scenario', 'healthy', '--json']);
  const { steps: listed } = ran.json<StatusResult>();
  expect(Object.fromEntries(listed.map(({ id, data }) => [id, data]))).toMatchObject({
    key: { account: { name: 'sandbox-demo' } },
    access: { partner_status: 'active' },
    connection: { connections: [{ name: 'Plivo' }] },
    caller_id: { from_number: '+14155550100' },
    numbers: { imported: ['+14155550100'], not_imported: [] },
    agent: { agents: 1 },
  });
});

test('tells a person where to look when calls fail', async () => {
  const ran = await runPlivo(['status', '--sandbox', '--scenario', 'healthy', '--no-json']);
  expect(ran.stdout.trimEnd()).toMatch(
    /When calls fail {2}plivo doctor --sandbox --scenario healthy$/,
  );
});

test('is ready after setup', async () => {
  const env = { VOCOBASE_CONFIG_DIR: await settingsFolder() };
  const before = await runPlivo(['status', '--sandbox'], { env });
  await runPlivo(['setup', '--sandbox', '--no-input'], { env });
  const after = await runPlivo(['status', '--sandbox'], { env });
  expect([before.exit, after.exit]).toEqual([20, 0]);
  expect(after.json<StatusResult>().status).toBe('ready');
});

test('uses the remembered connection of several', async () => {
  const sandbox = await openWorld({ scenario: 'two-connections' });
  const env = { ...addresses(sandbox), VOCOBASE_CONFIG_DIR: await settingsFolder() };
  await runPlivo(['config', 'set', 'connection', 'Plivo India - Sales'], { env });
  const ran = await runPlivo(['status', '--json'], { env });
  const result = ran.json<StatusResult>();
  expect(steps(result)).toEqual(allDone);
  expect(result.steps.find(({ id }) => id === 'caller_id')?.evidence).toBe('+918035550104');
  expect(ran.exit).toBe(0);
});

test('says whether a connection that is gone was chosen by the variable or on this machine', async () => {
  const world = await openWorld({ scenario: 'two-connections' });
  const folder = await settingsFolder();
  const env = { ...addresses(world), VOCOBASE_CONFIG_DIR: folder };
  const connection = async (more: Record<string, string>) => {
    const run = await runPlivo(['status'], { env: { ...env, ...more } });
    expect(run.exit).toBe(20);
    return run.json<StatusResult>().steps.find(({ id }) => id === 'connection');
  };
  expect(await connection({ VOCOBASE_CONNECTION_ID: 'nowhere' })).toMatchObject({
    evidence: 'VOCOBASE_CONNECTION_ID names nowhere, which is not among the active connections.',
    command: 'plivo connections list --provider plivo --all',
  });
  await runPlivo(['config', 'set', 'connection', 'nowhere'], { env });
  expect(await connection({})).toMatchObject({ command: 'plivo connections use --clear' });
});

test('fails the key without an API key, leaves the rest pending, and sends no request', async () => {
  const sandbox = await openWorld({ scenario: 'healthy' });
  const { VOCOBASE_API_KEY: _, ...env } = addresses(sandbox);
  const ran = await runPlivo(['status', '--json'], { env });
  const { key, ...others } = steps(ran.json());
  expect(key).toBe('failed');
  expect(new Set(Object.values(others))).toEqual(new Set(['pending']));
  expect(sandbox.requests()).toEqual([]);
  expect(ran.exit).toBe(20);
});

test.each([
  ['', 'EMPTY_SECRET', 2],
  ['nonsense', 'INVALID_API_KEY_FORMAT', 4],
])('reports the API key %j as an error', async (VOCOBASE_API_KEY, code, exit) => {
  const ran = await runPlivo(['status', '--json'], { env: { VOCOBASE_API_KEY } });
  expect(ran.error().code).toBe(code);
  expect(ran.exit).toBe(exit);
});

test('reports an unreachable API as an error, because it says nothing about the steps', async () => {
  const sandbox = await openWorld({ scenario: 'healthy' });
  const env = { ...addresses(sandbox), VOCOBASE_BASE_URL: 'http://127.0.0.1:9/api/v2' };
  const ran = await runPlivo(['status', '--json'], { env });
  expect(ran.error().code).toBe('NETWORK_UNREACHABLE');
  expect(ran.stdout).toBe('');
  expect(ran.exit).toBe(3);
});

test('shows a person one line per step, and what to do about an open one', async () => {
  const { stdout } = await runPlivo(['status', '--sandbox', '--no-json']);
  expect(stdout).toContain('Plivo is not ready yet');
  expect(stdout).toMatch(/API key +Sandbox Demo Partner/);
  expect(stdout).toContain('plivo setup --sandbox');
});
