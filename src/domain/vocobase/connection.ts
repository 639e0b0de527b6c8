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

/** A connection without a status counts as active: only a word that says otherwise takes it out. */
export function isActive(connection: Pick<Connection, 'status'>): boolean {
  return connection.status === '' || connection.status.toUpperCase() === 'ACTIVE';
}

/**
 * Whether its status says that it is out of use. One with a status that is not known is not active,
 * but it is there: creating it again would make a second one.
 */
export function isGone(connection: Pick<Connection, 'status'>): boolean {
  return /^(in|de)activ|^delet|^remov|^disabl|^archiv/i.test(connection.status);
}

/** The number that calls from this connection show, when no number is bound to the agent. */
export function defaultNumber(connection: AsReceived<Connection>): string | null {
  const numbers = connection.phone_numbers ?? [];
  const chosen = numbers.find((number) => number.is_default === true) ?? numbers[0];
  if (chosen) return chosen.phone_number ?? null;
  return typeof connection.from_number === 'string' ? connection.from_number : null;
}
