import { randomUUID } from 'node:crypto';
import { type Body, oneOf, requiredText } from '../http/fields.ts';
import { forbidden, invalid, json, notFound, Refusal, type Reply, success } from '../http/reply.ts';
import { type Route, type RouteRequest, route } from '../http/router.ts';
import { activate, addConnection, deactivate, importNumber } from '../world/connections.ts';
import { readCredentials } from '../world/credentials.ts';
import { isProvider, providerNames, providers } from '../world/providers.ts';
import type { Connection, Provider, World } from '../world/world.ts';
import { listReply } from './list.ts';
import { connectionView } from './views.ts';

/** Marks an answer that the real API does not document (U9). */
const EXTENSION = { 'x-sandbox-extension': 'U9' };

/** Named connections. Changing and deleting them is an extension of the sandbox (U9). */
export const connectionRoutes: readonly Route[] = [
  route('GET', '/telephony/connections', listConnections),
  route('POST', '/telephony/connections', createConnection),
  route('PATCH', '/telephony/connections/:id', changeConnection),
  route('PUT', '/telephony/connections/:id', changeConnection),
  route('DELETE', '/telephony/connections/:id', deleteConnection),
];

function listConnections({ world, query }: RouteRequest): Reply {
  const provider = query.get('provider');
  if (
    provider !== null &&
    !isProvider(provider) &&
    world.choices.unknownProviderFilter === 'refuse'
  ) {
    throw invalid(`provider must be one of ${providerNames.join(', ')}`);
  }
  const { inactiveConnectionsListed } = world.choices;
  const connections = world.connections
    .filter((connection) => provider === null || connection.provider === provider)
    .filter((connection) => inactiveConnectionsListed || connection.status === 'ACTIVE')
    .map((connection) => connectionView(world, connection));
  return listReply(world.choices, query, connections, {
    name: 'connections',
    shape: world.choices.connectionListShape,
    paging: world.choices.connectionListPaging,
  });
}

function createConnection({ world, now, body }: RouteRequest): Reply {
  const provider = oneOf('provider', body.provider, providerNames);
  const name = requiredText(body, 'name', 100);
  if (
    world.choices.writeNeedsAllowedProvider &&
    !world.partner.allowed_telephony_providers.includes(provider)
  ) {
    throw forbidden(`${providers[provider].label} is not enabled for this partner`);
  }
  const fields = withAliases(provider, body);
  const credentials = readCredentials(world, provider, providers[provider].post, fields);
  refuseDuplicate(world, provider, name);
  const connection = addConnection(world, {
    ...credentials,
    id: randomUUID(),
    provider,
    name,
    created_at: now,
  });
  return success({ connection: connectionView(world, connection) }, world.choices.createdStatus);
}

/** Plivo and Vobiz also accept their Auth ID as account_sid. */
function withAliases(provider: Provider, body: Body): Body {
  if (provider !== 'plivo' && provider !== 'vobiz') return body;
  return { ...body, auth_id: body.auth_id ?? body.account_sid };
}

function refuseDuplicate(world: World, provider: Provider, name: string): void {
  if (world.choices.duplicateConnections === 'allow') return;
  const twin = world.connections.some(
    (each) => each.provider === provider && each.name === name && each.status === 'ACTIVE',
  );
  if (twin) throw new Refusal(409, 'CONFLICT', `A connection named ${name} already exists`);
}

function changeConnection({ world, params, body }: RouteRequest): Reply {
  const connection = changeable(world, params.id);
  const name = body.name === undefined ? connection.name : requiredText(body, 'name', 100);
  const status =
    body.status === undefined
      ? connection.status
      : oneOf('status', body.status, ['ACTIVE', 'INACTIVE']);
  const { provider } = connection;
  const rules = providers[provider].post;
  const sent = [...rules.required, ...rules.optional, 'account_sid'].some((each) => each in body);
  if (sent) {
    const fields = withAliases(provider, body);
    Object.assign(connection, readCredentials(world, provider, rules, fields, connection));
    if (connection.from_number) importNumber(world, connection, connection.from_number, null);
  }
  connection.name = name;
  if (status !== connection.status) {
    if (status === 'ACTIVE') activate(world, connection);
    else deactivate(world, connection);
  }
  return extension({ connection: connectionView(world, connection) });
}

function deleteConnection({ world, params }: RouteRequest): Reply {
  const connection = changeable(world, params.id);
  deactivate(world, connection);
  return extension({ connection: connectionView(world, connection) });
}

function changeable(world: World, id: string | undefined): Connection {
  const connection = world.connections.find((each) => each.id === id);
  if (!connection || !world.choices.connectionChanges) throw notFound('Connection');
  return connection;
}

function extension(data: unknown): Reply {
  return json(200, { success: true, data }, EXTENSION);
}
