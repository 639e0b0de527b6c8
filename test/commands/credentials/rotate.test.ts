import { afterAll, describe, expect, test } from 'vitest';
import { DEMO_CONNECTION_ID } from '../../../src/sandbox/demo.ts';
import { environment } from '../../support/child.ts';
import { startFaultServer, storeConnection } from '../../support/fault-server.ts';
import { removeFolders, runPlivo, settingsFolder } from '../../support/run.ts';
import { openTerminal } from '../../support/terminal.ts';
import { addresses, everything, openWorld, requestLines } from '../../support/world.ts';

afterAll(removeFolders);

const rotate = ['credentials', 'rotate'];
const unknownToken = 'wrongToken'.repeat(4);
const puts = (world: Parameters<typeof requestLines>[0]) =>
  world.requests().filter(({ method }) => method === 'PUT');

describe('credentials rotate', () => {
  test('checks with Plivo, sends all three fields, and reads back', async () => {
    const world = await openWorld({ scenario: 'token-rotated' });
    const run = await runPlivo([...rotate, '--yes'], { env: everything(world) });
    expect(run.exit, run.stderr).toBe(0);
    expect(run.json()).toEqual({
      rotated: true,
      auth_id: 'MASA****0001',
      from_number: '+14155550100',
      configured: true,
      token_proven: false,
    });
    expect(run.stderr + run.stdout).not.toMatch(/holds the (new )?token|in use/);
    expect(puts(world).map(({ body }) => Object.keys(body as object))).toEqual([
      ['auth_id', 'auth_token', 'from_number'],
    ]);
    const lines = requestLines(world);
    const at = (start: string) => lines.findIndex((line) => line.startsWith(start));
    expect(at('GET /v1/Account')).toBeLessThan(at('PUT'));
    expect(lines.at(-1)).toBe('GET /api/v2/config');
  });

  test('takes another from-number', async () => {
    const world = await openWorld({ scenario: 'healthy' });
    const run = await runPlivo([...rotate, '--from-number', '+14155550101', '--yes'], {
      env: everything(world),
    });
    expect(run.json()).toMatchObject({ from_number: '+14155550101' });
  });

  test('warns about a number that is not on the account', async () => {
    const world = await openWorld({ scenario: 'number-released' });
    const run = await runPlivo([...rotate, '--yes'], { env: everything(world) });
    expect(run.exit, run.stderr).toBe(0);
    expect(run.stderr).toContain('+14155550100 is neither on the Plivo account');
  });

  test('stops when Plivo refuses, and says that the local token is the stale one', async () => {
    const world = await openWorld({ scenario: 'carrier-refused' });
    const run = await runPlivo([...rotate, '--yes', '--json'], { env: everything(world) });
    expect(run.exit).toBe(4);
    expect(run.error()).toMatchObject({
      code: 'PLIVO_UNAUTHORIZED',
      origin: 'plivo',
      details: { stale: 'given' },
    });
    expect(puts(world)).toEqual([]);
  });

  test('says that Vocobase is stale when Plivo accepts and Vocobase refuses', async () => {
    const world = await openWorld({ scenario: 'healthy' });
    world.world().choices.verifyCredentials = 'refuse-all';
    const run = await runPlivo([...rotate, '--yes', '--json'], { env: everything(world) });
    expect(run.exit).toBe(4);
    expect(run.error()).toMatchObject({
      code: 'PLIVO_UNAUTHORIZED',
      origin: 'vocobase',
      details: { stale: 'vocobase' },
      http: { method: 'PUT' },
    });
  });

  test('blames neither side when Vocobase refuses and Plivo was not asked', async () => {
    const world = await openWorld({ scenario: 'healthy' });
    const run = await runPlivo([...rotate, '--skip-carrier-check', '--yes', '--json'], {
      env: { ...everything(world), PLIVO_AUTH_TOKEN: unknownToken },
    });
    expect(run.exit).toBe(4);
    expect(run.error()).toMatchObject({
      code: 'PLIVO_UNAUTHORIZED',
      details: { stale: 'unknown' },
    });
    expect(run.stderr).not.toContain(unknownToken);
    expect(requestLines(world).filter((line) => line.includes('/v1/'))).toEqual([]);
  });

  test('continues with a warning when Plivo cannot be asked', async () => {
    const world = await openWorld({ scenario: 'carrier-blocked' });
    const run = await runPlivo([...rotate, '--yes'], { env: everything(world) });
    expect(run.exit, run.stderr).toBe(0);
    expect(run.stderr).toContain('could not be checked with Plivo');
  });

  test('says that the tokens of named connections are not changed', async () => {
    const world = await openWorld({ scenario: 'two-connections' });
    const run = await runPlivo([...rotate, '--yes'], { env: everything(world) });
    expect(run.exit, run.stderr).toBe(0);
    expect(run.stderr.replace(/\s+/g, ' ')).toContain(
      'no way to change the token of Plivo India - Sales',
    );
  });

  test.each([
    ['healthy', '  Prove it with a call  plivo call test\n'],
    ['two-connections', `  plivo call test --connection ${DEMO_CONNECTION_ID}\n`],
  ])('ends with a call that proves the token, in the scenario %s', async (scenario, command) => {
    const world = await openWorld({ scenario });
    const run = await runPlivo([...rotate, '--yes', '--no-json'], { env: everything(world) });
    expect(run.exit, run.stderr).toBe(0);
    expect(run.stdout).toMatch(/\n {2}Prove it with a call\s/);
    expect(run.stdout.endsWith(command)).toBe(true);
  });

  test.each(['(415) 555-0100', '4155550100'])(
    'does not guess the country of a caller ID that Vocobase shows as %s',
    async (from_number) => {
      const server = await startFaultServer((world) => {
        storeConnection(world, { from_number });
      });
      const run = await runPlivo([...rotate, '--yes', '--json'], { env: environment(server) });
      await server.close();
      expect(run.error<{ details: unknown }>()).toMatchObject({
        code: 'INPUT_REQUIRED',
        details: { missing: [{ flag: '--from-number' }], from_numbers: [from_number] },
      });
      expect(server.asked().filter((line) => line.startsWith('PUT'))).toEqual([]);
    },
  );

  test('has nothing to do without a default connection', async () => {
    const world = await openWorld();
    const run = await runPlivo([...rotate, '--from-number', '+14155550100', '--yes', '--json'], {
      env: everything(world),
    });
    expect(run.exit).toBe(6);
    expect(run.error()).toMatchObject({
      code: 'PROVIDER_NOT_CONFIGURED',
      commands: ['plivo setup'],
    });
    expect(puts(world)).toEqual([]);
  });

  test.each([
    ['without consent', [], 'CONFIRMATION_REQUIRED'],
    ['with a malformed Auth ID', ['--yes', '--auth-id', 'ma'], 'INVALID_AUTH_ID'],
    ['with a malformed number', ['--yes', '--from-number', '415'], 'INVALID_PHONE_NUMBER'],
  ])('asks no one: %s', async (_, args, code) => {
    const world = await openWorld({ scenario: 'healthy' });
    const run = await runPlivo([...rotate, ...args, '--json'], { env: everything(world) });
    expect(run.exit).toBe(2);
    expect(run.error().code).toBe(code);
    expect(requestLines(world)).toEqual([]);
  });

  test('lists everything that is missing', async () => {
    const world = await openWorld({ scenario: 'healthy' });
    const run = await runPlivo([...rotate, '--json'], { env: addresses(world) });
    expect(run.error<{ details: { missing: { env: string }[] } }>()).toMatchObject({
      code: 'INPUT_REQUIRED',
      details: {
        missing: [{ env: 'PLIVO_AUTH_ID' }, { env: 'PLIVO_AUTH_TOKEN' }, { flag: '--yes' }],
      },
    });
  });

  test('shows the request with --dry-run, with the token masked', async () => {
    const world = await openWorld({ scenario: 'healthy' });
    const run = await runPlivo([...rotate, '--dry-run'], { env: everything(world) });
    expect(run.json()).toMatchObject({
      dry_run: true,
      requests: [{ method: 'PUT', body: { auth_token: '****', from_number: '+14155550100' } }],
    });
    expect(puts(world)).toEqual([]);
  });

  test('fails with what was read when Vocobase does not show what was sent', async () => {
    const world = await openWorld({ scenario: 'healthy' });
    const connection = world.world().connections[0];
    // A number that does not stick.
    if (connection)
      Object.defineProperty(connection, 'from_number', {
        get: () => '+14155550100',
        set: () => {},
        enumerable: true,
      });
    const run = await runPlivo([...rotate, '--from-number', '+14155550101', '--yes', '--json'], {
      env: everything(world),
    });
    expect(run.exit).toBe(1);
    expect(run.error()).toMatchObject({
      code: 'UNEXPECTED_RESPONSE',
      details: { from_number: '+14155550100', sent_from_number: '+14155550101' },
    });
  });
});

test('explains the order, asks again when Plivo refuses, and asks before sending', async () => {
  const world = await openWorld({ scenario: 'healthy' });
  const person = await openTerminal([...rotate, '--auth-id', world.authId], {
    env: addresses(world),
  });
  await person.sees('in this order');
  await person.sees('Auth Token (hidden)');
  person.answers(unknownToken);
  await person.sees('Plivo refused this Auth ID and Auth Token');
  await person.sees('Auth ID');
  person.answers(world.authId);
  await person.sees('Auth Token (hidden)');
  person.answers(world.authToken);
  await person.sees(/This account has \d+ agents? and 0 running calls\./);
  await person.sees('Replace the Plivo credentials');
  expect(puts(world)).toEqual([]);
  person.answers('y');
  await person.sees('Only a call can prove');
  expect(await person.exit()).toBe(0);
  expect(person.raw()).not.toContain(world.authToken);
});

test('sends nothing when a person declines', async () => {
  const world = await openWorld({ scenario: 'healthy' });
  const person = await openTerminal(rotate, { env: everything(world) });
  await person.sees('Replace the Plivo credentials');
  person.answers('');
  await person.sees('Canceled. Nothing was changed.');
  expect(await person.exit()).toBe(130);
  expect(puts(world)).toEqual([]);
});

describe('the caller ID of the default connection', () => {
  const sent = (world: Parameters<typeof requestLines>[0]) => puts(world).map(({ body }) => body);

  test('is never that of another connection: a script stops when the replies disagree', async () => {
    const world = await openWorld({ scenario: 'two-connections' });
    world.world().choices.configShows = 'newest';
    const run = await runPlivo([...rotate, '--yes', '--json'], { env: everything(world) });
    expect(run.exit).toBe(2);
    expect(run.error()).toMatchObject({
      code: 'INPUT_REQUIRED',
      details: { missing: [{ flag: '--from-number' }] },
    });
    expect(puts(world)).toEqual([]);
    const named = await runPlivo([...rotate, '--yes', '--from-number', '+14155550100'], {
      env: everything(world),
    });
    expect(named.exit, named.stderr).toBe(0);
    expect(sent(world)).toMatchObject([{ from_number: '+14155550100' }]);
  });

  test('is chosen by a person when the replies disagree', async () => {
    const world = await openWorld({ scenario: 'two-connections' });
    world.world().choices.configShows = 'newest';
    const person = await openTerminal(rotate, { env: everything(world) });
    await person.sees('Caller ID of the default connection');
    person.answers('');
    await person.sees('Replace the Plivo credentials');
    person.answers('y');
    expect(await person.exit()).toBe(0);
    expect(sent(world)).toMatchObject([{ from_number: '+14155550100' }]);
  });

  test('is not guessed when no connection is marked as the default', async () => {
    const world = await openWorld({ scenario: 'two-connections' });
    world.world().choices.isDefaultShown = false;
    world.world().choices.configShows = 'newest';
    const run = await runPlivo([...rotate, '--yes', '--json'], { env: everything(world) });
    expect(run.exit).toBe(2);
    expect(run.error().code).toBe('INPUT_REQUIRED');
    expect(puts(world)).toEqual([]);
  });

  test('comes from the list when GET /config does not mention Plivo', async () => {
    const world = await openWorld({ scenario: 'healthy' });
    world.world().choices.telephonyKeys = 'none';
    const run = await runPlivo([...rotate, '--yes'], { env: everything(world) });
    expect(run.exit, run.stderr).toBe(0);
    expect(sent(world)).toMatchObject([{ from_number: '+14155550100' }]);
  });

  test('is sent with + when Vocobase shows it without one', async () => {
    const world = await openWorld({ scenario: 'healthy' });
    world.world().choices.plusInNumbers = false;
    const run = await runPlivo([...rotate, '--yes'], { env: everything(world) });
    expect(run.exit, run.stderr).toBe(0);
    expect(sent(world)).toMatchObject([{ from_number: '+14155550100' }]);
  });
});

test('says that the connection remembered for calls is unchanged', async () => {
  const world = await openWorld({ scenario: 'two-connections' });
  const env = { ...everything(world), VOCOBASE_CONFIG_DIR: await settingsFolder() };
  const used = await runPlivo(['connections', 'use', 'Plivo India - Sales'], { env });
  expect(used.exit, used.stderr).toBe(0);
  const run = await runPlivo([...rotate, '--yes'], { env });
  expect(run.exit, run.stderr).toBe(0);
  expect(run.stderr).toContain('Plivo India - Sales, the connection that calls use');
});

test('blames the credentials for a 401, because GET /config accepted the key', async () => {
  const world = await openWorld({ scenario: 'healthy' });
  const { choices } = world.world();
  choices.verifyCredentials = 'refuse-all';
  choices.refusedCredentialsStatus = 401;
  choices.refusedCredentialsMessage = 'invalid-auth-id-or-token';
  const run = await runPlivo([...rotate, '--yes', '--json'], { env: everything(world) });
  expect(run.exit).toBe(4);
  expect(run.error()).toMatchObject({ code: 'PLIVO_UNAUTHORIZED', details: { stale: 'vocobase' } });
});

describe('an inactive default connection', () => {
  async function withInactiveDefault() {
    const world = await openWorld({ scenario: 'two-connections' });
    const [first] = world.world().connections;
    if (first) first.status = 'INACTIVE';
    return world;
  }
  const words = (run: { stderr: string }) => run.stderr.replace(/\s+/g, ' ');

  test.each([
    ['GET /config shows Plivo as configured', 'all'],
    ['GET /config does not mention Plivo', 'none'],
  ] as const)('gets the new credentials, with a warning, if %s', async (_, telephonyKeys) => {
    const world = await withInactiveDefault();
    world.world().choices.telephonyKeys = telephonyKeys;
    const run = await runPlivo([...rotate, '--yes'], { env: everything(world) });
    expect(run.exit, run.stderr).toBe(0);
    expect(puts(world)).toMatchObject([{ body: { from_number: '+14155550100' } }]);
    expect(words(run)).toContain('The default connection Plivo is inactive.');
    expect(words(run)).toContain('a call that does not name its connection_id is refused');
  });

  test('gets them also if no other connection is active, without a warning about ambiguity', async () => {
    const world = await withInactiveDefault();
    world.world().connections.length = 1;
    const run = await runPlivo([...rotate, '--yes'], { env: everything(world) });
    expect(run.exit, run.stderr).toBe(0);
    expect(words(run)).toContain('The default connection Plivo is inactive.');
    expect(words(run)).not.toContain('connection_id');
  });

  test('is named in the call that proves the token', async () => {
    const world = await withInactiveDefault();
    const run = await runPlivo([...rotate, '--yes', '--no-json'], { env: everything(world) });
    expect(run.exit, run.stderr).toBe(0);
    expect(run.stdout.endsWith(`  plivo call test --connection ${DEMO_CONNECTION_ID}\n`)).toBe(
      true,
    );
  });

  test('gets nothing if GET /config says that Plivo is not configured', async () => {
    const world = await withInactiveDefault();
    const [first] = world.world().connections;
    if (first) first.from_number = null;
    const run = await runPlivo([...rotate, '--from-number', '+14155550100', '--yes', '--json'], {
      env: everything(world),
    });
    expect(run.exit).toBe(6);
    expect(run.error()).toMatchObject({
      code: 'PROVIDER_NOT_CONFIGURED',
      message:
        'The default connection Plivo is inactive, and GET /config says that Plivo is not configured. Nothing was sent.',
      commands: ['plivo setup'],
    });
    expect(puts(world)).toEqual([]);
  });

  test('still gets them if the list omits it and GET /config shows Plivo as configured', async () => {
    const world = await openWorld({ scenario: 'two-connections' });
    const [first] = world.world().connections;
    if (first) first.status = 'INACTIVE';
    world.world().choices.inactiveConnectionsListed = false;
    const run = await runPlivo([...rotate, '--from-number', '+14155550100', '--yes'], {
      env: everything(world),
    });
    expect(run.exit, run.stderr).toBe(0);
    expect(puts(world)).toMatchObject([{ body: { from_number: '+14155550100' } }]);
    expect(words(run)).toContain('GET /config shows Plivo as configured');
    expect(words(run)).toContain('none of the listed connections is the default');
  });
});
