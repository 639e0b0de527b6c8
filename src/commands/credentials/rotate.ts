import { maskAuthId } from '../../domain/text/mask.ts';
import { isE164 } from '../../domain/text/phone-number.ts';
import { shellQuote } from '../../domain/text/shell-command.ts';
import { type Connection, nameOf } from '../../domain/vocobase/connection.ts';
import type { DefaultConnection } from '../../domain/vocobase/default-connection.ts';
import { providerConfig } from '../../domain/vocobase/partner-config.ts';
import { afterWrite } from '../../errors/after-write.ts';
import { CliError, isKnownFailure } from '../../errors/cli-error.ts';
import {
  type CheckedCredentials,
  checkCredentials,
  checkNumber,
  typeNumber,
  uncheckedReason,
} from '../../flows/connection/check.ts';
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
  noticeUse,
  plivoTarget,
  readDefaultConnection,
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
import type { PlivoCredentials } from '../../ports/carrier.ts';
import type { Context } from '../../ports/context.ts';
import type { Vocobase } from '../../ports/vocobase.ts';

interface RotateInput extends CredentialFlags {
  readonly fromNumber?: string | undefined;
}

/** The JSON of `credentials rotate`. */
export interface Rotated {
  readonly rotated: true;
  /** Masked. */
  readonly auth_id: string;
  readonly from_number: string;
  readonly configured: true;
  /** No API shows which token Vocobase holds; only a call proves it. */
  readonly token_proven: false;
}

/** The result, and the connection to name in a call that proves the token. */
interface SentCredentials extends Rotated {
  /** Null if there is no other active one, so that a call need not name it. */
  readonly callFrom: string | null;
}

const words = connectionWords.rotate;

/** Sends a new Auth Token to Vocobase for the default Plivo connection, and reads back the rest. */
export const rotateCredentials: Action<RotateInput, SentCredentials> = {
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

    const config = await ctx.log.progress('Reading the account', () => vocobase.config());
    const current = await readDefaultConnection(ctx, vocobase, 'plivo', config);
    const { configured } = providerConfig(config, 'plivo');
    if (current.exists === false || current.inactive !== null) {
      noticeInactive(ctx, current, configured);
    }
    const shown = current.number !== null && isE164(current.number) ? current.number : null;
    const fromNumber = flagged ?? shown ?? (await chooseNumber(ctx, current));
    await noticeOthers(ctx, current);
    const typed = await askCredentials(ctx, given);
    const checked = input.skipCarrierCheck ? null : await check(ctx, typed);
    const credentials = checked?.credentials ?? typed;
    await checkFromNumber(ctx, checked, fromNumber, flagged !== null);

    await noticeUse(ctx, vocobase, config);
    await requireConsent(ctx, words.consent(credentials.authId, fromNumber));
    const target = plivoTarget(credentials, fromNumber);
    await send(ctx, vocobase, target, checked);
    await confirm(ctx, vocobase, target);
    const rotated = current.connection ?? current.inactive;
    return {
      rotated: true,
      auth_id: maskAuthId(credentials.authId),
      from_number: fromNumber,
      configured: true,
      token_proven: false,
      callFrom: othersThan(current).length > 0 ? (rotated?.connection_id ?? null) : null,
    };
  },

  data: ({ callFrom: _, ...result }) => result,

  view({ auth_id, from_number, callFrom }, style) {
    const from = callFrom === null ? '' : ` --connection ${shellQuote(callFrom)}`;
    return [
      style.bold(words.accepted),
      '',
      style.facts([
        ['Auth ID', auth_id],
        ['Caller ID', from_number],
      ]),
      '',
      style.next([{ label: 'Prove it with a call', command: `call test${from}` }]),
    ].join('\n');
  },
};

/** Refuses before any request if a script did not give consent. */
function refuseWithoutConsent(missing: readonly Missing[]): void {
  if (missing.length === 0) return;
  throw new CliError('CONFIRMATION_REQUIRED', {
    message: words.needsConsent,
    details: { missing },
  });
}

/**
 * Warns if no active connection is the default, while the list or `GET /config` shows that there is
 * one. What the PUT does to an inactive connection is not documented. Throws
 * PROVIDER_NOT_CONFIGURED if there is none, or Vocobase says that Plivo is not configured.
 */
function noticeInactive(
  ctx: Pick<Context, 'log'>,
  { inactive, active }: DefaultConnection,
  configured: boolean | null,
): void {
  if (configured === false || (configured === null && inactive === null)) {
    throw notConfigured(inactive && nameOf(inactive));
  }
  const others = (active ?? []).length > 0;
  if (inactive !== null) ctx.log.warn(words.defaultInactive(nameOf(inactive), others));
  else ctx.log.warn(words.defaultNotListed);
}

function notConfigured(inactive: string | null): CliError {
  return new CliError('PROVIDER_NOT_CONFIGURED', {
    message: inactive === null ? words.notConfigured : words.inactiveNotConfigured(inactive),
    hints: ['Set it up first.'],
    commands: ['setup'],
    origin: 'cli',
  });
}

/**
 * The caller ID if the replies do not show it, or disagree. A person chooses; a script must name
 * it, because a wrong one would replace the connection's number. Throws INPUT_REQUIRED.
 */
async function chooseNumber(ctx: Context, { candidates }: DefaultConnection): Promise<string> {
  const offered = candidates.filter(isE164);
  if (!ctx.prompt.available) {
    throw new CliError('INPUT_REQUIRED', {
      message: words.numberUnsure(candidates),
      hints: ['Name the caller ID with --from-number. Nothing was sent.'],
      commands: ['connections list --provider plivo'],
      details: {
        missing: [{ flag: '--from-number', env: null, what: 'caller ID' }],
        from_numbers: candidates,
      },
    });
  }
  ctx.log.notice(words.numberUnsure(candidates));
  if (offered.length < 2) return typeNumber(ctx, offered[0]);
  return ctx.prompt.choose({
    message: words.chooseNumber,
    flag: '--from-number',
    what: 'caller ID',
    choices: offered.map((number) => ({ value: number, name: number })),
  });
}

/**
 * Reports what stays unchanged: named connections, and the one that this machine remembers for
 * calls.
 */
async function noticeOthers(ctx: Context, current: DefaultConnection): Promise<void> {
  const others = othersThan(current);
  if (others.length === 0) return;
  ctx.log.notice(words.defaultOnly(others.map(nameOf)));
  const remembered = (await ctx.settings()).read().connection;
  const used = others.find(({ connection_id }) => connection_id === remembered);
  if (used !== undefined) ctx.log.notice(words.rememberedOther(nameOf(used)));
}

/** The active connections that a rotation does not change. */
function othersThan({ active, connection }: DefaultConnection): readonly Connection[] {
  return (active ?? []).filter((one) => one !== connection);
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
 * Checks the caller ID against the account. Vocobase also accepts credentials of another account,
 * and calls would then fail. A number that was given is refused; one that Vocobase already shows
 * only gets a warning, because the token may be urgent. Throws PLIVO_NUMBER_NOT_OWNED,
 * PLIVO_NUMBER_NOT_VOICE.
 */
async function checkFromNumber(
  ctx: Pick<Context, 'log'>,
  checked: CheckedCredentials | null,
  fromNumber: string,
  given: boolean,
): Promise<void> {
  if (checked?.kind !== 'accepted') return;
  const verdict = await checkNumber(ctx, checked.carrier, fromNumber).catch((error: unknown) => {
    ctx.log.warn(`${fromNumber} could not be checked with Plivo: ${uncheckedReason(error)}`);
    return null;
  });
  if (verdict === null || verdict === 'voice' || verdict === 'verified') return;
  const notOwned = verdict === 'not-owned';
  const message = notOwned ? words.notOwned(fromNumber) : words.withoutVoice(fromNumber);
  if (given) {
    throw new CliError(notOwned ? 'PLIVO_NUMBER_NOT_OWNED' : 'PLIVO_NUMBER_NOT_VOICE', {
      message,
      details: { phone_number: fromNumber },
    });
  }
  ctx.log.warn(message);
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

/** Throws UNEXPECTED_RESPONSE with what was read if Vocobase does not show what was sent. */
async function confirm(
  ctx: Context,
  vocobase: Vocobase,
  target: ConnectionTarget & { readonly number: string },
): Promise<void> {
  const { contradiction, shown } = await readDefaultBack(ctx, vocobase, target).catch(
    (error: unknown) => {
      if (!isKnownFailure(error)) throw error;
      throw afterWrite(error).with({
        message: words.unread(error.message),
      });
    },
  );
  if (contradiction === null) return;
  throw new CliError('UNEXPECTED_RESPONSE', {
    message: words.contradicted(describeShown(shown), target.number),
    hints: [
      'Keep the old token in Plivo until a test call goes through.',
      'Look at what Vocobase has before you send anything again.',
    ],
    commands: ['status', 'connections list --provider plivo'],
    details: {
      configured: shown?.configured ?? null,
      from_number: shown?.from_number ?? null,
      sent_from_number: target.number,
    },
  });
}
