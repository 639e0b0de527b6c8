import { afterAll, describe, expect, test } from 'vitest';
import type { StatusResult } from '../../../src/commands/status/status.ts';
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
  confirm: 'done',
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
      { access: 'done', connection: 'pending', confirm: 'pending', numbers: 'pending' },
    ],
    ['plivo-not-allowed', 'incomplete', { key: 'done', access: 'failed', connection: 'pending' }],
    ['partner-suspended', 'incomplete', { key: 'done', access: 'failed', connection: 'failed' }],
    ['two-connections', 'incomplete', { access: 'done', connection: 'failed' }],
    ['caller-id-unknown', 'incomplete', { connection: 'done', confirm: 'done', numbers: 'failed' }],
    ['key-revoked', 'incomplete', { key: 'failed', access: 'pending', connection: 'pending' }],
  ])('%s: %s', async (scenario, status, expected) => {
    const sandbox = await openWorld({ scenario });
    const ran = await runPlivo(['status', '--json'], { env: addresses(sandbox) });
    const result = ran.json<StatusResult>();
    expect(result.status).toBe(status);
    expect(steps(result)).toMatchObject(expected);
    expect(ran.exit).toBe(status === 'ready' ? 0 : 20);
    const requests = requestLines(sandbox);
    expect(requests.length).toBeLessThanOrEqual(3);
    expect(requests.every((line) => line.startsWith('GET '))).toBe(true);
  });
});

test('a person is told that it looks at the setup only, and where to look further', async () => {
  const ran = await runPlivo(['status', '--sandbox', '--scenario', 'healthy', '--no-json']);
  expect(ran.stdout.replace(/\s+/g, ' ').trim()).toMatch(
    /setup only.*plivo doctor --sandbox --scenario healthy$/,
  );
});

test('after setup everything is ready', async () => {
  const env = { VOCOBASE_CONFIG_DIR: await settingsFolder() };
  const before = await runPlivo(['status', '--sandbox'], { env });
  await runPlivo(['setup', '--sandbox', '--no-input'], { env });
  const after = await runPlivo(['status', '--sandbox'], { env });
  expect([before.exit, after.exit]).toEqual([20, 0]);
  expect(after.json<StatusResult>().status).toBe('ready');
});

test('a remembered connection settles which of several is used', async () => {
  const sandbox = await openWorld({ scenario: 'two-connections' });
  const env = { ...addresses(sandbox), VOCOBASE_CONFIG_DIR: await settingsFolder() };
  await runPlivo(['config', 'set', 'connection', 'Plivo India - Sales'], { env });
  const ran = await runPlivo(['status', '--json'], { env });
  const result = ran.json<StatusResult>();
  expect(steps(result)).toEqual(allDone);
  expect(result.steps.find(({ id }) => id === 'confirm')?.evidence).toBe('+918035550104');
  expect(ran.exit).toBe(0);
});

test('without an API key the key fails, the rest is pending, and nothing is asked', async () => {
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
])('the API key %j is an error', async (VOCOBASE_API_KEY, code, exit) => {
  const ran = await runPlivo(['status', '--json'], { env: { VOCOBASE_API_KEY } });
  expect(ran.error().code).toBe(code);
  expect(ran.exit).toBe(exit);
});

test('an API that cannot be reached says nothing about the steps, so it is an error', async () => {
  const sandbox = await openWorld({ scenario: 'healthy' });
  const env = { ...addresses(sandbox), VOCOBASE_BASE_URL: 'http://127.0.0.1:9/api/v2' };
  const ran = await runPlivo(['status', '--json'], { env });
  expect(ran.error().code).toBe('NETWORK_UNREACHABLE');
  expect(ran.stdout).toBe('');
  expect(ran.exit).toBe(3);
});

test('a person sees one line a step, and what to do about an open one', async () => {
  const { stdout } = await runPlivo(['status', '--sandbox', '--no-json']);
  expect(stdout).toContain('Plivo is not ready yet.');
  expect(stdout).toContain('API key: Sandbox Demo Partner');
  expect(stdout).toContain('plivo setup --sandbox');
});
