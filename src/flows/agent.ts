import { isUuid, select } from '../domain/text/selector.ts';
import type { Agent } from '../domain/vocobase/agent.ts';
import type { Context } from '../ports/context.ts';
import type { Vocobase } from '../ports/vocobase.ts';
import { type Argument, pick } from './pick.ts';
import { requireOne } from './require-one.ts';

export const agentArgument: Argument = { flag: '<agent>', what: 'agent', list: 'agents list' };

/** An agent as far as it is known without asking the API. */
export type NamedAgent = Pick<Agent, 'id'> & { readonly agent_name: string | null };

/**
 * The agent that was named: a UUID is used as it is, anything else is looked up by name or by the
 * beginning of its id. Throws NOT_FOUND with near names, AMBIGUOUS_SELECTOR with the candidates.
 */
export async function findAgent(
  vocobase: Pick<Vocobase, 'listAgents'>,
  named: string,
): Promise<NamedAgent> {
  if (isUuid(named)) return { id: named, agent_name: null };
  const agents = await vocobase.listAgents();
  const found = select(agents, named, (agent) => ({ id: agent.id, name: agent.agent_name }));
  return requireOne(found, {
    named,
    one: 'agent',
    many: 'agents',
    commands: ['agents list'],
    candidate: ({ id, agent_name }) => ({ id, name: agent_name }),
  });
}

/** The agent named by the flag, else by the profile, else picked by a person. */
export async function chooseAgent(
  ctx: Pick<Context, 'prompt' | 'settings' | 'log'>,
  vocobase: Pick<Vocobase, 'listAgents'>,
  flag: string | undefined,
): Promise<NamedAgent> {
  const named = flag ?? (await ctx.settings()).read().agent;
  if (named !== undefined) {
    ctx.log.trace(`Agent: ${named} (${flag === undefined ? 'profile' : 'flag'})`);
    return findAgent(vocobase, named);
  }
  return pickAgent(ctx, vocobase, '--agent');
}

/** The agent named by the argument, else picked by a person. Throws as `findAgent` and `pickAgent`. */
export async function findOrPickAgent(
  ctx: Pick<Context, 'prompt' | 'log'>,
  vocobase: Pick<Vocobase, 'listAgents'>,
  named: string | undefined,
): Promise<NamedAgent> {
  if (named === undefined) return pickAgent(ctx, vocobase, agentArgument.flag);
  return ctx.log.progress('Looking up the agent', () => findAgent(vocobase, named));
}

/** The agent that a person picks. Throws INPUT_REQUIRED where nobody can be asked, naming the flag. */
async function pickAgent(
  ctx: Pick<Context, 'prompt' | 'log'>,
  vocobase: Pick<Vocobase, 'listAgents'>,
  flag: string,
): Promise<Agent> {
  const question = { message: 'Which agent?', flag, what: 'agent' };
  if (!ctx.prompt.available) return ctx.prompt.choose({ ...question, choices: [] });
  return pick(ctx, {
    ...question,
    items: await ctx.log.progress('Listing the agents', () => vocobase.listAgents()),
    columns: ({ agent_name, agent_type }) => [agent_name, agent_type],
    about: ({ id }) => [id],
    none: {
      message: 'There is no agent yet.',
      hints: ['Create one first.'],
      commands: ['agents create'],
    },
  });
}
