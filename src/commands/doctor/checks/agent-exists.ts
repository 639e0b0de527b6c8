import type { Check } from '../check.ts';
import { fail, pass } from '../finding.ts';

export const agentExists: Check = {
  id: 'agent',
  group: 'agent',
  title: 'Agent',
  guide: ['S4', 'N3'],
  async run({ agents, callingAgents, settings }) {
    const listed = await agents.own();
    const { agents: calling, remembered } = await callingAgents.need();
    if (remembered && calling.length === 0) {
      const { agent } = await settings.need();
      return fail(`the remembered one, ${agent}, does not exist`, {
        remedy: 'Remember another one, or forget this one.',
        commands: ['agents list', 'config set agent <agent>', 'config unset agent'],
      });
    }
    if (listed.length === 0) {
      return fail('there is none', {
        remedy: 'A call needs one. Create it at a terminal: you are asked for what it takes.',
        commands: ['agents create', 'call test --to <number>'],
      });
    }
    const names = calling.slice(0, 3).map(({ agent_name, id }) => agent_name || id);
    const more = calling.length > names.length ? ` and ${calling.length - names.length} more` : '';
    return pass(`${names.join(', ')}${more}${remembered ? ', the remembered one' : ''}`);
  },
};
