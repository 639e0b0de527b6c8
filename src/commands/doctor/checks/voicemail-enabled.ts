import { accountManagerRequest } from '../../../domain/vocobase/account-manager-request.ts';
import { accountOf } from '../../../domain/vocobase/partner-config.ts';
import type { Check } from '../check.ts';
import { letThrough } from '../facts.ts';
import { skip, unknown } from '../finding.ts';

/** Vocobase enables carrier-side detection for a connection, and no field shows it (U37). */
export const voicemailEnabled: Check = {
  id: 'voicemail-enabled',
  group: 'agent',
  title: 'Voicemail detection at Vocobase',
  guide: ['V3'],
  async run({ callingAgents, config, connection }) {
    const { agents } = await callingAgents.need();
    const on = agents.filter((agent) => agent.voicemail_detection_enabled === true);
    if (on.length === 0) return skip('no agent has detection on');
    const request = accountManagerRequest(accountOf(await config.need()), {
      kind: 'voicemail',
      connection: await connection.read().catch(letThrough),
      agents: on.map(({ agent_name, id }) => agent_name || id),
    });
    return unknown('no API shows it; until it is, the settings of the agents do nothing', {
      remedy: `If voicemails are not recognised, send this to your Vocobase account manager:\n\n${request}`,
      commands: [],
    });
  },
};
