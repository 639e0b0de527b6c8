import { type CarrierAccount, isTrial } from '../../../domain/plivo/account.ts';
import { maskAuthId } from '../../../domain/text/mask.ts';
import { wholeCommand } from '../../../domain/text/shell-command.ts';
import { providerConfig } from '../../../domain/vocobase/partner-config.ts';
import { checkWithPlivo } from '../../../flows/connection/choose.ts';
import { askCredentials } from '../../../flows/connection/credentials.ts';
import { words as connectionWords } from '../../../flows/connection/words.ts';
import type { PlivoCredentials } from '../../../ports/carrier.ts';
import type { Context } from '../../../ports/context.ts';
import type { Given } from '../input.ts';
import type { Step } from '../step.ts';
import { words } from '../words.ts';
import type { FoundAccess, FoundAccount } from './account.ts';

export interface FoundCredentials {
  readonly credentials: PlivoCredentials;
}

type Start = FoundAccount & FoundAccess & { readonly given: Given };

/** The Auth ID and the Auth Token, their formats checked as they are typed. */
export const credentialsStep: Step<Start, FoundCredentials> = {
  id: 'credentials',
  title: 'Plivo credentials',
  async run(ctx, known) {
    const given = known.given.credentials;
    const complete = given.authId !== null && given.authToken !== null;
    const present = ctx.prompt.available ? describePresent(ctx, known) : [];
    const where = complete || ctx.mode.sandbox !== null ? [] : connectionWords.whereCredentials;
    const gap = present.length > 0 && where.length > 0 ? [''] : [];
    const lines = [...present, ...gap, ...where];
    if (lines.length > 0) ctx.log.paragraph(lines);
    const credentials = await askCredentials(ctx, given);
    const auth_id = maskAuthId(credentials.authId);
    return {
      status: 'done',
      evidence: `${auth_id}, the format fits`,
      data: { auth_id },
      found: { credentials },
    };
  },
};

/** The default connection that exists already; and the other ways, where no flag chose this one. */
function describePresent(ctx: Context, { config, given, accessPending }: Start): readonly string[] {
  const stored = providerConfig(config, 'plivo');
  if (!stored.configured || given.name !== null) return [];
  const lines = [words.configuredAlready(stored.from_number)];
  if (given.fromNumber !== null || accessPending) return lines;
  return [...lines, ...words.insteadOfGoingOn((command) => wholeCommand(ctx, command))];
}

export interface FoundNumber extends FoundCredentials {
  readonly fromNumber: string;
}

/** Asks Plivo about the credentials and the caller ID; where no number was given a person picks one. */
export const carrierStep: Step<FoundCredentials & { readonly given: Given }, FoundNumber> = {
  id: 'carrier',
  title: 'Plivo account',
  async run(ctx, { given, credentials }) {
    const skip = given.input.skipCarrierCheck === true;
    const access = await checkWithPlivo(ctx, credentials, given.fromNumber, skip);
    const found = { credentials: access.credentials, fromNumber: access.fromNumber };
    const data = { from_number: access.fromNumber };
    if (access.kind === 'checked') {
      const { account } = access;
      return {
        status: 'done',
        evidence: `${describeAccount(account)}; ${access.evidence}`,
        data: { ...data, account },
        found,
      };
    }
    const evidence =
      access.reason === null
        ? 'not asked (--skip-carrier-check)'
        : `could not be checked: ${access.reason}`;
    return { status: 'skipped', evidence, data: { ...data, account: null }, found };
  },
};

function describeAccount(account: CarrierAccount | null): string {
  if (account === null) return 'accepted';
  const parts = [account.name ?? 'accepted'];
  if (account.cash_credits !== null) parts.push(`balance ${account.cash_credits.toFixed(2)}`);
  if (isTrial(account)) parts.push('trial');
  return parts.join(', ');
}
