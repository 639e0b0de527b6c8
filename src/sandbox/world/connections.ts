import { randomUUID } from 'node:crypto';
import { isUuid } from '../http/fields.ts';
import { invalid, notFound, Refusal } from '../http/reply.ts';
import { providers } from './providers.ts';
import type { Connection, PhoneNumber, Provider, World } from './world.ts';

/** The active connections of a provider, in the order of creation. */
export function activeConnections(world: World, provider: Provider): Connection[] {
  return world.connections.filter(
    (connection) => connection.provider === provider && connection.status === 'ACTIVE',
  );
}

/** The connection that the provider's PUT updates, active or not. */
export function defaultConnection(world: World, provider: Provider): Connection | undefined {
  return world.connections.find(
    (connection) => connection.provider === provider && connection.is_default,
  );
}

/** Adds an active connection. U10 says whether it becomes the default of its provider. */
export function addConnection(
  world: World,
  connection: Omit<Connection, 'is_default' | 'status'>,
): Connection {
  const previous = defaultConnection(world, connection.provider);
  const added: Connection = {
    ...connection,
    status: 'ACTIVE',
    is_default: world.choices.defaultAfterCreate === 'newest' || !previous,
  };
  if (added.is_default && previous) previous.is_default = false;
  world.connections.push(added);
  if (added.from_number && world.choices.numberRowOnCreate)
    importNumber(world, added, added.from_number, null);
  return added;
}

/** Imports a number if it is missing, or adds its friendly name if it has none. */
export function importNumber(
  world: World,
  connection: Connection,
  phoneNumber: string,
  friendlyName: string | null,
): { row: PhoneNumber; change: 'imported' | 'updated' | 'none' } {
  const existing = world.phoneNumbers.find(
    (row) => row.connection_id === connection.id && row.phone_number === phoneNumber,
  );
  if (existing) {
    // A name that a user set is kept.
    if (existing.friendly_name !== null || friendlyName === null) {
      return { row: existing, change: 'none' };
    }
    existing.friendly_name = friendlyName;
    return { row: existing, change: 'updated' };
  }
  const row: PhoneNumber = {
    id: randomUUID(),
    connection_id: connection.id,
    phone_number: phoneNumber,
    friendly_name: friendlyName,
    status: 'ACTIVE',
    agent_id: null,
  };
  world.phoneNumbers.push(row);
  return { row, change: 'imported' };
}

/** Deactivates a connection. If it was the default, another one becomes the default (U10). */
export function deactivate(world: World, connection: Connection): void {
  connection.status = 'INACTIVE';
  if (!connection.is_default) return;
  connection.is_default = false;
  if (world.choices.defaultAfterDeactivation === 'none') return;
  const oldest = activeConnections(world, connection.provider)[0];
  if (oldest) oldest.is_default = true;
}

/** Activates a connection. It becomes the default if the provider has none. */
export function activate(world: World, connection: Connection): void {
  connection.status = 'ACTIVE';
  if (!defaultConnection(world, connection.provider)) connection.is_default = true;
}

const codeOfStatus = {
  400: 'VALIDATION_ERROR',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  409: 'CONFLICT',
} as const;

/**
 * The connection that a request names, else the only active one of its provider.
 * @throws Refusal CONNECTION_AMBIGUOUS (U2, U11), not configured (U7), unusable id (U16)
 */
export function chooseConnection(
  world: World,
  provider: Provider,
  connectionId: unknown,
): Connection {
  if (connectionId !== undefined && connectionId !== null) {
    return named(world, provider, connectionId);
  }
  const { label } = providers[provider];
  const [first, second] = activeConnections(world, provider);
  if (!first) throw notConfigured(world, provider);
  if (!second) return first;
  const fallback = activeConnections(world, provider).find((each) => each.is_default);
  if (world.choices.defaultResolvesAmbiguity && fallback) return fallback;
  throw new Refusal(
    world.choices.ambiguousStatus,
    'CONNECTION_AMBIGUOUS',
    `There are several active ${label} connections. Pass a connection_id`,
  );
}

/** The refusal of a provider without usable credentials (U7). */
export function notConfigured(world: World, provider: Provider): Refusal {
  const { notConfiguredStatus: status, notConfiguredMessage } = world.choices;
  const { label } = providers[provider];
  const messages: Record<typeof notConfiguredMessage, string> = {
    'not-configured': `${label} not configured`,
    'isnt-configured': `${label} isn't configured for this account`,
    'credentials-missing': `${label} credentials are missing`,
    'no-active-connection': `There is no active ${label} connection`,
    'own-code': `${label} cannot be used`,
  };
  const code =
    notConfiguredMessage === 'own-code' ? 'PROVIDER_NOT_CONFIGURED' : codeOfStatus[status];
  return new Refusal(status, code, messages[notConfiguredMessage]);
}

function named(world: World, provider: Provider, connectionId: unknown): Connection {
  if (!isUuid(connectionId)) throw invalid('connection_id must be a UUID');
  const connection = world.connections.find((each) => each.id === connectionId);
  const { unusableConnection } = world.choices;
  if (connection?.provider === provider && connection.status === 'ACTIVE') return connection;
  if (unusableConnection === 'not-found') throw notFound('Connection');
  if (unusableConnection === 'invalid') throw invalid('connection_id cannot be used');
  if (!connection) throw notFound('Connection');
  throw invalid(
    connection.provider === provider
      ? 'connection_id names an inactive connection'
      : `connection_id belongs to ${connection.provider}, not to ${provider}`,
  );
}
