import { shellQuote } from '../../../domain/text/shell-command.ts';
import { advise, type Check, fail, pass } from '../check.ts';

/** Checks that there is an agent for calls. */
export const agentExists: Check = {
  id: 'agent',
  group: 'agent',
  title: 'Agent',
  guide: ['S4', 'N3'],
  source: 'GET /agent',
  async run({ ctx, agents, callingAgents }) {
    const listed = await agents.own();
    const { agents: calling, chosen } = await callingAgents.need();
    if (listed.length === 0) {
      return fail(
        'There is no agent',
        advise('A call needs an agent to speak with. Create one.', 'agents create'),
      );
    }
    if (chosen !== null && calling.length === 0) {
      return ctx.inputs.env('VOCOBASE_AGENT_ID') === undefined
        ? fail(
            `The agent chosen for calls, ${chosen}, does not exist`,
            advise(
              'Choose another one, or forget this one.',
              ...listed.slice(0, 3).map(({ id }) => `config set agent ${shellQuote(id)}`),
              'config unset agent',
            ),
          )
        : fail(
            `The agent chosen for calls, ${chosen}, does not exist`,
            advise(
              'It comes from VOCOBASE_AGENT_ID. Set that to another one, or unset it.',
              'agents list',
            ),
          );
    }
    const names = calling.slice(0, 3).map(({ agent_name, id }) => agent_name || id);
    const more = calling.length > names.length ? ` and ${calling.length - names.length} more` : '';
    return pass(`${names.join(', ')}${more}`);
  },
};
