import { afterAll, describe, test } from 'vitest';
import { environment, startPlivo } from '../../support/child.ts';
import {
  madeUp,
  startFaultServer,
  storeConnection,
  type World,
} from '../../support/fault-server.ts';
import { acting, type Fault, reset } from '../../support/faults.ts';
import { removeFolders } from '../../support/run.ts';

afterAll(removeFolders);

const withConnection = (world: World): void => {
  storeConnection(world);
};
const setup = ['setup', '--from-number', madeUp.fromNumber];
const call = ['--to', madeUp.destination, '--agent', madeUp.agentId, '--yes'];

interface Case {
  readonly name: string;
  readonly args: readonly string[];
  readonly before?: (world: World) => void;
  /** The request that is under way when Ctrl-C comes. */
  readonly at: string;
  /** Which of the hits of that request; the first without it. */
  readonly nth?: number;
  readonly says: string;
}

const cases: readonly Case[] = [
  { name: 'setup, before a write', args: setup, at: 'GET /config', says: 'Nothing was changed.' },
  {
    name: 'setup, in the PUT',
    args: setup,
    at: 'PUT /config/telephony/:provider',
    says: 'may have been stored',
  },
  {
    name: 'setup, in the POST',
    args: [...setup, '--name', 'Sales'],
    at: 'POST /telephony/connections',
    says: 'may have been created',
  },
  {
    name: 'setup, in the number sync',
    args: [...setup, '--sync-numbers'],
    at: 'POST /phone-numbers/sync',
    says: 'may have been imported',
  },
  {
    name: 'setup, in the start of a call',
    args: [...setup, '--call-to', madeUp.destination, '--agent', madeUp.agentId, '--yes'],
    at: 'POST /calls/start',
    says: 'may have been started',
  },
  {
    name: 'setup, watching a call',
    args: [...setup, '--call-to', madeUp.destination, '--agent', madeUp.agentId, '--yes'],
    at: 'GET /calls/:id',
    says: 'The call continues. Its id is d0d0d0d0-',
  },
  {
    name: 'connections create, before the POST',
    args: ['connections', 'create', '--name', 'Sales', '--from-number', madeUp.fromNumber],
    at: 'GET /telephony/connections',
    says: 'Canceled. Nothing was changed.',
  },
  {
    name: 'connections create, reading back',
    args: ['connections', 'create', '--name', 'Sales', '--from-number', madeUp.fromNumber],
    at: 'GET /telephony/connections',
    nth: 2,
    says: 'Sent or changed before that: POST /telephony/connections.',
  },
  {
    name: 'connections create',
    args: ['connections', 'create', '--name', 'Sales', '--from-number', madeUp.fromNumber],
    at: 'POST /telephony/connections',
    says: 'may have been created',
  },
  {
    name: 'credentials rotate, before the PUT',
    args: ['credentials', 'rotate', '--yes'],
    before: withConnection,
    at: 'GET plivo:/',
    says: 'Canceled. Nothing was changed.',
  },
  {
    name: 'credentials rotate, reading back',
    args: ['credentials', 'rotate', '--yes'],
    before: withConnection,
    at: 'GET /config',
    nth: 2,
    says: 'Sent or changed before that: PUT /config/telephony/plivo.',
  },
  {
    name: 'credentials rotate',
    args: ['credentials', 'rotate', '--yes'],
    before: withConnection,
    at: 'PUT /config/telephony/:provider',
    says: 'may have been stored',
  },
  {
    name: 'numbers sync',
    args: ['numbers', 'sync'],
    before: withConnection,
    at: 'POST /phone-numbers/sync',
    says: 'may have been imported',
  },
  {
    name: 'numbers sync, before the POST',
    args: ['numbers', 'sync'],
    before: withConnection,
    at: 'GET /telephony/connections',
    says: 'Canceled. Nothing was changed.',
  },
  {
    name: 'numbers sync, reading back',
    args: ['numbers', 'sync'],
    before: withConnection,
    at: 'GET /phone-numbers',
    says: 'Sent or changed before that: POST /phone-numbers/sync.',
  },
  {
    name: 'doctor',
    args: ['doctor'],
    before: withConnection,
    at: 'GET /calls',
    says: 'Canceled. Nothing was changed.',
  },
  {
    name: 'api, in a PUT',
    args: ['api', 'PUT', `/agent/${madeUp.agentId}?a=b`, '--field', 'intro_message=Hi'],
    at: 'PUT /agent/:id',
    says: `Sent or changed before that: PUT /agent/${madeUp.agentId}.`,
  },
  {
    name: 'call test, in the start',
    args: ['call', 'test', ...call],
    before: withConnection,
    at: 'POST /calls/start',
    says: 'may have been started',
  },
  {
    name: 'call test, watching',
    args: ['call', 'test', ...call],
    before: withConnection,
    at: 'GET /calls/:id',
    says: 'The call continues. Its id is d0d0d0d0-',
  },
];

describe('Ctrl-C during a request reports what is known', () => {
  test.concurrent.for(cases)('$name', async ({ args, before, at, nth = 1, says }, { expect }) => {
    const server = await startFaultServer(before);
    let reached = () => {};
    const held = new Promise<void>((resolve) => {
      reached = resolve;
    });
    server.fault(at, { acts: true, play: () => reached() }, { from: nth });
    const child = await startPlivo([...args, '--json'], environment(server));
    await held;
    child.process.kill('SIGINT');
    const ended = await child.ended;
    await server.close();
    expect(ended.exit, ended.stderr).toBe(130);
    expect(ended.stdout).toBe('');
    const { error } = JSON.parse(ended.stderr) as { error: { code: string; message: string } };
    expect(error.code).toBe('INTERRUPTED');
    expect(error.message).toContain(says);
    if (!says.includes('Nothing was changed.')) {
      expect(error.message).not.toContain('Nothing was changed');
    }
    expect(server.world.connections.length).toBeLessThanOrEqual(1);
    expect(server.world.calls.length).toBeLessThanOrEqual(1);
  });

  test('Ctrl-C between two attempts of a PUT, one of which may have taken effect', async ({
    expect,
  }) => {
    const server = await startFaultServer();
    const broken: Fault = acting(reset);
    server.fault('PUT /config/telephony/:provider', broken);
    const child = await startPlivo(setup, environment(server));
    child.process.stderr?.on('data', (chunk: Buffer) => {
      if (chunk.toString().includes('Waiting')) child.process.kill('SIGINT');
    });
    const ended = await child.ended;
    await server.close();
    expect(ended.exit).toBe(130);
    expect(ended.stderr.replaceAll(/\s+/g, ' ')).toContain('may have been stored');
    expect(ended.stderr).not.toContain('Nothing was changed');
  });
});
