import { clearableText, oneOf, uuid } from '../http/fields.ts';
import { invalid, json, notFound, type Reply, success } from '../http/reply.ts';
import { type Route, type RouteRequest, route } from '../http/router.ts';
import { chooseConnection, importNumber } from '../world/connections.ts';
import { numbersOf, plivoAccepts } from '../world/plivo-account.ts';
import { isProvider, providerNames } from '../world/providers.ts';
import type { Connection, PhoneNumber, World } from '../world/world.ts';
import { listReply } from './list.ts';
import { phoneNumberView } from './views.ts';

/** Imported numbers. The list (U14) and the sync (U15) are inferred, the update is documented. */
export const phoneNumberRoutes: readonly Route[] = [
  route('GET', '/phone-numbers', listPhoneNumbers),
  route('POST', '/phone-numbers/sync', syncPhoneNumbers),
  route('POST', '/telephony/connections/:id/phone-numbers/sync', syncConnection),
  route('PUT', '/phone-numbers/:id', updatePhoneNumber),
];

function listPhoneNumbers({ world, query }: RouteRequest): Reply {
  const provider = query.get('provider')?.toLowerCase() ?? null;
  const connectionId = query.get('connection_id');
  if (provider !== null && !isProvider(provider)) {
    throw invalid(`provider must be one of ${providerNames.join(', ')}`);
  }
  const rows = world.phoneNumbers
    .filter((row) => connectionId === null || row.connection_id === connectionId)
    .filter((row) => provider === null || connectionOf(world, row)?.provider === provider)
    .map((row) => phoneNumberView(world, row));
  return listReply(world.choices, query, rows, {
    name: 'phone_numbers',
    shape: world.choices.numberListShape,
    paging: world.choices.numberListPaging,
  });
}

function updatePhoneNumber({ world, params, body }: RouteRequest): Reply {
  const row = world.phoneNumbers.find((each) => each.id === params.id);
  if (!row) throw notFound('Phone number');
  const friendlyName = clearableText(body, 'friendly_name', 200);
  const status =
    body.status === undefined ? undefined : oneOf('status', body.status, ['ACTIVE', 'INACTIVE']);
  const agentId = assignedAgent(world, body.agent_id);
  if (agentId !== undefined) row.agent_id = agentId;
  if (friendlyName !== undefined) row.friendly_name = friendlyName;
  if (status !== undefined) row.status = status;
  return success(phoneNumberView(world, row));
}

/** null and "" both clear the assignment; undefined leaves it. */
function assignedAgent(world: World, given: unknown): string | null | undefined {
  if (given === undefined) return undefined;
  if (given === null || given === '') return null;
  const id = uuid('agent_id', given);
  if (!world.agents.some((agent) => agent.id === id && !agent.deleted)) throw notFound('Agent');
  return id;
}

function syncPhoneNumbers({ world, body }: RouteRequest): Reply {
  if (world.choices.numberSync !== 'available') throw notFound('POST /phone-numbers/sync');
  const provider = oneOf('provider', body.provider, providerNames);
  return sync(world, chooseConnection(world, provider, body.connection_id));
}

/** The other path at which the real API may offer the sync (U15). */
function syncConnection({ world, params }: RouteRequest): Reply {
  const connection = world.connections.find((each) => each.id === params.id);
  if (world.choices.numberSync !== 'below-connection' || !connection) {
    throw notFound('Connection');
  }
  return sync(world, connection);
}

function sync(world: World, connection: Connection): Reply {
  const counts = { imported: 0, updated: 0 };
  for (const { phoneNumber, name } of carrierNumbers(world, connection)) {
    const { change } = importNumber(world, connection, phoneNumber, name);
    if (change !== 'none') counts[change] += 1;
  }
  const rows = world.phoneNumbers
    .filter((row) => row.connection_id === connection.id)
    .map((row) => phoneNumberView(world, row));
  switch (world.choices.numberSyncAnswer) {
    case 'rows':
      return success({ ...counts, phone_numbers: rows });
    case 'counts':
      return success(counts);
    case 'message-only':
      return success({ message: 'Phone numbers synced' });
    case 'empty':
      return json(200, { success: true });
  }
}

/**
 * The numbers at the carrier. Only Plivo's are emulated; other carriers have just the from_number.
 */
function carrierNumbers(
  world: World,
  connection: Connection,
): { phoneNumber: string; name: string | null }[] {
  if (connection.provider !== 'plivo') {
    return connection.from_number ? [{ phoneNumber: connection.from_number, name: null }] : [];
  }
  if (!plivoAccepts(world, connection)) {
    throw invalid(
      'The numbers could not be read: 401 from Plivo. The stored credentials are stale',
    );
  }
  return numbersOf(world, connection.account).map((number) => ({
    phoneNumber: `+${number.number}`,
    name: number.alias,
  }));
}

function connectionOf(world: World, row: PhoneNumber): Connection | undefined {
  return world.connections.find((connection) => connection.id === row.connection_id);
}
