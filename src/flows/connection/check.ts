import type { CarrierAccount } from '../../domain/plivo/account.ts';
import { isSubaccount } from '../../domain/plivo/auth-id.ts';
import type { CliError } from '../../errors/cli-error.ts';
import type { Carrier, PlivoCredentials } from '../../ports/carrier.ts';
import type { Context } from '../../ports/context.ts';
import { askCredentials } from './credentials.ts';

const tries = 3;

/** The credentials as Plivo has seen them; those that were typed last, where it refused others. */
export type Verified =
  | {
      readonly kind: 'accepted';
      readonly credentials: PlivoCredentials;
      readonly carrier: Carrier;
      readonly account: CarrierAccount | null;
    }
  | { readonly kind: 'unchecked'; readonly credentials: PlivoCredentials; readonly reason: string };

/**
 * Asks Plivo whether it accepts the credentials. Only a clear 401 is a refusal: a person is then
 * asked again, up to three times in all. Anything else proves nothing: it is said, and does not stop.
 * Throws PLIVO_UNAUTHORIZED.
 */
export async function verifyCredentials(
  ctx: Pick<Context, 'carrier' | 'demo' | 'inputs' | 'mode' | 'prompt' | 'log'>,
  credentials: PlivoCredentials,
): Promise<Verified> {
  let tried = credentials;
  for (let attempt = 1; ; attempt++) {
    const carrier = await ctx.carrier(tried);
    const verdict = await ctx.log.progress('Asking Plivo about the account', () =>
      carrier.verify(),
    );
    if (verdict.kind === 'accepted') {
      return { kind: 'accepted', credentials: tried, carrier, account: verdict.account };
    }
    if (verdict.kind === 'unchecked') {
      warnUnchecked(ctx, verdict.reason);
      return { kind: 'unchecked', credentials: tried, reason: verdict.reason };
    }
    if (!ctx.prompt.available || attempt === tries) throw refusal(tried, verdict.error);
    ctx.log.warn('Plivo refused this Auth ID and Auth Token. Copy both again.');
    tried = await askCredentials(ctx, { authId: null, authToken: null }, tried);
  }
}

export function warnUnchecked(ctx: Pick<Context, 'log'>, reason: string): void {
  ctx.log.warn(`Plivo could not be asked: ${reason} This proves nothing about the credentials.`);
}

function refusal(credentials: PlivoCredentials, said: CliError): CliError {
  return said.with({
    message: 'Plivo refused this Auth ID and Auth Token (401).',
    hints: [
      'Copy both again from the same account of the Plivo console.',
      'After a rotation in Plivo only the new Auth Token counts.',
    ],
    commands: [],
    details: { asked: 'plivo', subaccount: isSubaccount(credentials.authId) },
  });
}
