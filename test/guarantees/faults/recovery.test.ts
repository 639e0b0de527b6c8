import { describe, expect, test } from 'vitest';
import { setup } from '../../../src/commands/setup/setup.ts';
import { runAction } from '../../support/context.ts';
import { madeUp, startFaultServer, storeConnection } from '../../support/fault-server.ts';
import {
  acting,
  changed,
  type Fault,
  refused,
  reset,
  silence,
  status,
} from '../../support/faults.ts';
import { inShort, meet, passingFaults, type SceneName, scenes } from './cases.ts';

const reads: readonly (readonly [scene: SceneName, key: string, outcome: string])[] = [
  ['setup', 'GET /config', 'ready 0'],
  ['setup', 'GET plivo:/', 'ready 0'],
  ['setup', 'GET plivo:/Number/:number/', 'ready 0'],
  ['setup', 'GET /telephony/connections', 'ready 0'],
  ['setup', 'PUT /config/telephony/:provider', 'ready 0'],
  ['setup --name', 'GET /telephony/connections', 'ready 0'],
  ['connections create', 'GET /telephony/connections', 'done 0'],
  ['connections create --default', 'PUT /config/telephony/:provider', 'done 0'],
  ['credentials rotate', 'GET /config', 'done 0'],
  ['credentials rotate', 'PUT /config/telephony/:provider', 'done 0'],
  ['numbers sync', 'GET /telephony/connections', 'done 0'],
  ['call test', 'GET /agent', 'completed 0'],
  ['call test', 'GET /calls/:id', 'completed 0'],
];

describe.for(reads)('%s, when %s fails once', ([scene, key, outcome]) => {
  test.for(Object.entries(passingFaults))(
    'still succeeds after %s',
    { concurrent: true },
    async ([, fault], context) => {
      const met = await meet(scenes[scene], key, fault, { times: 1 });
      context.expect(inShort(met)).toBe(outcome);
      context.expect(met.ended.slept.length).toBeGreaterThan(0);
    },
  );
});

const creations: readonly (readonly [scene: SceneName, key: string, list: string, done: string])[] =
  [
    ['setup --name', 'POST /telephony/connections', 'GET /telephony/connections', 'ready 0'],
    ['connections create', 'POST /telephony/connections', 'GET /telephony/connections', 'done 0'],
    ['call test', 'POST /calls/start', 'GET /calls', 'completed 0'],
  ];

describe.for(creations)('%s: %s', ([scene, key, list, done]) => {
  const made = (world: { connections: unknown[]; calls: unknown[] }) =>
    (key.includes('calls') ? world.calls : world.connections).length;

  test.for([
    ['refused', refused],
    ['429', status(429)],
    ['429 with Retry-After', status(429, {}, { 'retry-after': '3' })],
  ] as const)('is repeated after %s, because nothing was done', async ([, fault], context) => {
    const met = await meet(scenes[scene], key, fault, { times: 2 });
    context.expect(inShort(met)).toBe(done);
    context.expect(made(met.server.world)).toBe(1);
  });

  test('is sent once when the connection was lost, and found at the second check', async () => {
    const server = await startFaultServer(scenes[scene].before);
    const hidden = changed((body) => emptied(body));
    server.fault(key, acting(reset));
    // Connections were listed once before; the first look comes after the reset.
    server.fault(list, hidden, { from: list === 'GET /calls' ? 1 : 2, times: 1 });
    const ended = await scenes[scene].run(server, 20_000);
    await server.close();
    expect(inShort({ server, ended })).toBe(done);
    expect(made(server.world)).toBe(1);
    expect(server.hits.filter((hit) => hit.key === key)).toHaveLength(1);
  });

  test.for([
    ['the connection broke off', acting(reset)],
    ['no answer came', { ...acting(silence), hangs: true as const }],
    ['the server failed', acting(status(503))],
  ] as const)(
    'says that the outcome is unknown when %s and the list cannot be read',
    async ([, fault]) => {
      const server = await startFaultServer(scenes[scene].before);
      server.fault(key, fault);
      server.fault(list, status(500), { from: list === 'GET /calls' ? 1 : 2 });
      const ended = await scenes[scene].run(server, 'hangs' in fault ? 400 : 20_000);
      await server.close();
      expect(inShort({ server, ended })).toBe('OUTCOME_UNKNOWN 3');
      expect(ended.error?.details.known).toBe('unknown');
      expect(ended.error?.message).toMatch(/may have been .* could not be read/);
      expect(ended.error?.retryable).toBe(false);
      expect(server.hits.filter((hit) => hit.key === key)).toHaveLength(1);
    },
  );
});

describe('a PUT that was sent several times', () => {
  const cases: readonly (readonly [name: string, first: Fault, rest: Fault])[] = [
    ['broke off and then met a closed port', acting(reset), refused],
    ['failed inside the server and then met a closed port', acting(status(500)), refused],
  ];
  test.for(cases)('says that it may have taken effect when it %s', async ([, first, rest]) => {
    const server = await startFaultServer();
    const put = 'PUT /config/telephony/:provider';
    server.fault(put, rest);
    server.fault(put, first, { times: 1 });
    const ended = await runAction(setup, { fromNumber: madeUp.fromNumber }, server);
    await server.close();
    expect(inShort({ server, ended })).toBe('NETWORK_UNREACHABLE 3');
    expect(ended.error?.message).toContain('may have been stored');
    expect(server.world.connections).toHaveLength(1);
  });

  test('does not say so if nothing can have happened', async () => {
    const met = await meet(scenes.setup, 'PUT /config/telephony/:provider', refused);
    expect(met.ended.error?.message).not.toContain('may have');
  });
});

describe('a connection with an unknown status', () => {
  test('is not created a second time', async () => {
    const server = await startFaultServer((world) => {
      storeConnection(world, { name: 'Sales', status: 'PROVISIONING' });
    });
    const ended = await scenes['connections create'].run(server, 20_000);
    await server.close();
    expect(ended.exit, ended.error?.message).toBe(0);
    expect(server.world.connections).toHaveLength(1);
    expect(server.hits.filter(({ method }) => method === 'POST')).toEqual([]);
  });

  test('is found after a POST that lost its connection', async () => {
    const server = await startFaultServer();
    server.fault('POST /telephony/connections', {
      acts: true,
      play: ({ request }) => {
        for (const one of server.world.connections) one.status = 'PROVISIONING';
        request.socket.destroy();
      },
    });
    const ended = await scenes['setup --name'].run(server, 20_000);
    await server.close();
    // An unknown status does not rule the connection out.
    expect(inShort({ server, ended })).toBe('ready 0');
    expect(server.world.connections).toHaveLength(1);
  });
});

test('explains a 403 on a call start with one read of the configuration', async () => {
  const met = await meet(
    {
      ...scenes['call test'],
      before: (world) => {
        storeConnection(world);
        world.partner.allowed_telephony_providers = ['twilio'];
      },
    },
    'POST /calls/start',
    status(403),
  );
  expect(inShort(met)).toBe('PROVIDER_NOT_ALLOWED 5');
  const start = met.server.hits.findIndex(({ key }) => key === 'POST /calls/start');
  const after = met.server.hits.slice(start).filter(({ key }) => key === 'GET /config');
  expect(after).toHaveLength(1);
});

test('tells a full concurrency limit apart from too many requests, at once', async () => {
  const server = await startFaultServer((world) => {
    storeConnection(world);
    world.slots = { limit: 5, active: 5 };
  });
  const ended = await scenes['call test'].run(server, 20_000);
  await server.close();
  expect(inShort({ server, ended })).toBe('CONCURRENCY_LIMIT 7');
  expect(ended.slept).toEqual([]);
  expect(server.world.calls).toEqual([]);
});

/** The same answer with its lists empty. */
function emptied(body: unknown): unknown {
  const { data } = body as { data: Record<string, unknown> };
  const lists = Object.entries(data).map(([name, value]) => [
    name,
    Array.isArray(value) ? [] : value,
  ]);
  return { success: true, data: Object.fromEntries(lists) };
}
