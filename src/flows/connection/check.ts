import {
  type CarrierAccount,
  isOutOfCredit,
  isTrial,
  isVoiceNumber,
  type VerifiedCallerId,
} from '../../domain/plivo/account.ts';
import { isSubaccount } from '../../domain/plivo/auth-id.ts';
import { isSameNumber } from '../../domain/text/phone-number.ts';
import { type CliError, isKnownFailure } from '../../errors/cli-error.ts';
import type { Carrier, PlivoCredentials } from '../../ports/carrier.ts';
import type { Context } from '../../ports/context.ts';
import { askCredentials } from './credentials.ts';
import { words } from './words.ts';

const tries = 3;

type Asks = Pick<Context, 'carrier' | 'demo' | 'inputs' | 'mode' | 'prompt' | 'log'>;

/** The credentials after Plivo was asked: those that were typed last, where it refused others. */
export type CheckedCredentials =
  | {
      readonly kind: 'accepted';
      readonly credentials: PlivoCredentials;
      readonly carrier: Carrier;
      /** Null where the credentials are good and may not read the account. */
      readonly account: CarrierAccount | null;
    }
  | { readonly kind: 'unchecked'; readonly credentials: PlivoCredentials; readonly reason: string };

/**
 * Asks Plivo whether it accepts the credentials. Only a clear 401 is a refusal: a person is then
 * asked again, up to three times in all. Anything else proves nothing: it is reported, and does not
 * stop. Throws PLIVO_UNAUTHORIZED.
 */
export async function checkCredentials(
  ctx: Asks,
  credentials: PlivoCredentials,
): Promise<CheckedCredentials> {
  let tried = credentials;
  for (let attempt = 1; ; attempt++) {
    const carrier = await ctx.carrier(tried);
    const verdict = await ctx.log.progress('Asking Plivo about the account', () =>
      carrier.verify(),
    );
    if (verdict.kind === 'accepted') {
      warnOfAccount(ctx, verdict.account);
      return { kind: 'accepted', credentials: tried, carrier, account: verdict.account };
    }
    if (verdict.kind === 'unchecked') {
      ctx.log.warn(words.unchecked(verdict.reason));
      return { kind: 'unchecked', credentials: tried, reason: verdict.reason };
    }
    if (!ctx.prompt.available || attempt === tries) throw refusal(tried, verdict.error);
    ctx.log.warn(words.refusedAskAgain);
    tried = await askCredentials(ctx, { authId: null, authToken: null }, tried);
  }
}

/**
 * What Plivo says about a number: on the account and voice-enabled, or verified as a caller ID of
 * somebody else's number; or why it is not fit to be the caller ID.
 */
export type NumberVerdict = 'voice' | 'verified' | 'without-voice' | 'not-owned';

/** Asks Plivo about one number. Throws what the request throws; see `uncheckedReason`. */
export async function checkNumber(
  ctx: Pick<Context, 'log'>,
  carrier: Pick<Carrier, 'number' | 'verifiedCallerIds'>,
  number: string,
): Promise<NumberVerdict> {
  return ctx.log.progress(`Asking Plivo about ${number}`, async () => {
    const found = await carrier.number(number);
    if (found !== null && isVoiceNumber(found)) return 'voice';
    const verified = await listVerified(carrier);
    if (verified.some((one) => isSameNumber(one.phone_number, number))) return 'verified';
    return found === null ? 'not-owned' : 'without-voice';
  });
}

/** The verified caller IDs; none where Plivo does not know the address for this account. */
async function listVerified(
  carrier: Pick<Carrier, 'verifiedCallerIds'>,
): Promise<readonly VerifiedCallerId[]> {
  try {
    return await carrier.verifiedCallerIds();
  } catch (error) {
    const status = isKnownFailure(error) ? error.http?.status : null;
    if (status === 404 || status === 405 || status === 501) return [];
    throw error;
  }
}

/** The reason why Plivo could not be asked. Throws a refusal, an interruption, and faults of ours. */
export function uncheckedReason(error: unknown): string {
  const proves =
    !isKnownFailure(error) ||
    error.code === 'PLIVO_UNAUTHORIZED' ||
    (error.origin !== 'plivo' && error.origin !== 'network');
  if (proves) throw error;
  return error.message;
}

function warnOfAccount(ctx: Pick<Context, 'log'>, account: CarrierAccount | null): void {
  if (account !== null && isOutOfCredit(account)) ctx.log.warn(words.outOfCredit);
  if (account !== null && isTrial(account)) ctx.log.warn(words.trial);
}

function refusal(credentials: PlivoCredentials, said: CliError): CliError {
  return said.with({
    message: words.refused,
    hints: [
      'Copy both again from the same account of the Plivo console.',
      'After a rotation in Plivo only the new Auth Token counts.',
    ],
    commands: [],
    details: { asked: 'plivo', subaccount: isSubaccount(credentials.authId) },
  });
}
