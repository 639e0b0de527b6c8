import type { Agent } from '../../domain/vocobase/agent.ts';
import type { AsReceived } from '../../domain/vocobase/as-received.ts';
import { agentArgument, findOrPickAgent } from '../../flows/agent.ts';
import { requireArgument } from '../../flows/pick.ts';
import type { Action } from '../../ports/action.ts';
import { agentCard } from './view.ts';

interface ShowAgentInput {
  readonly agent?: string | undefined;
}

interface ShownAgent {
  readonly agent: AsReceived<Agent>;
}

/** `agents show`: one agent. */
export const showAgent: Action<ShowAgentInput, ShownAgent> = {
  async run(ctx, { agent }) {
    requireArgument(ctx, agent, agentArgument);
    const vocobase = await ctx.vocobase();
    const { id } = await findOrPickAgent(ctx, vocobase, agent);
    const read = await ctx.log.progress('Reading the agent', () => vocobase.getAgent(id));
    return { agent: read.received };
  },

  view: ({ agent }, style) => agentCard(agent, style),
};
