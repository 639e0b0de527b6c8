import {
  type CarrierAccount,
  type CarrierNumber,
  isOutOfCredit,
  isTrial,
  isVoiceNumber,
  placeOf,
  type VerifiedCallerId,
} from '../../domain/plivo/account.ts';
import { isSubaccount } from '../../domain/plivo/auth-id.ts';
import { isSameNumber, parsePhoneNumber } from '../../domain/text/phone-number.ts';
import { CliError, isKnownFailure } from '../../errors/cli-error.ts';
import type { Carrier, PlivoCredentials } from '../../ports/carrier.ts';
import type { Context } from '../../ports/context.ts';
import type { SearchChoice } from '../../ports/prompt.ts';
import { askCredentials } from './credentials.ts';
import { words } from './words.ts';

const tries = 3;

type Asks = Pick<Context, 'carrier' | 'demo' | 'inputs' | 'mode' | 'prompt' | 'log'>;

/** The credentials after asking Plivo, including any that a person typed after a refusal. */
export type CheckedCredentials =
  | {
      readonly kind: 'accepted';
      readonly credentials: PlivoCredentials;
      readonly carrier: Carrier;
      /** Null if the credentials are valid but may not read the account. */
      readonly account: CarrierAccount | null;
    }
  | { readonly kind: 'unchecked'; readonly credentials: PlivoCredentials; readonly reason: string };

/**
 * Asks Plivo whether it accepts the credentials. Only a clear 401 is a refusal: a person may then
 * type others, up to three attempts in all. Anything else proves nothing; it is reported, and the
 * flow continues. Throws PLIVO_UNAUTHORIZED.
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
 * What Plivo says about a number: on the account with Voice, verified as a caller ID owned by
 * someone else, or why it cannot be the caller ID.
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

/** The verified caller IDs; empty if the read fails in a way that the caller tolerates. */
async function listVerified(
  carrier: Pick<Carrier, 'verifiedCallerIds'>,
  tolerates: (error: unknown) => boolean = isUnknownPath,
): Promise<readonly VerifiedCallerId[]> {
  try {
    return await carrier.verifiedCallerIds();
  } catch (error) {
    if (tolerates(error)) return [];
    throw error;
  }
}

/** True if Plivo does not know the path for this account. */
function isUnknownPath(error: unknown): boolean {
  const status = isKnownFailure(error) ? error.http?.status : null;
  return status === 404 || status === 405 || status === 501;
}

/** The reason why Plivo could not be asked. Rethrows a refusal, an interruption, and bugs. */
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

/** Credentials and the caller ID that goes with them, and what Plivo said about both. */
export type PlivoAccess =
  | {
      readonly kind: 'checked';
      readonly credentials: PlivoCredentials;
      readonly fromNumber: string;
      /** Null if the credentials are valid but may not read the account. */
      readonly account: CarrierAccount | null;
      readonly evidence: string;
    }
  | {
      readonly kind: 'unchecked';
      readonly credentials: PlivoCredentials;
      readonly fromNumber: string;
      /** Why Plivo could not be asked; null if `skip` was set. */
      readonly reason: string | null;
    };

interface CheckOptions {
  /** Skips the check with Plivo. */
  readonly skip?: boolean;
  /** The current caller ID, preselected when a person picks one. */
  readonly current?: string | null;
  /**
   * Called after Plivo accepted the credentials, before a number is chosen. The account is null if
   * the credentials may not read it; the numbers are null if they were not listed.
   */
  readonly accepted?: (
    account: CarrierAccount | null,
    numbers: readonly CarrierNumber[] | null,
  ) => void;
}

/**
 * Checks with Plivo before anything is written: that it accepts the credentials, and that the
 * number is on the account and has Voice. Without a number, a person picks one. Only a clear 401 is
 * a refusal; a check that is not possible is reported and stops nothing. With `skip`, Plivo is not
 * asked. Throws PLIVO_UNAUTHORIZED, PLIVO_NUMBER_NOT_OWNED, PLIVO_NUMBER_NOT_VOICE.
 */
export async function checkWithPlivo(
  ctx: Asks,
  given: PlivoCredentials,
  number: string | null,
  options: CheckOptions = {},
): Promise<PlivoAccess> {
  if (options.skip) return unchecked(ctx, given, number, null);
  const checked = await checkCredentials(ctx, given);
  const { credentials } = checked;
  if (checked.kind === 'unchecked') return unchecked(ctx, credentials, number, checked.reason);
  const { account } = checked;
  try {
    const chosen = await chooseNumber(ctx, checked, number, options);
    return { kind: 'checked', credentials, account, ...chosen };
  } catch (error) {
    if (isUnfit(error)) throw error;
    const reason = uncheckedReason(error);
    ctx.log.warn(words.unchecked(reason));
    return unchecked(ctx, credentials, number, reason);
  }
}

async function unchecked(
  ctx: Asks,
  credentials: PlivoCredentials,
  number: string | null,
  reason: string | null,
): Promise<PlivoAccess> {
  const fromNumber = number ?? (await typeNumber(ctx));
  return { kind: 'unchecked', credentials, fromNumber, reason };
}

/** Asks a person to type a caller ID, because Plivo cannot list any. */
export async function typeNumber(
  ctx: Pick<Context, 'prompt' | 'demo'>,
  current?: string,
): Promise<string> {
  const preset = current ?? (await ctx.demo())?.fromNumber;
  return ctx.prompt.text({
    message: words.typeNumber,
    flag: '--from-number',
    what: 'caller ID',
    parse: parsePhoneNumber,
    ...(preset === undefined ? {} : { preset }),
  });
}

async function chooseNumber(
  ctx: Asks,
  { account, carrier, credentials }: CheckedCredentials & { readonly kind: 'accepted' },
  given: string | null,
  { current, accepted }: CheckOptions,
): Promise<{ fromNumber: string; evidence: string }> {
  if (given !== null) {
    accepted?.(account, null);
    const verdict = await checkNumber(ctx, carrier, given);
    if (verdict === 'voice') {
      return { fromNumber: given, evidence: `${given} is on the account, with Voice` };
    }
    if (verdict === 'verified') {
      return { fromNumber: given, evidence: words.verifiedCallerId(given) };
    }
    const problem = unfit(given, verdict);
    if (!ctx.prompt.available) throw problem;
    ctx.log.warn(problem.message);
  }
  const [numbers, verified] = await ctx.log.progress("Listing the account's numbers", () =>
    // Only a person picks from a list.
    Promise.all([
      carrier.numbers(),
      ctx.prompt.available ? listVerified(carrier, isKnownFailure) : [],
    ]),
  );
  if (given === null) accepted?.(account, numbers);
  const usable = numbers.filter(isVoiceNumber);
  const others = verified.filter(
    (one) => !usable.some(({ phone_number }) => isSameNumber(phone_number, one.phone_number)),
  );
  if (usable.length + others.length === 0) throw noVoiceNumber(credentials);
  const preset = current ?? (await ctx.demo())?.fromNumber;
  const fromNumber = await ctx.prompt.search({
    message: words.askNumber,
    flag: '--from-number',
    what: 'caller ID',
    choices: callerIdChoices(usable, others),
    ...(preset === undefined ? {} : { preset }),
  });
  const isVerified = others.some(({ phone_number }) => phone_number === fromNumber);
  const evidence = isVerified ? words.verifiedCallerId(fromNumber) : `${fromNumber}, with Voice`;
  return { fromNumber, evidence };
}

/** Number and alias; place and type as secondary facts. Verified numbers of others come last. */
function callerIdChoices(
  numbers: readonly CarrierNumber[],
  verified: readonly VerifiedCallerId[],
): SearchChoice<string>[] {
  const rows = [
    ...numbers.map((one) => ({ ...one, facts: [placeOf(one.region), one.number_type] })),
    ...verified.map((one) => ({ ...one, facts: [one.country, words.verified] })),
  ];
  const widest = Math.max(...rows.map(({ phone_number }) => phone_number.length));
  return rows.map(({ phone_number, alias, facts }) => ({
    value: phone_number,
    name: `${phone_number.padEnd(widest)}  ${alias ?? ''}`.trimEnd(),
    description: facts.filter((part) => part).join(' · '),
  }));
}

function isUnfit(error: unknown): boolean {
  return (
    error instanceof CliError &&
    (error.code === 'PLIVO_NUMBER_NOT_OWNED' || error.code === 'PLIVO_NUMBER_NOT_VOICE')
  );
}

/** Why a number cannot be the caller ID. */
function unfit(number: string, verdict: 'not-owned' | 'without-voice'): CliError {
  return verdict === 'not-owned'
    ? new CliError('PLIVO_NUMBER_NOT_OWNED', {
        message: words.notOwned(number),
        details: { phone_number: number },
      })
    : new CliError('PLIVO_NUMBER_NOT_VOICE', {
        message: words.withoutVoice(number),
        details: { phone_number: number },
      });
}

function noVoiceNumber({ authId }: PlivoCredentials): CliError {
  const subaccount = isSubaccount(authId);
  return new CliError('PLIVO_NUMBER_NOT_VOICE', {
    message: words.noVoiceNumber(subaccount),
    details: { subaccount },
  });
}
