import { isSameNumber } from '../text/phone-number.ts';
import { type Selection, select } from '../text/selector.ts';
import { type TypedNames, typedNames } from '../text/shell-command.ts';
import type { AsReceived } from './as-received.ts';
import type { PhoneNumber } from './imported-number.ts';

/**
 * A carrier account registered at Vocobase. Members that the API adds later are kept.
 * https://docs.vocobase.com/telephony/connections
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
  /** The connection as the API sent it, for results. */
  readonly received: AsReceived<Connection>;
  readonly [extra: string]: unknown;
}

/** Ignores case, because the documentation spells providers inconsistently. */
export function isProvider(connection: Pick<Connection, 'provider'>, provider: string): boolean {
  return connection.provider.toLowerCase() === provider.toLowerCase();
}

/**
 * True unless the connection's status or `is_active` says otherwise. Only ACTIVE and INACTIVE are
 * documented, so CONNECTED, VERIFIED, and unknown words do not prove it inactive.
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

/** The connection's name, or its id if it has none. */
export function nameOf({
  name,
  connection_id,
}: Pick<Connection, 'name' | 'connection_id'>): string {
  return name || connection_id;
}

/** Finds the named connection among these by its id, its name, or the start of its id. */
export function selectConnection(
  connections: readonly Connection[],
  selector: string,
): Selection<Connection> {
  return select(connections, selector, asSelectable);
}

function asSelectable({ connection_id, name }: Connection): { id: string; name: string } {
  return { id: connection_id, name };
}

/** How to type the names of connections in commands, if no other connection answers to them. */
export function typedConnections(every: readonly Connection[]): TypedNames {
  return typedNames(every.map(asSelectable));
}

/**
 * Finds the provider's default connection in a list: the active one marked as default, else the
 * only active one unless it says that it is not the default. Null if the list does not say, or marks
 * several.
 */
export function findDefaultConnection(
  listed: readonly Connection[],
  provider: string,
): Connection | null {
  const active = listed.filter((one) => isProvider(one, provider) && isActive(one));
  const [marked, another] = active.filter((one) => one.is_default === true);
  if (marked !== undefined) return another === undefined ? marked : null;
  const [only] = active;
  return active.length === 1 && only?.is_default === null ? only : null;
}

/**
 * The number that calls from this connection show when no number is bound to the agent: the row
 * marked as the default, else the connection's own `from_number`, else its only row. Null if the
 * reply does not say.
 */
export function defaultNumber(connection: AsReceived<Connection>): string | null {
  const rows = connection.phone_numbers ?? [];
  const marked = rows.find((row) => row.is_default === true);
  if (marked) return marked.phone_number ?? null;
  if (typeof connection.from_number === 'string') return connection.from_number;
  return rows.length === 1 ? (rows[0]?.phone_number ?? null) : null;
}

/**
 * True if the connection shows numbers and this one is not among them. A connection without numbers
 * proves nothing: the documented sample of a new one has none.
 */
export function showsAnotherNumber(connection: Connection, number: string): boolean {
  return shownNumbers(connection).length > 0 && !showsNumber(connection, number);
}

/** True only if the connection shows this number. */
export function showsNumber(connection: Connection, number: string): boolean {
  return shownNumbers(connection).some((one) => isSameNumber(one, number));
}

function shownNumbers({ from_number, phone_numbers }: Connection): string[] {
  return [from_number, ...phone_numbers.map((row) => row.phone_number)].filter(
    (one): one is string => typeof one === 'string' && one !== '',
  );
}
