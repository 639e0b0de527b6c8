import type { AsReceived } from './as-received.ts';

/**
 * A number imported at Vocobase.
 * https://docs.vocobase.com/api-reference/phone-numbers/assign-an-agent-to-a-did
 */
export interface PhoneNumber {
  readonly id: string;
  /** E.164 with `+`. */
  readonly phone_number: string;
  readonly provider: string | null;
  readonly friendly_name: string | null;
  /** `ACTIVE` or `INACTIVE`. */
  readonly status: string;
  readonly is_default: boolean | null;
  readonly agent: { readonly id: string; readonly name?: string | null | undefined } | null;
  /** The number as the API sent it, for results. */
  readonly received: AsReceived<PhoneNumber>;
  readonly [extra: string]: unknown;
}

/** The fields of `PUT /phone-numbers/{id}`; all optional, `agent_id: null` clears the agent. */
export interface PhoneNumberChange {
  readonly agent_id?: string | null;
  readonly friendly_name?: string | null;
  readonly status?: 'ACTIVE' | 'INACTIVE';
}

/**
 * The counts in the reply to a sync. The shape is undocumented (U15); null if the reply does not
 * say.
 */
export interface SyncReply {
  readonly imported: number | null;
  readonly updated: number | null;
  readonly phone_numbers: readonly PhoneNumber[] | null;
}

/**
 * Filters a list again on this side: the list's filters are undocumented (U14), so a server may
 * ignore them.
 */
export function belongsTo(
  row: PhoneNumber,
  provider: string | null,
  connectionId: string | null,
): boolean {
  const ofProvider =
    provider === null ||
    row.provider === null ||
    row.provider.toLowerCase() === provider.toLowerCase();
  const named = row.connection_id;
  const ofConnection = connectionId === null || typeof named !== 'string' || named === connectionId;
  return ofProvider && ofConnection;
}
