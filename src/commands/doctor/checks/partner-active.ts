import { isActivePartner } from '../../../domain/vocobase/partner-config.ts';
import { CliError } from '../../../errors/cli-error.ts';
import { advise, type Check, fail, pass } from '../check.ts';

/** Checks that the partner account is active. */
export const partnerActive: Check = {
  id: 'partner',
  group: 'account',
  title: 'Partner account',
  guide: ['P3'],
  source: 'GET /config',
  async run({ config }) {
    const askManager = advise(
      'Only Vocobase can change that. Ask your account manager about the state of the account.',
      'explain PARTNER_INACTIVE',
    );
    try {
      const { status } = await config.read();
      return isActivePartner({ status })
        ? pass(status ?? 'Vocobase gives no status')
        : fail(`The partner account is ${status}`, askManager);
    } catch (error) {
      if (error instanceof CliError && error.http?.status === 403) {
        return fail(
          'Vocobase does not let this key read the account (403). It is likely suspended or not approved',
          askManager,
        );
      }
      await config.need();
      throw error;
    }
  },
};
