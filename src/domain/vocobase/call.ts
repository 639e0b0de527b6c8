/** https://docs.vocobase.com/api-reference/calls/get-call-details */
export interface Call {
  readonly call_id: string;
  /** `pending`, `ringing`, `in_progress`, then a terminal one; the API may add others. */
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
   * True once transcript and recording are final. Documented for polling, but not where it stands:
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
  /** Whether there is a recording: false when the reply says `recording_url: null`. */
  readonly recording: boolean | null;
  /** In the order of the reply; null when the reply has no transcript, which is not an empty one. */
  readonly transcript: readonly Turn[] | null;
}

/** One turn of a conversation. */
export interface Turn {
  /** `bot` or `user` in the documentation; as sent. */
  readonly role: string;
  readonly content: string;
  readonly timestamp: string | null;
}

/** The body of `POST /calls/start`. The caller ID is never a choice of the call. */
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

/** An unknown status is not terminal: a new word of the API must not end a watch early. */
export function isTerminal(status: string): boolean {
  return terminal.has(normalStatus(status));
}

/** Ended by its status, or by a time of its end: other words for an end are not documented. */
export function hasEnded({ status, ended_at }: Pick<Call, 'status' | 'ended_at'>): boolean {
  return isTerminal(status) || (ended_at !== null && ended_at !== '');
}

/** Whether the API calls it completed. So are a voicemail and a call that was dropped at once. */
export function isCompleted(status: string): boolean {
  return normalStatus(status) === 'completed';
}

/** `NO-ANSWER`, `cancelled` and `in progress` are the words that carriers use for the same things. */
export function normalStatus(status: string): string {
  const word = status
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');
  return word === 'cancelled' ? 'canceled' : word;
}

/** A completed call below this many seconds is taken for one that rang and dropped. */
const shortCallSeconds = 5;

/** Answered, and over before a conversation can have begun. A call of unknown length is not judged. */
export function isShortCall(call: Pick<Call, 'status' | 'duration_seconds'>): boolean {
  return (
    isCompleted(call.status) &&
    call.duration_seconds !== null &&
    call.duration_seconds < shortCallSeconds
  );
}

/**
 * Whether the `error_message` of a call says that Plivo refused the stored credentials. Its values
 * are undocumented (U24), so only words that name Plivo and its 401 count.
 */
export function speaksOfRefusedCredentials(message: string | null): boolean {
  return (
    message !== null &&
    /plivo/i.test(message) &&
    /\b401\b|unauthori[sz]ed|credential|authenticat/i.test(message)
  );
}

/** A time of the API in one form; null when it is absent or cannot be read. */
export function isoTime(value: string | null): string | null {
  const at = Date.parse(value ?? '');
  return Number.isNaN(at) ? null : new Date(at).toISOString();
}
