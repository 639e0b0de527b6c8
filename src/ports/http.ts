/** Query parameters; undefined members are omitted. */
export type Query = Readonly<Record<string, string | number | undefined>>;

/** One HTTP request from a client. Headers contain secrets; the trace masks them. */
export interface HttpRequest {
  readonly method: string;
  /** Without the query, unless a user wrote it into the path. */
  readonly url: string;
  /** Added to the URL; undefined members are omitted. */
  readonly query?: Query;
  readonly headers: Readonly<Record<string, string>>;
  /** The JSON body as an object; the exchange serializes it. */
  readonly body?: unknown;
}

/** A reply, whatever its status. The text is as sent and may not be JSON. */
export interface HttpReply {
  readonly status: number;
  /** Header names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** The text parsed as JSON; undefined if it is not JSON: HTML, truncated JSON, empty. */
  readonly json: unknown;
}

/**
 * How a request may be repeated. `repeatable`: GET and PUT, on network failures, 408, 425, 429, and
 * 5xx. `unless-sent`: creating POSTs, only if nothing can have happened (refused, 429). `never`:
 * the caller decides.
 */
export type Repeat = 'repeatable' | 'unless-sent' | 'never';

/** An answered request, as a report names the source of a claim. Contains no secret. */
export interface AnsweredRequest {
  readonly api: 'Vocobase' | 'Plivo';
  readonly method: string;
  /** The whole URL without its query; the Auth ID in it is masked. */
  readonly url: string;
  readonly status: number;
  /** When the reply was read; ISO 8601, UTC. */
  readonly at: string;
  /** The API's own id of the request. */
  readonly request_id: string | null;
}

/** How one request may wait and be repeated. */
export interface ExchangeOptions {
  /** The API's name for a person who waits. The sandbox answers for both on one host. */
  readonly api: 'Vocobase' | 'Plivo';
  readonly repeat: Repeat;
  /** Called right before each attempt is sent, after any waiting. */
  readonly onSend?: () => void;
  /** Called before the wait after a 429; a throw ends the waiting (concurrency instead of rate). */
  readonly onLimited?: (reply: HttpReply) => Promise<void>;
}

/**
 * Sends a request and returns the reply of the last attempt, including 4xx and 5xx. Never follows a
 * redirect, and reads at most 16 MiB (UNEXPECTED_RESPONSE). Throws CliError: NETWORK_UNREACHABLE,
 * NETWORK_TLS, NETWORK_PROXY, TIMEOUT (with `details.sent`: whether the request may have reached
 * the server), UNEXPECTED_REDIRECT, INTERRUPTED.
 */
export type Exchange = (request: HttpRequest, options: ExchangeOptions) => Promise<HttpReply>;
