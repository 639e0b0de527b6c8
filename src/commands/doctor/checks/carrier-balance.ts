import { type CarrierAccount, isOutOfCredit } from '../../../domain/plivo/account.ts';
import { isSubaccount } from '../../../domain/plivo/auth-id.ts';
import { advise, type Check, fail, pass, skip, unknown, warn } from '../check.ts';
import { plivoConsole } from '../words.ts';

/** A balance so low that a few calls use it up, in the account's own currency. */
const low = 1;

/** Plivo cancels the calls of a prepaid account without balance (hangup cause 1010). */
export const carrierBalance: Check = {
  id: 'plivo-balance',
  group: 'carrier',
  title: 'Plivo balance',
  guide: ['F4c'],
  source: 'Plivo GET /Account/',
  async run({ account: read, credentials }) {
    const account = await read.need();
    if (account === null) return skip('A subaccount may not read it; its main account pays');
    if (account.cash_credits === null) return unknown('Plivo does not show it');
    const shown = describe(account);
    const addCredit = advise(
      `Plivo cancels calls when it is used up. Add credit, or turn on auto recharge, in the Plivo console: ${plivoConsole}`,
      'explain 1010',
    );
    const { authId } = await credentials.need();
    if (isOutOfCredit(account)) {
      return isSubaccount(authId)
        ? warn(`The Plivo balance shows ${shown}; the main account pays for calls`, addCredit)
        : fail(`The Plivo balance is used up (${shown})`, addCredit);
    }
    const isPostpaid = account.billing_mode?.toLowerCase() === 'postpaid';
    return !isPostpaid && account.cash_credits < low && account.auto_recharge === false
      ? warn(`The Plivo balance is low (${shown}, no auto recharge)`, addCredit)
      : pass(shown);
  },
};

/** Without a currency sign: Plivo gives none, and it depends on the account's region. */
function describe(account: CarrierAccount): string {
  return [account.cash_credits?.toFixed(2), account.billing_mode].filter(Boolean).join(', ');
}
