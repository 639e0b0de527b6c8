/** The codes that the documentation of the API lists, and no other. */
export type ApiCode =
  | 'UNAUTHORIZED'
  | 'FORBIDDEN'
  | 'VALIDATION_ERROR'
  | 'NOT_FOUND'
  | 'CONFLICT'
  | 'LIMIT_REACHED'
  | 'INTERNAL_ERROR'
  | 'CONNECTION_AMBIGUOUS';

/** An answer of the Partner API that is an error. Thrown by routes, rendered once by the server. */
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

export function invalid(message: string): Refusal {
  return new Refusal(400, 'VALIDATION_ERROR', message);
}

export function notFound(what: string): Refusal {
  return new Refusal(404, 'NOT_FOUND', `${what} not found`);
}

export function forbidden(message: string): Refusal {
  return new Refusal(403, 'FORBIDDEN', message);
}
