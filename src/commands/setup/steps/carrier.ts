import { isSubaccount } from '../../../domain/auth-id.ts';
import { type CarrierAccount, isOutOfCredit, isTrial } from '../../../domain/carrier.ts';
import { parsePhoneNumber } from '../../../domain/phone-number.ts';
import { CliError } from '../../../errors/cli-error.ts';
import type { Carrier, PlivoCredentials } from '../../../ports/carrier.ts';
import type { Context } from '../../../ports/context.ts';
import { describeNumber, isVoiceNumber } from '../../shared/carrier-number.ts';
import { verifyCredentials, warnUnchecked } from '../../shared/verify-credentials.ts';
import { always, type Draft, known, type SetupStep, type StepOutcome } from '../draft.ts';
import { words } from '../words.ts';

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
    const credentials = known(draft.credentials, 'credentials');
    if (draft.given.input.skipCarrierCheck) {
      const fromNumber = draft.given.fromNumber ?? (await typeNumber(ctx));
      return {
        status: 'skipped',
        evidence: 'not asked (--skip-carrier-check)',
        adds: { fromNumber },
      };
    }
    const verified = await verifyCredentials(ctx, credentials);
    return verified.kind === 'unchecked'
      ? unchecked(ctx, draft, verified.credentials, verified.reason)
      : checked(ctx, draft, verified.credentials, verified.carrier, verified.account);
  },
};

async function checked(
  ctx: Context,
  draft: Draft,
  credentials: PlivoCredentials,
  carrier: Carrier,
  account: CarrierAccount | null,
): Promise<StepOutcome> {
  const about = describeAccount(account);
  if (account !== null && isOutOfCredit(account)) {
    ctx.say.warn('The Plivo balance is used up: Plivo cancels calls until it is topped up.');
  }
  if (account !== null && isTrial(account)) {
    ctx.say.warn(
      'This is a trial account of Plivo: it calls only destinations verified under Phone Numbers, Sandbox Numbers.',
    );
  }
  try {
    const number = await pickNumber(ctx, draft, carrier, credentials);
    return {
      status: 'done',
      evidence: `${about}; ${number.evidence}`,
      adds: { credentials, fromNumber: number.fromNumber },
    };
  } catch (error) {
    if (!(error instanceof CliError) || isVerdict(error)) throw error;
    warnUnchecked(ctx, error.message);
    return unchecked(ctx, draft, credentials, error.message);
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

async function unchecked(
  ctx: Context,
  draft: Draft,
  credentials: PlivoCredentials,
  reason: string,
): Promise<StepOutcome> {
  const fromNumber = draft.given.fromNumber ?? (await typeNumber(ctx));
  return {
    status: 'skipped',
    evidence: `could not be checked: ${reason}`,
    adds: { credentials, fromNumber },
  };
}

async function pickNumber(
  ctx: Context,
  draft: Draft,
  carrier: Carrier,
  credentials: PlivoCredentials,
): Promise<{ fromNumber: string; evidence: string }> {
  const given = draft.given.fromNumber;
  if (given !== null) {
    const number = await ctx.say.progress(`Asking Plivo about ${given}`, () =>
      carrier.number(given),
    );
    if (number !== null && isVoiceNumber(number)) {
      return { fromNumber: given, evidence: `${given} is on the account, with Voice` };
    }
    const problem =
      number === null
        ? new CliError('PLIVO_NUMBER_NOT_OWNED', {
            message: `${given} is not on this Plivo account.`,
            details: { phone_number: given },
          })
        : new CliError('PLIVO_NUMBER_NOT_VOICE', {
            message: `${given} is on this Plivo account, but without Voice.`,
            details: { phone_number: given },
          });
    if (!ctx.prompt.available) throw problem;
    ctx.say.warn(problem.message);
  }
  const numbers = await ctx.say.progress('Listing the voice-enabled numbers', () =>
    carrier.numbers({ services: 'voice' }),
  );
  const usable = numbers.filter(isVoiceNumber);
  if (usable.length === 0) {
    throw new CliError('PLIVO_NUMBER_NOT_VOICE', {
      message: words.noVoiceNumber(credentials.authId),
      details: { subaccount: isSubaccount(credentials.authId) },
    });
  }
  const demo = await ctx.demo();
  const offered = [...usable].sort(
    (a, b) =>
      Number(b.phone_number === demo?.fromNumber) - Number(a.phone_number === demo?.fromNumber),
  );
  const chosen = await ctx.prompt.choose({
    message: words.pickNumber,
    flag: '--from-number',
    what: 'from-number',
    choices: offered.map((number) => ({ value: number, name: describeNumber(number) })),
  });
  return { fromNumber: chosen.phone_number, evidence: `${chosen.phone_number}, with Voice` };
}

function typeNumber(ctx: Context): Promise<string> {
  return ctx.prompt.text({
    message: words.askNumber,
    flag: '--from-number',
    what: 'from-number',
    parse: parsePhoneNumber,
  });
}

function describeAccount(account: CarrierAccount | null): string {
  if (account === null) return 'accepted';
  const parts = [account.name ?? 'accepted'];
  if (account.cash_credits !== null) parts.push(`balance ${account.cash_credits.toFixed(2)}`);
  if (isTrial(account)) parts.push('trial');
  return parts.join(', ');
}
