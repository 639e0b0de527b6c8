import { afterAll, describe, expect, test } from 'vitest';
import { removeFolders, runPlivo } from '../support/run.ts';
import { everything, openWorld, requestLines } from '../support/world.ts';

afterAll(removeFolders);

type Choices = ReturnType<Awaited<ReturnType<typeof openWorld>>['world']>['choices'];

interface Setup {
  status: string;
  steps: { id: string; status: string; evidence: string | null }[];
  connection: { connection_id: string | null; from_number: string | null; created: boolean };
}

const writes = (world: Parameters<typeof requestLines>[0]) =>
  requestLines(world).filter((line) => !line.startsWith('GET'));

const silences: [string, Partial<Choices>][] = [
  ['a new connection lists no numbers', { numberRowOnCreate: false }],
  ['GET /config shows no from_number', { fromNumberInConfig: false }],
  ['GET /config shows no providers', { telephonyKeys: 'none' }],
  ['numbers come without +', { plusInNumbers: false }],
  ['no connection says that it is the default', { isDefaultShown: false }],
  ['connections are CONNECTED', { activeStatus: 'CONNECTED' }],
  ['connections are VERIFIED', { activeStatus: 'VERIFIED' }],
  ['connections say is_active', { activeStatus: 'is_active' }],
  ['the partner is approved', { activePartnerStatus: 'approved' }],
  ['the partner is live', { activePartnerStatus: 'live' }],
  ['provider names are in upper case', { allowedProviders: 'upper-case' }],
  ['allowed providers are an object', { allowedProviders: 'object' }],
  ['no allowed providers are sent', { allowedProviders: 'missing' }],
  ['the PUT answers nothing', { putAnswer: 'empty' }],
];

describe.each(silences)('if %s', (_, choices) => {
  test.each([
    ['the default connection', []],
    ['a named connection', ['--name', 'Sales']],
  ])('setup of %s is ready, and a second run creates nothing twice', async (_, args) => {
    const world = await openWorld();
    Object.assign(world.world().choices, choices);
    const command = ['setup', '--from-number', world.fromNumber, ...args];
    const first = await runPlivo(command, { env: everything(world) });
    expect(first.exit, first.stderr).toBe(0);
    expect(first.json<Setup>()).toMatchObject({ status: 'ready', connection: { created: true } });
    const again = await runPlivo(command, { env: everything(world) });
    expect(again.exit, again.stderr).toBe(0);
    expect(again.json<Setup>().connection.created).toBe(false);
    expect(world.world().connections).toHaveLength(1);
  });
});

test('setup claims no caller ID that a connection does not show', async () => {
  const world = await openWorld();
  world.world().choices.numberRowOnCreate = false;
  const command = ['setup', '--from-number', world.fromNumber, '--name', 'Sales'];
  const confirmOf = ({ steps }: Setup) => steps.find(({ id }) => id === 'confirm')?.evidence;
  const first = (await runPlivo(command, { env: everything(world) })).json<Setup>();
  expect(confirmOf(first)).not.toContain(world.fromNumber);
  const again = (await runPlivo(command, { env: everything(world) })).json<Setup>();
  expect(again.connection).toMatchObject({ from_number: null, created: false });
  expect(confirmOf(again)).toContain('without its caller ID');
});

test.each([
  ['Active', 'Plivo is enabled for this account'],
  ['under_review', 'Plivo is enabled for this account, whose status is under_review'],
])('a partner status of %s is shown if it is unusual, and stops nothing', async (status, shown) => {
  const world = await openWorld();
  Object.assign(world.world().partner, { status });
  const env = everything(world);
  const set = await runPlivo(['setup', '--from-number', '+14155550100'], { env });
  const seen = await runPlivo(['status'], { env });
  for (const run of [set, seen]) {
    expect(run.exit, run.stderr).toBe(0);
    const { steps } = run.json<Setup>();
    expect(steps.find(({ id }) => id === 'access')).toMatchObject({
      status: 'done',
      evidence: shown,
    });
  }
});

test("setup asks before it replaces the default connection's number, whatever GET /config shows", async () => {
  const world = await openWorld({ scenario: 'two-connections' });
  world.world().choices.configShows = 'newest';
  const [first, second] = world.world().connections;
  const replace = await runPlivo(
    ['setup', '--json', '--from-number', second?.from_number ?? '', '--skip-carrier-check'],
    { env: everything(world) },
  );
  expect(replace.exit).toBe(2);
  expect(replace.error().code).toBe('CONFIRMATION_REQUIRED');
  expect(writes(world)).toEqual([]);
  const same = await runPlivo(['setup', '--from-number', first?.from_number ?? ''], {
    env: everything(world),
  });
  expect(same.exit, same.stderr).toBe(0);
  expect(world.world().connections.map(({ from_number }) => from_number)).toEqual([
    first?.from_number,
    second?.from_number,
  ]);
});

test('setup is ready if GET /config shows another connection and none is marked as the default', async () => {
  const world = await openWorld({ scenario: 'two-connections' });
  world.world().choices.configShows = 'newest';
  world.world().choices.isDefaultShown = false;
  const number = world.world().connections[0]?.from_number ?? '';
  const run = await runPlivo(['setup', '--yes', '--from-number', number], {
    env: everything(world),
  });
  expect(run.exit, run.stderr).toBe(0);
  expect(run.json<Setup>().steps.find(({ id }) => id === 'confirm')?.status).toBe('done');
});

test('a verified caller ID that the account does not rent is accepted, and labeled', async () => {
  const world = await openWorld();
  const [verified] = world.world().plivo.verifiedCallerIds;
  const number = `+${verified?.number.replace(/^\+/, '')}`;
  const run = await runPlivo(['setup', '--from-number', number], { env: everything(world) });
  expect(run.exit, run.stderr).toBe(0);
  const carrier = run.json<Setup>().steps.find(({ id }) => id === 'carrier');
  expect(carrier?.evidence).toContain('verified caller ID');
});
