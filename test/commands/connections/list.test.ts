import { afterAll, describe, expect, test } from 'vitest';
import { type ConnectionList, listConnections } from '../../../src/commands/connections/list.ts';
import { createStyle } from '../../../src/output/style.ts';
import { ok, startServer } from '../../http/scripted-server.ts';
import { removeFolders, runPlivo, settingsFolder } from '../../support/run.ts';
import { openTerminal } from '../../support/terminal.ts';
import { everything, openWorld, requestLines } from '../../support/world.ts';

afterAll(removeFolders);

const style = (columns: number) =>
  createStyle({ columns, called: { program: 'plivo', sandbox: null } });

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
  ])('accepts %s %s in any case, and sends lower case', async (noun, verb) => {
    const world = await openWorld({ scenario: 'healthy' });
    const run = await runPlivo([noun, verb, '--provider', ' PLIVO '], { env: everything(world) });
    expect(run.exit, run.stderr).toBe(0);
    const sent = world.requests().filter(({ path }) => path.includes('/api/v2/'));
    expect(sent.length).toBeGreaterThan(0);
    for (const { path, body } of sent) expect(path + JSON.stringify(body)).not.toContain('PLIVO');
  });
});

describe('for a person', () => {
  test.each([
    [{}, 'There are no active connections.', 'plivo setup'],
    [{ all: true }, 'There are no connections.', 'plivo setup'],
    [{ provider: 'Plivo' }, 'There are no active Plivo connections.', 'plivo setup'],
    [
      { provider: 'TWILIO' },
      'There are no active Twilio connections.',
      'plivo connections create --provider twilio',
    ],
  ])('an empty list with %j names the command that fills it', (input, none, command) => {
    const view = listConnections.view({ connections: [], total: 0 }, style(80), input);
    expect(view.split('\n')[0]).toBe(none);
    expect(view.split('  ').at(-1)).toBe(command);
  });

  test('has a provider column only with several providers', async () => {
    const world = await openWorld({ scenario: 'two-connections' });
    const run = await runPlivo(['connections', 'list'], { env: everything(world) });
    const list = run.json<ConnectionList>();
    expect(listConnections.view(list, style(100))).not.toContain('PROVIDER');
    const [first] = list.connections;
    if (first === undefined) throw new Error('the scenario has connections');
    const mixed = { ...list, connections: [...list.connections, { ...first, provider: 'twilio' }] };
    expect(listConnections.view(mixed, style(100))).toContain('PROVIDER');
  });

  test('does not cut the default one at 60 columns', async () => {
    const run = await runPlivo([
      ...['connections', 'list', '--sandbox', '--scenario', 'two-connections'],
    ]);
    const text = listConnections.view(run.json(), style(60));
    expect(text).toMatch(/ default$/m);
    expect(text).not.toContain('active, ');
  });

  test('names the remembered one', async () => {
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

describe('an API that omits members', () => {
  const said = {
    '/telephony/connections': {
      connections: [
        { id: 'c-1', name: 'Sales', phone_numbers: [{ phone_number: '+14155550100' }] },
      ],
    },
    '/phone-numbers': { phone_numbers: [{ id: 'n-1', phone_number: '+14155550100', new: [1] }] },
    '/agent': { agents: [{ id: 'a-1', agent_name: 'Demo' }] },
  };
  const whole = { id: 'c-1', connection_id: 'c-1', name: 'Sales' };

  test.each([
    [
      ['connections', 'list'],
      { connections: [{ ...whole, phone_numbers: [{ phone_number: '+14155550100' }] }], total: 1 },
    ],
    [
      ['connections', 'show', 'c-1'],
      { connection: { ...whole, phone_numbers: [{ phone_number: '+14155550100' }] } },
    ],
    [['numbers', 'list'], { ...said['/phone-numbers'], total: 1 }],
    [['agents', 'list'], { ...said['/agent'], total: 1 }],
  ])('%j: adds no members that the API did not send', async (args, expected) => {
    const server = await startServer(
      Object.fromEntries(
        Object.entries(said).map(([path, data]) => [`GET /api/v2${path}`, ok(data)]),
      ),
    );
    const env = {
      VOCOBASE_BASE_URL: `${server.url}/api/v2`,
      VOCOBASE_API_KEY: 'rg_live_of_a_test',
    };
    const run = await runPlivo(args, { env });
    expect(run.exit, run.stderr).toBe(0);
    expect(run.json()).toEqual(expected);
    const shown = await runPlivo([...args, '--no-json'], { env });
    expect(shown.exit, shown.stderr).toBe(0);
    expect(shown.stdout).not.toMatch(/undefined|null/);
  });
});

test('a list for people ends with its total', async () => {
  const args = ['connections', 'list', '--sandbox', '--no-json', '--scenario', 'many-connections'];
  const run = await runPlivo(args);
  expect(run.stdout).toMatch(/CALLER ID[\s\S]*\n\n23 connections\n$/);
});
