import type { Agent } from '../../domain/agent.ts';
import { asSaid, type Said } from '../../domain/as-said.ts';
import type { Action } from '../../ports/action.ts';
import { findAgent } from '../shared/choose-agent.ts';
import { agentCard } from './card.ts';

export interface ShowAgentInput {
  readonly agent: string;
}

export interface ShownAgent {
  readonly agent: Said<Agent>;
}

export const showAgent: Action<ShowAgentInput, ShownAgent> = {
  async run(ctx, { agent }) {
    const vocobase = await ctx.vocobase();
    return ctx.say.progress('Reading the agent', async () => {
      const { id } = await findAgent(vocobase, agent);
      return { agent: asSaid(await vocobase.getAgent(id)) };
    });
  },

  view: ({ agent }, style) => agentCard(agent, style),
};
