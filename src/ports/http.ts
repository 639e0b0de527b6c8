export type Query = Readonly<Record<string, string | number | undefined>>;

/** One HTTP exchange, as a client asks for it. Headers carry secrets; the trace masks them. */
export interface HttpRequest {
  readonly method: string;
  /** Without the query, except where a user wrote it into the path. */
  readonly url: string;
  /** Added to the address; members that are undefined are left out. */
  readonly query?: Query;
  readonly headers: Readonly<Record<string, string>>;
  /** The JSON body, already as an object; the exchange serialises it. */
  readonly body?: unknown;
}

/** What came back, whatever its status. The text is as sent; nothing is assumed to be JSON. */
export interface HttpReply {
  readonly status: number;
  /** Header names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** The text as JSON; undefined when it is none: HTML, cut-off JSON, nothing. */
  readonly json: unknown;
}

/**
 * How a request may be repeated. `repeatable`: GET and PUT, on network faults, 408, 425, 429 and
 * 5xx. `unless-sent`: creating POSTs, only when nothing can have happened (refused, 429). `never`:
 * the caller decides.
 */
export type Repeat = 'repeatable' | 'unless-sent' | 'never';

/** A request that was answered, as a report names the source of a claim. It holds no secret. */
export interface AnsweredRequest {
  readonly api: 'Vocobase' | 'Plivo';
  readonly method: string;
  /** The whole address without its query; the Auth ID in it is masked. */
  readonly url: string;
  readonly status: number;
  /** When the reply was read; ISO 8601, UTC. */
  readonly at: string;
  /** What the API gives to find the request again. */
  readonly request_id: string | null;
}

export interface ExchangeOptions {
  /** Whose API is asked, for a person who waits. The sandbox answers for both on one host. */
  readonly api: 'Vocobase' | 'Plivo';
  readonly repeat: Repeat;
  /** Called right before each try goes out, after any waiting. */
  readonly onSend?: () => void;
  /** Asked before a 429 is waited out; a throw ends the waiting (concurrency instead of rate). */
  readonly onLimited?: (reply: HttpReply) => Promise<void>;
}

/**
 * Sends a request and returns the reply of the last try, including 4xx and 5xx. Never follows a
 * redirect, and reads no more than 16 MiB (UNEXPECTED_RESPONSE). Throws CliError: NETWORK_UNREACHABLE, NETWORK_TLS, NETWORK_PROXY, TIMEOUT (with
 * `details.sent`: whether the request may have reached the server), UNEXPECTED_REDIRECT,
 * INTERRUPTED.
 */
export type Exchange = (request: HttpRequest, options: ExchangeOptions) => Promise<HttpReply>;
