import { accountManagerRequest } from '../../../domain/vocobase/account-manager-request.ts';
import { accountOf } from '../../../domain/vocobase/partner-config.ts';
import { advise, type Check, pass, unknown } from '../check.ts';
import { letThrough } from '../facts.ts';

/** Vocobase enables carrier-side detection for a connection, and no field shows it (U37). */
export const voicemailEnabled: Check = {
  id: 'voicemail-enabled',
  group: 'agent',
  title: 'Voicemail detection in Vocobase',
  guide: ['V3'],
  source: 'no API',
  async run({ callingAgents, config, used }) {
    const { agents } = await callingAgents.need();
    const on = agents.filter((agent) => agent.voicemail_detection_enabled === true);
    if (on.length === 0) return pass('No agent has detection on');
    const connections = (await used.read().catch(letThrough)) ?? [];
    const request = accountManagerRequest(accountOf(await config.need()), {
      kind: 'voicemail',
      connection: connections.length === 1 ? (connections[0] ?? null) : null,
      agents: on.map(({ agent_name, id }) => agent_name || id),
    });
    return unknown(
      'No API shows whether Vocobase has enabled it',
      advise(
        `Until it is, the settings of the agents do nothing. If voicemails are not recognized, send this to your Vocobase account manager:\n\n${request}`,
      ),
    );
  },
};
