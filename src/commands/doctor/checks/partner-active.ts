import { isActivePartner } from '../../../domain/vocobase/partner-config.ts';
import { errors } from '../../../errors/catalogue/errors.ts';
import { CliError } from '../../../errors/cli-error.ts';
import type { Check } from '../check.ts';
import { adviceFrom, fail, pass } from '../finding.ts';

export const partnerActive: Check = {
  id: 'partner',
  group: 'account',
  title: 'Partner account',
  guide: ['P3'],
  async run({ config }) {
    try {
      const account = await config.read();
      if (!isActivePartner(account)) {
        return fail(`it is ${account.status}`, adviceFrom(errors.PARTNER_INACTIVE));
      }
      return pass(account.status ?? 'no status is given, and nothing says otherwise');
    } catch (error) {
      if (error instanceof CliError && error.http?.status === 403) {
        return fail(
          'the account may not be read (403): likely it is suspended, or not approved',
          adviceFrom(errors.PARTNER_INACTIVE),
        );
      }
      await config.need();
      throw error;
    }
  },
};
