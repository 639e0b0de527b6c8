import {
  type CarrierAccount,
  type CarrierNumber,
  isVoiceNumber,
} from '../../domain/plivo/account.ts';
import { isSubaccount } from '../../domain/plivo/auth-id.ts';
import { parsePhoneNumber } from '../../domain/text/phone-number.ts';
import { CliError } from '../../errors/cli-error.ts';
import type { PlivoCredentials } from '../../ports/carrier.ts';
import type { Context } from '../../ports/context.ts';
import type { SearchChoice } from '../../ports/prompt.ts';
import {
  type CheckedCredentials,
  checkCredentials,
  checkNumber,
  uncheckedReason,
} from './check.ts';
import { words } from './words.ts';

type Asks = Pick<Context, 'carrier' | 'demo' | 'inputs' | 'mode' | 'prompt' | 'log'>;

/** Credentials and the caller ID that goes with them, and what Plivo said about both. */
export type PlivoAccess =
  | {
      readonly kind: 'checked';
      readonly credentials: PlivoCredentials;
      readonly fromNumber: string;
      /** Null where the credentials are good and may not read the account. */
      readonly account: CarrierAccount | null;
      readonly evidence: string;
    }
  | {
      readonly kind: 'unchecked';
      readonly credentials: PlivoCredentials;
      readonly fromNumber: string;
      /** Why Plivo could not be asked; null when it was not to be asked. */
      readonly reason: string | null;
    };

export interface CheckOptions {
  /** Plivo is not to be asked. */
  readonly skip?: boolean;
  /** The number that calls show today, under the cursor where a person picks one. */
  readonly current?: string | null;
  /**
   * Told once Plivo has accepted the credentials, before a number is chosen. The account is null
   * where the credentials may not read it; the numbers are null where they were not listed.
   */
  readonly accepted?: (
    account: CarrierAccount | null,
    numbers: readonly CarrierNumber[] | null,
  ) => void;
}

/**
 * Asks Plivo before anything is written: are the credentials accepted, is the number on the account
 * and voice-enabled; where none was given a person picks one. Only a clear 401 is a refusal; what
 * cannot be checked is reported, and does not stop. With `skip` Plivo is not asked. Throws
 * PLIVO_UNAUTHORIZED, PLIVO_NUMBER_NOT_OWNED, PLIVO_NUMBER_NOT_VOICE.
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

/** Asks for a caller ID where Plivo cannot list any. */
export async function typeNumber(
  ctx: Pick<Context, 'prompt' | 'demo'>,
  current?: string,
): Promise<string> {
  const preset = current ?? (await ctx.demo())?.fromNumber;
  return ctx.prompt.text({
    message: words.typeNumber,
    flag: '--from-number',
    what: 'from-number',
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
  const numbers = await ctx.log.progress("Listing the account's numbers", () => carrier.numbers());
  if (given === null) accepted?.(account, numbers);
  const usable = numbers.filter(isVoiceNumber);
  if (usable.length === 0) throw noVoiceNumber(credentials);
  const preset = current ?? (await ctx.demo())?.fromNumber;
  const fromNumber = await ctx.prompt.search({
    message: words.askNumber,
    flag: '--from-number',
    what: 'from-number',
    choices: callerIdChoices(usable),
    ...(preset === undefined ? {} : { preset }),
  });
  return { fromNumber, evidence: `${fromNumber}, with Voice` };
}

/** Number and alias; place and type as secondary facts. */
function callerIdChoices(numbers: readonly CarrierNumber[]): SearchChoice<string>[] {
  const widest = Math.max(...numbers.map(({ phone_number }) => phone_number.length));
  return numbers.map(({ phone_number, alias, region, number_type }) => ({
    value: phone_number,
    name: `${phone_number.padEnd(widest)}  ${alias ?? ''}`.trimEnd(),
    description: [region, number_type].filter((part) => part).join(' · '),
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
