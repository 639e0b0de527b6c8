import { type Connection, defaultNumber } from '../../domain/connection.ts';
import { select } from '../../domain/selector.ts';
import { CliError } from '../../errors/cli-error.ts';

/**
 * The connection that was named, by its id, its name or the beginning of its id.
 * Throws NOT_FOUND with near names, AMBIGUOUS_SELECTOR with the candidates.
 */
export function findConnection(connections: readonly Connection[], named: string): Connection {
  const found = select(connections, named, ({ connection_id, name }) => ({
    id: connection_id,
    name,
  }));
  if (found.kind === 'one') return found.item;
  if (found.kind === 'several') {
    throw new CliError('AMBIGUOUS_SELECTOR', {
      message: `${found.items.length} connections answer to ${named}.`,
      hints: ['Name one of them by its id.'],
      commands: ['connections list --all'],
      details: {
        candidates: found.items.map((one) => ({
          id: one.connection_id,
          name: one.name,
          provider: one.provider,
          from_number: defaultNumber(one),
        })),
      },
    });
  }
  throw new CliError('NOT_FOUND', {
    message: `There is no connection called ${named}.`,
    hints: found.near.length > 0 ? [`Did you mean ${found.near.join(' or ')}?`] : [],
    commands: ['connections list --all'],
    origin: 'cli',
    details: { near: found.near },
  });
}
