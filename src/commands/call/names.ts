import type { Call } from '../../domain/vocobase/call.ts';
import { isKnownFailure } from '../../errors/cli-error.ts';
import { isWatched } from '../../flows/input.ts';
import type { Context } from '../../ports/context.ts';
import type { Vocobase } from '../../ports/vocobase.ts';
import type { CallNames } from './view.ts';

/** Names of agents and connections by their ids. */
export interface NamesById {
  readonly agents: Readonly<Record<string, string>>;
  readonly connections: Readonly<Record<string, string>>;
}

const noNames: NamesById = { agents: {}, connections: {} };

/**
 * Reads the names that people see instead of ids. A program reads ids, so no request is sent for
 * it. A list that cannot be read is omitted: names only help to distinguish calls.
 */
export async function readNames(
  ctx: Pick<Context, 'mode'>,
  vocobase: Pick<Vocobase, 'listAgents' | 'listConnections'>,
  wanted: readonly (keyof NamesById)[] = ['agents', 'connections'],
): Promise<NamesById> {
  if (!isWatched(ctx)) return noNames;
  const [agents, connections] = await Promise.all([
    wanted.includes('agents') ? vocobase.listAgents().catch(none) : [],
    wanted.includes('connections') ? vocobase.listConnections().catch(none) : [],
  ]);
  return {
    agents: Object.fromEntries(agents.map(({ id, agent_name }) => [id, agent_name])),
    connections: Object.fromEntries(connections.map((one) => [one.connection_id, one.name])),
  };
}

/** The names that belong to a call. */
export function namesOf(
  call: Pick<Call, 'agent_id' | 'connection_id'>,
  names: NamesById,
): CallNames {
  return {
    agent: nameOf(names.agents, call.agent_id),
    connection: nameOf(names.connections, call.connection_id),
  };
}

function nameOf(names: Readonly<Record<string, string>>, id: string | null): string | null {
  return id !== null && Object.hasOwn(names, id) ? names[id] || null : null;
}

function none(error: unknown): readonly never[] {
  if (!isKnownFailure(error)) throw error;
  return [];
}
