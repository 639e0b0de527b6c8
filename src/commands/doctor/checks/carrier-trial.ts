import { isTrial } from '../../../domain/plivo/account.ts';
import { symptoms } from '../../../errors/catalogue/symptoms.ts';
import type { Check } from '../check.ts';
import { adviceFrom, pass, skip, warn } from '../finding.ts';
import { accountAtPlivo } from '../plivo-account.ts';

export const carrierTrial: Check = {
  id: 'plivo-trial',
  group: 'carrier',
  title: 'Plivo account type',
  guide: ['P1'],
  async run(facts) {
    const account = await accountAtPlivo(facts);
    if (account === null) return skip('a subaccount may not read it');
    return isTrial(account)
      ? warn(
          'it is a trial (developer): only destinations verified with Plivo can be called',
          adviceFrom(symptoms['trial-account']),
        )
      : pass(account.account_type ?? 'Plivo names no type');
  },
};
