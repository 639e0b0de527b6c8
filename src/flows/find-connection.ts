import { type Selection, select } from '../domain/text/selector.ts';
import { type Connection, defaultNumber, isActive } from '../domain/vocobase/connection.ts';
import type { Context } from '../ports/context.ts';
import type { Question } from '../ports/prompt.ts';
import { type Argument, pick } from './pick.ts';
import { requireOne, type Wanted } from './require-one.ts';

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
