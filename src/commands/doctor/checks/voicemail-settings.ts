import { shellQuote } from '../../../domain/text/shell-command.ts';
import { advise, type Check, pass, skip, warn } from '../check.ts';

/** Checks that an agent's voicemail settings fit together. */
export const voicemailSettings: Check = {
  id: 'voicemail',
  group: 'agent',
  title: 'Voicemail settings',
  guide: ['V1', 'V2'],
  source: 'GET /agent',
  async run({ callingAgents }) {
    const { agents } = await callingAgents.need();
    if (agents.length === 0) return skip('There is no agent');
    const name = (agent: (typeof agents)[number]) => agent.agent_name || agent.id;
    const idle = agents.filter(
      (agent) => agent.voicemail_message && agent.voicemail_detection_enabled === false,
    );
    if (idle.length > 0) {
      return warn(
        `${idle.map(name).join(', ')} ${idle.length === 1 ? 'has' : 'have'} a voicemail message, and detection is off`,
        advise(
          'Nobody hears the message. Turn detection on. Vocobase must also enable carrier-side detection for the connection.',
          ...idle.map(({ id }) => `agents voicemail ${shellQuote(id)} --enable`),
        ),
      );
    }
    const on = agents.filter((agent) => agent.voicemail_detection_enabled === true);
    if (on.length === 0) return pass('Detection is off');
    const effects = on.map(
      (agent) =>
        `${name(agent)}: ${agent.voicemail_message ? 'plays the message, then hangs up' : 'hangs up without a message'}`,
    );
    return pass(effects.join('; '));
  },
};
