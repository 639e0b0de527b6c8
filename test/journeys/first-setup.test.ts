import { afterAll, describe, expect, test } from 'vitest';
import { removeFolders, runPlivo } from '../support/run.ts';
import { addresses, everything, openWorld, requestLines } from '../support/world.ts';

afterAll(removeFolders);

interface Setup {
  status: string;
  steps: { id: string; status: string; evidence: string | null }[];
  connection: Record<string, unknown>;
  account: Record<string, unknown>;
  call: Record<string, unknown> | null;
  next: string[];
}

test('a script that runs setup again sends the PUT, and is shown no menu', async () => {
  const world = await openWorld({ scenario: 'healthy' });
  const run = await runPlivo(['setup', '--from-number', '+14155550100'], {
    env: everything(world),
  });
  expect(run.exit, run.stderr).toBe(0);
  expect(run.stderr).not.toMatch(/configured already|other ways/i);
  expect(requestLines(world).filter((line) => line.startsWith('PUT'))).toHaveLength(1);
});

describe('a script sets up Plivo for the first time', () => {
  test('one PUT on a healthy network, everything read back, exit 0', async () => {
    const world = await openWorld();
    const run = await runPlivo(['setup', '--from-number', world.fromNumber], {
      env: everything(world),
    });
    expect(run.stderr).not.toContain(world.authToken);
    expect(run.stdout + run.stderr).not.toContain(world.authId);
    expect(run.exit, run.stderr).toBe(0);
    const result = run.json<Setup>();
    expect(result.status).toBe('ready');
    expect(result.steps.map(({ id, status }) => [id, status])).toEqual([
      ['key', 'done'],
      ['access', 'done'],
      ['credentials', 'done'],
      ['carrier', 'done'],
      ['connection', 'done'],
      ['confirm', 'done'],
      ['numbers', 'skipped'],
      ['voicemail', 'skipped'],
      ['call', 'skipped'],
    ]);
    expect(result.connection).toEqual({
      connection_id: expect.any(String),
      name: expect.any(String),
      provider: 'plivo',
      from_number: world.fromNumber,
      created: true,
    });
    expect(result.account).toEqual({
      name: 'sandbox-demo',
      display_name: 'Sandbox Demo Partner',
      status: 'active',
    });
    expect(result.call).toBeNull();
    expect(requestLines(world)).toEqual([
      'GET /api/v2/config',
      `GET /v1/Account/${world.authId}/`,
      `GET /v1/Account/${world.authId}/Number/14155550100/`,
      'GET /api/v2/telephony/connections',
      'PUT /api/v2/config/telephony/plivo',
      'GET /api/v2/config',
      'GET /api/v2/telephony/connections',
    ]);
  });

  test('a second run ends in the same state and creates nothing twice', async () => {
    const world = await openWorld();
    const args = ['setup', '--from-number', world.fromNumber];
    const first = await runPlivo(args, { env: everything(world) });
    const second = await runPlivo(args, { env: everything(world) });
    expect(second.exit, second.stderr).toBe(0);
    expect(second.json<Setup>().connection).toEqual({
      ...first.json<Setup>().connection,
      created: false,
    });
    expect(world.world().connections).toHaveLength(1);
  });

  test('a named connection is created once', async () => {
    const world = await openWorld();
    const args = ['setup', '--from-number', world.fromNumber, '--name', 'Sales'];
    const first = await runPlivo(args, { env: everything(world) });
    expect(first.exit, first.stderr).toBe(0);
    expect(first.json<Setup>().connection).toMatchObject({ name: 'Sales', created: true });
    const second = await runPlivo(args, { env: everything(world) });
    expect(second.json<Setup>().connection).toEqual({
      ...first.json<Setup>().connection,
      created: false,
    });
    const posts = requestLines(world).filter((line) => line.startsWith('POST'));
    expect(posts).toEqual(['POST /api/v2/telephony/connections']);
  });

  test('the optional steps run by flag: sync, voicemail and a call that completes', async () => {
    const world = await openWorld();
    world.world().choices.callSeconds = { pending: 0.1, ringing: 0.1, in_progress: 5 };
    const run = await runPlivo(
      [
        'setup',
        ...['--from-number', world.fromNumber, '--sync-numbers'],
        ...['--voicemail', '--voicemail-message', 'Call us back.', '--agent', 'demo agent'],
        ...['--call-to', '+14155550142', '--yes'],
      ],
      { env: everything(world) },
    );
    expect(run.exit, run.stderr).toBe(0);
    const result = run.json<Setup>();
    expect(result.steps.slice(6).map(({ status }) => status)).toEqual(['done', 'done', 'done']);
    expect(result.call).toMatchObject({ status: 'completed', diagnosis: null });
  });
});

describe('missing and malformed input is found before any request', () => {
  test('lists every missing input at once', async () => {
    const run = await runPlivo(['setup', '--json', '--call-to', '+14155550142']);
    expect(run.exit).toBe(2);
    expect(run.stdout).toBe('');
    const error = run.error<{ details: { missing: { flag: string; env: string }[] } }>();
    expect(error.code).toBe('INPUT_REQUIRED');
    expect(error.details.missing).toEqual([
      { flag: null, env: 'VOCOBASE_API_KEY', what: 'API key' },
      { flag: '--auth-id', env: 'PLIVO_AUTH_ID', what: 'Auth ID' },
      { flag: '--auth-token-stdin', env: 'PLIVO_AUTH_TOKEN', what: 'Auth Token' },
      { flag: '--from-number', env: null, what: 'caller ID' },
      { flag: '--yes', env: null, what: 'consent to a billed call' },
    ]);
  });

  test.each([
    ['--auth-id', 'masandboxdemo0000001', 'INVALID_AUTH_ID', 'MASANDBOXDEMO0000001'],
    ['--auth-id', 'rg_live_abc', 'INVALID_AUTH_ID', 'API key'],
    ['--from-number', '14155550100', 'INVALID_PHONE_NUMBER', '+14155550100'],
    ['--from-number', '0806 123', 'INVALID_PHONE_NUMBER', 'national form'],
    ['--name', ' ', 'INVALID_VALUE', '1 to 100'],
    ['--call-to', 'abc', 'INVALID_PHONE_NUMBER', 'E.164'],
  ])('%s %s is %s', async (flag, value, code, says) => {
    const world = await openWorld();
    const run = await runPlivo(['setup', '--json', flag, value], { env: everything(world) });
    expect(run.exit).toBe(2);
    expect(run.error().code).toBe(code);
    expect(run.stderr).toContain(says);
    expect(world.requests()).toEqual([]);
  });

  test('refuses a billed call without consent before anything is sent', async () => {
    const world = await openWorld();
    const run = await runPlivo(
      [
        'setup',
        '--json',
        '--from-number',
        world.fromNumber,
        '--agent',
        'x',
        '--call-to',
        '+14155550142',
      ],
      { env: everything(world) },
    );
    expect(run.exit).toBe(2);
    expect(run.error().code).toBe('CONFIRMATION_REQUIRED');
    expect(world.requests()).toEqual([]);
  });

  test('reports a missing key alone as its own error', async () => {
    const world = await openWorld();
    const { VOCOBASE_API_KEY: _, ...env } = everything(world);
    const run = await runPlivo(['setup', '--json', '--from-number', world.fromNumber], { env });
    expect(run.exit).toBe(4);
    expect(run.error().code).toBe('API_KEY_MISSING');
  });
});

describe('the Auth Token is accepted in every promised way', () => {
  const ways = {
    environment: { args: [], env: (token: string) => ({ PLIVO_AUTH_TOKEN: token }), stdin: '' },
    stdin: { args: ['--auth-token-stdin'], env: () => ({}), stdin: 'token' },
    flag: { args: ['--auth-token', 'token'], env: () => ({}), stdin: '' },
  } as const;
  test.each(Object.entries(ways))('by %s, with paste noise', async (_, way) => {
    const world = await openWorld();
    const pasted = ` "Auth Token: ${world.authToken}" `;
    const run = await runPlivo(
      [
        ...['setup', '--from-number', '001 415 555-0100', '--auth-id', ` ${world.authId}\u00a0`],
        ...way.args.map((word) => (word === 'token' ? pasted : word)),
      ],
      {
        env: { ...addresses(world), ...way.env(pasted) },
        stdin: way.stdin === '' ? '' : pasted,
      },
    );
    expect(run.exit, run.stderr).toBe(0);
    expect(run.stdout + run.stderr).not.toContain(world.authToken);
  });

  test('but not empty', async () => {
    const world = await openWorld();
    const run = await runPlivo(['setup', '--json', '--from-number', world.fromNumber], {
      env: { ...everything(world), PLIVO_AUTH_TOKEN: '' },
    });
    expect(run.exit).toBe(2);
    expect(run.error().code).toBe('EMPTY_SECRET');
  });
});

test('--dry-run reads, writes nothing, and shows the request with its secret masked', async () => {
  const world = await openWorld();
  const run = await runPlivo(['setup', '--dry-run', '--from-number', world.fromNumber], {
    env: everything(world),
  });
  expect(run.exit, run.stderr).toBe(0);
  expect(run.json()).toEqual({
    dry_run: true,
    requests: [
      {
        method: 'PUT',
        url: `${world.vocobaseBaseUrl}/config/telephony/plivo`,
        body: { auth_id: 'MASA****0001', auth_token: '****', from_number: world.fromNumber },
      },
    ],
  });
  expect(requestLines(world).filter((line) => !line.startsWith('GET'))).toEqual([]);
});
