import { maskAuthId } from '../../domain/text/mask.ts';
import { type PartnerConfig, providerConfig } from '../../domain/vocobase/partner-config.ts';
import { afterWrite } from '../../errors/after-write.ts';
import { CliError, isKnownFailure } from '../../errors/cli-error.ts';
import {
  type CheckedCredentials,
  checkCredentials,
  checkNumber,
  uncheckedReason,
} from '../../flows/connection/check.ts';
import { typeNumber } from '../../flows/connection/choose.ts';
import {
  askCredentials,
  type CredentialFlags,
  missingCredentials,
  readCredentials,
} from '../../flows/connection/credentials.ts';
import { describeShown, readDefaultBack } from '../../flows/connection/verify.ts';
import { words as connectionWords } from '../../flows/connection/words.ts';
import {
  type ConnectionTarget,
  listActive,
  plivoTarget,
  sendDefaultConnection,
} from '../../flows/connection/write.ts';
import {
  acceptNumber,
  type Missing,
  missingConsent,
  requireConsent,
  requireInputs,
  withMissingKey,
} from '../../flows/input.ts';
import type { Action } from '../../ports/action.ts';
import type { Carrier, PlivoCredentials } from '../../ports/carrier.ts';
import type { Context } from '../../ports/context.ts';
import type { Vocobase } from '../../ports/vocobase.ts';

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

const words = connectionWords.rotate;

/** Sends a new Auth Token to Vocobase for the default Plivo connection, and reads it back. */
export const rotateCredentials: Action<RotateInput, Rotated> = {
  async run(ctx, input) {
    const given = await readCredentials(ctx, input);
    const flagged =
      input.fromNumber === undefined
        ? null
        : await acceptNumber(ctx, input.fromNumber, '--from-number');
    const consent = missingConsent(ctx, 'consent to replace the credentials');
    const missing = missingCredentials(given);
    if (missing.length > 0) missing.push(...consent);
    requireInputs(ctx, await withMissingKey(ctx, missing));
    refuseWithoutConsent(consent);
    const vocobase = await ctx.vocobase();
    if (ctx.prompt.available) ctx.log.paragraph(words.order);

    const before = await ctx.log.progress('Reading what Vocobase has', () => vocobase.config());
    const stored = storedNumber(before);
    const fromNumber = flagged ?? stored ?? (await typeNumber(ctx));
    await noticeNamedOnes(ctx, vocobase);
    const typed = await askCredentials(ctx, given);
    const checked = input.skipCarrierCheck ? null : await check(ctx, typed);
    const credentials = checked?.credentials ?? typed;
    if (checked?.kind === 'accepted') {
      await checkFromNumber(ctx, checked.carrier, fromNumber, flagged !== null);
    }

    await requireConsent(ctx, words.consent(credentials.authId, fromNumber));
    const target = plivoTarget(credentials, fromNumber);
    await send(ctx, vocobase, target, checked);
    await confirm(ctx, vocobase, target);
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
function refuseWithoutConsent(missing: readonly Missing[]): void {
  if (missing.length === 0) return;
  throw new CliError('CONFIRMATION_REQUIRED', {
    message: words.needsConsent,
    details: { missing },
  });
}

/**
 * The current caller ID. Throws PROVIDER_NOT_CONFIGURED, as there is nothing to rotate then; and
 * UNEXPECTED_RESPONSE where the reply does not say whether there is.
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

async function noticeNamedOnes(
  ctx: Pick<Context, 'log'>,
  vocobase: Pick<Vocobase, 'listConnections'>,
): Promise<void> {
  const active = (await listActive(ctx, vocobase, 'plivo')) ?? [];
  const named = active.filter(({ is_default }) => is_default !== true);
  if (active.length > 1) ctx.log.notice(words.namedConnections(named.map(({ name }) => name)));
}

async function check(ctx: Context, credentials: PlivoCredentials): Promise<CheckedCredentials> {
  try {
    return await checkCredentials(ctx, credentials);
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
async function checkFromNumber(
  ctx: Pick<Context, 'log'>,
  carrier: Pick<Carrier, 'number'>,
  fromNumber: string,
  given: boolean,
): Promise<void> {
  const verdict = await checkNumber(ctx, carrier, fromNumber).catch((error: unknown) => {
    ctx.log.warn(`Plivo could not be asked about ${fromNumber}: ${uncheckedReason(error)}`);
    return null;
  });
  if (verdict === null || verdict === 'voice') return;
  const notOwned = verdict === 'not-owned';
  const message = notOwned ? words.notOwned(fromNumber) : words.withoutVoice(fromNumber);
  if (!given) return ctx.log.warn(message);
  throw new CliError(notOwned ? 'PLIVO_NUMBER_NOT_OWNED' : 'PLIVO_NUMBER_NOT_VOICE', {
    message,
    details: { phone_number: fromNumber },
  });
}

async function send(
  ctx: Context,
  vocobase: Vocobase,
  target: ConnectionTarget,
  checked: CheckedCredentials | null,
): Promise<void> {
  try {
    await sendDefaultConnection(ctx, vocobase, target);
  } catch (error) {
    if (!(error instanceof CliError) || error.code !== 'PLIVO_UNAUTHORIZED') throw error;
    const accepted = checked?.kind === 'accepted';
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
async function confirm(
  ctx: Context,
  vocobase: Vocobase,
  target: ConnectionTarget & { readonly number: string },
): Promise<void> {
  const { contradiction, shown } = await readDefaultBack(ctx, vocobase, target).catch(
    (error: unknown) => {
      if (!isKnownFailure(error)) throw error;
      throw afterWrite(error).with({
        message: `Vocobase took the credentials, but could not be read afterwards: ${error.message}`,
      });
    },
  );
  if (contradiction === null) return;
  throw new CliError('UNEXPECTED_RESPONSE', {
    message: `Vocobase took the credentials, but shows ${describeShown(shown)}, where ${target.number} was sent.`,
    hints: [
      'Keep the old token alive in Plivo until a test call goes through.',
      'Look at what Vocobase has before you send anything again.',
    ],
    commands: ['status', 'connections list --provider plivo'],
    details: {
      configured: shown?.configured ?? false,
      from_number: shown?.from_number ?? null,
      sent_from_number: target.number,
    },
  });
}
