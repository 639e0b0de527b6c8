import { isSameNumber } from '../../domain/text/phone-number.ts';
import { shellQuote } from '../../domain/text/shell-command.ts';
import {
  type Connection,
  defaultNumber,
  findDefaultConnection,
  isActive,
  isProvider,
} from '../../domain/vocobase/connection.ts';
import type { ProviderConfig } from '../../domain/vocobase/partner-config.ts';
import { CliError, isKnownFailure } from '../../errors/cli-error.ts';
import type { PlivoCredentials } from '../../ports/carrier.ts';
import type { Context } from '../../ports/context.ts';
import type { Vocobase } from '../../ports/vocobase.ts';
import { requireConsent } from '../input.ts';
import { words } from './words.ts';

type Asks = Pick<Context, 'mode' | 'prompt' | 'log'>;
type Fields = Readonly<Record<string, unknown>>;

/** What is sent to Vocobase for a connection. */
export interface ConnectionTarget {
  /** As requests spell it. */
  readonly provider: string;
  /** As people write it. */
  readonly label: string;
  /** The body's credentials, under the names of the endpoint. */
  readonly fields: Fields;
  /** The number that calls are to show; null where none was given. */
  readonly number: string | null;
}

/** Plivo's two bodies name the same three fields, and all three are always sent. */
export function plivoTarget(
  { authId, authToken }: PlivoCredentials,
  fromNumber: string,
): ConnectionTarget & { readonly number: string } {
  return {
    provider: 'plivo',
    label: 'Plivo',
    fields: { auth_id: authId, auth_token: authToken, from_number: fromNumber },
    number: fromNumber,
  };
}

/**
 * Creates or updates the provider's default connection: always sent, because stored credentials
 * cannot be compared. Asks first when a default with another number is replaced, and when one more
 * active connection makes calls ambiguous.
 */
export async function writeDefaultConnection(
  ctx: Asks,
  vocobase: Pick<Vocobase, 'listConnections' | 'putDefaultConnection'>,
  target: ConnectionTarget,
  before: ProviderConfig,
): Promise<{ reply: Fields; existing: Connection | null; created: boolean }> {
  const { label, number } = target;
  const { existing, exists, replaces, others, unlisted } = await foreseeDefaultWrite(
    ctx,
    vocobase,
    target,
    before,
  );
  if (replaces !== null && number !== null) {
    await requireConsent(ctx, words.replaceDefault(label, replaces, number));
  }
  if (others.length > 0) await requireConsent(ctx, words.becomesAmbiguous(label, others));
  // A script was told, and goes on: an unreadable list is no reason to refuse a first connection.
  if (unlisted && ctx.prompt.available) await requireConsent(ctx, words.perhapsAmbiguous(label));
  const reply = await sendDefaultConnection(ctx, vocobase, target);
  return { reply, existing, created: !exists };
}

/** What writing the default connection would change. */
export interface ForeseenWrite {
  /** The default connection as the list shows it. */
  readonly existing: Connection | null;
  readonly exists: boolean;
  /** Another caller ID that it shows now. */
  readonly replaces: string | null;
  /** The active connections beside which one more makes calls ambiguous. */
  readonly others: readonly Connection[];
  /** A first connection, as far as is known: the list could not be read. */
  readonly unlisted: boolean;
}

export async function foreseeDefaultWrite(
  ctx: Pick<Context, 'log'>,
  vocobase: Pick<Vocobase, 'listConnections'>,
  { provider, number }: Pick<ConnectionTarget, 'provider' | 'number'>,
  before: ProviderConfig,
): Promise<ForeseenWrite> {
  const listed = await listActive(ctx, vocobase, provider);
  const active = listed ?? [];
  const existing = findDefaultConnection(active, provider);
  const exists = before.configured || existing !== null;
  const shown = before.from_number ?? (existing && defaultNumber(existing));
  const differs = shown !== null && number !== null && !isSameNumber(shown, number);
  return {
    existing,
    exists,
    replaces: exists && differs ? shown : null,
    others: exists ? [] : active,
    unlisted: !exists && listed === null,
  };
}

/** The PUT alone, for who has asked already. */
export function sendDefaultConnection(
  ctx: Pick<Context, 'log'>,
  vocobase: Pick<Vocobase, 'putDefaultConnection'>,
  { provider, fields }: ConnectionTarget,
): Promise<Fields> {
  return ctx.log.progress('Sending the credentials to Vocobase', () =>
    vocobase.putDefaultConnection(provider, fields),
  );
}

/**
 * Creates a named connection, once: one of that name and number is left as it is. Asks
 * first when one more active connection makes calls ambiguous. Throws CONFLICT when the name is
 * taken by a connection with another number.
 */
export async function writeNamedConnection(
  ctx: Asks,
  vocobase: Pick<Vocobase, 'listConnections' | 'createConnection'>,
  { provider, label, fields, number }: ConnectionTarget,
  name: string,
): Promise<{ connection: Connection; created: boolean }> {
  const listed = await vocobase.listConnections(provider);
  const active = listed.filter((one) => isProvider(one, provider) && isActive(one));
  const sameName = active.filter((connection) => connection.name === name);
  const same = sameName.find((one) => number === null || hasNumber(one, number));
  if (same) return { connection: same, created: false };
  if (sameName[0]) throw nameTaken(name, sameName[0]);
  if (active.length > 0) {
    await requireConsent(ctx, words.becomesAmbiguous(label, active));
  }
  const connection = await ctx.log.progress(`Creating the connection ${name}`, () =>
    vocobase.createConnection({ provider, name, ...fields }),
  );
  return { connection, created: true };
}

/** The provider's active connections; null, with a warning, where the list cannot be read. */
export async function listActive(
  ctx: Pick<Context, 'log'>,
  vocobase: Pick<Vocobase, 'listConnections'>,
  provider: string,
): Promise<readonly Connection[] | null> {
  try {
    const listed = await vocobase.listConnections(provider);
    return listed.filter((one) => isProvider(one, provider) && isActive(one));
  } catch (error) {
    if (!isKnownFailure(error)) throw error;
    ctx.log.warn(words.unlisted(error.message));
    return null;
  }
}

/** Whether the number is the connection's, or one of those imported for it. */
export function hasNumber(connection: Connection, number: string): boolean {
  return (
    isSameNumber(defaultNumber(connection), number) ||
    connection.phone_numbers.some((row) => isSameNumber(row.phone_number, number))
  );
}

function nameTaken(name: string, taken: Connection): CliError {
  const number = defaultNumber(taken);
  return new CliError('CONFLICT', {
    message: words.nameTaken(name, number),
    hints: [
      'Choose another name. The API documents no way to change or remove a connection; Vocobase can.',
    ],
    commands: [`connections show ${shellQuote(taken.connection_id)}`],
    origin: 'cli',
    details: { connection_id: taken.connection_id, from_number: number },
  });
}
