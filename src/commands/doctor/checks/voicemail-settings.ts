import { shellQuote } from '../../../domain/text/shell-command.ts';
import { symptoms } from '../../../errors/catalogue/symptoms.ts';
import type { Check } from '../check.ts';
import { adviceFrom, pass, skip, warn } from '../finding.ts';

export const voicemailSettings: Check = {
  id: 'voicemail',
  group: 'agent',
  title: 'Voicemail settings',
  guide: ['V1', 'V2'],
  async run({ callingAgents }) {
    const { agents } = await callingAgents.need();
    if (agents.length === 0) return skip('there is no agent');
    const name = (agent: (typeof agents)[number]) => agent.agent_name || agent.id;
    const idle = agents.filter(
      (agent) => agent.voicemail_message && agent.voicemail_detection_enabled === false,
    );
    const [first] = idle;
    if (first !== undefined) {
      return warn(
        `${idle.map(name).join(', ')}: there is a voicemail message, and detection is off, so nobody hears it`,
        adviceFrom(symptoms['voicemail-ignored'], {
          commands: [`agents voicemail ${shellQuote(first.id)} --enable`],
        }),
      );
    }
    const on = agents.filter((agent) => agent.voicemail_detection_enabled === true);
    if (on.length === 0) return pass('detection is off');
    const effects = on.map(
      (agent) =>
        `${name(agent)}: a voicemail ${agent.voicemail_message ? 'hears the message' : 'ends the call'}`,
    );
    return pass(effects.join('; '));
  },
};
