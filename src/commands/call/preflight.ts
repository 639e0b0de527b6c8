import {
  type CarrierAccount,
  type CarrierNumber,
  isOutOfCredit,
  isTrial,
} from '../../domain/plivo/account.ts';
import { isSameNumber } from '../../domain/text/phone-number.ts';
import type { Concurrency } from '../../domain/vocobase/call.ts';
import { belongsTo, type PhoneNumber } from '../../domain/vocobase/imported-number.ts';
import {
  allowsProvider,
  isActivePartner,
  type PartnerConfig,
  providerConfig,
} from '../../domain/vocobase/partner-config.ts';
import { providerLabel } from '../../domain/vocobase/provider-names.ts';
import { isKnownFailure } from '../../errors/cli-error.ts';
import type { ChosenConnection } from '../../flows/calling-connection.ts';
import type { PlivoCredentials } from '../../ports/carrier.ts';
import type { Context } from '../../ports/context.ts';
import type { Vocobase } from '../../ports/vocobase.ts';

/** The call about to be placed. */
export interface PlannedCall {
  /** E.164. */
  readonly to: string;
  readonly agentId: string;
  readonly provider: string;
  readonly connection: ChosenConnection;
}

/** What is known before a call; null for anything that could not be read. */
export interface KnownBefore {
  readonly config: PartnerConfig | null;
  readonly concurrency: Concurrency | null;
  readonly numbers: readonly PhoneNumber[] | null;
  /** Also null without Plivo credentials. */
  readonly account: CarrierAccount | null;
  /** The caller ID on the Plivo account; `absent` if it is neither rented nor verified there. */
  readonly carrierNumber: CarrierNumber | 'verified' | 'absent' | null;
}

/** The result of the checks before a call. */
export interface Preflight {
  /** The number that the callee will see, E.164; null if not known. */
  readonly callerId: string | null;
  /** What is in order, a few words each. */
  readonly passed: readonly string[];
  /** Why this call will fail, a sentence each. */
  readonly problems: readonly string[];
  /** What may go wrong, a sentence each. */
  readonly doubts: readonly string[];
}

/**
 * Checks what would make a call fail before it is billed. It never stops the call, and ignores what
 * cannot be read. Throws INTERRUPTED only.
 */
export async function checkBeforeCall(
  ctx: Pick<Context, 'carrier' | 'log'>,
  vocobase: Pick<Vocobase, 'config' | 'concurrency' | 'listPhoneNumbers'>,
  planned: PlannedCall,
  credentials: PlivoCredentials | null,
): Promise<Preflight> {
  return ctx.log.progress('Checking before the call', async () => {
    const account = Promise.all([
      orNull(vocobase.config()),
      orNull(vocobase.listPhoneNumbers({ provider: planned.provider })),
    ]);
    const carrierSide = account.then(([config, numbers]) =>
      credentials === null
        ? { account: null, carrierNumber: null }
        : askCarrier(ctx, credentials, callerIdOf(planned, { config, numbers })),
    );
    const [[config, numbers], concurrency, carrier] = await Promise.all([
      account,
      orNull(vocobase.concurrency()),
      carrierSide,
    ]);
    return judgeBeforeCall(planned, { config, concurrency, numbers, ...carrier });
  });
}

async function askCarrier(
  ctx: Pick<Context, 'carrier'>,
  credentials: PlivoCredentials,
  callerId: string | null,
): Promise<Pick<KnownBefore, 'account' | 'carrierNumber'>> {
  const carrier = await ctx.carrier(credentials);
  const onAccount = async (number: string): Promise<KnownBefore['carrierNumber']> => {
    const found = await carrier.number(number);
    if (found !== null) return found;
    const verified = await carrier.verifiedCallerIds();
    return verified.some((one) => isSameNumber(one.phone_number, number)) ? 'verified' : 'absent';
  };
  const [verdict, carrierNumber] = await Promise.all([
    carrier.verify(),
    callerId === null ? null : orNull(onAccount(callerId)),
  ]);
  return { account: verdict.kind === 'accepted' ? verdict.account : null, carrierNumber };
}

/** Ignores a failure with a code; an interruption ends the run. */
function orNull<T>(read: Promise<T>): Promise<T | null> {
  return read.catch((error: unknown) => {
    if (!isKnownFailure(error)) throw error;
    return null;
  });
}

/**
 * The number that the call will show: an active number of the agent, else that of the connection
 * (https://docs.vocobase.com/telephony/connections). `GET /config` gives the default connection's
 * number; that it describes that connection is not documented (U31).
 */
function callerIdOf(
  { agentId, connection, provider }: PlannedCall,
  { config, numbers }: Pick<KnownBefore, 'config' | 'numbers'>,
): string | null {
  const own = (numbers ?? []).find(
    (row) =>
      row.agent?.id === agentId &&
      row.status.toUpperCase() === 'ACTIVE' &&
      belongsTo(row, provider, connection.connection_id),
  );
  const mayBeDefault = connection.is_default === true || connection.is_default === null;
  const configured = config === null ? null : providerConfig(config, provider).from_number;
  return own?.phone_number ?? connection.from_number ?? (mayBeDefault ? configured : null);
}

/** Judges the known facts. Missing information never counts as a problem. */
export function judgeBeforeCall(planned: PlannedCall, known: KnownBefore): Preflight {
  const passed: string[] = [];
  const problems: string[] = [];
  const doubts: string[] = [];
  const callerId = callerIdOf(planned, known);
  const label = providerLabel(planned.provider);

  const { config, concurrency, account } = known;
  if (config?.allowed_telephony_providers && !allowsProvider(config, planned.provider)) {
    problems.push(`${label} is not enabled for this Vocobase account.`);
  }
  if (config !== null && !isActivePartner(config)) {
    problems.push(`The Vocobase account has the status "${config.status}".`);
  }
  if (planned.connection.connection_id === null && saysNotConfigured(config, planned.provider)) {
    problems.push(`${label} is not connected to this Vocobase account yet.`);
  }
  if (callerId !== null && known.numbers !== null) {
    const isImported = known.numbers.some((row) => isSameNumber(row.phone_number, callerId));
    if (isImported) passed.push('caller ID imported');
    else {
      doubts.push(`The caller ID ${callerId} is not imported, so the callee may see "Unknown".`);
    }
  }
  if (callerId !== null)
    judgeCarrierNumber(callerId, known.carrierNumber, passed, problems, doubts);
  if (config?.credits != null) {
    if (config.credits > 0) passed.push(`balance ${config.credits.toFixed(2)}`);
    else problems.push(`The Vocobase balance is used up (${config.credits.toFixed(2)}).`);
  }
  if (account !== null) {
    const credits = account.cash_credits?.toFixed(2);
    if (isOutOfCredit(account)) problems.push(`The Plivo account has no credit (${credits}).`);
    else if (credits !== undefined) passed.push(`Plivo balance ${credits}`);
    if (isTrial(account)) {
      doubts.push(
        `The Plivo account is a trial, which calls only numbers that were verified with Plivo. Check ${planned.to} there.`,
      );
    }
  }
  const { remaining = null, limit = null } = concurrency ?? {};
  if (remaining !== null && remaining <= 0) {
    problems.push(`No call slot is free${limit === null ? '' : ` (${limit} of ${limit} in use)`}.`);
  } else if (remaining !== null) {
    passed.push(limit === null ? `${remaining} slots free` : `${remaining} of ${limit} slots free`);
  }
  if (isSameNumber(callerId, planned.to)) {
    problems.push(
      `${planned.to} is the caller ID itself, and Plivo ends calls from a number to itself.`,
    );
  }
  if (callerId !== null && isIndian(callerId) && !isIndian(planned.to)) {
    problems.push(
      `The caller ID ${callerId} is Indian, and Plivo connects Indian numbers only to numbers in India.`,
    );
  }
  return { callerId, passed, problems, doubts };
}

/** False also if the reply does not mention the provider. */
function saysNotConfigured(config: PartnerConfig | null, provider: string): boolean {
  return config?.telephony?.[provider.toLowerCase()]?.configured === false;
}

function judgeCarrierNumber(
  callerId: string,
  number: KnownBefore['carrierNumber'],
  passed: string[],
  problems: string[],
  doubts: string[],
): void {
  if (number === null) return;
  if (number === 'absent') {
    doubts.push(
      `The caller ID ${callerId} is neither rented nor verified on the Plivo account of PLIVO_AUTH_ID, so Plivo may refuse the call.`,
    );
  } else if (number !== 'verified') {
    const compliance = number.compliance_status?.toLowerCase() ?? null;
    if (isIndian(callerId) && compliance !== null && compliance !== 'accepted') {
      problems.push(
        `The Indian compliance application of ${callerId} is ${compliance}, not accepted.`,
      );
    }
    // Whether a number without Voice can be a caller ID is not documented.
    if (number.voice_enabled === false) {
      doubts.push(`The caller ID ${callerId} has no Voice on Plivo, so Plivo may refuse the call.`);
    } else if (number.voice_enabled === true) passed.push('Voice on');
  }
}

/** https://plivo.com/docs/voice/concepts/india-calling.md */
function isIndian(number: string): boolean {
  return number.startsWith('+91');
}
