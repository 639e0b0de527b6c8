import { type Connection, defaultNumber, isActive } from '../../domain/connection.ts';
import { select } from '../../domain/selector.ts';
import { CliError } from '../../errors/cli-error.ts';
import type { Context } from '../../ports/context.ts';
import type { Question } from '../../ports/prompt.ts';
import { type Argument, pick } from './pick.ts';

export const connectionArgument: Argument = {
  flag: '<connection>',
  what: 'connection',
  list: 'connections list',
};

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

/** The connection that a person picks among these. Throws NOT_FOUND where there are none. */
export function pickConnection(
  ctx: Pick<Context, 'prompt'>,
  connections: readonly Connection[],
  question: Question,
): Promise<Connection> {
  const providers = new Set(connections.map(({ provider }) => provider.toLowerCase()));
  return pick(ctx, {
    ...question,
    items: connections,
    columns: (one) => [
      one.name || one.connection_id,
      defaultNumber(one),
      providers.size > 1 ? one.provider : null,
      isActive(one) ? null : one.status.toLowerCase(),
    ],
    about: (one) => [one.is_default ? 'default' : null, one.connection_id],
    none: {
      message: `There is no ${question.what} to choose.`,
      hints: ['Create one first.'],
      commands: ['setup', 'connections create'],
    },
  });
}
