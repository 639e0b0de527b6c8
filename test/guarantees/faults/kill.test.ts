import { afterAll, describe, test } from 'vitest';
import { environment, startPlivo } from '../../support/child.ts';
import {
  madeUp,
  startFaultServer,
  storeConnection,
  type World,
} from '../../support/fault-server.ts';
import { removeFolders } from '../../support/run.ts';

afterAll(removeFolders);

interface Flow {
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly before?: (world: World) => void;
  /** How many requests it makes, so that it can be killed at each of them. */
  readonly requests: number;
}

const fromNumber = ['--from-number', madeUp.fromNumber];

const flows: Readonly<Record<string, Flow>> = {
  setup: { args: ['setup', ...fromNumber], requests: 7 },
  'setup --name': { args: ['setup', ...fromNumber, '--name', 'Sales'], requests: 6 },
  'setup --sync-numbers --voicemail': {
    args: ['setup', ...fromNumber, '--sync-numbers', '--voicemail', '--agent', madeUp.agentName],
    requests: 13,
  },
  'connections create': {
    args: ['connections', 'create', '--name', 'Sales', ...fromNumber],
    requests: 5,
  },
  'credentials rotate': {
    args: ['credentials', 'rotate', '--yes'],
    env: { PLIVO_AUTH_TOKEN: madeUp.newToken },
    before: (world) => {
      storeConnection(world);
    },
    requests: 6,
  },
  'numbers sync': {
    args: ['numbers', 'sync'],
    before: (world) => {
      storeConnection(world);
    },
    requests: 4,
  },
};

/** All that a run leaves behind, without the ids that differ from world to world. */
function state(world: World) {
  return {
    connections: world.connections.map(({ id: _, ...rest }) => rest),
    numbers: world.numbers.map(({ phone_number }) => phone_number),
    agents: world.agents,
    calls: world.calls.length,
  };
}

async function run(flow: Flow, env: Record<string, string>) {
  const child = await startPlivo(flow.args, { ...env, ...flow.env });
  return child.ended;
}

const kills = Object.entries(flows).flatMap(([name, flow]) =>
  Array.from({ length: flow.requests }, (_, index) => ({ name, flow, nth: index + 1 })),
);

describe('killed between two requests and run again', () => {
  test.concurrent.for(Object.entries(flows))(
    '%s sends as many requests as there are points to kill it',
    async ([, flow], { expect }) => {
      const server = await startFaultServer(flow.before);
      const ended = await run(flow, environment(server));
      await server.close();
      expect(ended.exit, ended.stderr).toBe(0);
      expect(server.asked()).toHaveLength(flow.requests);
    },
  );

  test.concurrent.for(kills)(
    '$name, killed after request $nth was carried out, ends in the same state',
    async ({ flow, nth }, { expect }) => {
      const healthy = await startFaultServer(flow.before);
      await run(flow, environment(healthy));
      await healthy.close();

      const server = await startFaultServer(flow.before);
      const held = server.holdAt(nth);
      const child = await startPlivo(flow.args, { ...environment(server), ...flow.env });
      await held;
      child.process.kill('SIGKILL');
      expect((await child.ended).signal).toBe('SIGKILL');
      const again = await run(flow, {
        ...environment(server),
        VOCOBASE_CONFIG_DIR: child.folder,
      });
      await server.close();
      expect(again.exit, again.stderr).toBe(0);
      expect(state(server.world)).toEqual(state(healthy.world));
    },
  );
});
