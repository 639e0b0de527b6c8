/** https://docs.vocobase.com/api-reference/calls/get-call-details */
export interface Call {
  readonly call_id: string;
  /** `pending`, `ringing`, `in_progress`, then a terminal status; the API may add others. */
  readonly status: string;
  readonly provider: string | null;
  readonly connection_id: string | null;
  readonly from_number: string | null;
  readonly to_number: string | null;
  readonly agent_id: string | null;
  readonly duration_seconds: number | null;
  readonly error_message: string | null;
  readonly started_at: string | null;
  readonly ended_at: string | null;
  readonly created_at: string | null;
  /** Documented in the webhook only (U27): optional here. */
  readonly disposition: string | null;
  readonly answered_by: string | null;
  /**
   * The conversation as Vocobase recorded it. Only `GET /calls/{id}` sends it; null when that reply
   * has none.
   */
  readonly session?: CallSession | null;
  /**
   * True once transcript and recording are final. Documented for polling, but not in which object:
   * it is read from the call and from its session. Null when neither says.
   */
  readonly processing_complete?: boolean | null;
  readonly [extra: string]: unknown;
}

/** https://docs.vocobase.com/api-reference/calls/get-call-details; a missing member is null. */
export interface CallSession {
  readonly session_id: string | null;
  readonly status: string | null;
  /** ISO 8601, UTC. */
  readonly started_at: string | null;
  readonly ended_at: string | null;
  readonly duration_seconds: number | null;
  readonly credits_used: number | null;
  /** False if the reply says `recording_url: null`; null if it does not say. */
  readonly recording: boolean | null;
  /**
   * In the order of the reply. Null if the reply has no transcript, which differs from an empty
   * one.
   */
  readonly transcript: readonly Turn[] | null;
}

/** One turn of a conversation. */
export interface Turn {
  /** `bot` or `user` in the documentation; as sent. */
  readonly role: string;
  readonly content: string;
  readonly timestamp: string | null;
}

/** The body of `POST /calls/start`. A call cannot choose its caller ID. */
export interface StartCall {
  readonly agentId: string;
  readonly toNumber: string;
  readonly provider: string;
  readonly connectionId: string | null;
  readonly variables?: Readonly<Record<string, string>>;
}

/** `GET /calls/concurrency`. */
export interface Concurrency {
  readonly limit: number | null;
  readonly active: number | null;
  readonly remaining: number | null;
}

const terminal: ReadonlySet<string> = new Set([
  'completed',
  'failed',
  'no_answer',
  'busy',
  'canceled',
]);

/** https://docs.vocobase.com/api-reference/calls/list-calls; the API may add others. */
export const documentedStatuses = ['pending', 'ringing', 'in_progress', ...terminal] as const;

/** An unknown status is not terminal: a new API status must not end a watch early. */
export function isTerminal(status: string): boolean {
  return terminal.has(normalStatus(status));
}

/**
 * True if the status or an end time says that the call ended: other status words are not
 * documented.
 */
export function hasEnded({ status, ended_at }: Pick<Call, 'status' | 'ended_at'>): boolean {
  return isTerminal(status) || (ended_at !== null && ended_at !== '');
}

/** True if the API calls it completed, which includes a voicemail and a call dropped at once. */
export function isCompleted(status: string): boolean {
  return normalStatus(status) === 'completed';
}

/**
 * Normalizes `NO-ANSWER`, `cancelled`, and `in progress`, the carriers' words for the same
 * statuses.
 */
export function normalStatus(status: string): string {
  const word = status
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');
  return word === 'cancelled' ? 'canceled' : word;
}

/** A completed call shorter than this many seconds counts as "rings but drops". */
const shortCallSeconds = 5;

/**
 * True if the call was answered and ended before a conversation can have begun. False if the length
 * is unknown.
 */
export function isShortCall(call: Pick<Call, 'status' | 'duration_seconds'>): boolean {
  return (
    isCompleted(call.status) &&
    call.duration_seconds !== null &&
    call.duration_seconds < shortCallSeconds
  );
}

/**
 * True if the `error_message` of a call says that Plivo refused the stored credentials. Its values
 * are undocumented (U24), so only text that names Plivo and its 401 counts.
 */
export function speaksOfRefusedCredentials(message: string | null): boolean {
  return (
    message !== null &&
    /plivo/i.test(message) &&
    /\b401\b|unauthori[sz]ed|credential|authenticat/i.test(message)
  );
}

/** An API time as ISO 8601 in UTC; null if it is absent or cannot be parsed. */
export function isoTime(value: string | null): string | null {
  const at = Date.parse(value ?? '');
  return Number.isNaN(at) ? null : new Date(at).toISOString();
}
