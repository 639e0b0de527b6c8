import { isTrial } from '../../../domain/plivo/account.ts';
import { advise, type Check, pass, skip, warn } from '../check.ts';

/** Checks that the Plivo account is not a trial, which can call only verified numbers. */
export const carrierTrial: Check = {
  id: 'plivo-trial',
  group: 'carrier',
  title: 'Plivo account type',
  guide: ['P1'],
  source: 'Plivo GET /Account/',
  async run({ account: read }) {
    const account = await read.need();
    if (account === null) return skip('A subaccount may not read it');
    return isTrial(account)
      ? warn(
          'The Plivo account is a trial (developer)',
          advise(
            'It can only call numbers verified under Phone Numbers, Sandbox Numbers, in the Plivo console. Verify your number there, or upgrade the account.',
            'explain trial-account',
          ),
        )
      : pass(account.account_type ?? 'Plivo does not show it');
  },
};
