import { afterAll, describe, expect, test } from 'vitest';
import type { AllConnectionsResult } from '../../../src/commands/status/all-connections.ts';
import { environment } from '../../support/child.ts';
import { startFaultServer, storeConnection } from '../../support/fault-server.ts';
import { removeFolders, runPlivo } from '../../support/run.ts';
import { openTerminal } from '../../support/terminal.ts';
import { addresses, openWorld, requestLines } from '../../support/world.ts';

afterAll(removeFolders);

const args = ['status', '--all-connections', '--json'];
const byName = (result: AllConnectionsResult, name: string) =>
  result.connections.find((one) => one.name === name);

test('judges 25 connections with at most four requests; a broken one never hides the others', async () => {
  const sandbox = await openWorld({ scenario: 'many-connections' });
  const ran = await runPlivo(args, { env: addresses(sandbox) });
  const result = ran.json<AllConnectionsResult>();
  expect(result.connections).toHaveLength(25);
  expect(requestLines(sandbox).length).toBeLessThanOrEqual(4);
  expect(result.status).toBe('incomplete');
  expect(ran.exit).toBe(20);
  for (const one of result.connections) {
    expect(Object.keys(one)).toEqual([
      'connection_id',
      'name',
      'provider',
      'status',
      'from_number',
      'problem',
      'command',
    ]);
  }
  const incomplete = result.connections.filter(({ status }) => status === 'incomplete');
  expect(incomplete.map(({ problem }) => problem)).toEqual(['inactive', 'inactive']);
  expect(incomplete.map(({ command }) => command)).toEqual(
    incomplete.map(({ connection_id }) => `plivo connections show ${connection_id}`),
  );
});

test('calls a connection incomplete only with proof; missing information is a notice', async () => {
  const sandbox = await openWorld({ scenario: 'two-connections' });
  sandbox.world().phoneNumbers = [];
  const ran = await runPlivo(args, { env: addresses(sandbox) });
  const result = ran.json<AllConnectionsResult>();
  expect(result.status).toBe('ready');
  expect(ran.exit).toBe(0);
  expect(byName(result, 'Plivo')).toMatchObject({
    status: 'ready',
    problem: 'caller ID not imported',
    command: expect.stringMatching(/^plivo numbers sync --connection 0c0e4b10-/),
  });
});

test('calls an active connection incomplete when Plivo is not enabled', async () => {
  const sandbox = await openWorld({ scenario: 'plivo-not-allowed' });
  const healthy = await openWorld({ scenario: 'healthy' });
  sandbox.world().connections = structuredClone(healthy.world().connections);
  const ran = await runPlivo(args, { env: addresses(sandbox) });
  expect(ran.json<AllConnectionsResult>().connections).toMatchObject([
    { status: 'incomplete', problem: 'Plivo is not enabled' },
  ]);
});

test('does not judge access of a connection whose provider the API leaves empty', async () => {
  const server = await startFaultServer((world) => {
    storeConnection(world, { provider: '' });
  });
  const env = environment(server);
  const ran = await runPlivo(args, { env });
  await server.close();
  expect(ran.json<AllConnectionsResult>().connections).toMatchObject([
    { status: 'ready', provider: '' },
  ]);
});

describe('for a person', () => {
  test('says "not ready" if no connection is', async () => {
    const server = await startFaultServer((world) => {
      storeConnection(world, { status: 'INACTIVE' });
    });
    const ran = await runPlivo(['status', '--all-connections', '--no-json'], {
      env: environment(server),
    });
    await server.close();
    expect(ran.stdout).toContain('\n1 connection: 1 not ready\n');
  });

  test('ends the table with the verdict and commands that run as printed', async () => {
    const sandbox = await openWorld({ scenario: 'many-connections' });
    const env = addresses(sandbox);
    const ran = await runPlivo(['status', '--all-connections', '--no-json'], { env });
    expect(ran.stdout).toMatch(/CONNECTION +CALLER ID +STATUS\n/);
    expect(ran.stdout).toMatch(/Plivo - Elm Insurance +\+14155550114 +✖ inactive\n/);
    expect(ran.stdout).toContain('\n25 connections: 23 ready, 2 not\n');
    const commands = ran.stdout.match(/plivo connections show \S+/g) ?? [];
    expect(commands.length).toBeGreaterThanOrEqual(2);
    for (const command of commands) {
      const shown = await runPlivo([...command.split(' ').slice(1), '--json'], { env });
      expect(shown.exit).toBe(0);
    }
  });

  test('names each problem beside its command where the table has no room for it', async () => {
    const flags = ['--sandbox', '--scenario', 'many-connections'];
    const person = await openTerminal(['status', '--all-connections', ...flags], { columns: 60 });
    expect(await person.exit()).toBe(20);
    expect(person.screen()).toMatch(
      /^Plivo - Hazel Homes {2}caller ID not \w+\n {2}plivo (connections show|numbers sync)/m,
    );
  });
});

test('fails without an API key', async () => {
  const ran = await runPlivo(args);
  expect(ran.error().code).toBe('API_KEY_MISSING');
  expect(ran.exit).toBe(4);
});
