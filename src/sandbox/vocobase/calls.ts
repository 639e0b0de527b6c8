import { limitReached } from '../http/faults.ts';
import { type Body, e164, isUuid, uuid, variableName } from '../http/fields.ts';
import { forbidden, invalid, notFound, type Reply, success } from '../http/reply.ts';
import { type Route, type RouteRequest, route } from '../http/router.ts';
import { createdAt, liveCalls, reachedAt, startCall, statusAt } from '../world/calls.ts';
import { chooseConnection, notConfigured } from '../world/connections.ts';
import { isProvider, providerNames, providers } from '../world/providers.ts';
import type { Agent, Call, CallStatus, Connection, Provider, World } from '../world/world.ts';
import { listReply } from './list.ts';
import { callDetailView, callView, iso, recordingUrl, spelled } from './views.ts';

const MAX_VARIABLES = 100;
const RECORDING_LIFE = 7 * 24 * 60 * 60 * 1000;

/** Providers for which a number assigned to the agent is the caller ID. */
const agentNumberProviders: readonly Provider[] = [
  'plivo',
  'vobiz',
  'tata_smartflo',
  'sip',
  'voicelink',
];

const statuses: readonly CallStatus[] = [
  'pending',
  'ringing',
  'in_progress',
  'completed',
  'failed',
  'no_answer',
  'busy',
  'canceled',
];

/** The documented routes under `/calls`. */
export const callRoutes: readonly Route[] = [
  route('POST', '/calls/start', start),
  route('GET', '/calls', list),
  route('GET', '/calls/concurrency', showConcurrency),
  route('GET', '/calls/:id', show),
  route('POST', '/calls/:id/transfer', transfer),
  route('GET', '/calls/:id/recording-url', showRecording),
];

/** Checks in the order of U19. */
function start({ world, now, body }: RouteRequest): Reply {
  const order = readOrder(world, body);
  if (world.choices.balanceChecked === 'first') refuseWithoutBalance(world);
  const agent = world.agents.find((each) => each.id === order.agentId && !each.deleted);
  if (!agent) throw notFound('Agent');
  if (agent.agent_type === 'inbound' && !world.choices.inboundAgentsMayCall) {
    throw invalid('agent_id names an inbound agent');
  }
  const { label } = providers[order.provider];
  if (!isAllowed(world, order.provider)) {
    throw forbidden(`${label} is not in allowed_telephony_providers. Contact the account manager`);
  }
  const connection = chooseConnection(world, order.provider, body.connection_id);
  const from = callerIdOf(world, connection, agent);
  refuseWithoutBalance(world);
  if (liveCalls(world, now).length >= world.choices.concurrencyLimit) {
    throw limitReached(world, 'The limit of concurrent calls is reached');
  }
  const { to, variables } = order;
  const call = startCall(world, { agent, connection, from, to, variables }, now);
  return success(
    {
      call_id: call.id,
      session_id: call.session_id,
      status: 'pending',
      provider: call.provider,
      from_number: spelled(world, call.from_number),
      to_number: call.to_number,
      agent_id: call.agent_id,
    },
    world.choices.createdStatus,
  );
}

function refuseWithoutBalance(world: World): void {
  if (world.partner.credits <= 0) throw forbidden('Insufficient balance to start a call');
}

function readOrder(world: World, body: Body) {
  if (body.agent_id === undefined) throw invalid('agent_id is required');
  if (body.to_number === undefined) throw invalid('to_number is required');
  const agentId = uuid('agent_id', body.agent_id);
  const to = e164('to_number', body.to_number);
  if ('from_number' in body && world.choices.fromNumberInCall === 'refuse') {
    throw invalid('from_number is not accepted: the caller ID comes from the connection');
  }
  return { agentId, to, provider: orderedProvider(world, body), variables: readVariables(body) };
}

/** Without a provider the documented default is mcube, whatever the connection is (U17). */
function orderedProvider(world: World, body: Body): Provider {
  const { provider, connection_id } = body;
  if (provider === undefined && world.choices.providerFromConnection) {
    const connection = world.connections.find((each) => each.id === connection_id);
    if (connection) return connection.provider;
  }
  const wanted = typeof provider === 'string' ? provider.toLowerCase() : (provider ?? 'mcube');
  if (!isProvider(wanted)) throw invalid(`provider must be one of ${providerNames.join(', ')}`);
  return wanted;
}

function readVariables(body: Body): Record<string, string> {
  const given = body.variables ?? {};
  if (typeof given !== 'object' || Array.isArray(given)) {
    throw invalid('variables must be an object');
  }
  const entries = Object.entries(given);
  if (entries.length > MAX_VARIABLES) {
    throw invalid(`variables must have at most ${MAX_VARIABLES} names`);
  }
  return Object.fromEntries(
    entries.map(([name, value]) => [
      variableName(name),
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
  );
}

/** The names in the list may be in either case. */
function isAllowed(world: World, provider: Provider): boolean {
  return world.partner.allowed_telephony_providers.some(
    (allowed) => allowed.toLowerCase() === provider,
  );
}

/** The active number of the agent on this connection, else the default of the connection. */
function callerIdOf(world: World, connection: Connection, agent: Agent): string {
  const bound = agentNumberProviders.includes(connection.provider)
    ? world.phoneNumbers.find(
        (row) =>
          row.connection_id === connection.id &&
          row.agent_id === agent.id &&
          row.status === 'ACTIVE',
      )
    : undefined;
  const from = bound?.phone_number ?? connection.from_number;
  if (!from) throw notConfigured(world, connection.provider);
  return from;
}

/** Newest first; the order is not documented. */
function list({ world, now, query }: RouteRequest): Reply {
  const status = query.get('status')?.toLowerCase();
  if (status !== undefined && !statuses.some((each) => each === status)) {
    throw invalid(`status must be one of ${statuses.join(', ')}`);
  }
  const calls = world.calls
    .filter((call) => status === undefined || statusAt(call, now) === status)
    .toReversed()
    .toSorted((one, other) => createdAt(other) - createdAt(one));
  const rows = calls.map((call) => callView(world, call, now));
  return listReply(world.choices, query, rows, {
    name: 'calls',
    shape: 'object',
    paging: world.choices.callListPaging,
  });
}

function show({ world, now, params }: RouteRequest): Reply {
  return success(callDetailView(world, knownCall(world, params.id), now));
}

function showConcurrency({ world, now }: RouteRequest): Reply {
  const limit = world.choices.concurrencyLimit;
  const active = liveCalls(world, now).length;
  return success({
    limit,
    limit_source: world.choices.limitSource,
    active,
    remaining: Math.max(0, limit - active),
    statuses_counted: ['PENDING', 'RINGING', 'IN_PROGRESS'],
  });
}

function transfer({ world, now, params, body }: RouteRequest): Reply {
  const call = knownCall(world, params.id);
  if (body.to !== undefined) e164('to', body.to);
  const agent = world.agents.find((each) => each.id === call.agent_id);
  if (statusAt(call, now) !== 'in_progress') {
    throw invalid('Only a call in progress can be transferred');
  }
  if (!agent?.transfer_enabled) throw invalid('The agent of this call has no transfer enabled');
  if (body.to === undefined && !agent.transfer_number) {
    throw invalid('to is required: the agent has no transfer number');
  }
  return success({ message: 'Call transferred', callId: call.id, sessionId: call.session_id });
}

function showRecording({ world, now, params }: RouteRequest): Reply {
  const call = knownCall(world, params.id);
  const agent = world.agents.find((each) => each.id === call.agent_id);
  const answered = reachedAt(call, 'in_progress', now);
  if (!agent?.enable_recording || answered === null) throw notFound('Recording');
  return success({
    recording_url: recordingUrl(call),
    expires_at: iso(now + RECORDING_LIFE),
  });
}

function knownCall(world: World, id: string | undefined): Call {
  const call = isUuid(id) ? world.calls.find((each) => each.id === id) : undefined;
  if (!call) throw notFound('Call');
  return call;
}
