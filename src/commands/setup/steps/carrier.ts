import { type CarrierAccount, isTrial } from '../../../domain/plivo/account.ts';
import { checkWithPlivo, typeNumber } from '../../../flows/connection/choose.ts';
import { always, known, type SetupStep } from '../draft.ts';

/**
 * Asks Plivo itself, before anything is written: are the credentials accepted, is the number on the
 * account and voice-enabled. Only a clear 401 is a refusal; what cannot be checked does not stop.
 */
export const carrierStep: SetupStep = {
  id: 'carrier',
  title: 'Plivo account',
  optional: false,
  needed: always,
  async run(ctx, draft) {
    const given = draft.given.fromNumber;
    if (draft.given.input.skipCarrierCheck) {
      return {
        status: 'skipped',
        evidence: 'not asked (--skip-carrier-check)',
        adds: { fromNumber: given ?? (await typeNumber(ctx)) },
      };
    }
    const check = await checkWithPlivo(ctx, known(draft.credentials, 'credentials'), given);
    const { credentials, fromNumber } = check;
    const adds = { credentials, fromNumber };
    return check.kind === 'unchecked'
      ? { status: 'skipped', evidence: `could not be checked: ${check.reason}`, adds }
      : { status: 'done', evidence: `${describeAccount(check.account)}; ${check.evidence}`, adds };
  },
};

function describeAccount(account: CarrierAccount | null): string {
  if (account === null) return 'accepted';
  const parts = [account.name ?? 'accepted'];
  if (account.cash_credits !== null) parts.push(`balance ${account.cash_credits.toFixed(2)}`);
  if (isTrial(account)) parts.push('trial');
  return parts.join(', ');
}
