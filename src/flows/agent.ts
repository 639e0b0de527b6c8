import { isUuid, select } from '../domain/text/selector.ts';
import type { Agent } from '../domain/vocobase/agent.ts';
import type { Context } from '../ports/context.ts';
import type { ValueSource } from '../ports/settings.ts';
import type { Vocobase } from '../ports/vocobase.ts';
import { readVariable, refuseEmpty, requireInputs } from './input.ts';
import { type Argument, pick, requireOne } from './pick.ts';

/** How a missing or unknown agent is named in errors. */
export const agentArgument: Argument = { flag: '<agent>', what: 'agent', list: 'agents list' };

/** An agent as far as it is known without a request. */
export type NamedAgent = Pick<Agent, 'id'> & { readonly agent_name: string | null };

/**
 * Finds the named agent. A UUID is used unchanged; anything else is looked up by name or by the
 * start of its id. Throws NOT_FOUND with near names, AMBIGUOUS_SELECTOR with the candidates.
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

/**
 * The selector of the agent to use and where it was set: the flag, VOCOBASE_AGENT_ID, or the
 * remembered one; null if none is set. Throws INVALID_VALUE for an empty flag or variable.
 */
export async function selectedAgent(
  ctx: Pick<Context, 'inputs' | 'settings'> & Partial<Pick<Context, 'log'>>,
  flag?: string,
): Promise<{ readonly selector: string; readonly source: ValueSource } | null> {
  refuseEmpty(flag, '--agent');
  if (flag !== undefined) return { selector: flag, source: 'flag' };
  const variable = readVariable(ctx, 'VOCOBASE_AGENT_ID', 'INVALID_VALUE');
  if (variable !== undefined) return { selector: variable, source: 'environment' };
  const remembered = (await ctx.settings()).read().agent;
  return remembered === undefined ? null : { selector: remembered, source: 'profile' };
}

/**
 * The agent named by the flag, the environment, or the profile; else the only one. With several, a
 * person picks. Throws INPUT_REQUIRED if no one can pick, NOT_FOUND without an agent.
 */
export async function chooseAgent(
  ctx: Pick<Context, 'inputs' | 'prompt' | 'settings' | 'log'>,
  vocobase: Pick<Vocobase, 'listAgents'>,
  flag: string | undefined,
): Promise<NamedAgent> {
  const selected = await selectedAgent(ctx, flag);
  if (selected === null) return onlyAgent(ctx, vocobase);
  ctx.log.trace(`Agent: ${selected.selector} (${selected.source})`);
  return findAgent(vocobase, selected.selector);
}

async function onlyAgent(
  ctx: Pick<Context, 'prompt' | 'log'>,
  vocobase: Pick<Vocobase, 'listAgents'>,
): Promise<NamedAgent> {
  const agents = await ctx.log.progress('Looking up the agent', () => vocobase.listAgents());
  const [only] = agents;
  if (only !== undefined && agents.length === 1) {
    ctx.log.trace(`Agent: ${only.agent_name} (the only one)`);
    return only;
  }
  if (agents.length > 1) {
    const names = agents.slice(0, 5).map(({ agent_name }) => agent_name);
    const more = agents.length > names.length ? ', …' : '';
    requireInputs(ctx, [{ flag: '--agent', env: 'VOCOBASE_AGENT_ID', what: 'agent' }], {
      hints: [
        `There are ${agents.length} agents: ${names.join(', ')}${more}. Name one with --agent.`,
      ],
      commands: ['agents list'],
    });
  }
  return pickAmong(ctx, agents, '--agent');
}

/**
 * The agent named by the argument, else the one that a person picks. Throws like `findAgent` and
 * `pickAgent`.
 */
export async function findOrPickAgent(
  ctx: Pick<Context, 'prompt' | 'log'>,
  vocobase: Pick<Vocobase, 'listAgents'>,
  named: string | undefined,
): Promise<NamedAgent> {
  if (named === undefined) return pickAgent(ctx, vocobase, agentArgument.flag);
  return ctx.log.progress('Looking up the agent', () => findAgent(vocobase, named));
}

/** Lets a person pick an agent. Throws INPUT_REQUIRED with the flag if no one can answer. */
async function pickAgent(
  ctx: Pick<Context, 'prompt' | 'log'>,
  vocobase: Pick<Vocobase, 'listAgents'>,
  flag: string,
): Promise<Agent> {
  requireInputs(ctx, [{ flag, env: null, what: 'agent' }]);
  const agents = await ctx.log.progress('Listing the agents', () => vocobase.listAgents());
  return pickAmong(ctx, agents, flag);
}

function pickAmong(
  ctx: Pick<Context, 'prompt'>,
  agents: readonly Agent[],
  flag: string,
): Promise<Agent> {
  return pick(ctx, {
    message: 'Agent',
    flag,
    what: 'agent',
    items: agents,
    columns: ({ agent_name, agent_type }) => [agent_name, agent_type],
    about: ({ id }) => [id],
    none: {
      message: 'There is no agent yet.',
      hints: ['Create one first.'],
      commands: ['agents create'],
    },
  });
}
