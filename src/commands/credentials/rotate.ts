import { isVoiceNumber } from '../../domain/plivo/account.ts';
import { maskAuthId } from '../../domain/text/mask.ts';
import { parsePhoneNumber } from '../../domain/text/phone-number.ts';
import { type PartnerConfig, providerConfig } from '../../domain/vocobase/partner-config.ts';
import { CliError, isKnownFailure } from '../../errors/cli-error.ts';
import { afterWrite } from '../../flows/connection/after-write.ts';
import { type Verified, verifyCredentials } from '../../flows/connection/check.ts';
import {
  askCredentials,
  type CredentialFlags,
  missingCredentials,
  readCredentials,
} from '../../flows/connection/credentials.ts';
import { readDefaultBack, wordShown } from '../../flows/connection/verify.ts';
import { activeConnections } from '../../flows/connection/write.ts';
import { canConsent, requireConsent } from '../../flows/consent.ts';
import { requireInputs, withMissingKey } from '../../flows/missing-input.ts';
import { acceptNumber } from '../../flows/number-value.ts';
import type { Action } from '../../ports/action.ts';
import type { Carrier, PlivoCredentials } from '../../ports/carrier.ts';
import type { Context } from '../../ports/context.ts';
import type { Vocobase } from '../../ports/vocobase.ts';
import { words } from './words.ts';

export interface RotateInput extends CredentialFlags {
  readonly fromNumber?: string | undefined;
  readonly skipCarrierCheck?: boolean | undefined;
}

export interface Rotated {
  readonly rotated: true;
  /** Masked. */
  readonly auth_id: string;
  readonly from_number: string;
  readonly configured: true;
}

/** Sends a new Auth Token to Vocobase for the default Plivo connection, and proves that it is there. */
export const rotateCredentials: Action<RotateInput, Rotated> = {
  async run(ctx, input) {
    const given = await readCredentials(ctx, input);
    const flagged =
      input.fromNumber === undefined
        ? null
        : await acceptNumber(ctx, input.fromNumber, '--from-number');
    requireInputs(ctx, await withMissingKey(ctx, missingCredentials(given)));
    refuseWithoutConsent(ctx);
    const vocobase = await ctx.vocobase();
    if (ctx.prompt.available) ctx.log.paragraph(words.order);

    const before = await ctx.log.progress('Reading what Vocobase has', () => vocobase.config());
    const stored = storedNumber(before);
    const fromNumber = flagged ?? stored ?? (await askNumber(ctx));
    await tellOfNamedOnes(ctx, vocobase);
    const typed = await askCredentials(ctx, given);
    const verified = input.skipCarrierCheck ? null : await verify(ctx, typed);
    const credentials = verified?.credentials ?? typed;
    if (verified?.kind === 'accepted') {
      await checkNumber(ctx, verified.carrier, fromNumber, flagged !== null);
    }

    await requireConsent(ctx, words.consent(credentials.authId, fromNumber));
    await send(ctx, vocobase, credentials, fromNumber, verified);
    await confirm(ctx, vocobase, fromNumber);
    return {
      rotated: true,
      auth_id: maskAuthId(credentials.authId),
      from_number: fromNumber,
      configured: true,
    };
  },

  view({ auth_id, from_number }, style) {
    return [
      `${style.mark.pass} ${style.bold('Vocobase now holds the token that was sent.')}`,
      '',
      style.facts([
        ['Auth ID', auth_id],
        ['From-number', from_number],
      ]),
      '',
      `Prove it with a call: ${style.command('call test')}`,
    ].join('\n');
  },
};

/** A script learns before any request that it has to say yes. */
function refuseWithoutConsent(ctx: Pick<Context, 'mode' | 'prompt'>): void {
  if (canConsent(ctx)) return;
  throw new CliError('CONFIRMATION_REQUIRED', {
    message: 'This replaces the Plivo credentials at Vocobase, which needs consent.',
    details: {
      missing: [{ flag: '--yes', env: null, what: 'consent to replace the credentials' }],
    },
  });
}

/**
 * The number in force. Throws PROVIDER_NOT_CONFIGURED: what was never there cannot be rotated; and
 * UNEXPECTED_RESPONSE where the reply does not say whether it is.
 */
function storedNumber(config: PartnerConfig): string | null {
  if (config.telephony === null) {
    throw new CliError('UNEXPECTED_RESPONSE', {
      message: words.notSaid,
      hints: ['Nothing was sent.'],
      commands: ['api GET /config'],
    });
  }
  const { configured, from_number } = providerConfig(config, 'plivo');
  if (configured) return from_number;
  throw new CliError('PROVIDER_NOT_CONFIGURED', {
    message: words.notConfigured,
    hints: ['Set it up first.'],
    commands: ['setup'],
    origin: 'cli',
  });
}

function askNumber(ctx: Pick<Context, 'prompt'>): Promise<string> {
  return ctx.prompt.text({
    message: words.askNumber,
    flag: '--from-number',
    what: 'from-number',
    parse: parsePhoneNumber,
  });
}

async function tellOfNamedOnes(
  ctx: Pick<Context, 'log'>,
  vocobase: Pick<Vocobase, 'listConnections'>,
): Promise<void> {
  try {
    const active = await activeConnections(vocobase, 'plivo');
    const named = active.filter(({ is_default }) => is_default !== true);
    if (active.length > 1) ctx.log.notice(words.namedConnections(named.map(({ name }) => name)));
  } catch (error) {
    if (!isKnownFailure(error)) throw error;
    ctx.log.warn(`The connections could not be listed: ${error.message}`);
  }
}

async function verify(ctx: Context, credentials: PlivoCredentials): Promise<Verified> {
  try {
    return await verifyCredentials(ctx, credentials);
  } catch (error) {
    if (!(error instanceof CliError) || error.code !== 'PLIVO_UNAUTHORIZED') throw error;
    throw error.with({
      message: `${error.message} ${words.plivoRefuses}`,
      details: { stale: 'given' },
    });
  }
}

/**
 * Credentials of another account are accepted just as well, and calls would then fail. A number that
 * was given is refused; one that Vocobase already shows is only warned about, as the token may be urgent.
 */
async function checkNumber(
  ctx: Pick<Context, 'log'>,
  carrier: Pick<Carrier, 'number'>,
  fromNumber: string,
  given: boolean,
): Promise<void> {
  const number = await ctx.log
    .progress(`Asking Plivo about ${fromNumber}`, () => carrier.number(fromNumber))
    .catch((error: unknown) => {
      if (!isKnownFailure(error) || error.code === 'PLIVO_UNAUTHORIZED') throw error;
      ctx.log.warn(`Plivo could not be asked about ${fromNumber}: ${error.message}`);
      return undefined;
    });
  if (number === undefined || (number !== null && isVoiceNumber(number))) return;
  const code = number === null ? 'PLIVO_NUMBER_NOT_OWNED' : 'PLIVO_NUMBER_NOT_VOICE';
  const message = number === null ? words.foreignNumber(fromNumber) : words.noVoice(fromNumber);
  if (given) throw new CliError(code, { message, details: { phone_number: fromNumber } });
  ctx.log.warn(message);
}

async function send(
  ctx: Context,
  vocobase: Vocobase,
  { authId, authToken }: PlivoCredentials,
  fromNumber: string,
  verified: Verified | null,
): Promise<void> {
  try {
    await ctx.log.progress('Sending the credentials to Vocobase', () =>
      vocobase.putDefaultConnection('plivo', {
        auth_id: authId,
        auth_token: authToken,
        from_number: fromNumber,
      }),
    );
  } catch (error) {
    if (!(error instanceof CliError) || error.code !== 'PLIVO_UNAUTHORIZED') throw error;
    const accepted = verified?.kind === 'accepted';
    throw error.with({
      message: accepted ? words.vocobaseRefuses : words.vocobaseRefusesUnchecked,
      details: { stale: accepted ? 'vocobase' : 'unknown' },
      ...(accepted
        ? { hints: ['Show Vocobase this message: Plivo accepts the pair from here.'], commands: [] }
        : {}),
    });
  }
}

/** Throws UNEXPECTED_RESPONSE, with what was read, when Vocobase does not show what was sent. */
async function confirm(ctx: Context, vocobase: Vocobase, fromNumber: string): Promise<void> {
  const sent = { provider: 'plivo', number: fromNumber };
  const { proven, shown } = await readDefaultBack(ctx, vocobase, sent, (seen) => seen.proven).catch(
    (error: unknown) => {
      if (!isKnownFailure(error)) throw error;
      throw afterWrite(error).with({
        message: `Vocobase took the credentials, but could not be read afterwards: ${error.message}`,
      });
    },
  );
  if (proven) return;
  throw new CliError('UNEXPECTED_RESPONSE', {
    message: `Vocobase took the credentials, but shows ${wordShown(shown)}, where ${fromNumber} was sent.`,
    hints: [
      'Keep the old token alive in Plivo until a test call goes through.',
      'Look at what Vocobase has before you send anything again.',
    ],
    commands: ['status', 'connections list --provider plivo'],
    details: {
      configured: shown?.configured ?? false,
      from_number: shown?.from_number ?? null,
      sent_from_number: fromNumber,
    },
  });
}
