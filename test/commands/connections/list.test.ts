import { afterAll, describe, expect, test } from 'vitest';
import { type ConnectionList, listConnections } from '../../../src/commands/connections/list.ts';
import { createStyle } from '../../../src/output/style.ts';
import { removeFolders, runPlivo, settingsFolder } from '../../support/run.ts';
import { openTerminal } from '../../support/terminal.ts';
import { everything, openWorld, requestLines } from '../../support/world.ts';

afterAll(removeFolders);

const style = (columns: number) => createStyle({ level: 0, columns, program: 'plivo' });

describe('--provider', () => {
  const commands = [
    ['connections', 'list'],
    ['numbers', 'list'],
    ['numbers', 'sync'],
    ['connections', 'create', '--name', 'Sales'],
  ];

  test.each(commands)('%s %s refuses a misspelt one before any request', async (...command) => {
    const world = await openWorld({ scenario: 'healthy' });
    const words = command.filter((word) => typeof word === 'string');
    const run = await runPlivo([...words, '--provider', 'plvio', '--json'], {
      env: everything(world),
    });
    expect(run.exit).toBe(2);
    expect(run.error()).toMatchObject({
      code: 'INVALID_VALUE',
      hints: expect.arrayContaining(['Did you mean plivo?']),
      details: { providers: expect.arrayContaining(['plivo', 'twilio']) },
    });
    expect(requestLines(world)).toEqual([]);
  });

  test.each([
    ['connections', 'list'],
    ['numbers', 'list'],
    ['numbers', 'sync'],
  ])('%s %s takes any case, and sends lower case', async (noun, verb) => {
    const world = await openWorld({ scenario: 'healthy' });
    const run = await runPlivo([noun, verb, '--provider', ' PLIVO '], { env: everything(world) });
    expect(run.exit, run.stderr).toBe(0);
    const sent = world.requests().filter(({ path }) => path.includes('/api/v2/'));
    expect(sent.length).toBeGreaterThan(0);
    for (const { path, body } of sent) expect(path + JSON.stringify(body)).not.toContain('PLIVO');
  });
});

describe('for a person', () => {
  test('the provider has a column only where there are several', async () => {
    const world = await openWorld({ scenario: 'two-connections' });
    const run = await runPlivo(['connections', 'list'], { env: everything(world) });
    const list = run.json<ConnectionList>();
    expect(listConnections.view(list, style(100))).not.toContain('PROVIDER');
    const [first] = list.connections;
    if (first === undefined) throw new Error('the scenario has connections');
    const mixed = { ...list, connections: [...list.connections, { ...first, provider: 'twilio' }] };
    expect(listConnections.view(mixed, style(100))).toContain('PROVIDER');
  });

  test('the default one is not cut at 60 columns', async () => {
    const run = await runPlivo([
      ...['connections', 'list', '--sandbox', '--scenario', 'two-connections'],
    ]);
    const text = listConnections.view(run.json(), style(60));
    expect(text).toMatch(/ default$/m);
    expect(text).not.toContain('active, ');
  });

  test('the remembered one is named', async () => {
    const world = await openWorld({ scenario: 'two-connections' });
    const [one] = world.world().connections;
    const env = { ...everything(world), VOCOBASE_CONFIG_DIR: await settingsFolder() };
    await runPlivo(['connections', 'use', one?.id ?? ''], { env });
    const person = await openTerminal(['connections', 'list'], { env });
    await person.sees(`Calls and number syncs use ${one?.name}.`);
    expect(await person.exit()).toBe(0);
    const piped = await runPlivo(['connections', 'list'], { env });
    expect(piped.stderr).toBe('');
  });
});
