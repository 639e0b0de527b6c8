import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { providers } from '../../../src/domain/vocobase/providers.ts';
import { removeFolders, runPlivo, settingsFolder } from '../../support/run.ts';
import { openTerminal } from '../../support/terminal.ts';
import { addresses, everything, openWorld, requestLines } from '../../support/world.ts';

afterAll(removeFolders);

interface Created {
  connection: {
    connection_id: string;
    name: string;
    is_default: boolean;
    phone_numbers: { phone_number: string }[];
  };
  created: boolean;
}

const create = ['connections', 'create'];
const named = (name: string, number = '+14155550100') => [
  ...create,
  ...['--name', name, '--from-number', number],
];
const writes = (world: Parameters<typeof requestLines>[0]) =>
  requestLines(world).filter((line) => !line.startsWith('GET'));

describe('a named connection', () => {
  test('is created with the credentials of the environment, and read back from the list', async () => {
    const world = await openWorld();
    const run = await runPlivo(named('Sales'), { env: everything(world) });
    expect(run.exit, run.stderr).toBe(0);
    const { connection, created } = run.json<Created>();
    expect(created).toBe(true);
    expect(connection).toMatchObject({ name: 'Sales', provider: 'plivo', status: 'ACTIVE' });
    expect(connection.phone_numbers.map(({ phone_number }) => phone_number)).toEqual([
      '+14155550100',
    ]);
    expect(requestLines(world)).toEqual([
      'GET /v1/Account/MASANDBOXDEMO0000001/',
      'GET /v1/Account/MASANDBOXDEMO0000001/Number/14155550100/',
      'GET /api/v2/telephony/connections',
      'POST /api/v2/telephony/connections',
      'GET /api/v2/telephony/connections',
    ]);
  });

  test('is unchanged if one with the same name and number exists', async () => {
    const world = await openWorld();
    const first = await runPlivo(named('Sales'), { env: everything(world) });
    const again = await runPlivo(named('Sales', '+1 415 555 0100'), { env: everything(world) });
    expect(again.exit, again.stderr).toBe(0);
    expect(again.json<Created>()).toEqual({ ...first.json<Created>(), created: false });
    expect(writes(world)).toHaveLength(1);
  });

  test('is created once by two runs at the same time', async () => {
    const world = await openWorld({ latencyMs: 100 });
    const env = { ...everything(world), VOCOBASE_CONFIG_DIR: await settingsFolder() };
    const runs = await Promise.all([1, 2].map(() => runPlivo(named('Sales'), { env })));
    expect(runs.map(({ exit }) => exit)).toEqual([0, 0]);
    expect(runs.map((run) => run.json<Created>().created).sort()).toEqual([false, true]);
    expect(writes(world)).toHaveLength(1);
  });

  test('is a conflict if the name has another number', async () => {
    const world = await openWorld();
    await runPlivo(named('Sales'), { env: everything(world) });
    const run = await runPlivo([...named('Sales', '+14155550101'), '--yes', '--json'], {
      env: everything(world),
    });
    expect(run.exit).toBe(6);
    expect(run.error()).toMatchObject({
      code: 'CONFLICT',
      details: { from_number: '+14155550100' },
    });
    expect(writes(world)).toHaveLength(1);
  });

  test('asks first beside an active one, naming it and its number', async () => {
    const world = await openWorld();
    await runPlivo(named('Sales'), { env: everything(world) });
    const second = named('Support', '+14155550101');
    const refused = await runPlivo([...second, '--json'], { env: everything(world) });
    expect(refused.exit).toBe(2);
    expect(refused.error()).toMatchObject({ code: 'CONFIRMATION_REQUIRED' });
    expect(refused.stderr).toContain('Sales (+14155550100)');
    expect(refused.stderr).toContain('no way to remove a connection');
    expect(writes(world)).toHaveLength(1);

    const planned = await runPlivo([...second, '--dry-run'], { env: everything(world) });
    expect(planned.json()).toMatchObject({
      dry_run: true,
      requests: [{ method: 'POST', body: { name: 'Support', auth_token: '****' } }],
    });
    const agreed = await runPlivo([...second, '--yes'], { env: everything(world) });
    expect(agreed.exit, agreed.stderr).toBe(0);
    expect(writes(world)).toHaveLength(2);
  });

  test('of another provider does not make Plivo ambiguous', async () => {
    const world = await openWorld();
    await runPlivo(named('Sales'), { env: everything(world) });
    const run = await runPlivo(
      [
        ...[...create, '--provider', 'mcube', '--name', 'Cube'],
        ...['--jwt-token', '-', '--exe-number', '080 6548 0085'],
      ],
      { env: everything(world), stdin: 'jwt-of-this-test\n' },
    );
    expect(run.exit, run.stderr).toBe(0);
    expect(run.json<Created>()).toMatchObject({ created: true, connection: { provider: 'mcube' } });
    expect(run.stdout + run.stderr).not.toContain('jwt-of-this-test');
  });
});

describe('the number of a Plivo connection', () => {
  const worlds = ['--name', '--default'] as const;

  test.each(
    worlds.flatMap((how) => [
      [how, '+14155550177', 'PLIVO_NUMBER_NOT_OWNED'] as const,
      [how, '+14155550102', 'PLIVO_NUMBER_NOT_VOICE'] as const,
    ]),
  )('is refused when %s %s (%s), and nothing is sent to Vocobase', async (how, number, code) => {
    const world = await openWorld();
    const voiceless = world.world().plivo.numbers.find((one) => one.number === '14155550102');
    if (voiceless) voiceless.voice_enabled = false;
    const args =
      how === '--name' ? named('Sales', number) : [...create, how, '--from-number', number];
    const run = await runPlivo([...args, '--json'], { env: everything(world) });
    expect(run.exit, run.stderr).toBe(6);
    expect(run.error()).toMatchObject({ code, commands: [], details: { phone_number: number } });
    expect(run.stderr).toContain('--skip-carrier-check');
    expect(requestLines(world).filter((line) => line.includes('/api/v2/'))).toEqual([]);
  });

  test('is not checked with --skip-carrier-check', async () => {
    const world = await openWorld();
    const run = await runPlivo([...named('Sales', '+14155550177'), '--skip-carrier-check'], {
      env: everything(world),
    });
    expect(run.exit, run.stderr).toBe(0);
    expect(requestLines(world).filter((line) => line.includes('/v1/'))).toEqual([]);
  });

  test('is not checked, with a warning, when Plivo cannot be asked', async () => {
    const world = await openWorld({ scenario: 'carrier-blocked' });
    const run = await runPlivo([...named('Sales', '+14155550177'), '--yes'], {
      env: everything(world),
    });
    expect(run.exit, run.stderr).toBe(0);
    expect(run.stderr).toContain('could not be checked with Plivo');
  });

  test('is not checked with credentials that Plivo refuses, and the default is unchanged', async () => {
    const world = await openWorld({ scenario: 'carrier-refused' });
    const run = await runPlivo([...named('Sales'), '--yes', '--json'], { env: everything(world) });
    expect(run.exit).toBe(4);
    expect(run.error()).toMatchObject({ code: 'PLIVO_UNAUTHORIZED', commands: [] });
    expect(run.stderr).not.toContain('rotat');
    expect(writes(world)).toEqual([]);
  });

  test('is picked by a person from those with Voice', async () => {
    const world = await openWorld();
    const person = await openTerminal([...create, '--name', 'Sales'], { env: everything(world) });
    await person.sees('Caller ID');
    person.answers('');
    await person.sees('Connection created.');
    await person.sees('Test call  plivo call test <number>');
    expect(await person.exit()).toBe(0);
  });
});

test('does not point to the default connection when Vocobase refuses', async () => {
  const world = await openWorld({ scenario: 'token-refused' });
  const run = await runPlivo([...named('Sales'), '--skip-carrier-check', '--json'], {
    env: everything(world),
  });
  expect(run.error()).toMatchObject({ code: 'PLIVO_UNAUTHORIZED', commands: [] });
  expect(run.stderr).not.toContain('rotat');
});

test('says that nothing was written when stopped at a question', async () => {
  const world = await openWorld();
  const person = await openTerminal([...create, '--name', 'Sales'], { env: everything(world) });
  await person.sees('Caller ID');
  person.presses('\x03');
  await person.sees('Canceled. Nothing was changed.');
  expect(await person.exit()).toBe(130);
  expect(writes(world)).toEqual([]);
});

describe('each provider', () => {
  const values: Readonly<Record<string, string>> = {
    'auth-id': 'MADEMOACCOUNT0000001',
    'auth-token': 'demoToken0'.repeat(4),
    e164: '+14155550100',
    'exe-number': '08065480085',
    text: 'some-text',
    url: 'https://api.example.com',
    'ip-list': '203.0.113.0/24,203.0.114.1',
  };
  const flags = (fields: (typeof providers)[number]['post']) =>
    fields.flatMap(({ flag, kind, choices }) => [flag, choices?.[0] ?? values[kind] ?? '']);

  test.each(providers.filter(({ name }) => name !== 'plivo'))(
    'sends $name with the member names of its POST',
    async ({ name, post }) => {
      const world = await openWorld();
      const run = await runPlivo([...create, '--provider', name, '--name', 'One', ...flags(post)], {
        env: addresses(world),
      });
      expect(run.exit, run.stderr).toBe(0);
      const sent = world.requests().find(({ method }) => method === 'POST')?.body;
      expect(Object.keys(sent as object)).toEqual(['provider', 'name', ...post.map((f) => f.name)]);
    },
  );

  test.each(providers.filter(({ name, put }) => name !== 'plivo' && put !== null))(
    'sends $name with the member names of its PUT',
    async ({ name, put }) => {
      const world = await openWorld();
      world.world().partner.allowed_telephony_providers.push(name as 'plivo');
      const run = await runPlivo(
        [...create, '--provider', name, '--default', ...flags(put ?? [])],
        { env: addresses(world) },
      );
      expect(run.exit, run.stderr).toBe(0);
      expect(run.json<Created>()).toMatchObject({
        created: true,
        connection: { is_default: true },
      });
      const sent = world.requests().find(({ method }) => method === 'PUT');
      expect(sent?.path).toBe(`/api/v2/config/telephony/${name}`);
      expect(Object.keys(sent?.body as object)).toEqual(put?.map((f) => f.name));
    },
  );
});

describe('the default connection', () => {
  const withNumber = (number: string) => [...create, '--default', '--from-number', number];

  test('is created by the PUT, read back, and updated without a question', async () => {
    const world = await openWorld();
    const first = await runPlivo(withNumber('+14155550100'), { env: everything(world) });
    expect(first.exit, first.stderr).toBe(0);
    expect(first.json<Created>()).toMatchObject({
      created: true,
      connection: { is_default: true },
    });
    expect(requestLines(world).slice(2)).toEqual([
      'GET /api/v2/config',
      'GET /api/v2/telephony/connections',
      'PUT /api/v2/config/telephony/plivo',
      'GET /api/v2/config',
      'GET /api/v2/telephony/connections',
    ]);
    const again = await runPlivo(withNumber('+14155550100'), { env: everything(world) });
    expect(again.json<Created>()).toMatchObject({ created: false });
    expect(writes(world)).toHaveLength(2);
  });

  test('with another number is replaced only with consent', async () => {
    const world = await openWorld({ scenario: 'healthy' });
    const run = await runPlivo([...withNumber('+14155550101'), '--json'], {
      env: everything(world),
    });
    expect(run.exit).toBe(2);
    expect(run.error()).toMatchObject({ code: 'CONFIRMATION_REQUIRED' });
    expect(writes(world)).toEqual([]);
    const agreed = await runPlivo([...withNumber('+14155550101'), '--yes'], {
      env: everything(world),
    });
    expect(agreed.exit, agreed.stderr).toBe(0);
  });

  test('asks first beside active ones', async () => {
    const world = await openWorld({ scenario: 'healthy' });
    for (const one of world.world().connections) one.is_default = false;
    const run = await runPlivo([...withNumber('+14155550100'), '--json'], {
      env: everything(world),
    });
    expect(run.exit).toBe(2);
    expect(run.error()).toMatchObject({ code: 'CONFIRMATION_REQUIRED' });
    expect(run.stderr).toContain('1 Plivo connection is active already');
    expect(writes(world)).toEqual([]);
  });
});

describe('finds what cannot be sent before any request', () => {
  test.each([
    [['--default', '--provider', 'sip'], 'USAGE'],
    [['--default', '--name', 'Sales'], 'USAGE'],
    [['--provider', 'plivoo', '--name', 'Sales'], 'INVALID_VALUE'],
    [['--provider', 'twilio', '--name', 'One', '--skip-carrier-check'], 'USAGE'],
    [['--name', ' '], 'INVALID_VALUE'],
    [['--name', 'x'.repeat(101)], 'INVALID_VALUE'],
    [['--name', 'Sales', '--caller-id', '+14155550100'], 'USAGE'],
    [['--name', 'Sales', '--from-number', '4155550100'], 'INVALID_PHONE_NUMBER'],
    [['--name', 'Sales', '--auth-id', 'ma'], 'INVALID_AUTH_ID'],
    [['--provider', 'twilio', '--name', 'One', '--allow-unusual-token'], 'USAGE'],
    [['--provider', 'mcube', '--name', 'One', '--auth-token-stdin'], 'USAGE'],
    [['--provider', 'twilio', '--name', 'One', '--auth-token', 'a', '--auth-token-stdin'], 'USAGE'],
    [['--name', 'One', '--auth-token', '@a', '--auth-token-file', 'b'], 'USAGE'],
    [['--name', 'One', '--auth-token', '-', '--auth-token-stdin'], 'USAGE'],
    [['--provider', 'twilio', '--name', 'One', '--auth-token', '-'], 'EMPTY_SECRET'],
    [['--provider', 'twilio', '--name', 'One', '--auth-token', '@nowhere.txt'], 'INVALID_VALUE'],
    [['--provider', 'voicelink', '--username', '-', '--password', '-'], 'EMPTY_SECRET'],
  ])('refuses %j: %s', async (args, code) => {
    const world = await openWorld();
    const run = await runPlivo([...create, ...args, '--json'], { env: everything(world) });
    expect(run.exit).toBe(2);
    expect(run.error().code).toBe(code);
    expect(requestLines(world)).toEqual([]);
  });

  test('lists everything that is missing at once', async () => {
    const run = await runPlivo([...create, '--provider', 'exotel', '--json']);
    expect(run.exit).toBe(2);
    const { commands, details } = run.error<{
      commands: string[];
      details: { missing: { flag: string | null }[] };
    }>();
    expect(commands[0]).toMatch(/ --caller-id <caller-id-in-e\.164>$/);
    expect(details.missing.map(({ flag }) => flag)).toEqual([
      null,
      '--name',
      '--account-sid',
      '--api-key',
      '--api-token',
      '--subdomain',
      '--caller-id',
    ]);
  });
});

describe('a secret', () => {
  test('comes from a file, and is shown nowhere', async () => {
    const world = await openWorld();
    const folder = await settingsFolder();
    const file = join(folder, 'password.txt');
    await writeFile(file, 'secret-of-this-test\n');
    const run = await runPlivo(
      [
        ...[...create, '--provider', 'voicelink', '--name', 'One', '--username', 'somebody'],
        ...['--password', `@${file}`, '--verbose'],
      ],
      { env: addresses(world) },
    );
    expect(run.exit, run.stderr).toBe(0);
    expect(run.stdout + run.stderr).not.toContain('secret-of-this-test');
  });

  test('is accepted on the command line, with a notice that names safer ways', async () => {
    const world = await openWorld();
    const run = await runPlivo(
      [
        ...[...create, '--provider', 'voicelink', '--name', 'One', '--username', 'somebody'],
        ...['--password', 'secret-of-this-test', '--verbose'],
      ],
      { env: addresses(world) },
    );
    expect(run.exit, run.stderr).toBe(0);
    expect(run.stderr.replace(/\s+/g, ' ')).toContain('--password @<file>');
    expect(run.stdout + run.stderr).not.toContain('secret-of-this-test');
  });
});

test('asks a person for each field, and hides secrets', async () => {
  const world = await openWorld();
  const person = await openTerminal([...create, '--provider', 'exotel'], { env: addresses(world) });
  await person.sees('Connection name');
  person.answers('Exo');
  await person.sees('Exotel dashboard');
  await person.sees('Account SID');
  person.answers('acme1');
  await person.sees('API key');
  person.answers('key-of-this-test');
  await person.sees('API token');
  person.answers('token-of-this-test');
  await person.sees('API host');
  person.answers('');
  await person.sees('? Caller ID');
  person.answers('+14155550100');
  await person.sees('Connection created.');
  expect(await person.exit()).toBe(0);
  expect(person.raw()).not.toMatch(/(key|token)-of-this-test/);
  expect(world.requests().find(({ method }) => method === 'POST')?.body).toMatchObject({
    provider: 'exotel',
    account_sid: expect.any(String),
    subdomain: 'api.exotel.com',
    caller_id: '+14155550100',
  });
});
