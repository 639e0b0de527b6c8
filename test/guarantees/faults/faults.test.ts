import { test } from 'vitest';
import { errorDocument } from '../../../src/cli/report.ts';
import { createMasker } from '../../../src/domain/text/mask.ts';
import { madeUp } from '../../support/fault-server.ts';
import { faultsOf, inShort, meet, type Outcome, type SceneName, scenes } from './cases.ts';
import { always, alwaysOfWrite, creating, repeatable, required } from './expected.ts';

interface Target {
  readonly scene: SceneName;
  /** The request that goes wrong, from its nth hit on. */
  readonly key: string;
  readonly from?: number;
  readonly expected: Readonly<Record<string, string>>;
}

/** The key was accepted before, so a 401 is about the credentials in the request. */
const credentialsRefused = { '401': 'PLIVO_UNAUTHORIZED 4' } as const;

const targets: readonly Target[] = [
  {
    scene: 'setup',
    key: 'GET /config',
    // What the reply leaves out is not a no: the connection list confirms the write.
    expected: { ...required('ready 0'), 'wrong types': 'ready 0' },
  },
  {
    scene: 'setup',
    key: 'GET plivo:/',
    expected: { ...always('ready 0'), '401': 'PLIVO_UNAUTHORIZED 4' },
  },
  {
    scene: 'setup',
    key: 'GET plivo:/Number/:number/',
    expected: {
      ...always('ready 0'),
      '401': 'PLIVO_UNAUTHORIZED 4',
      '404': 'PLIVO_NUMBER_NOT_OWNED 6',
    },
  },
  { scene: 'setup', key: 'GET /telephony/connections', expected: always('ready 0') },
  {
    scene: 'setup',
    key: 'PUT /config/telephony/:provider',
    expected: { ...repeatable('ready 0'), ...credentialsRefused },
  },
  {
    scene: 'setup',
    key: 'GET /config',
    from: 2,
    expected: {
      ...always('incomplete 20'),
      'wrong types': 'ready 0',
      'new words': 'ready 0',
      'extra members': 'ready 0',
    },
  },
  { scene: 'setup', key: 'GET /telephony/connections', from: 2, expected: always('ready 0') },
  {
    scene: 'setup --name',
    key: 'GET /telephony/connections',
    // No connection was there, so the first list holds no wrong types; the second does.
    expected: {
      ...required('ready 0'),
      'wrong types': 'incomplete 20',
    },
  },
  {
    scene: 'setup --name',
    key: 'POST /telephony/connections',
    expected: { ...creating('ready 0'), ...credentialsRefused },
  },
  {
    scene: 'setup --name',
    key: 'GET /telephony/connections',
    from: 2,
    expected: { ...always('incomplete 20'), 'new words': 'ready 0', 'extra members': 'ready 0' },
  },
  {
    scene: 'setup with everything',
    key: 'POST /phone-numbers/sync',
    expected: {
      ...alwaysOfWrite('incomplete 20'),
      'wrong types': 'ready 0',
      'new words': 'ready 0',
      'extra members': 'ready 0',
    },
  },
  { scene: 'setup with everything', key: 'GET /phone-numbers', expected: always('ready 0') },
  { scene: 'setup with everything', key: 'GET plivo:/Number/', expected: always('ready 0') },
  {
    scene: 'setup with everything',
    // Looked up before anything is written.
    key: 'GET /agent',
    expected: required('ready 0'),
  },
  {
    scene: 'setup with everything',
    key: 'PUT /agent/:id',
    expected: {
      ...alwaysOfWrite('incomplete 20'),
      // An answer that does not show the agent is read back.
      'wrong types': 'ready 0',
      'new words': 'ready 0',
      'extra members': 'ready 0',
    },
  },
  {
    scene: 'setup with everything',
    key: 'POST /calls/start',
    expected: Object.fromEntries(
      Object.entries(creating('ready 0')).map(([fault, outcome]) => [
        fault,
        outcome === 'ready 0' ? outcome : 'incomplete 20',
      ]),
    ),
  },
  {
    scene: 'setup with everything',
    key: 'GET /calls/:id',
    expected: {
      ...always('incomplete 20'),
      'new words': 'incomplete 21',
      'extra members': 'ready 0',
    },
  },
  {
    scene: 'connections create',
    key: 'GET /telephony/connections',
    expected: {
      ...required('done 0'),
      'wrong types': 'done 0',
      'new words': 'done 0',
    },
  },
  {
    scene: 'connections create',
    key: 'POST /telephony/connections',
    expected: creating('done 0'),
  },
  {
    scene: 'connections create',
    key: 'GET /telephony/connections',
    from: 2,
    expected: always('done 0'),
  },
  {
    scene: 'connections create --default',
    key: 'PUT /config/telephony/:provider',
    expected: { ...repeatable('done 0'), ...credentialsRefused },
  },
  {
    scene: 'credentials rotate',
    key: 'GET /config',
    // The connection list shows what an unreadable part of the reply leaves open.
    expected: { ...required('done 0'), 'wrong types': 'done 0' },
  },
  {
    scene: 'credentials rotate',
    key: 'GET plivo:/',
    expected: { ...always('done 0'), '401': 'PLIVO_UNAUTHORIZED 4' },
  },
  {
    scene: 'credentials rotate',
    key: 'PUT /config/telephony/:provider',
    expected: { ...repeatable('done 0'), ...credentialsRefused },
  },
  {
    scene: 'credentials rotate',
    key: 'GET /config',
    from: 2,
    // Exit 2 would say that nothing was written.
    expected: {
      ...required('done 0'),
      '422': 'UNEXPECTED_RESPONSE 1',
      // The connection list confirms it.
      'wrong types': 'done 0',
    },
  },
  {
    scene: 'numbers sync',
    key: 'GET /telephony/connections',
    // Without the list the API is left to choose, unless it does not answer or does not let us.
    expected: {
      ...required('done 0'),
      ...without('done 0'),
    },
  },
  {
    scene: 'numbers sync',
    key: 'POST /phone-numbers/sync',
    expected: { ...repeatable('done 0'), '404': 'ENDPOINT_NOT_AVAILABLE 6' },
  },
  { scene: 'numbers sync', key: 'GET /phone-numbers', expected: always('done 0') },
  {
    scene: 'call test',
    key: 'GET /telephony/connections',
    expected: { ...required('completed 0'), ...without('completed 0') },
  },
  { scene: 'call test', key: 'GET /agent', expected: required('completed 0') },
  { scene: 'call test', key: 'POST /calls/start', expected: creating('completed 0') },
  {
    scene: 'call test',
    key: 'GET /calls/:id',
    expected: {
      ...required('completed 0'),
      '422': 'UNEXPECTED_RESPONSE 1',
      'new words': 'warming_up 8',
    },
  },
];

/** The faults in which the API answers, and only the list is missing. */
function without(outcome: string): Record<string, string> {
  const missing = ['403', '404', '409', '422', '500', '502', '503', '504', 'cut-off JSON'];
  const unreadable = ['HTML 200', 'empty 200', 'null 200', 'wrong types'];
  return Object.fromEntries([...missing, ...unreadable].map((fault) => [fault, outcome]));
}

const secrets = [madeUp.apiKey, madeUp.authToken, madeUp.newToken];
const masker = createMasker(() => []);

const named = targets.map((target) => ({ ...target, hit: target.from ?? 1 }));

test.concurrent.for(named)(
  '$scene: when $key fails from hit $hit on, nothing is done twice and the code is proven',
  { timeout: 60_000 },
  async ({ scene, key, hit, expected }, { expect }) => {
    const outcomes = await meetEach(scene, key, hit);
    const ends = outcomes.map(([name, one]) => [name, inShort(one)]);
    expect(Object.fromEntries(ends)).toEqual(expected);
    for (const [name, outcome] of outcomes) {
      const said = `${name}: ${outcome.ended.error?.message}`;
      expect(broken(outcome, scene, key, name), said).toEqual([]);
    }
  },
);

/** One after the other, and those that end by a timeout at the same time. */
async function meetEach(
  scene: SceneName,
  key: string,
  from: number,
): Promise<readonly (readonly [fault: string, outcome: Outcome])[]> {
  const faults = Object.entries(faultsOf(key));
  const play = async ([name, fault]: (typeof faults)[number]) =>
    [name, await meet(scenes[scene], key, fault, { from })] as const;
  const waiting = Promise.all(faults.filter(([, { hangs }]) => hangs).map(play));
  const quick: (readonly [string, Outcome])[] = [];
  for (const one of faults.filter(([, { hangs }]) => !hangs)) quick.push(await play(one));
  return [...quick, ...(await waiting)];
}

/** The promises that hold whatever happens; each one that does not is named. */
function broken(
  { server, ended }: Outcome,
  scene: SceneName,
  key: string,
  fault: string,
): string[] {
  const { world } = server;
  const shown = JSON.stringify([
    ended.said,
    ended.result,
    ended.error && errorDocument(ended.error, { program: 'plivo', sandbox: null }, masker),
  ]);
  const message = ended.error?.message ?? '';
  const acted = server.hits.some((hit) => hit.key === key && hit.acted && !key.startsWith('GET'));
  const promises: [string, boolean][] = [
    ['it is no fault of ours', ended.error?.code !== 'INTERNAL'],
    ['at most one connection was created', world.connections.length <= 1],
    ['at most one call was started', world.calls.length <= 1],
    ['no secret is shown', secrets.every((secret) => !shown.includes(secret))],
    ['no stack is shown', !/\n\s+at /.test(shown)],
    // After a write that took effect an error says so, or says that it may have.
    [
      'the error tells the truth about the write',
      !acted || ended.error === null || /may have been|Vocobase took/.test(message),
    ],
    [
      'what is said not to be seen is not there',
      ended.error?.details.known !== 'not-seen' ||
        (key.includes('calls') ? world.calls : world.connections).length === 0,
    ],
    [
      'exit 2 means that nothing was written',
      ended.exit !== 2 || server.hits.every(({ method, acted }) => method === 'GET' || !acted),
    ],
    ['a success is one', ended.exit !== 0 || holds(scene, world)],
    [
      'Retry-After is kept',
      fault !== '429 Retry-After' ||
        ended.slept.every((one) => one !== 500) ||
        scene.includes('setup'),
    ],
  ];
  return promises.filter(([, kept]) => !kept).map(([promise]) => promise);
}

function holds(scene: SceneName, world: Outcome['server']['world']): boolean {
  const [connection] = world.connections;
  switch (scene) {
    case 'credentials rotate':
      return connection?.token === madeUp.newToken;
    case 'numbers sync':
      return world.numbers.length === 3;
    case 'call test':
      return world.calls.length === 1;
    case 'setup with everything':
      return connection?.token === madeUp.authToken && world.calls.length === 1;
    default:
      return connection?.token === madeUp.authToken && connection.from_number === madeUp.fromNumber;
  }
}
