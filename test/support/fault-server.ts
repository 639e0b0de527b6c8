import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Fault } from './faults.ts';

/**
 * A double of both APIs for tests of what goes wrong. It shares nothing with the sandbox, on
 * purpose: two readings of the documentation that disagree show a mistake in one of them.
 */
export interface FaultServer {
  readonly vocobaseUrl: string;
  readonly plivoUrl: string;
  readonly world: World;
  /** Every request that arrived, in order. */
  readonly hits: readonly Hit[];
  /** `PUT /config/telephony/:provider`, in order. */
  asked(): readonly string[];
  /**
   * Makes a request go wrong. `key` is a route (`GET /config`) or `*` for all, `from` the first of
   * its hits that is met (1), `times` how many are.
   */
  fault(key: string, fault: Fault, options?: { from?: number; times?: number }): void;
  /** Carries out the nth request of all and never answers it; resolves when that is done. */
  holdAt(nth: number): Promise<Hit>;
  /** In the same process: opens or closes the port, as the next try of this request is to find it. */
  prepare(method: string, url: string): Promise<void>;
  close(): Promise<void>;
}

export interface Hit {
  readonly key: string;
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  /** True if the world was told to act on it. */
  readonly acted: boolean;
}

export interface World {
  apiKey: string;
  authId: string;
  /** The tokens that Plivo accepts. */
  tokens: Set<string>;
  partner: Record<string, unknown> & { allowed_telephony_providers: string[] };
  /** What Plivo rents out to the account: digits to whether it has Voice. */
  carrierNumbers: Map<string, boolean>;
  connections: StoredConnection[];
  numbers: StoredNumber[];
  agents: Record<string, unknown>[];
  calls: StoredCall[];
  /** The statuses that a call goes through, one a look. */
  callStory: string[];
  slots: { limit: number; active: number };
  now(): Date;
}

export interface StoredConnection {
  id: string;
  provider: string;
  name: string;
  status: string;
  is_default: boolean;
  from_number: string | null;
  /** As it was sent last. */
  token: string | null;
}

export interface StoredNumber {
  id: string;
  phone_number: string;
  connection: string;
}

export interface StoredCall {
  id: string;
  agent_id: unknown;
  to_number: unknown;
  created_at: string;
  looks: number;
}

interface Asked {
  readonly params: readonly string[];
  readonly query: URLSearchParams;
  readonly body: Record<string, unknown>;
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly text?: string;
}

export const madeUp = {
  apiKey: 'rg_live_faultServerMadeUpKey0001',
  authId: 'MAFAULTFAULTFAULT001',
  authToken: 'faultToken'.repeat(4),
  newToken: 'freshToken'.repeat(4),
  fromNumber: '+14155550100',
  agentId: 'a1b2c3d4-e5f6-4890-abcd-ef1234567890',
  agentName: 'Fault Agent',
  destination: '+14155550142',
} as const;

export async function startFaultServer(change: (world: World) => void = () => {}) {
  const world = newWorld();
  change(world);
  const hits: Hit[] = [];
  const seen = new Map<string, number>();
  const faults: { key: string; fault: Fault; from: number; to: number }[] = [];
  let hold: { nth: number; reached: (hit: Hit) => void } | null = null;

  const faultFor = (key: string, nth: number): Fault | null =>
    faults.findLast((one) => [key, '*'].includes(one.key) && nth >= one.from && nth <= one.to)
      ?.fault ?? null;

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('error', () => {});
    response.on('error', () => {});
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const method = request.method ?? '';
      const url = new URL(request.url ?? '', 'http://double');
      const route = find(method, url.pathname);
      const nth = (seen.get(route.key) ?? 0) + 1;
      seen.set(route.key, nth);
      const text = Buffer.concat(chunks).toString('utf8');
      const fault = faultFor(route.key, nth);
      const acts = fault === null || fault.acts;
      const hit: Hit = {
        key: route.key,
        method,
        url: request.url ?? '',
        headers: request.headers,
        body: text,
        acted: acts,
      };
      hits.push(hit);
      const asked = { params: route.params, query: url.searchParams, body: parse(text) };
      const answer: Answer = acts
        ? (refuse(world, request, route.key) ?? route.act(world, asked))
        : { status: 200, body: null };
      if (hold !== null && hits.length === hold.nth) {
        hold.reached(hit);
        return;
      }
      if (fault === null) send(response, answer);
      else fault.play({ request, response, answer, text, send: (other) => send(response, other) });
    });
  });
  // Each request has a connection of its own, so that a closed port is met at once.
  server.keepAliveTimeout = 1;
  server.on('request', (_request, response) => response.setHeader('connection', 'close'));
  await listen(server, 0);
  const { port } = server.address() as AddressInfo;

  const made: FaultServer = {
    vocobaseUrl: `http://127.0.0.1:${port}/api/v2`,
    plivoUrl: `http://127.0.0.1:${port}/v1`,
    world,
    hits,
    asked: () => hits.map(({ key }) => key),
    fault: (key, fault, { from = 1, times = Number.POSITIVE_INFINITY } = {}) => {
      if (key !== '*' && !routes.some(([method, pattern]) => `${method} ${pattern}` === key)) {
        throw new Error(`the double has no route ${key}`);
      }
      faults.push({ key, fault, from, to: from + times - 1 });
    },
    holdAt: (nth) =>
      new Promise((resolve) => {
        hold = {
          nth,
          reached: (hit) => {
            hold = null;
            resolve(hit);
          },
        };
      }),
    async prepare(method, address) {
      const { key } = find(method, new URL(address).pathname);
      const nth = (seen.get(key) ?? 0) + 1;
      const closed = faultFor(key, nth)?.refused === true;
      if (closed) seen.set(key, nth);
      if (closed && server.listening) await shut(server);
      else if (!closed && !server.listening) await listen(server, port);
    },
    close: () => shut(server),
  };
  return made;
}

function newWorld(): World {
  return {
    apiKey: madeUp.apiKey,
    authId: madeUp.authId,
    tokens: new Set<string>([madeUp.authToken, madeUp.newToken]),
    partner: {
      name: 'double',
      display_name: 'Double Ltd',
      agent_limit: 10,
      current_agent_count: 1,
      status: 'active',
      allowed_telephony_providers: ['twilio', 'plivo'],
    },
    carrierNumbers: new Map([
      ['14155550100', true],
      ['14155550101', true],
      ['14155550102', false],
    ]),
    connections: [],
    numbers: [],
    agents: [{ id: madeUp.agentId, agent_name: madeUp.agentName, agent_type: 'outbound' }],
    calls: [],
    callStory: ['pending', 'ringing', 'in_progress', 'completed'],
    slots: { limit: 5, active: 0 },
    now: () => new Date(),
  };
}

/** A connection that was there before the test. */
export function storeConnection(world: World, facts: Partial<StoredConnection> = {}): string {
  const id = uuid();
  const connection: StoredConnection = {
    id,
    provider: 'plivo',
    name: 'Plivo',
    status: 'ACTIVE',
    is_default: !world.connections.some((one) => one.provider === 'plivo' && one.is_default),
    from_number: madeUp.fromNumber,
    token: madeUp.authToken,
    ...facts,
  };
  world.connections.push(connection);
  if (connection.from_number !== null) importNumber(world, connection.from_number, id);
  return id;
}

type Act = (world: World, asked: Asked) => Answer;

const routes: readonly (readonly [method: string, pattern: string, act: Act])[] = [
  ['GET', '/config', (world) => ok(configOf(world))],
  ['PUT', '/config/telephony/:provider', putDefault],
  ['GET', '/telephony/connections', listConnections],
  ['POST', '/telephony/connections', createConnection],
  ['GET', '/phone-numbers', listNumbers],
  ['POST', '/phone-numbers/sync', syncNumbers],
  ['PUT', '/phone-numbers/:id', (world, { params }) => oneNumber(world, params[0])],
  ['POST', '/calls/start', startCall],
  ['GET', '/calls/concurrency', (world) => ok(slotsOf(world))],
  ['GET', '/calls/:id', lookAtCall],
  ['GET', '/calls', listCalls],
  ['GET', '/agent/voices', () => ok({ voices: [{ id: 'v1', name: 'Voice' }] })],
  ['GET', '/agent', (world) => ok({ agents: world.agents, total: world.agents.length })],
  ['POST', '/agent', createAgent],
  ['GET', '/agent/:id', (world, { params }) => oneAgent(world, params[0])],
  ['PUT', '/agent/:id', changeAgent],
  ['GET', 'plivo:/', (world) => plain(accountOf(world))],
  ['GET', 'plivo:/Number/', listCarrierNumbers],
  ['GET', 'plivo:/Number/:number/', oneCarrierNumber],
  [
    'GET',
    'plivo:/VerifiedCallerId/',
    () => plain({ api_id: 'double', meta: { total_count: 0 }, objects: [] }),
  ],
  ['GET', 'plivo:/Call/', () => plain({ api_id: 'double', meta: { total_count: 0 }, objects: [] })],
  ['GET', 'plivo:/PhoneNumber/Compliance/', () => plain({ meta: { total_count: 0 }, objects: [] })],
];

function find(method: string, path: string): { key: string; params: string[]; act: Act } {
  const plivo = /^\/v1\/Account\/[^/]+(\/.*)$/.exec(path);
  const place = plivo ? `plivo:${plivo[1]}` : path.replace(/^\/api\/v2/, '');
  for (const [routeMethod, pattern, act] of routes) {
    if (routeMethod !== method) continue;
    const shape = new RegExp(`^${pattern.replace(/:[a-z]+/g, '([^/]+)')}$`);
    const match = shape.exec(place);
    if (match)
      return { key: `${method} ${pattern}`, params: match.slice(1).map(decodeURIComponent), act };
  }
  return {
    key: `${method} ${place}`,
    params: [],
    act: () => no(501, 'UNKNOWN_ROUTE', `${method} ${place}`),
  };
}

/** What both APIs do with a caller that they do not know. */
function refuse(world: World, request: IncomingMessage, key: string): Answer | null {
  const given = request.headers.authorization ?? '';
  if (!key.includes('plivo:')) {
    return given === `Bearer ${world.apiKey}` ? null : no(401, 'UNAUTHORIZED', 'Invalid API key');
  }
  const [id, token] = Buffer.from(given.replace(/^Basic /, ''), 'base64')
    .toString()
    .split(':');
  const known = id === world.authId && token !== undefined && world.tokens.has(token);
  if (known) return null;
  return { status: 401, body: null, text: 'Could not verify your access level for that URL.' };
}

function configOf(world: World) {
  const main = world.connections.find((one) => one.provider === 'plivo' && one.is_default);
  return {
    ...world.partner,
    telephony: {
      twilio: { configured: false, from_number: null },
      plivo: { configured: main !== undefined, from_number: main?.from_number ?? null },
    },
  };
}

function putDefault(world: World, { params, body }: Asked): Answer {
  const wrong = refuseCredentials(world, body);
  if (wrong) return wrong;
  const [provider = ''] = params;
  const number = String(body.from_number);
  const main = world.connections.find((one) => one.provider === provider && one.is_default);
  if (main) Object.assign(main, { from_number: number, token: String(body.auth_token) });
  else storeConnection(world, { provider, from_number: number, token: String(body.auth_token) });
  const message = 'Credentials updated.';
  return ok({ auth_id: 'MAFA****T001', from_number: number, message });
}

function createConnection(world: World, { body }: Asked): Answer {
  const wrong = refuseCredentials(world, body);
  if (wrong) return wrong;
  const id = storeConnection(world, {
    provider: String(body.provider),
    name: String(body.name),
    from_number: typeof body.from_number === 'string' ? body.from_number : null,
    token: typeof body.auth_token === 'string' ? body.auth_token : null,
  });
  const made = world.connections.find((one) => one.id === id) as StoredConnection;
  return { status: 201, body: { success: true, data: { connection: shown(world, made) } } };
}

function refuseCredentials(world: World, body: Record<string, unknown>): Answer | null {
  const isPlivo = body.provider === undefined || body.provider === 'plivo';
  if (!isPlivo || world.tokens.has(String(body.auth_token))) return null;
  return no(400, 'VALIDATION_ERROR', 'Received 401 from Plivo during verification');
}

function listConnections(world: World, { query }: Asked): Answer {
  const provider = query.get('provider');
  const all = world.connections.filter((one) => provider === null || one.provider === provider);
  return ok({ connections: all.map((one) => shown(world, one)), total: all.length });
}

function shown(world: World, { id, token: _, from_number: __, ...rest }: StoredConnection) {
  return {
    id,
    connection_id: id,
    provider_key: rest.provider.toUpperCase(),
    ...rest,
    phone_numbers: world.numbers.filter((one) => one.connection === id).map(row),
  };
}

function row({ id, phone_number, connection }: StoredNumber) {
  return {
    id,
    phone_number,
    provider: 'PLIVO',
    friendly_name: null,
    status: 'ACTIVE',
    is_default: true,
    agent: null,
    connection_id: connection,
  };
}

function listNumbers(world: World, { query }: Asked): Answer {
  const connection = query.get('connection_id');
  const all = world.numbers.filter((one) => connection === null || one.connection === connection);
  return ok({ phone_numbers: all.map(row), total: all.length });
}

function oneNumber(world: World, id: string | undefined): Answer {
  const found = world.numbers.find((one) => one.id === id);
  return found ? ok(row(found)) : no(404, 'NOT_FOUND', 'Phone number not found');
}

function importNumber(world: World, phone_number: string, connection: string): boolean {
  const same = (one: StoredNumber) =>
    one.phone_number === phone_number && one.connection === connection;
  if (world.numbers.some(same)) return false;
  world.numbers.push({ id: uuid(), phone_number, connection });
  return true;
}

function syncNumbers(world: World, { body }: Asked): Answer {
  const active = world.connections.filter(
    (one) => one.provider === body.provider && one.status === 'ACTIVE',
  );
  const chosen =
    body.connection_id === undefined
      ? active
      : active.filter((one) => one.id === body.connection_id);
  if (chosen.length > 1) return no(409, 'CONNECTION_AMBIGUOUS', 'Several connections are active');
  const [connection] = chosen;
  if (!connection) return no(400, 'VALIDATION_ERROR', 'Plivo not configured');
  const owned = [...world.carrierNumbers.keys()].map((digits) => `+${digits}`);
  const imported = owned.filter((number) => importNumber(world, number, connection.id)).length;
  const mine = world.numbers.filter((one) => one.connection === connection.id);
  return ok({ imported, updated: 0, phone_numbers: mine.map(row) });
}

function startCall(world: World, { body }: Asked): Answer {
  if (world.slots.active >= world.slots.limit) return no(429, 'LIMIT_REACHED', 'Limit reached');
  const active = world.connections.filter(
    (one) => one.provider === body.provider && one.status === 'ACTIVE',
  );
  if (active.length === 0) return no(400, 'VALIDATION_ERROR', 'Plivo not configured');
  if (active.length > 1 && body.connection_id === undefined) {
    return no(409, 'CONNECTION_AMBIGUOUS', 'Several connections are active');
  }
  const call: StoredCall = {
    id: uuid(),
    agent_id: body.agent_id,
    to_number: body.to_number,
    created_at: world.now().toISOString(),
    looks: 0,
  };
  world.calls.push(call);
  return { status: 201, body: { success: true, data: shownCall(world, call) } };
}

function shownCall(world: World, call: StoredCall) {
  const status = world.callStory[Math.min(call.looks, world.callStory.length - 1)];
  return {
    call_id: call.id,
    session_id: call.id,
    agent_id: call.agent_id,
    direction: 'outbound',
    from_number: madeUp.fromNumber,
    to_number: call.to_number,
    status,
    provider: 'plivo',
    duration_seconds: status === 'completed' ? 42 : null,
    error_message: null,
    created_at: call.created_at,
    started_at: null,
    ended_at: null,
  };
}

function lookAtCall(world: World, { params }: Asked): Answer {
  const call = world.calls.find((one) => one.id === params[0]);
  if (!call) return no(404, 'NOT_FOUND', 'Call not found');
  call.looks += 1;
  // A final record of the conversation is not waited for.
  return ok({ ...shownCall(world, call), processing_complete: true });
}

function listCalls(world: World): Answer {
  const calls = [...world.calls].reverse().map((call) => shownCall(world, call));
  return ok({ calls, total: calls.length, limit: 10, offset: 0 });
}

function slotsOf(world: World) {
  const { limit, active } = world.slots;
  return { limit, limit_source: 'partner', active, remaining: limit - active };
}

function createAgent(world: World, { body }: Asked): Answer {
  const agent = { id: uuid(), created_at: world.now().toISOString(), ...body };
  world.agents.push(agent);
  return { status: 201, body: { success: true, data: agent } };
}

function oneAgent(world: World, id: string | undefined): Answer {
  const agent = world.agents.find((one) => one.id === id);
  return agent ? ok(agent) : no(404, 'NOT_FOUND', 'Agent not found');
}

function changeAgent(world: World, { params, body }: Asked): Answer {
  const agent = world.agents.find((one) => one.id === params[0]);
  if (!agent) return no(404, 'NOT_FOUND', 'Agent not found');
  return ok(Object.assign(agent, body));
}

function accountOf(world: World) {
  return {
    api_id: 'double-1',
    auth_id: world.authId,
    name: 'Double Account',
    account_type: 'standard',
    billing_mode: 'prepaid',
    cash_credits: '12.34500',
    auto_recharge: false,
  };
}

function listCarrierNumbers(world: World, { query }: Asked): Answer {
  const wanted = [...world.carrierNumbers].filter(
    ([, voice]) => voice || query.get('services') !== 'voice',
  );
  const offset = Number(query.get('offset') ?? 0);
  const objects = wanted
    .map(carrierNumber)
    .slice(offset, offset + Number(query.get('limit') ?? 20));
  return plain({ api_id: 'double-2', meta: { total_count: wanted.length }, objects });
}

function oneCarrierNumber(world: World, { params }: Asked): Answer {
  const digits = params[0] ?? '';
  const voice = world.carrierNumbers.get(digits);
  if (voice === undefined) return { status: 404, body: { api_id: 'd', error: 'not found' } };
  return plain(carrierNumber([digits, voice]));
}

function carrierNumber([number, voice_enabled]: [string, boolean]) {
  return {
    number,
    alias: 'Line',
    region: 'California, UNITED STATES',
    number_type: 'local',
    voice_enabled,
  };
}

function ok(data: unknown): Answer {
  return { status: 200, body: { success: true, data } };
}

function plain(body: unknown): Answer {
  return { status: 200, body };
}

function no(status: number, code: string, message: string): Answer {
  return { status, body: { success: false, error: { code, message } } };
}

function send(response: ServerResponse, { status, body, text }: Answer): void {
  response.writeHead(status, {
    'content-type': text === undefined ? 'application/json' : 'text/plain',
  });
  response.end(text ?? JSON.stringify(body));
}

function parse(text: string): Record<string, unknown> {
  return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
}

let made = 0;
function uuid(): string {
  made += 1;
  return `d0d0d0d0-0000-4000-8000-${String(made).padStart(12, '0')}`;
}

type NodeServer = ReturnType<typeof createServer>;

function listen(server: NodeServer, port: number): Promise<void> {
  return new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
}

function shut(server: NodeServer): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
