import { type CarrierAccount, isOutOfCredit } from '../../../domain/plivo/account.ts';
import { isSubaccount } from '../../../domain/plivo/auth-id.ts';
import { symptoms } from '../../../errors/catalogue/symptoms.ts';
import type { Check } from '../check.ts';
import { adviceFrom, fail, pass, skip, unknown, warn } from '../finding.ts';
import { accountAtPlivo } from '../plivo-account.ts';

/** In the account's own currency: little enough to be gone after some calls. */
const low = 1;

/** Plivo cancels the calls of a prepaid account that has nothing left (hangup cause 1010). */
export const carrierBalance: Check = {
  id: 'plivo-balance',
  group: 'carrier',
  title: 'Plivo balance',
  guide: ['F4c'],
  async run(facts) {
    const account = await accountAtPlivo(facts);
    if (account === null) return skip('a subaccount may not read it: its main account pays');
    if (account.cash_credits === null) return unknown('Plivo does not say it');
    const found = describe(account);
    const advice = adviceFrom(symptoms['no-plivo-credit'], { commands: ['explain 1010'] });
    const { authId } = await facts.credentials.need();
    if (isOutOfCredit(account)) {
      // What the subaccount shows is not what its calls are paid from.
      return isSubaccount(authId)
        ? warn(`${found}; its main account pays`, advice)
        : fail(found, advice);
    }
    const isPostpaid = account.billing_mode?.toLowerCase() === 'postpaid';
    return !isPostpaid && account.cash_credits < low && account.auto_recharge === false
      ? warn(`${found}, without auto recharge`, advice)
      : pass(found);
  },
};

/** Without a currency sign: Plivo gives none, and it depends on the account's region. */
function describe(account: CarrierAccount): string {
  return [account.cash_credits?.toFixed(2), account.billing_mode].filter(Boolean).join(', ');
}
