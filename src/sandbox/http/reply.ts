/** A reply. `cut` resets the connection instead. */
export type Reply =
  | { kind: 'json'; status: number; headers: Record<string, string>; body: unknown }
  | { kind: 'text'; status: number; headers: Record<string, string>; text: string }
  | { kind: 'cut' };

/** A reply with any JSON, without an envelope. */
export function json(status: number, body: unknown, headers: Record<string, string> = {}): Reply {
  return { kind: 'json', status, headers, body };
}

/** A reply that is not JSON: a Plivo 401, or the HTML of `garbled`. */
export function text(status: number, words: string, headers: Record<string, string> = {}): Reply {
  return { kind: 'text', status, headers, text: words };
}

/** The Partner API's envelope of a success. */
export function success(data: unknown, status = 200): Reply {
  return json(status, { success: true, data });
}

/** The Partner API's envelope of an error: exactly a code and a message. */
export function failure(
  status: number,
  code: string,
  message: string,
  headers: Record<string, string> = {},
): Reply {
  return json(status, { success: false, error: { code, message } }, headers);
}

/** The codes that the API documentation lists. */
export type ApiCode =
  | 'UNAUTHORIZED'
  | 'FORBIDDEN'
  | 'VALIDATION_ERROR'
  | 'NOT_FOUND'
  | 'CONFLICT'
  | 'LIMIT_REACHED'
  | 'INTERNAL_ERROR'
  | 'CONNECTION_AMBIGUOUS'
  // Not documented: only with notConfiguredMessage own-code (U7).
  | 'PROVIDER_NOT_CONFIGURED';

/** An error reply of the Partner API. Routes throw it; answer.ts turns it into a reply. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: ApiCode;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    code: ApiCode,
    message: string,
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.name = 'Refusal';
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

/** The 400 for a body or a parameter with a wrong value. */
export function invalid(message: string): Refusal {
  return new Refusal(400, 'VALIDATION_ERROR', message);
}

/** The 404 for an id that does not exist. `what` starts the sentence: `Agent`. */
export function notFound(what: string): Refusal {
  return new Refusal(404, 'NOT_FOUND', `${what} not found`);
}

/** The 403 for a valid key without the right, the provider, or the balance. */
export function forbidden(message: string): Refusal {
  return new Refusal(403, 'FORBIDDEN', message);
}
