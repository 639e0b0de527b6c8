import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, describe, test } from 'vitest';
import { environment } from '../../support/child.ts';
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
  type Fault,
  html,
  nothing,
  redirect,
  reset,
  silence,
  slowBody,
  status,
  truncated,
  wrongTypes,
} from '../../support/faults.ts';
import { type Ran, removeFolders, runPlivo } from '../../support/run.ts';

afterAll(removeFolders);

const commands = {
  setup: ['setup', '--from-number', madeUp.fromNumber],
  create: ['connections', 'create', '--name', 'Sales', '--from-number', madeUp.fromNumber],
  rotate: ['credentials', 'rotate', '--yes'],
  sync: ['numbers', 'sync'],
  call: ['call', 'test', '--to', madeUp.destination, '--agent', madeUp.agentId, '--yes'],
} as const;

type Name = keyof typeof commands;

const writes: Readonly<Record<Name, string>> = {
  setup: 'PUT /config/telephony/:provider',
  create: 'POST /telephony/connections',
  rotate: 'PUT /config/telephony/:provider',
  sync: 'POST /phone-numbers/sync',
  call: 'POST /calls/start',
};

async function worldFor(name: Name): Promise<FaultServer> {
  const needsOne = name === 'rotate' || name === 'sync' || name === 'call';
  const before = (world: World) => {
    if (needsOne) storeConnection(world);
  };
  return startFaultServer(before);
}

function run(name: Name, server: FaultServer, more: readonly string[] = []): Promise<Ran> {
  return runPlivo([...commands[name], '--json', '--timeout', '0.5', ...more], {
    env: environment(server),
  });
}

interface Report {
  readonly code: string;
  readonly exit_code: number;
  readonly message: string;
  readonly hints: unknown[];
  readonly commands: string[];
  readonly docs_url: unknown;
  readonly retryable: boolean;
  readonly origin: string;
  readonly http: unknown;
  readonly details: object;
}

const cases: readonly (readonly [Name, fault: string, Fault, expected: string])[] = [
  ['setup', '401', status(401), 'PLIVO_UNAUTHORIZED 4'],
  ['setup', 'no answer', silence, 'TIMEOUT 3'],
  ['setup', 'a body that never ends', slowBody, 'TIMEOUT 3'],
  ['setup', 'a web page', html, 'UNEXPECTED_RESPONSE 1'],
  ['create', '422', status(422), 'VALIDATION_ERROR 2'],
  ['create', 'a reset', reset, 'OUTCOME_UNKNOWN 3'],
  ['create', 'no answer', silence, 'OUTCOME_UNKNOWN 3'],
  ['create', 'a reset after acting', acting(reset), 'done 0'],
  ['create', 'no answer after acting', acting(silence), 'done 0'],
  ['create', 'half a body', truncated, 'done 0'],
  ['rotate', '403', status(403), 'FORBIDDEN 5'],
  ['rotate', 'an empty body', empty, 'UNEXPECTED_RESPONSE 1'],
  ['rotate', 'null', nothing, 'UNEXPECTED_RESPONSE 1'],
  ['sync', '404', status(404), 'ENDPOINT_NOT_AVAILABLE 6'],
  ['sync', 'half a document', cutOff, 'UNEXPECTED_RESPONSE 1'],
  ['call', '503', status(503), 'OUTCOME_UNKNOWN 3'],
  ['call', 'a reset after acting', acting(reset), 'done 0'],
  ['call', 'wrong types', wrongTypes, 'done 0'],
];

describe('the built program', () => {
  test.concurrent.for(cases)(
    '%s survives %s at its write',
    async ([name, , fault, expected], { expect }) => {
      const server = await worldFor(name);
      server.fault(writes[name], fault);
      const more = name === 'call' ? ['--poll-interval', '0.05'] : [];
      const ran = await run(name, server, more);
      await server.close();
      const { world, hits } = server;
      const posts = hits.filter((hit) => hit.key === writes[name] && hit.method === 'POST');
      expect(world.connections.length).toBeLessThanOrEqual(1);
      expect(world.calls.length).toBeLessThanOrEqual(1);
      expect(posts.length).toBeLessThanOrEqual(1);
      expect(ran.stderr).not.toMatch(/\n\s+at /);
      if (ran.exit === 0) {
        expect(`done ${ran.exit}`, ran.stdout).toBe(expected);
        ran.json();
        return;
      }
      expect(ran.stdout).toBe('');
      const error = ran.error<Record<string, unknown>>() as unknown as Report;
      expect(`${error.code} ${ran.exit}`, error.message).toBe(expected);
      expect(error.exit_code).toBe(ran.exit);
      expect(Object.keys(error).sort()).toEqual(
        [
          ...['code', 'commands', 'details', 'docs_url', 'exit_code', 'hints'],
          ...['http', 'message', 'origin', 'retryable'],
        ].sort(),
      );
    },
  );

  const redirects = (Object.keys(commands) as Name[]).flatMap((name) =>
    [301, 302, 303, 307, 308].map((code) => ({ name, code })),
  );
  test.concurrent.for(redirects)(
    '$name follows no redirect ($code): the other server receives nothing',
    async ({ name, code }, { expect }) => {
      const elsewhere = await listener();
      const server = await worldFor(name);
      server.fault(writes[name], redirect(`${elsewhere.url}/steal`, code));
      const ran = await run(name, server);
      await server.close();
      elsewhere.close();
      // A server may have created something before it sent the client elsewhere.
      const creates = writes[name] === writes.create || writes[name] === writes.call;
      expect(`${ran.error().code} ${ran.exit}`).toBe(
        creates ? 'OUTCOME_UNKNOWN 3' : 'UNEXPECTED_REDIRECT 1',
      );
      expect(ran.stderr).toContain(elsewhere.url);
      expect(elsewhere.heard()).toBe(0);
      expect(server.hits.filter((hit) => hit.key === writes[name])).toHaveLength(1);
    },
  );
});

/** A server that only counts what reaches it. */
async function listener() {
  let heard = 0;
  const server = createServer((_request, response) => {
    heard += 1;
    response.end('{}');
  });
  server.on('connection', () => {
    heard += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    close: () => server.close(),
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    heard: () => heard,
  };
}
