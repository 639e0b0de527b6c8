import { type Connection, defaultNumber } from '../../domain/connection.ts';
import { type Selection, select } from '../../domain/selector.ts';
import { requireOne, type Wanted } from './require-one.ts';

/**
 * The connection that was named, by its id, its name or the beginning of its id.
 * Throws NOT_FOUND with near names, AMBIGUOUS_SELECTOR with the candidates.
 */
export function findConnection(connections: readonly Connection[], named: string): Connection {
  return requireOne(selectConnection(connections, named), wantedConnection(named));
}

export function selectConnection(
  connections: readonly Connection[],
  named: string,
): Selection<Connection> {
  return select(connections, named, ({ connection_id, name }) => ({ id: connection_id, name }));
}

/** The words for a connection that was looked for. */
export function wantedConnection(named: string): Wanted<Connection> {
  return {
    named,
    one: 'connection',
    many: 'connections',
    commands: ['connections list --all'],
    candidate: (found) => ({
      id: found.connection_id,
      name: found.name,
      provider: found.provider,
      from_number: defaultNumber(found),
    }),
  };
}
