import { callingConnection } from '../../../domain/vocobase/calling-connection.ts';
import { providerConfig } from '../../../domain/vocobase/partner-config.ts';
import { errors } from '../../../errors/catalogue/errors.ts';
import type { Check } from '../check.ts';
import { letThrough } from '../facts.ts';
import { adviceFrom, fail, pass, warn } from '../finding.ts';

export const configured: Check = {
  id: 'configured',
  group: 'connection',
  title: 'Configuration',
  guide: ['S2a', 'S3', 'F1'],
  async run({ config, connections }) {
    const { configured: stored, from_number } = providerConfig(await config.need(), 'plivo');
    const advice = adviceFrom(errors.PROVIDER_NOT_CONFIGURED);
    if (stored && from_number !== null) return pass(`the default from-number is ${from_number}`);
    if (stored) return fail('credentials are stored, and no from-number is set', advice);
    const listed = await connections.read().catch(letThrough);
    const calling = callingConnection(listed ?? [], 'plivo', undefined);
    return calling.kind === 'none'
      ? fail('no credentials are stored', advice)
      : warn('there is a named connection, and GET /config shows no default one', advice);
  },
};
