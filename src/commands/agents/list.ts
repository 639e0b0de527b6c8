import type { Agent } from '../../domain/vocobase/agent.ts';
import type { AsReceived } from '../../domain/vocobase/as-received.ts';
import type { Action } from '../../ports/action.ts';
import { voicemailState } from './view.ts';

/** The JSON of `agents list`. */
export interface AgentList {
  readonly agents: readonly AsReceived<Agent>[];
  readonly total: number;
}

/** `agents list`: every agent of the account. */
export const listAgents: Action<unknown, AgentList> = {
  async run(ctx) {
    const vocobase = await ctx.vocobase();
    const agents = await ctx.log.progress('Listing the agents', () => vocobase.listAgents());
    return { agents: agents.map(({ received }) => received), total: agents.length };
  },

  view({ agents, total }, style) {
    if (agents.length === 0) {
      return `There are no agents yet.\n\n${style.next([{ label: 'Create one', command: 'agents create' }])}`;
    }
    const table = style.table(
      [
        { title: 'ID', value: (one) => one.id ?? '–', shrink: 'id' },
        {
          title: 'NAME',
          value: (one) => one.agent_name ?? '–',
          shrink: 'text',
          paint: (name) => style.bold(name),
        },
        { title: 'TYPE', value: (one) => one.agent_type ?? '–', shrink: 'text' },
        { title: 'VOICEMAIL', value: voicemailState, shrink: 'text' },
      ],
      agents,
    );
    return `${table}\n\n${style.dim(total === 1 ? '1 agent' : `${total} agents`)}`;
  },
};
