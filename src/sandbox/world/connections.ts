import { randomUUID } from 'node:crypto';
import { isUuid } from '../http/fields.ts';
import { type ApiCode, invalid, notFound, Refusal } from '../http/reply.ts';
import { providers } from './providers.ts';
import type { Connection, PhoneNumber, Provider, World } from './world.ts';

export function activeConnections(world: World, provider: Provider): Connection[] {
  return world.connections.filter(
    (connection) => connection.provider === provider && connection.status === 'ACTIVE',
  );
}

export function defaultConnection(world: World, provider: Provider): Connection | undefined {
  return world.connections.find(
    (connection) => connection.provider === provider && connection.is_default,
  );
}

/** Adds a connection; the first of its provider is the default one (U10). */
export function addConnection(
  world: World,
  connection: Omit<Connection, 'is_default' | 'status'>,
): Connection {
  const added: Connection = {
    ...connection,
    status: 'ACTIVE',
    is_default: !defaultConnection(world, connection.provider),
  };
  world.connections.push(added);
  if (added.from_number) giveRow(world, added, added.from_number, null);
  return added;
}

/** The row of a number, made when it is not there yet; rows are never deleted. */
export function giveRow(
  world: World,
  connection: Connection,
  phoneNumber: string,
  friendlyName: string | null,
): { row: PhoneNumber; change: 'imported' | 'updated' | 'none' } {
  const existing = world.phoneNumbers.find(
    (row) => row.connection_id === connection.id && row.phone_number === phoneNumber,
  );
  if (existing) {
    // A name that somebody gave by hand stays.
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

/** Takes a connection out of use and passes its being the default on (U10). */
export function deactivate(world: World, connection: Connection): void {
  connection.status = 'INACTIVE';
  if (!connection.is_default) return;
  connection.is_default = false;
  if (world.choices.defaultAfterDeactivation === 'none') return;
  const heir = activeConnections(world, connection.provider)[0];
  if (heir) heir.is_default = true;
}

/** Puts a connection back into use; it is the default where the provider has none. */
export function activate(world: World, connection: Connection): void {
  connection.status = 'ACTIVE';
  if (!defaultConnection(world, connection.provider)) connection.is_default = true;
}

const codeOfStatus: Readonly<Record<number, ApiCode>> = {
  400: 'VALIDATION_ERROR',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  409: 'CONFLICT',
};

/**
 * The connection that a request acts on: the one it names, else the only active one of its
 * provider.
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

export function notConfigured(world: World, provider: Provider): Refusal {
  const status = world.choices.notConfiguredStatus;
  return new Refusal(
    status,
    codeOfStatus[status] ?? 'VALIDATION_ERROR',
    `${providers[provider].label} not configured`,
  );
}

function named(world: World, provider: Provider, connectionId: unknown): Connection {
  if (!isUuid(connectionId)) throw invalid('connection_id must be a UUID');
  const connection = world.connections.find((each) => each.id === connectionId);
  if (!connection) throw notFound('Connection');
  if (connection.provider !== provider) {
    throw invalid(`connection_id belongs to ${connection.provider}, not to ${provider}`);
  }
  if (connection.status !== 'ACTIVE') throw invalid('connection_id names an inactive connection');
  return connection;
}
