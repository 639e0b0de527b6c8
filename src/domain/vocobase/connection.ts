import { isSameNumber } from '../text/phone-number.ts';
import type { AsReceived } from './as-received.ts';
import type { PhoneNumber } from './imported-number.ts';

/**
 * A carrier account registered at Vocobase, as the API says it; members that the API adds later are
 * kept. https://docs.vocobase.com/telephony/connections
 */
export interface Connection {
  readonly connection_id: string;
  /** Lower case in the documentation's samples; compare with `isProvider`. */
  readonly provider: string;
  readonly name: string;
  /** `ACTIVE` or `INACTIVE`; compare with `isActive`. */
  readonly status: string;
  readonly is_default: boolean | null;
  readonly phone_numbers: readonly PhoneNumber[];
  /** The same as the API sent it, for results. */
  readonly received: AsReceived<Connection>;
  readonly [extra: string]: unknown;
}

/** Case is ignored, because the documentation spells a provider now this way and now that. */
export function isProvider(connection: Pick<Connection, 'provider'>, provider: string): boolean {
  return connection.provider.toLowerCase() === provider.toLowerCase();
}

/**
 * A connection is active unless its status or `is_active` says otherwise: only ACTIVE and INACTIVE
 * are documented, so CONNECTED, VERIFIED, and other words that nobody has seen do not refute it.
 */
export function isActive(connection: {
  readonly status: string;
  readonly is_active?: unknown;
}): boolean {
  if (connection.is_active === false) return false;
  return !/^(in|de|not?[ _-]?)activ|^delet|^remov|^disabl|^archiv|^suspend|^revok|^clos/i.test(
    connection.status.trim(),
  );
}

/**
 * The provider's default connection in a list: the active one that says so, else the only active
 * one, unless it says that it is not. Null where the list does not tell.
 */
export function findDefaultConnection(
  listed: readonly Connection[],
  provider: string,
): Connection | null {
  const active = listed.filter((one) => isProvider(one, provider) && isActive(one));
  const marked = active.find((one) => one.is_default === true);
  if (marked !== undefined) return marked;
  const [only] = active;
  return active.length === 1 && only?.is_default === null ? only : null;
}

/**
 * The number that calls from this connection show, when no number is bound to the agent: the row
 * that is marked as the default, else the connection's own `from_number`, else its only row. Null
 * where the reply does not tell.
 */
export function defaultNumber(connection: AsReceived<Connection>): string | null {
  const rows = connection.phone_numbers ?? [];
  const marked = rows.find((row) => row.is_default === true);
  if (marked) return marked.phone_number ?? null;
  if (typeof connection.from_number === 'string') return connection.from_number;
  return rows.length === 1 ? (rows[0]?.phone_number ?? null) : null;
}

/**
 * Whether the connection shows numbers, and none of them is this one. A connection that shows none
 * does not refute anything: the documented sample of a new one has no numbers.
 */
export function showsAnotherNumber(connection: Connection, number: string): boolean {
  const { from_number, phone_numbers } = connection;
  const shown = [from_number, ...phone_numbers.map((row) => row.phone_number)].filter(
    (one): one is string => typeof one === 'string' && one !== '',
  );
  return shown.length > 0 && !shown.some((one) => isSameNumber(one, number));
}
