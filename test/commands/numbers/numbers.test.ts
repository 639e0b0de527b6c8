import { afterAll, describe, expect, test } from 'vitest';
import { listNumbers } from '../../../src/commands/numbers/list.ts';
import { createStyle } from '../../../src/output/style.ts';
import { removeFolders, runPlivo, settingsFolder } from '../../support/run.ts';
import { openTerminal } from '../../support/terminal.ts';
import { addresses, everything, openWorld, requestLines } from '../../support/world.ts';

afterAll(removeFolders);

interface Row {
  id: string;
  phone_number: string;
  friendly_name: string | null;
  status: string;
  agent: { id: string } | null;
}

interface Sync {
  connection_id: string | null;
  imported: number;
  updated: number;
  unchanged: number;
  phone_numbers: Row[];
  reconciliation: { phone_number: string; verdict: string }[] | null;
}

const india = 'Plivo India - Sales';

describe('numbers list', () => {
  test('prints the rows as the API lists them', async () => {
    const world = await openWorld({ scenario: 'healthy' });
    const run = await runPlivo(['numbers', 'list'], { env: addresses(world) });
    expect(run.exit, run.stderr).toBe(0);
    const { phone_numbers, total } = run.json<{ phone_numbers: Row[]; total: number }>();
    expect(total).toBe(phone_numbers.length);
    expect(phone_numbers[0]).toMatchObject({ phone_number: '+14155550100', provider: 'PLIVO' });
  });

  test('narrows by connection and provider', async () => {
    const world = await openWorld({ scenario: 'two-connections' });
    const env = addresses(world);
    const run = await runPlivo(['numbers', 'list', '--connection', india], { env });
    expect(run.json<{ phone_numbers: Row[] }>().phone_numbers).toMatchObject([
      { phone_number: '+918035550104' },
    ]);
    const others = await runPlivo(['numbers', 'list', '--provider', 'twilio'], { env });
    expect(others.json()).toEqual({ phone_numbers: [], total: 0 });
  });
});

describe('numbers sync', () => {
  test('imports, reads back, and compares both sides', async () => {
    const world = await openWorld({ scenario: 'caller-id-unknown' });
    const run = await runPlivo(['numbers', 'sync'], { env: everything(world) });
    expect(run.exit, run.stderr).toBe(0);
    const sync = run.json<Sync>();
    expect(Object.keys(sync)).toEqual([
      'connection_id',
      'imported',
      'updated',
      'unchanged',
      'phone_numbers',
      'reconciliation',
    ]);
    expect(sync).toMatchObject({ imported: 5, updated: 0, unchanged: 0 });
    expect(sync.phone_numbers).toHaveLength(5);
    expect(sync.reconciliation).toContainEqual({
      phone_number: '+14155550100',
      verdict: 'imported_and_owned',
    });
    expect(sync.reconciliation).toContainEqual({
      phone_number: '+14155550103',
      verdict: 'without_voice',
    });
    const again = await runPlivo(['numbers', 'sync'], { env: everything(world) });
    expect(again.json<Sync>()).toMatchObject({ imported: 0, updated: 0, unchanged: 5 });
  });

  test('reports an imported number that is no longer on the account, and deletes nothing', async () => {
    const world = await openWorld({ scenario: 'number-released' });
    const run = await runPlivo(['numbers', 'sync'], { env: everything(world) });
    const { reconciliation, phone_numbers } = run.json<Sync>();
    expect(reconciliation).toContainEqual({
      phone_number: '+14155550100',
      verdict: 'imported_not_owned',
    });
    expect(phone_numbers.map(({ phone_number }) => phone_number)).toContain('+14155550100');
  });

  test.each([
    ['without credentials', 'caller-id-unknown', {}, ''],
    ['with a malformed Auth ID', 'caller-id-unknown', { PLIVO_AUTH_ID: 'ma' }, 'not compared'],
    ['where Plivo does not answer', 'carrier-blocked', null, 'could not be compared'],
  ])('compares nothing %s, and the sync still counts', async (_, scenario, env, said) => {
    const world = await openWorld({ scenario });
    const given = env === null ? everything(world) : { ...addresses(world), ...env };
    const run = await runPlivo(['numbers', 'sync'], { env: given });
    expect(run.exit, run.stderr).toBe(0);
    expect(run.json<Sync>().reconciliation).toBeNull();
    expect(run.stderr).toContain(said);
  });

  test('uses the flag, else the remembered connection, of several', async () => {
    const world = await openWorld({ scenario: 'two-connections' });
    const env = { ...addresses(world), VOCOBASE_CONFIG_DIR: await settingsFolder() };
    const ambiguous = await runPlivo(['numbers', 'sync', '--json'], { env });
    expect(ambiguous.exit).toBe(6);
    expect(ambiguous.error<{ details: { connections: unknown[] } }>()).toMatchObject({
      code: 'CONNECTION_AMBIGUOUS',
      details: { connections: [{}, {}] },
    });
    expect(requestLines(world).filter((line) => line.startsWith('POST'))).toEqual([]);

    await runPlivo(['connections', 'use', india], { env });
    const remembered = await runPlivo(['numbers', 'sync'], { env });
    const named = await runPlivo(['numbers', 'sync', '--connection', 'Plivo'], { env });
    expect(remembered.json<Sync>().connection_id).toMatch(/^0c1e4b10/);
    expect(named.json<Sync>().connection_id).toMatch(/^0c0e4b10/);
  });

  test('names the override and the manual way when the API lacks the path', async () => {
    const world = await openWorld({ scenario: 'sync-missing' });
    const run = await runPlivo(['numbers', 'sync', '--json'], { env: everything(world) });
    expect(run.exit).toBe(6);
    expect(run.error()).toMatchObject({ code: 'ENDPOINT_NOT_AVAILABLE' });
    expect(run.stderr).toContain('config set endpoints.phone_numbers_sync');
  });

  test('plans one request with --dry-run, and does not send it', async () => {
    const world = await openWorld({ scenario: 'caller-id-unknown' });
    const run = await runPlivo(['numbers', 'sync', '--dry-run'], { env: everything(world) });
    expect(run.json()).toMatchObject({
      dry_run: true,
      requests: [{ method: 'POST', body: { provider: 'plivo' } }],
    });
    expect(requestLines(world).filter((line) => !line.startsWith('GET'))).toEqual([]);
  });

  test('lets a person pick the connection', async () => {
    const world = await openWorld({ scenario: 'two-connections' });
    const person = await openTerminal(['numbers', 'sync'], { env: everything(world) });
    await person.sees('Which connection?');
    person.answers('');
    await person.sees('Numbers synced');
    await person.sees('Compared with Plivo');
    expect(await person.exit()).toBe(0);
  });
});

describe('numbers update', () => {
  const update = (args: readonly string[]) => ['numbers', 'update', ...args];

  test('sends only the named fields, then reads them back', async () => {
    const world = await openWorld({ scenario: 'healthy' });
    const run = await runPlivo(update(['+1 415 555 0100', '--agent', 'demo agent']), {
      env: addresses(world),
    });
    expect(run.exit, run.stderr).toBe(0);
    const { phone_number } = run.json<{ phone_number: Row }>();
    expect(phone_number).toMatchObject({
      phone_number: '+14155550100',
      agent: { id: world.agentId, name: 'Demo Agent' },
    });
    const put = world.requests().filter(({ method }) => method === 'PUT');
    expect(put.map(({ body }) => body)).toEqual([{ agent_id: world.agentId }]);
    expect(requestLines(world).at(-1)).toBe('GET /api/v2/phone-numbers');
  });

  test.each([
    [['--no-agent'], { agent_id: null }],
    [['--friendly-name', ' Front desk '], { friendly_name: 'Front desk' }],
    [['--friendly-name', ''], { friendly_name: null }],
    [['--deactivate'], { status: 'INACTIVE' }],
    [['--activate'], { status: 'ACTIVE' }],
    [
      ['--no-agent', '--friendly-name', 'x', '--deactivate'],
      { agent_id: null, friendly_name: 'x', status: 'INACTIVE' },
    ],
  ])('%j sends %j', async (flags, body) => {
    const world = await openWorld({ scenario: 'agent-number' });
    const run = await runPlivo(update(['14155550101', ...flags]), { env: addresses(world) });
    expect(run.exit, run.stderr).toBe(0);
    expect(world.requests().find(({ method }) => method === 'PUT')?.body).toEqual(body);
  });

  test('finds the number by its id and by the start of it', async () => {
    const world = await openWorld({ scenario: 'healthy' });
    const env = addresses(world);
    const listed = await runPlivo(['numbers', 'list'], { env });
    const [, second] = listed.json<{ phone_numbers: Row[] }>().phone_numbers;
    const id = second?.id ?? '';
    for (const selector of [id, id.slice(0, 8)]) {
      const run = await runPlivo(update([selector, '--activate']), { env });
      expect(run.json<{ phone_number: Row }>().phone_number.id).toBe(id);
    }
  });

  test.each([
    ['00a1b2c3-0000-4000-8000-000000000001', '00a1b2c3-0000-4000-8000-000000000001'],
    ['00a1b2c3-0000-4000-8000-000000000001', '00a1b2c3'],
    ['00112233-0000-4000-8000-000000000001', '00112233-0000-4000-8000-000000000001'],
    ['00112233-0000-4000-8000-000000000001', '00112233'],
    ['00001122-0000-4000-8000-000000000001', '00001122'],
  ])('reads %s as an id when the argument is %s', async (id, selector) => {
    const world = await openWorld({ scenario: 'healthy' });
    const [row] = world.world().phoneNumbers;
    if (row) row.id = id;
    const run = await runPlivo(update([selector, '--activate']), { env: addresses(world) });
    expect(run.exit, run.stderr).toBe(0);
    expect(run.json<{ phone_number: Row }>().phone_number.id).toBe(id);
  });

  test('reads 00 before digits as the + of a phone number', async () => {
    const world = await openWorld({ scenario: 'healthy' });
    const run = await runPlivo(update(['0014155550100', '--activate']), { env: addresses(world) });
    expect(run.json<{ phone_number: Row }>().phone_number.phone_number).toBe('+14155550100');
  });

  test('lets a person pick the number', async () => {
    const world = await openWorld({ scenario: 'healthy' });
    const person = await openTerminal(update(['--deactivate']), { env: addresses(world) });
    await person.sees(/\? Number/);
    await person.sees(/❯ \+14155550100 +Main line +active, default/);
    person.presses('\x1b[B');
    await person.sees(/❯ \+14155550101 +Support line +active/);
    person.answers('');
    await person.sees('+14155550101 updated');
    expect(await person.exit()).toBe(0);
    const put = world.requests().find(({ method }) => method === 'PUT');
    expect(put?.body).toEqual({ status: 'INACTIVE' });
  });

  test('asks a person for the change', async () => {
    const world = await openWorld({ scenario: 'healthy' });
    const person = await openTerminal(update(['+14155550100']), { env: addresses(world) });
    await person.sees('Change +14155550100');
    await person.sees('❯ Assign an agent');
    person.answers('');
    await person.sees(/\? Agent/);
    person.answers('');
    await person.sees('+14155550100 updated');
    expect(await person.exit()).toBe(0);
    const put = world.requests().filter(({ method }) => method === 'PUT');
    expect(put.map(({ body }) => body)).toEqual([{ agent_id: world.agentId }]);
  });

  test('sends nothing after Ctrl-C at the change', async () => {
    const world = await openWorld({ scenario: 'healthy' });
    const person = await openTerminal(update(['+14155550100']), { env: addresses(world) });
    await person.sees('Change +14155550100');
    person.presses('\x03');
    expect(await person.exit()).toBe(130);
    expect(requestLines(world).filter((line) => line.startsWith('PUT'))).toEqual([]);
  });

  test.each([
    [[], 'INPUT_REQUIRED'],
    [['--activate'], 'INPUT_REQUIRED'],
    [['+14155550100'], 'USAGE'],
    [['+14155550100', '--activate', '--deactivate'], 'USAGE'],
    [['+14155550100', '--agent', 'Demo Agent', '--no-agent'], 'USAGE'],
    [['+14155550100', '--no-agent', '--agent', 'Demo Agent'], 'USAGE'],
    [['+0123', '--activate'], 'INVALID_PHONE_NUMBER'],
    [['+14155550100', '--friendly-name', 'x'.repeat(201)], 'INVALID_VALUE'],
  ])('refuses %j with %s before any request', async (args, code) => {
    const world = await openWorld({ scenario: 'healthy' });
    const run = await runPlivo(update([...args, '--json']), { env: addresses(world) });
    expect(run.exit).toBe(2);
    expect(run.error().code).toBe(code);
    expect(requestLines(world)).toEqual([]);
  });

  test.each([
    ['+14155550199', '--activate', 'NOT_FOUND'],
    ['zzzz', '--activate', 'NOT_FOUND'],
    ['0a9e4b10-5a4d-4b0c-8d3e-00000000ffff', '--activate', 'NOT_FOUND'],
    ['+14155550100', '--agent=nobody', 'NOT_FOUND'],
  ])('%s %s: %s', async (selector, flag, code) => {
    const world = await openWorld({ scenario: 'healthy' });
    const run = await runPlivo(update([selector, flag, '--json']), { env: addresses(world) });
    expect(run.exit).toBe(6);
    expect(run.error().code).toBe(code);
  });

  test('does not guess between two rows with the same number', async () => {
    const world = await openWorld({ scenario: 'two-connections' });
    const rows = world.world().phoneNumbers;
    const first = rows[0];
    if (first) rows.push({ ...first, id: '0f0e4b10-5a4d-4b0c-8d3e-0000000000ff' });
    const run = await runPlivo(update([first?.phone_number ?? '', '--activate', '--json']), {
      env: addresses(world),
    });
    expect(run.exit).toBe(6);
    expect(run.error()).toMatchObject({ code: 'AMBIGUOUS_SELECTOR' });
  });

  test('reports a field that Vocobase did not keep', async () => {
    const world = await openWorld({ scenario: 'healthy' });
    const [row] = world.world().phoneNumbers;
    if (row) Object.defineProperty(row, 'status', { get: () => 'ACTIVE', set: () => {} });
    const run = await runPlivo(update([row?.phone_number ?? '', '--deactivate', '--json']), {
      env: addresses(world),
    });
    expect(run.exit).toBe(1);
    expect(run.error()).toMatchObject({
      code: 'UNEXPECTED_RESPONSE',
      details: { differing: [{ field: 'status', sent: 'INACTIVE', read: 'ACTIVE' }] },
    });
  });

  test('does not need the undocumented list for an id', async () => {
    const world = await openWorld({ scenario: 'healthy' });
    const env = { ...addresses(world), VOCOBASE_CONFIG_DIR: await settingsFolder() };
    await runPlivo(['config', 'set', 'endpoints.phone_numbers', '/elsewhere'], { env });
    const id = world.world().phoneNumbers[0]?.id ?? '';
    const byId = await runPlivo(update([id, '--deactivate']), { env });
    expect(byId.exit, byId.stderr).toBe(0);
    expect(byId.json<{ phone_number: Row }>().phone_number.status).toBe('INACTIVE');
    expect(byId.stderr).toContain('could not be read');
    const byNumber = await runPlivo(update(['+14155550100', '--deactivate', '--json']), { env });
    expect(byNumber.exit).toBe(6);
    expect(byNumber.error()).toMatchObject({ code: 'ENDPOINT_NOT_AVAILABLE' });
  });
});

test('shows Voice from Plivo, and connection names, at a terminal', async () => {
  const world = await openWorld({ scenario: 'two-connections' });
  const list = await openTerminal(['numbers', 'list'], { env: everything(world), columns: 120 });
  expect(await list.exit()).toBe(0);
  expect(list.screen()).toMatch(/NUMBER +NAME +VOICE /);
  expect(list.screen()).toMatch(/\+14155550100 .* yes /);
  const without = await openTerminal(['numbers', 'list'], { env: addresses(world), columns: 120 });
  expect(await without.exit()).toBe(0);
  expect(without.screen()).not.toContain('VOICE');
});

test('prints the steps of a sync as lines with --events', async () => {
  const world = await openWorld({ scenario: 'healthy' });
  const run = await runPlivo(['numbers', 'sync', '--events'], { env: everything(world) });
  const steps = run.stderr
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
    .filter(({ event }) => event === 'step');
  expect(steps).toMatchObject([
    { id: 'sync', status: 'started' },
    { id: 'sync', status: 'done', imported: expect.any(Number) },
    { id: 'read_back', status: 'done', total: expect.any(Number) },
  ]);
});

test('has a provider column only for several providers', () => {
  const row = { id: 'f1a2c3d4', phone_number: '+14155550100', provider: 'PLIVO', status: 'ACTIVE' };
  const view = (...rows: object[]) =>
    listNumbers.view(
      { phone_numbers: rows, total: rows.length, voice: null, connections: {} },
      createStyle({ columns: 100, called: { program: 'plivo', sandbox: null } }),
    );
  expect(view(row, row)).not.toMatch(/PROVIDER|CONNECTION/);
  expect(view(row, { ...row, provider: 'TWILIO' })).toMatch(/PROVIDER[\s\S]*twilio/);
  expect(view({ ...row, connection_id: 'c-1' }, { ...row, connection_id: 'c-2' })).toMatch(
    /CONNECTION[\s\S]*c-2/,
  );
});

test('refuses an empty token before anything is sent', async () => {
  const world = await openWorld({ scenario: 'healthy' });
  const run = await runPlivo(['numbers', 'sync', '--json'], {
    env: { ...everything(world), PLIVO_AUTH_TOKEN: '' },
  });
  expect([run.exit, run.error().code]).toEqual([2, 'EMPTY_SECRET']);
  expect(world.requests()).toEqual([]);
});
