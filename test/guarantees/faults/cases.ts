import { testCall } from '../../../src/commands/call/test.ts';
import { createConnection } from '../../../src/commands/connections/create.ts';
import { rotateCredentials } from '../../../src/commands/credentials/rotate.ts';
import { syncConnectionNumbers } from '../../../src/commands/numbers/sync.ts';
import { setup } from '../../../src/commands/setup/setup.ts';
import { type Ended, runAction } from '../../support/context.ts';
import {
  type FaultServer,
  madeUp,
  startFaultServer,
  storeConnection,
  type World,
} from '../../support/fault-server.ts';
import {
  acting,
  cutOff,
  empty,
  extraMembers,
  type Fault,
  html,
  newWords,
  nothing,
  page,
  raw,
  redirect,
  refused,
  reset,
  silence,
  slowBody,
  status,
  truncated,
  wrongTypes,
} from '../../support/faults.ts';

/** What is typed, and the world that it is typed in. */
export interface Scene {
  readonly run: (server: FaultServer, timeoutMs: number) => Promise<Ended<unknown>>;
  readonly before: (world: World) => void;
}

const fromNumber = madeUp.fromNumber;
const withConnection = (world: World): void => {
  storeConnection(world);
};

const setupWith =
  (input: Parameters<typeof setup.run>[1]): Scene['run'] =>
  (server, timeoutMs) =>
    runAction(setup, { fromNumber, ...input }, server, { timeoutMs });

export const scenes = {
  setup: { before: () => {}, run: setupWith({}) },
  'setup --name': { before: () => {}, run: setupWith({ name: 'Sales' }) },
  'setup with everything': {
    before: () => {},
    run: setupWith({
      syncNumbers: true,
      voicemail: true,
      agent: madeUp.agentName,
      callTo: madeUp.destination,
    }),
  },
  'connections create': {
    before: () => {},
    run: (server, timeoutMs) =>
      runAction(createConnection, { provider: 'plivo', name: 'Sales', fromNumber }, server, {
        timeoutMs,
      }),
  },
  'connections create --default': {
    before: () => {},
    run: (server, timeoutMs) =>
      runAction(createConnection, { provider: 'plivo', default: true, fromNumber }, server, {
        timeoutMs,
      }),
  },
  'credentials rotate': {
    before: withConnection,
    run: (server, timeoutMs) =>
      runAction(rotateCredentials, { authToken: madeUp.newToken }, server, { timeoutMs }),
  },
  'numbers sync': {
    before: withConnection,
    run: (server, timeoutMs) =>
      runAction(syncConnectionNumbers, { provider: 'plivo' }, server, { timeoutMs }),
  },
  'call test': {
    before: withConnection,
    run: (server, timeoutMs) =>
      runAction(testCall, { to: madeUp.destination, agent: madeUp.agentName }, server, {
        timeoutMs,
      }),
  },
} as const satisfies Readonly<Record<string, Scene>>;

export type SceneName = keyof typeof scenes;

/** Milliseconds: a timeout that is to happen, and one that is not, even on a slow machine. */
const short = 300;
const long = 20_000;

/** What may happen to any request. The server did not act where it says nothing of acting. */
const anyFaults = {
  '401': status(401),
  '403': status(403),
  '404': status(404),
  '409': status(409),
  '422': status(422),
  '429': status(429),
  '429 Retry-After': status(429, {}, { 'retry-after': '7' }),
  '500': status(500),
  '502': raw(502, page, { 'content-type': 'text/html' }),
  '503': status(503),
  '504': status(504),
  refused,
  reset,
  timeout: silence,
  'slow body': slowBody,
  'truncated body': truncated,
  'cut-off JSON': cutOff,
  'HTML 200': html,
  'empty 200': empty,
  'null 200': nothing,
  'wrong types': wrongTypes,
  'new words': newWords,
  'extra members': extraMembers,
  redirect: redirect('http://elsewhere.invalid/'),
} as const satisfies Readonly<Record<string, Fault>>;

/** What makes a difference for writes only: the same after the server acted. */
const actedFaults = {
  '500, acted': acting(status(500)),
  '504, acted': acting(status(504)),
  'reset, acted': acting(reset),
  'timeout, acted': acting(silence),
  'HTML 200, acted': acting(html),
  'empty 200, acted': acting(empty),
  'null 200, acted': acting(nothing),
} as const satisfies Readonly<Record<string, Fault>>;

/** Only the first hit goes wrong, and the API is healthy again. */
export const passingFaults = {
  '429': anyFaults['429'],
  '500': anyFaults['500'],
  '503': anyFaults['503'],
  refused,
  reset,
  timeout: silence,
  'slow body': slowBody,
  'truncated body': truncated,
} as const satisfies Readonly<Record<string, Fault>>;

export type AnyFault = keyof typeof anyFaults;
export type ActedFault = keyof typeof actedFaults;
export type PassingFault = keyof typeof passingFaults;

export function faultsOf(key: string): Readonly<Record<string, Fault>> {
  return key.startsWith('GET') ? anyFaults : { ...anyFaults, ...actedFaults };
}

export interface Outcome {
  readonly server: FaultServer;
  readonly ended: Ended<unknown>;
}

/** Runs a scene in which one request goes wrong, from one of its hits on, for ever or so often. */
export async function meet(
  scene: Scene,
  key: string,
  fault: Fault,
  options: { from?: number; times?: number } = {},
): Promise<Outcome> {
  const server = await startFaultServer(scene.before);
  try {
    server.fault(key, fault, options);
    const ended = await scene.run(server, fault.hangs ? short : long);
    return { server, ended };
  } finally {
    await server.close();
  }
}

/** `done 0`, `ready 0`, `incomplete 20`, `UNAUTHORIZED 4` … */
export function inShort({ ended }: Outcome): string {
  const { result, error, exit } = ended;
  return `${error?.code ?? statusOf(result) ?? 'done'} ${exit}`;
}

/** The status of a result, or of the call that a result is about. */
function statusOf(result: unknown): unknown {
  if (typeof result !== 'object' || result === null) return undefined;
  if ('status' in result) return result.status;
  return 'call' in result ? statusOf(result.call) : undefined;
}
