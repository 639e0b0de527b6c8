import { activeConnections } from './connection-rules.ts';
import { isUuid } from './fields.ts';
import { providers } from './providers.ts';
import { type ApiCode, invalid, notFound, Refusal } from './refusal.ts';
import type { Connection, Provider, World } from './world.ts';

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
