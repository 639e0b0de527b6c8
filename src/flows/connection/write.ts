import { isSameNumber } from '../../domain/text/phone-number.ts';
import { shellQuote } from '../../domain/text/shell-command.ts';
import {
  type Connection,
  defaultNumber,
  isActive,
  isGone,
  isProvider,
} from '../../domain/vocobase/connection.ts';
import type { ProviderConfig } from '../../domain/vocobase/partner-config.ts';
import { CliError, isKnownFailure } from '../../errors/cli-error.ts';
import type { Context } from '../../ports/context.ts';
import type { Vocobase } from '../../ports/vocobase.ts';
import { requireConsent } from '../consent.ts';

type Asks = Pick<Context, 'mode' | 'prompt' | 'log'>;
type Fields = Readonly<Record<string, unknown>>;

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

/** What is asked before a connection is replaced or one more makes calls ambiguous. */
export const connectionWords = {
  replaceDefault: (label: string, from: string, to: string) =>
    `The default ${label} connection shows ${from}. Replace its credentials and show ${to} instead?`,
  becomesAmbiguous: (label: string, others: readonly Connection[]) =>
    `${others.length === 1 ? `There is an active ${label} connection` : `There are ${others.length} active ${label} connections`} already: ${others.map(nameAndNumber).join(', ')}. With one more, each call must name its connection_id, and calls that do not are refused. The API documents no way to take it away again. Add it?`,
  perhapsAmbiguous: (label: string) =>
    `Whether there is an active ${label} connection already could not be read. If there is, one more makes calls ambiguous: each must name its connection_id then. The API documents no way to take it away again. Send the credentials all the same?`,
  present: (name: string) => `${name} is there already, so nothing was sent`,
} as const;

/**
 * Creates or updates the provider's default connection: always sent, because stored credentials
 * cannot be compared. Asks first when a default with another number is replaced, and when one more
 * active connection makes calls ambiguous.
 */
export async function writeDefaultConnection(
  ctx: Asks,
  vocobase: Pick<Vocobase, 'listConnections' | 'putDefaultConnection'>,
  { provider, label, fields, number }: ConnectionTarget,
  before: ProviderConfig,
): Promise<{ reply: Fields; existing: Connection | null; created: boolean }> {
  const listed = await activeConnections(vocobase, provider).catch((error: unknown) => {
    if (!isKnownFailure(error)) throw error;
    ctx.log.warn(`The connections could not be listed: ${error.message}`);
    return null;
  });
  const active = listed ?? [];
  const existing = active.find((connection) => connection.is_default === true) ?? null;
  const shown = before.from_number ?? (existing && defaultNumber(existing));
  const exists = before.configured || existing !== null;
  if (exists && shown !== null && number !== null && !isSameNumber(shown, number)) {
    await requireConsent(ctx, connectionWords.replaceDefault(label, shown, number));
  }
  if (!exists && active.length > 0) {
    await requireConsent(ctx, connectionWords.becomesAmbiguous(label, active));
  }
  // A script was told, and goes on: an unreadable list is no reason to refuse a first connection.
  if (!exists && listed === null && ctx.prompt.available) {
    await requireConsent(ctx, connectionWords.perhapsAmbiguous(label));
  }
  const reply = await ctx.log.progress('Sending the credentials to Vocobase', () =>
    vocobase.putDefaultConnection(provider, fields),
  );
  return { reply, existing, created: !exists };
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
  const present = listed.filter((one) => isProvider(one, provider) && !isGone(one));
  const active = present.filter(isActive);
  const namesakes = present.filter((connection) => connection.name === name);
  const same = namesakes.find((one) => number === null || hasNumber(one, number));
  if (same) return { connection: same, created: false };
  if (namesakes[0]) throw nameTaken(name, namesakes[0]);
  if (active.length > 0) {
    await requireConsent(ctx, connectionWords.becomesAmbiguous(label, active));
  }
  const connection = await ctx.log.progress(`Creating the connection ${name}`, () =>
    vocobase.createConnection({ provider, name, ...fields }),
  );
  return { connection, created: true };
}

export async function activeConnections(
  vocobase: Pick<Vocobase, 'listConnections'>,
  provider: string,
): Promise<Connection[]> {
  const listed = await vocobase.listConnections(provider);
  return listed.filter((connection) => isProvider(connection, provider) && isActive(connection));
}

/** Whether the number is the connection's, or one of those imported for it. */
export function hasNumber(connection: Connection, number: string): boolean {
  return (
    isSameNumber(defaultNumber(connection), number) ||
    connection.phone_numbers.some((row) => isSameNumber(row.phone_number, number))
  );
}

function nameTaken(name: string, taken: Connection): CliError {
  return new CliError('CONFLICT', {
    message: `A connection called ${name} is there already, with another number (${defaultNumber(taken) ?? 'none'}).`,
    hints: [
      'Choose another name. The API documents no way to change or remove a connection; Vocobase can.',
    ],
    commands: [`connections show ${shellQuote(taken.connection_id)}`],
    origin: 'cli',
    details: { connection_id: taken.connection_id, from_number: defaultNumber(taken) },
  });
}

function nameAndNumber(connection: Connection): string {
  const number = defaultNumber(connection);
  return number === null ? connection.name : `${connection.name} (${number})`;
}
