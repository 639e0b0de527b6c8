import { afterAll, describe, expect, test } from 'vitest';
import { splitWords } from '../docs/shell-words.ts';
import { environment } from '../support/child.ts';
import { startFaultServer, storeConnection } from '../support/fault-server.ts';
import { status } from '../support/faults.ts';
import { removeFolders, runPlivo } from '../support/run.ts';
import { everything, openWorld, requestLines } from '../support/world.ts';

afterAll(removeFolders);

const wrongToken = 'wrongToken0000000000000000000000000000000'.slice(0, 40);

describe('setup stops before anything is written', () => {
  test('plivo is not among the allowed providers', async () => {
    const world = await openWorld({ scenario: 'plivo-not-allowed' });
    const run = await runPlivo(['setup', '--json', '--from-number', world.fromNumber], {
      env: everything(world),
    });
    expect(run.exit).toBe(5);
    const error = run.error<{ details: { steps: { id: string }[] } }>();
    expect(error.code).toBe('PROVIDER_NOT_ALLOWED');
    expect(error.details.steps.map(({ id }) => id)).toEqual(['key', 'access']);
    expect(requestLines(world)).toEqual(['GET /api/v2/config']);
  });

  test('PLIVO in upper case counts as allowed', async () => {
    const world = await openWorld();
    world.world().partner.allowed_telephony_providers = ['TWILIO', 'PLIVO'];
    const run = await runPlivo(['setup', '--from-number', world.fromNumber], {
      env: everything(world),
    });
    expect(run.exit, run.stderr).toBe(0);
  });

  test('Plivo refuses the token', async () => {
    const world = await openWorld();
    const run = await runPlivo(['setup', '--json', '--from-number', world.fromNumber], {
      env: { ...everything(world), PLIVO_AUTH_TOKEN: wrongToken },
    });
    expect(run.exit).toBe(4);
    expect(run.error()).toMatchObject({
      code: 'PLIVO_UNAUTHORIZED',
      origin: 'plivo',
      http: { method: 'GET', status: 401, message: expect.stringContaining('access level') },
    });
    expect(requestLines(world).every((line) => line.startsWith('GET'))).toBe(true);
  });

  test('only Vocobase refuses the token', async () => {
    const world = await openWorld({ scenario: 'token-refused' });
    const run = await runPlivo(['setup', '--json', '--from-number', world.fromNumber], {
      env: everything(world),
    });
    expect(run.exit).toBe(4);
    expect(run.error().code).toBe('PLIVO_UNAUTHORIZED');
    expect(run.error<{ http: object }>().http).toMatchObject({
      method: 'PUT',
      path: '/config/telephony/plivo',
    });
  });

  test.each([
    ['+14155550199', 'PLIVO_NUMBER_NOT_OWNED'],
    ['+14155550103', 'PLIVO_NUMBER_NOT_VOICE'],
  ])('%s is %s', async (number, code) => {
    const world = await openWorld();
    const run = await runPlivo(['setup', '--json', '--from-number', number], {
      env: everything(world),
    });
    expect(run.exit).toBe(6);
    expect(run.error().code).toBe(code);
    expect(requestLines(world).every((line) => line.startsWith('GET'))).toBe(true);
  });

  test('a missing agent is found before anything is written', async () => {
    const world = await openWorld();
    const run = await runPlivo(
      [
        ...['setup', '--json', '--yes', '--from-number', world.fromNumber],
        ...['--agent', 'Nobody', '--call-to', '+14155550142'],
      ],
      { env: everything(world) },
    );
    expect(run.exit).toBe(6);
    expect(run.error().code).toBe('NOT_FOUND');
    expect(requestLines(world).every((line) => line.startsWith('GET'))).toBe(true);
  });

  test('the same name with another number is a conflict', async () => {
    const world = await openWorld();
    const args = ['setup', '--json', '--name', 'Sales', '--yes', '--from-number'];
    await runPlivo([...args, '+14155550100'], { env: everything(world) });
    const run = await runPlivo([...args, '+14155550101'], { env: everything(world) });
    expect(run.exit).toBe(6);
    expect(run.error().code).toBe('CONFLICT');
    expect(world.world().connections).toHaveLength(1);
  });

  test('replacing the from-number, and a second active connection, need consent', async () => {
    const world = await openWorld();
    const env = everything(world);
    await runPlivo(['setup', '--from-number', '+14155550100'], { env });
    const replace = await runPlivo(['setup', '--json', '--from-number', '+14155550101'], { env });
    expect(replace.exit).toBe(2);
    expect(replace.error().code).toBe('CONFIRMATION_REQUIRED');
    const add = ['setup', '--json', '--from-number', '+14155550101', '--name', 'Second'];
    const second = await runPlivo(add, { env });
    expect(second.exit).toBe(2);
    expect(second.stderr).toContain('connection_id');
    const agreed = await runPlivo([...add, '--yes'], { env });
    expect(agreed.exit, agreed.stderr).toBe(0);
    expect(world.world().connections).toHaveLength(2);
  });
});

describe('something that could not be checked does not stop setup', () => {
  test('Plivo answers 403, as an IP allow-list does', async () => {
    const world = await openWorld({ scenario: 'carrier-blocked' });
    const run = await runPlivo(['setup', '--from-number', world.fromNumber], {
      env: everything(world),
    });
    expect(run.exit, run.stderr).toBe(0);
    const steps = run.json<{ steps: { id: string; status: string; evidence: string }[] }>().steps;
    const carrier = steps.find(({ id }) => id === 'carrier');
    expect(carrier?.status).toBe('skipped');
    expect(carrier?.evidence).toContain('could not be checked');
  });

  test('--allow-pending-access stores the credentials and says that it is not ready', async () => {
    const world = await openWorld({ scenario: 'plivo-not-allowed' });
    const run = await runPlivo(
      ['setup', '--allow-pending-access', '--from-number', world.fromNumber],
      { env: everything(world) },
    );
    expect(run.exit, run.stderr).toBe(20);
    expect(run.json()).toMatchObject({ status: 'incomplete' });
    expect(requestLines(world)).toContain('PUT /api/v2/config/telephony/plivo');
  });
});

test('--scenario without --sandbox is refused, because it would act on the real account', async () => {
  const world = await openWorld();
  const run = await runPlivo(['status', '--json', '--scenario', 'flaky'], {
    env: everything(world),
  });
  expect(run.exit).toBe(2);
  expect(run.error().code).toBe('USAGE');
  expect(world.requests()).toEqual([]);
});

test('a refused key says which variable it came from', async () => {
  const world = await openWorld({ scenario: 'key-revoked' });
  const run = await runPlivo(['whoami'], { env: everything(world) });
  expect(run.exit).toBe(4);
  expect(run.stderr).toContain('VOCOBASE_API_KEY');
});

describe('numbers that could not be imported', () => {
  interface Next {
    next: string[];
    connection: { connection_id: string };
  }

  test('are not imported by a printed command that would fail alike', async () => {
    const world = await openWorld({ scenario: 'sync-missing' });
    const run = await runPlivo(['setup', '--from-number', world.fromNumber, '--sync-numbers'], {
      env: everything(world),
    });
    expect(run.exit, run.stderr).toBe(20);
    const { next } = run.json<Next>();
    expect(next).toContain('plivo explain ENDPOINT_NOT_AVAILABLE');
    expect(next.join()).not.toContain('sync');
    const ci = await runPlivo(splitWords(next.at(-1) ?? '').slice(1), { env: everything(world) });
    expect(ci.exit, ci.stderr).toBe(0);
  });

  test('of one of several connections are imported by a command that names it', async () => {
    const server = await startFaultServer((world) => storeConnection(world));
    server.fault('POST /phone-numbers/sync', status(400), { times: 1 });
    const args = ['--from-number', '+14155550101', '--name', 'Sales', '--sync-numbers', '--yes'];
    const run = await runPlivo(['setup', ...args], { env: environment(server) });
    expect(run.exit, run.stderr).toBe(20);
    const { next, connection } = run.json<Next>();
    const command = `plivo numbers sync --connection ${connection.connection_id}`;
    expect(next).toContain(command);
    const sync = await runPlivo(splitWords(command).slice(1), { env: environment(server) });
    expect(sync.exit, sync.stderr).toBe(0);
    await server.close();
  });
});
