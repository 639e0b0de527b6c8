import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { adminRoutes } from './admin.ts';
import { ADMIN_PREFIX, answer, PLIVO_PREFIX, VOCOBASE_PREFIX } from './answer.ts';
import { DEMO_AGENT_ID, DEMO_API_KEY, DEMO_TO_NUMBER, offeredIn } from './demo.ts';
import { readTarget, refuseForeign } from './http/guard.ts';
import { failure, type Reply } from './http/reply.ts';
import { createRequestLog, type RequestLogEntry } from './http/request-log.ts';
import { isScenarioName, type ScenarioName, scenarios } from './scenarios.ts';
import { worldOf } from './world/scenario-worlds.ts';
import { createStore, type Store } from './world/state-file.ts';
import type { World } from './world/world.ts';

export { type Scenario, scenarios } from './scenarios.ts';
export { StateFileError } from './world/state-file.ts';

const LOOPBACK = '127.0.0.1';
const BODY_LIMIT = 1024 * 1024;

/** How to start a sandbox: its port, its state, and how it behaves. */
export interface SandboxOptions {
  /** 0, the default, is any free port. */
  port?: number;
  /**
   * Absent: the scenario of the state file, else `default`. Another scenario than that of the state
   * file starts the file over.
   */
  scenario?: string;
  /** The path of the state file; null or absent keeps the state in memory. */
  stateFile?: string | null;
  /** What to do with a damaged state file: refuse it, or set it aside (the default). */
  damagedStateFile?: 'refuse' | 'set-aside';
  /** Called with the path that a damaged state file was moved to. */
  onSetAside?: (path: string) => void;
  /** Enforce the documented 60 and 10 requests a minute. */
  enforceLimits?: boolean;
  /** Milliseconds before each answer. Absent: as the scenario says. */
  latencyMs?: number;
  /** The clock of calls and limits, in milliseconds since 1970. */
  now?: () => number;
  /** How long a call stays in each live status. Absent: 1, 3, and 5 seconds (U25). */
  secondsPerStep?: number;
}

/** A running sandbox. The credentials are those that the user has in its scenario. */
export interface Sandbox {
  readonly vocobaseBaseUrl: string;
  readonly plivoBaseUrl: string;
  readonly port: number;
  readonly apiKey: string;
  readonly authId: string;
  readonly authToken: string;
  readonly fromNumber: string;
  /** A destination that answers. */
  readonly toNumber: string;
  readonly agentId: string;
  readonly scenario: string;
  /** The requests to this process so far. */
  requests(): RequestLogEntry[];
  /** The live state. A test can change it, and the next request uses the change. */
  world(): World;
  /** Starts the scenario over and forgets the requests. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Starts the sandbox, a server of both APIs on loopback.
 * @throws RangeError when there is no such scenario; system errors of the port and the state file
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const asked = options.scenario === undefined ? null : knownScenario(options.scenario);
  const now = options.now ?? Date.now;
  const log = createRequestLog();

  const pace = (world: World) => {
    const seconds = options.secondsPerStep;
    if (seconds === undefined) return;
    world.choices.callSeconds = { pending: seconds, ringing: seconds, in_progress: seconds };
  };
  const begin = (scenario: ScenarioName): World => {
    const world = worldOf(scenario, now());
    pace(world);
    return world;
  };
  const restart = (world: World, scenario: ScenarioName) => {
    Object.assign(world, begin(scenario));
    log.clear();
  };
  const store = await createStore({
    file: options.stateFile ?? null,
    onDamaged: options.damagedStateFile ?? 'set-aside',
    onSetAside: options.onSetAside,
    begin: () => begin(asked ?? 'default'),
    resume: (world) => {
      if (asked && world.scenario !== asked) restart(world, asked);
      else pace(world);
    },
  });

  const answerOptions = {
    adminRoutes: adminRoutes({ log, restart }),
    enforceLimits: options.enforceLimits ?? false,
  };
  const closing = new AbortController();
  const server = createServer((incoming, outgoing) => {
    serve(incoming, outgoing).catch((fault: unknown) => {
      // The client has gone, or the server is closing.
      if (outgoing.destroyed || closing.signal.aborted) outgoing.destroy();
      else send(outgoing, failure(500, 'INTERNAL_ERROR', `A bug of the sandbox: ${fault}`));
    });
  });

  async function serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const foreign = refuseForeign(incoming.headers);
    if (foreign) return send(outgoing, foreign);
    const target = readTarget(incoming.url ?? '');
    if (!target)
      return send(outgoing, failure(400, 'VALIDATION_ERROR', 'Malformed request target'));
    const method = incoming.method ?? 'GET';
    const received = await readBody(incoming);
    // Real clients send a body with a GET: Plivo's SDK sends an empty JSON text.
    const rawBody = method === 'GET' || method === 'HEAD' ? '' : received;
    const request = {
      ...target,
      method,
      authorization: incoming.headers.authorization,
      rawBody: rawBody ?? '',
    };
    const isAdmin = target.path.startsWith(`${ADMIN_PREFIX}/`);
    const latency = isAdmin ? 0 : (options.latencyMs ?? store.world().faults.latencyMs);
    if (latency > 0) await sleep(latency, undefined, { signal: closing.signal });
    const reply =
      rawBody === null
        ? failure(413, 'VALIDATION_ERROR', 'The request body is too large')
        : await store.update((world) => answer(world, request, now(), answerOptions));
    if (!isAdmin) {
      const status = reply.kind === 'cut' ? null : reply.status;
      const at = new Date(now()).toISOString();
      log.add({ at, method, path: incoming.url ?? '', status }, request.rawBody);
    }
    send(outgoing, reply);
  }

  await listen(server, options.port ?? 0);
  const { port } = server.address() as AddressInfo;
  return describe(store, port, {
    requests: log.entries,
    reset: () => store.update((world) => restart(world, knownScenario(world.scenario))),
    close: async () => {
      closing.abort();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  });
}

function describe(
  store: Store,
  port: number,
  actions: Pick<Sandbox, 'requests' | 'reset' | 'close'>,
): Sandbox {
  const offered = () => offeredIn(store.world().scenario);
  return {
    ...actions,
    vocobaseBaseUrl: `http://${LOOPBACK}:${port}${VOCOBASE_PREFIX}`,
    plivoBaseUrl: `http://${LOOPBACK}:${port}${PLIVO_PREFIX}`,
    port,
    apiKey: DEMO_API_KEY,
    get authId() {
      return offered().authId;
    },
    get authToken() {
      return offered().authToken;
    },
    toNumber: DEMO_TO_NUMBER,
    get fromNumber() {
      return offered().fromNumber;
    },
    agentId: DEMO_AGENT_ID,
    get scenario() {
      return store.world().scenario;
    },
    world: store.world,
  };
}

function knownScenario(name: string): ScenarioName {
  if (isScenarioName(name)) return name;
  const names = scenarios.map((scenario) => scenario.name).join(', ');
  throw new RangeError(`There is no scenario ${name}. There are: ${names}`);
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, LOOPBACK, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

/** The body as text, or null if it is larger than BODY_LIMIT. */
async function readBody(incoming: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming) {
    size += chunk.length;
    if (size <= BODY_LIMIT) chunks.push(chunk);
  }
  return size > BODY_LIMIT ? null : Buffer.concat(chunks).toString('utf8');
}

function send(outgoing: ServerResponse, reply: Reply): void {
  if (reply.kind === 'cut') {
    outgoing.socket?.resetAndDestroy();
    return;
  }
  const body = reply.kind === 'json' ? JSON.stringify(reply.body) : reply.text;
  const type = reply.kind === 'json' ? 'application/json' : 'text/plain; charset=utf-8';
  outgoing.writeHead(reply.status, {
    'content-type': type,
    'x-request-id': randomUUID(),
    ...reply.headers,
    'content-length': Buffer.byteLength(body),
  });
  outgoing.end(body);
}
