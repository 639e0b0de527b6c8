import type { Agent } from '../../domain/agent.ts';
import { asSaid, type Said } from '../../domain/as-said.ts';
import type { Action } from '../../ports/action.ts';
import { agentArgument, findOrPickAgent } from '../shared/choose-agent.ts';
import { requireArgument } from '../shared/pick.ts';
import { agentCard } from './card.ts';

export interface ShowAgentInput {
  readonly agent?: string | undefined;
}

export interface ShownAgent {
  readonly agent: Said<Agent>;
}

export const showAgent: Action<ShowAgentInput, ShownAgent> = {
  async run(ctx, { agent }) {
    requireArgument(ctx, agent, agentArgument);
    const vocobase = await ctx.vocobase();
    const { id } = await findOrPickAgent(ctx, vocobase, agent);
    const read = await ctx.say.progress('Reading the agent', () => vocobase.getAgent(id));
    return { agent: asSaid(read) };
  },

  view: ({ agent }, style) => agentCard(agent, style),
};
