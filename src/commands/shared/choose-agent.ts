import type { Agent } from '../../domain/agent.ts';
import { isUuid, select } from '../../domain/selector.ts';
import { CliError } from '../../errors/cli-error.ts';
import type { Context } from '../../ports/context.ts';
import type { Vocobase } from '../../ports/vocobase.ts';
import { requireOne } from './require-one.ts';

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
  ctx: Pick<Context, 'prompt' | 'settings' | 'say'>,
  vocobase: Pick<Vocobase, 'listAgents'>,
  flag: string | undefined,
): Promise<NamedAgent> {
  const named = flag ?? (await ctx.settings()).read().agent;
  if (named !== undefined) {
    ctx.say.trace(`Agent: ${named} (${flag === undefined ? 'profile' : 'flag'})`);
    return findAgent(vocobase, named);
  }
  const question = { message: 'Which agent?', flag: '--agent', what: 'agent' };
  if (!ctx.prompt.available) return ctx.prompt.choose({ ...question, choices: [] });
  const agents = await vocobase.listAgents();
  if (agents.length === 0) {
    throw new CliError('NOT_FOUND', {
      message: 'There is no agent yet, and a call needs one.',
      hints: ['Create one first.'],
      commands: ['agents create'],
      origin: 'cli',
    });
  }
  return ctx.prompt.choose({
    ...question,
    choices: agents.map((agent) => ({
      value: agent,
      name: agent.agent_name,
      description: [agent.agent_type, agent.id].filter(Boolean).join(' · '),
    })),
  });
}
