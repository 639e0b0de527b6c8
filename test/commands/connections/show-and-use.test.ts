import { afterAll, describe, expect, test } from 'vitest';
import { removeFolders, runPlivo, settingsFolder } from '../../support/run.ts';
import { openTerminal } from '../../support/terminal.ts';
import { addresses, openWorld, requestLines } from '../../support/world.ts';

afterAll(removeFolders);

const india = 'Plivo India - Sales';

describe('connections show', () => {
  test.each([india, india.toUpperCase(), '0c1e'])('finds it by %s', async (selector) => {
    const world = await openWorld({ scenario: 'two-connections' });
    const run = await runPlivo(['connections', 'show', selector], { env: addresses(world) });
    expect(run.exit, run.stderr).toBe(0);
    expect(run.json()).toMatchObject({ connection: { name: india, status: 'ACTIVE' } });
  });

  test.each([
    ['Plivo India', 'NOT_FOUND', india],
    ['0c', 'NOT_FOUND', ''],
  ])('%s: %s', async (selector, code, said) => {
    const world = await openWorld({ scenario: 'two-connections' });
    const run = await runPlivo(['connections', 'show', selector, '--json'], {
      env: addresses(world),
    });
    expect(run.exit).toBe(6);
    expect(run.error().code).toBe(code);
    expect(run.stderr).toContain(said);
  });

  test('lists the candidates if two have the same name', async () => {
    const world = await openWorld({ scenario: 'two-connections' });
    for (const one of world.world().connections) one.name = 'Twin';
    const run = await runPlivo(['connections', 'show', 'twin', '--json'], {
      env: addresses(world),
    });
    expect(run.exit).toBe(6);
    expect(run.error<{ details: { candidates: unknown[] } }>()).toMatchObject({
      code: 'AMBIGUOUS_SELECTOR',
      details: { candidates: [{ name: 'Twin' }, { name: 'Twin' }] },
    });
  });

  test('shows a person the connection with its numbers', async () => {
    const world = await openWorld({ scenario: 'healthy' });
    const run = await runPlivo(['connections', 'show', 'plivo', '--no-json'], {
      env: addresses(world),
    });
    expect(run.stdout).toMatch(/^Name +Plivo\n/);
    expect(run.stdout).toMatch(/Caller ID +\+14155550100\n/);
    expect(run.stdout).toMatch(/\+14155550101 +Support line/);
  });

  test('lets a person pick among all, with inactive ones marked', async () => {
    const world = await openWorld({ scenario: 'two-connections' });
    for (const one of world.world().connections) if (one.name === india) one.status = 'INACTIVE';
    const person = await openTerminal(['connections', 'show'], { env: addresses(world) });
    await person.sees('Which connection?');
    await person.sees(/Plivo {16}\+14155550100 /);
    await person.sees(/Plivo India - Sales {2}\+918035550104 {2}inactive/);
    person.presses('\x1b[B');
    person.answers('');
    await person.sees(/Name +Plivo India - Sales/);
    expect(await person.exit()).toBe(0);
  });

  test('requires an argument in a script, before any request', async () => {
    const world = await openWorld({ scenario: 'two-connections' });
    const run = await runPlivo(['connections', 'show', '--json'], { env: addresses(world) });
    expect(run.exit).toBe(2);
    expect(run.error()).toMatchObject({
      code: 'INPUT_REQUIRED',
      details: { missing: [{ flag: '<connection>', env: null, what: 'connection' }] },
      commands: ['plivo connections show --json <connection>', 'plivo connections list'],
    });
    expect(requestLines(world)).toEqual([]);
  });
});

describe('connections use', () => {
  test('remembers and forgets a connection', async () => {
    const world = await openWorld({ scenario: 'two-connections' });
    const env = { ...addresses(world), VOCOBASE_CONFIG_DIR: await settingsFolder() };
    const used = await runPlivo(['connections', 'use', india], { env });
    expect(used.exit, used.stderr).toBe(0);
    const { connection_id } = used.json<{ connection_id: string }>();
    expect(used.json()).toEqual({ connection_id: expect.any(String), name: india });
    const kept = await runPlivo(['config', 'list'], { env });
    expect(kept.json()).toMatchObject({ settings: { connection: connection_id } });

    const cleared = await runPlivo(['connections', 'use', '--clear'], { env });
    expect(cleared.json()).toEqual({ connection_id: null, name: null });
    const left = await runPlivo(['config', 'list'], { env });
    expect(JSON.stringify(left.json())).not.toContain(connection_id);
  });

  test('warns if VOCOBASE_CONNECTION_ID names another one, and does not say that it is used', async () => {
    const world = await openWorld({ scenario: 'two-connections' });
    const [first, second] = world.world().connections;
    const use = async (variable: string) => {
      const env = { ...addresses(world), VOCOBASE_CONNECTION_ID: variable };
      const ran = await runPlivo(['connections', 'use', india, '--no-json'], { env });
      expect(ran.exit).toBe(0);
      return ran;
    };
    expect(second?.name).toBe(india);
    const other = await use(first?.id ?? '');
    expect(other.stderr).toContain(`VOCOBASE_CONNECTION_ID is set to ${first?.id}`);
    expect(other.stdout).toBe(`✔ ${india} is remembered for calls and number syncs.\n`);
    for (const same of [second?.id ?? '', `"${second?.id}"`, ' ']) {
      expect(await use(same)).toMatchObject({
        stderr: '',
        stdout: `✔ Calls and number syncs now use ${india}.\n`,
      });
    }
  });

  test('changes nothing with --dry-run', async () => {
    const world = await openWorld({ scenario: 'healthy' });
    const env = { ...addresses(world), VOCOBASE_CONFIG_DIR: await settingsFolder() };
    await runPlivo(['connections', 'use', 'Plivo', '--dry-run'], { env });
    const kept = await runPlivo(['config', 'list'], { env });
    expect(kept.stdout).not.toContain('0c0e4b10');
  });

  test('refuses an inactive one', async () => {
    const world = await openWorld({ scenario: 'two-connections' });
    for (const one of world.world().connections) one.status = 'INACTIVE';
    const run = await runPlivo(['connections', 'use', india, '--json'], { env: addresses(world) });
    expect(run.exit).toBe(6);
    expect(run.error().code).toBe('CONFLICT');
  });

  test.each([
    [[], 'INPUT_REQUIRED'],
    [['Plivo', '--clear'], 'USAGE'],
  ])('refuses %j in a script with %s before any request', async (args, code) => {
    const world = await openWorld({ scenario: 'two-connections' });
    const run = await runPlivo(['connections', 'use', ...args, '--json'], {
      env: addresses(world),
    });
    expect(run.exit).toBe(2);
    expect(run.error().code).toBe(code);
    expect(requestLines(world)).toEqual([]);
  });

  test('lets a person pick among the active ones', async () => {
    const world = await openWorld({ scenario: 'two-connections' });
    const person = await openTerminal(['connections', 'use'], { env: addresses(world) });
    await person.sees('Which connection');
    person.presses('\x1b[B');
    person.answers('');
    await person.sees(`now use ${india}`);
    expect(await person.exit()).toBe(0);
  });
});
