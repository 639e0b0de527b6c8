import {
  type CarrierAccount,
  type CarrierNumber,
  isTrial,
  isVoiceNumber,
} from '../../../domain/plivo/account.ts';
import { maskAuthId } from '../../../domain/text/mask.ts';
import { CliError } from '../../../errors/cli-error.ts';
import { checkWithPlivo, type PlivoAccess, typeNumber } from '../../../flows/connection/check.ts';
import { askCredentials } from '../../../flows/connection/credentials.ts';
import { words as connectionWords } from '../../../flows/connection/words.ts';
import type { PlivoCredentials } from '../../../ports/carrier.ts';
import type { Context } from '../../../ports/context.ts';
import type { Given } from '../input.ts';
import type { Step } from '../step.ts';
import { words } from '../words.ts';

interface FoundCredentials {
  readonly credentials: PlivoCredentials;
}

type Start = { readonly given: Given };

/** Reads or asks for the Auth ID and the Auth Token, and checks their formats. */
export const credentialsStep: Step<Start, FoundCredentials> = {
  id: 'credentials',
  title: 'Plivo credentials',
  async run(ctx, { given }) {
    ctx.log.heading(words.headings.credentials, '2 of 5');
    const { authId, authToken } = given.credentials;
    if (ctx.mode.sandbox === null && (authId === null || authToken === null)) {
      for (const line of connectionWords.whereCredentials) ctx.log.note(line);
    }
    const credentials = await askCredentials(ctx, given.credentials);
    const auth_id = maskAuthId(credentials.authId);
    return {
      status: 'done',
      evidence: auth_id,
      data: { auth_id },
      shown: 'nothing',
      found: { credentials },
    };
  },
};

/**
 * The credentials with the caller ID to connect, both as the person or the flags last gave them.
 */
export interface FoundNumber extends FoundCredentials {
  readonly fromNumber: string;
  /** The name of the Plivo account, if Plivo could be asked. */
  readonly carrierName: string | null;
}

/** Checks the credentials and the caller ID with Plivo; without a number, a person picks one. */
export const carrierStep: Step<
  FoundCredentials & Start & { readonly currentNumber: string | null },
  FoundNumber
> = {
  id: 'carrier',
  title: 'Plivo account',
  async run(ctx, { given, credentials, currentNumber }) {
    const skip = given.input.skipCarrierCheck === true;
    let described: string | null = null;
    const access = await askPlivo(ctx, credentials, given.fromNumber, {
      skip,
      current: currentNumber,
      accepted(account, numbers) {
        described = describeAccount(account, numbers);
        ctx.log.done(described);
        if (given.fromNumber === null) ctx.log.heading(words.headings.callerId, '3 of 5');
      },
    });
    const found = {
      credentials: access.credentials,
      fromNumber: access.fromNumber,
      carrierName: access.kind === 'checked' ? (access.account?.name ?? null) : null,
    };
    const data = { from_number: access.fromNumber };
    if (given.fromNumber === access.fromNumber) {
      ctx.log.heading(words.headings.callerId, '3 of 5');
      if (access.kind === 'checked') ctx.log.done(access.evidence);
      else ctx.log.notice(access.fromNumber);
    }
    if (access.kind === 'checked') {
      const evidence = `${described ?? describeAccount(access.account, null)}; ${access.evidence}`;
      return {
        status: 'done',
        evidence,
        data: { ...data, account: access.account && withMaskedId(access.account) },
        shown: 'nothing',
        found,
      };
    }
    const evidence =
      access.reason === null ? words.uncheckedBySkip : words.unchecked(access.reason);
    return {
      status: 'skipped',
      evidence,
      data: { ...data, account: null },
      // A warning has already said why Plivo could not be asked.
      shown: 'nothing',
      found,
    };
  },
};

/**
 * Asks Plivo. If the account has no suitable number, offers a person the alternatives: a caller ID
 * that is not listed, other credentials, or canceling.
 */
export async function askPlivo(
  ctx: Context,
  credentials: PlivoCredentials,
  number: string | null,
  options: Parameters<typeof checkWithPlivo>[3],
): Promise<PlivoAccess> {
  try {
    return await checkWithPlivo(ctx, credentials, number, options);
  } catch (error) {
    const unfit =
      error instanceof CliError &&
      (error.code === 'PLIVO_NUMBER_NOT_VOICE' || error.code === 'PLIVO_NUMBER_NOT_OWNED');
    if (!unfit || !ctx.prompt.available) throw error;
    ctx.log.warn(error.message);
    const way = await ctx.prompt.choose({
      message: words.noUsableNumber,
      flag: '--from-number',
      what: 'caller ID',
      choices: [
        { value: 'type', name: words.typeNumber, description: words.typeNumberNote },
        { value: 'credentials', name: words.otherAccount },
        { value: 'stop', name: words.stop },
      ],
    });
    if (way === 'stop') throw error;
    if (way === 'type') {
      return {
        kind: 'unchecked',
        credentials,
        fromNumber: await typeNumber(ctx),
        reason: error.message,
      };
    }
    const other = await askCredentials(ctx, { authId: null, authToken: null }, credentials);
    return askPlivo(ctx, other, null, options);
  }
}

/** The step's data is kept in logs of CI jobs, where the Auth ID is masked like everywhere else. */
function withMaskedId(account: CarrierAccount): CarrierAccount {
  return { ...account, auth_id: account.auth_id && maskAuthId(account.auth_id) };
}

function describeAccount(
  account: CarrierAccount | null,
  numbers: readonly CarrierNumber[] | null,
): string {
  const facts = [
    account?.billing_mode ?? null,
    typeof account?.cash_credits === 'number' ? `balance ${account.cash_credits.toFixed(2)}` : null,
    account !== null && isTrial(account) ? 'trial' : null,
    numbers === null ? null : words.numbers(numbers.length, numbers.filter(isVoiceNumber).length),
  ].filter((fact) => fact !== null);
  return [account?.name ?? 'Plivo accepts these credentials', ...facts].join(', ');
}
