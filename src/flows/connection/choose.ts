import {
  type CarrierAccount,
  describeNumber,
  isOutOfCredit,
  isTrial,
  isVoiceNumber,
} from '../../domain/plivo/account.ts';
import { isSubaccount } from '../../domain/plivo/auth-id.ts';
import { parsePhoneNumber } from '../../domain/text/phone-number.ts';
import { CliError } from '../../errors/cli-error.ts';
import type { Carrier, PlivoCredentials } from '../../ports/carrier.ts';
import type { Context } from '../../ports/context.ts';
import { verifyCredentials, warnUnchecked } from './check.ts';

type Asks = Pick<Context, 'carrier' | 'demo' | 'inputs' | 'mode' | 'prompt' | 'log'>;

/** A from-number with the credentials it goes with, and what Plivo said of both. */
export type NumberCheck =
  | {
      readonly kind: 'checked';
      readonly credentials: PlivoCredentials;
      readonly fromNumber: string;
      /** Null where the credentials are good and may not read it. */
      readonly account: CarrierAccount | null;
      readonly evidence: string;
    }
  | {
      readonly kind: 'unchecked';
      readonly credentials: PlivoCredentials;
      readonly fromNumber: string;
      readonly reason: string;
    };

/**
 * Asks Plivo itself, before anything is written: are the credentials accepted, is the number on the
 * account and voice-enabled; where none was given a person picks one. Only a clear 401 is a refusal;
 * what cannot be checked is said, and does not stop. Throws PLIVO_UNAUTHORIZED,
 * PLIVO_NUMBER_NOT_OWNED, PLIVO_NUMBER_NOT_VOICE.
 */
export async function checkWithPlivo(
  ctx: Asks,
  given: PlivoCredentials,
  number: string | null,
): Promise<NumberCheck> {
  const verified = await verifyCredentials(ctx, given);
  const { credentials } = verified;
  if (verified.kind === 'unchecked') {
    const fromNumber = number ?? (await typeNumber(ctx));
    return { kind: 'unchecked', credentials, fromNumber, reason: verified.reason };
  }
  const { account, carrier } = verified;
  warnOfAccount(ctx, account);
  try {
    const picked = await pickNumber(ctx, carrier, credentials, number);
    return { kind: 'checked', credentials, account, ...picked };
  } catch (error) {
    if (!(error instanceof CliError) || isVerdict(error)) throw error;
    warnUnchecked(ctx, error.message);
    const fromNumber = number ?? (await typeNumber(ctx));
    return { kind: 'unchecked', credentials, fromNumber, reason: error.message };
  }
}

export function typeNumber(ctx: Pick<Context, 'prompt'>): Promise<string> {
  return ctx.prompt.text({
    message: 'Which number shall calls show (E.164, +…)?',
    flag: '--from-number',
    what: 'from-number',
    parse: parsePhoneNumber,
  });
}

function warnOfAccount(ctx: Pick<Context, 'log'>, account: CarrierAccount | null): void {
  if (account !== null && isOutOfCredit(account)) {
    ctx.log.warn('The Plivo balance is used up: Plivo cancels calls until it is topped up.');
  }
  if (account !== null && isTrial(account)) {
    ctx.log.warn(
      'This is a trial account of Plivo: it calls only destinations verified under Phone Numbers, Sandbox Numbers.',
    );
  }
}

const verdicts: ReadonlySet<string> = new Set([
  'PLIVO_UNAUTHORIZED',
  'PLIVO_NUMBER_NOT_OWNED',
  'PLIVO_NUMBER_NOT_VOICE',
]);

/** What Plivo or the person decided; anything else only means that Plivo could not be asked. */
function isVerdict(error: CliError): boolean {
  return verdicts.has(error.code) || (error.origin !== 'plivo' && error.origin !== 'network');
}

async function pickNumber(
  ctx: Pick<Context, 'demo' | 'prompt' | 'log'>,
  carrier: Pick<Carrier, 'number' | 'numbers'>,
  credentials: PlivoCredentials,
  given: string | null,
): Promise<{ fromNumber: string; evidence: string }> {
  if (given !== null) {
    const number = await ctx.log.progress(`Asking Plivo about ${given}`, () =>
      carrier.number(given),
    );
    if (number !== null && isVoiceNumber(number)) {
      return { fromNumber: given, evidence: `${given} is on the account, with Voice` };
    }
    const problem = unfit(given, number !== null);
    if (!ctx.prompt.available) throw problem;
    ctx.log.warn(problem.message);
  }
  const numbers = await ctx.log.progress('Listing the voice-enabled numbers', () =>
    carrier.numbers({ services: 'voice' }),
  );
  const usable = numbers.filter(isVoiceNumber);
  if (usable.length === 0) throw noVoiceNumber(credentials);
  const demo = await ctx.demo();
  const offered = [...usable].sort(
    (a, b) =>
      Number(b.phone_number === demo?.fromNumber) - Number(a.phone_number === demo?.fromNumber),
  );
  const chosen = await ctx.prompt.choose({
    message: 'Which number shall calls show?',
    flag: '--from-number',
    what: 'from-number',
    choices: offered.map((number) => ({ value: number, name: describeNumber(number) })),
  });
  return { fromNumber: chosen.phone_number, evidence: `${chosen.phone_number}, with Voice` };
}

function unfit(number: string, owned: boolean): CliError {
  return owned
    ? new CliError('PLIVO_NUMBER_NOT_VOICE', {
        message: `${number} is on this Plivo account, but without Voice.`,
        details: { phone_number: number },
      })
    : new CliError('PLIVO_NUMBER_NOT_OWNED', {
        message: `${number} is not on this Plivo account.`,
        details: { phone_number: number },
      });
}

function noVoiceNumber({ authId }: PlivoCredentials): CliError {
  const subaccount = isSubaccount(authId);
  return new CliError('PLIVO_NUMBER_NOT_VOICE', {
    message: subaccount
      ? 'This subaccount has no number with Voice. A number belongs to one account, so it may be held by the main account.'
      : 'This account has no number with Voice.',
    details: { subaccount },
  });
}
