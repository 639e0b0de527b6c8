import { afterAll, describe, expect, test } from 'vitest';
import { environment, startPlivo } from '../../support/child.ts';
import {
  madeUp,
  startFaultServer,
  storeConnection,
  type World,
} from '../../support/fault-server.ts';
import { status } from '../../support/faults.ts';
import { removeFolders } from '../../support/run.ts';

afterAll(removeFolders);

const number = madeUp.fromNumber;
const create = ['connections', 'create', '--name', 'Sales', '--from-number', number];

const cases: readonly {
  name: string;
  args: readonly string[];
  before?: (world: World) => void;
  readsBack: string;
  nth: number;
  heading: string;
}[] = [
  {
    name: 'numbers update',
    args: ['numbers', 'update', number, '--activate'],
    before: storeConnection,
    readsBack: 'GET /phone-numbers',
    nth: 2,
    heading: `${number} updated`,
  },
  {
    name: 'connections create',
    args: create,
    readsBack: 'GET /telephony/connections',
    nth: 2,
    heading: 'Connection created.',
  },
  {
    name: 'connections create --default',
    args: ['connections', 'create', '--default', '--from-number', number],
    readsBack: 'GET /config',
    nth: 2,
    heading: 'Connection created.',
  },
];

describe('a change has a check mark only if it was read back', () => {
  test.for(cases)('$name', async ({ args, before, readsBack, nth, heading }) => {
    for (const [fault, mark] of [
      [null, '✔ '],
      [status(403), ''],
    ] as const) {
      const server = await startFaultServer(before);
      if (fault !== null) server.fault(readsBack, fault, { from: nth });
      const child = await startPlivo([...args, '--no-json'], environment(server));
      const ended = await child.ended;
      await server.close();
      expect(ended.exit, ended.stderr).toBe(0);
      expect(ended.stdout.split('\n')[0]).toBe(`${mark}${heading}`);
    }
  });
});
