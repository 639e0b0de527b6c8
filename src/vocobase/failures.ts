import { isRecord } from '../domain/text/is-record.ts';
import type { Masker } from '../domain/text/mask.ts';
import { sentence } from '../domain/text/sentence.ts';
import { providerLabel } from '../domain/vocobase/provider-names.ts';
import type { ErrorCode } from '../errors/catalogue/errors.ts';
import { CliError, type HttpFacts } from '../errors/cli-error.ts';
import { bodyKind, bodyStart, isSuccess, safeText } from '../http/read-reply.ts';
import { requestIdOf } from '../http/trace.ts';
import type { HttpReply } from '../ports/http.ts';

/** The facts about a request that decide how its failure is read. */
export interface Purpose {
  readonly method: string;
  /** Relative to the base URL, without query. */
  readonly path: string;
  /** The provider in the request. */
  readonly provider?: string;
  /** True if it carries carrier credentials, which Vocobase checks with the carrier. */
  readonly sendsCredentials?: boolean;
  /** True if `GET /config` already accepted the API key in this run. */
  readonly keyAccepted?: boolean;
  /** The setting that overrides an undocumented path. */
  readonly undocumented?: 'endpoints.phone_numbers' | 'endpoints.phone_numbers_sync';
}

/** The failure that a reply proves: by the code in its body, then its status, then its message. */
export function failureOf(reply: HttpReply, purpose: Purpose, masker: Masker): CliError {
  const said = factsOf(reply, purpose, masker);
  const code = codeFor(said, purpose);
  const http = withPlainWords(said, reply, masker);
  if (code === 'UNEXPECTED_RESPONSE') return unexpectedReply(reply, purpose, masker);
  const details = detailsFor(code, reply);
  return new CliError(code, {
    message: messageFor(code, http, purpose),
    http,
    ...(details ? { details } : {}),
    ...hintsFor(code, purpose),
  });
}

/** The error for a reply that cannot be read, whatever its status. */
export function unexpectedReply(
  reply: HttpReply,
  purpose: Purpose,
  masker: Masker,
  what?: string,
): CliError {
  const http = withPlainWords(factsOf(reply, purpose, masker), reply, masker);
  const why =
    what ??
    (reply.json === undefined ? bodyKind(reply) : (http.message ?? 'it is of another form'));
  return new CliError('UNEXPECTED_RESPONSE', {
    message: `The reply to ${purpose.method} ${purpose.path} (status ${reply.status}) is not what the API promises: ${why}.`,
    http,
    details: { status: reply.status, body_start: bodyStart(reply.text, masker) },
  });
}

/** The facts of a reply, in the API's own words. */
function factsOf(reply: HttpReply, purpose: Purpose, masker: Masker): HttpFacts {
  const error = errorOf(reply.json);
  return {
    method: purpose.method,
    path: purpose.path,
    status: reply.status,
    code: error.code === null ? null : safeText(error.code, masker),
    message: error.message === null ? null : safeText(error.message, masker),
    request_id: requestIdOf(reply),
  };
}

/**
 * Adds the text of a plain-text error, which usually comes from a server in front of the API. The
 * text is shown but proves nothing, so no code is derived from it.
 */
function withPlainWords(facts: HttpFacts, reply: HttpReply, masker: Masker): HttpFacts {
  const text = reply.text.trim();
  const isText = reply.json === undefined && text !== '' && !/^[[{<]/.test(text);
  if (reply.status < 400 || !isText) return facts;
  return { ...facts, message: bodyStart(reply.text, masker) || null };
}

/**
 * The facts of a request without a reply, or with one that was not followed: a redirect has a
 * status.
 */
export function factsWithoutReply(purpose: Purpose, fault: CliError): HttpFacts {
  const { method } = purpose;
  const path = purpose.path.replace(/\?.*$/s, '');
  const status = typeof fault.details.status === 'number' ? fault.details.status : null;
  return { method, path, status, code: null, message: null, request_id: null };
}

/**
 * Documented as `error: { code, message }`; a plain string and a top-level message are read too.
 */
function errorOf(body: unknown): { code: string | null; message: string | null } {
  const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null);
  if (!isRecord(body)) return { code: null, message: null };
  const error = isRecord(body.error) ? body.error : body;
  return {
    code: text(error.code),
    message: text(error.message) ?? text(body.message) ?? text(body.error),
  };
}

function codeFor(http: HttpFacts, purpose: Purpose): ErrorCode {
  const said = http.code?.toUpperCase() ?? '';
  if (said === 'CONNECTION_AMBIGUOUS') return said;
  if (said === 'PROVIDER_NOT_CONFIGURED') return said;
  if (isPlivoRefusal(http, purpose)) return 'PLIVO_UNAUTHORIZED';
  if (isNotConfigured(http, purpose)) return 'PROVIDER_NOT_CONFIGURED';
  if (isAddressUnknown(http, purpose)) return 'ENDPOINT_NOT_AVAILABLE';
  const code = codesOfTheApi[said] ?? codesOfStatus(http.status ?? 0);
  return code === 'FORBIDDEN' && saysBalance(http.message) ? 'INSUFFICIENT_BALANCE' : code;
}

/**
 * The codes documented at https://docs.vocobase.com/authentication, and those of the older browser
 * SDK, which this API does not promise but would mean the same.
 */
const codesOfTheApi: Readonly<Record<string, ErrorCode>> = {
  UNAUTHORIZED: 'UNAUTHORIZED',
  INVALID_API_KEY: 'UNAUTHORIZED',
  FORBIDDEN: 'FORBIDDEN',
  INSUFFICIENT_CREDITS: 'INSUFFICIENT_BALANCE',
  VALIDATION_ERROR: 'VALIDATION_ERROR',
  NOT_FOUND: 'NOT_FOUND',
  AGENT_NOT_FOUND: 'NOT_FOUND',
  CONFLICT: 'CONFLICT',
  LIMIT_REACHED: 'RATE_LIMITED',
  INTERNAL_ERROR: 'INTERNAL_ERROR',
};

function codesOfStatus(status: number): ErrorCode {
  if (status >= 500) return 'INTERNAL_ERROR';
  const codes: Readonly<Record<number, ErrorCode>> = {
    400: 'VALIDATION_ERROR',
    401: 'UNAUTHORIZED',
    403: 'FORBIDDEN',
    404: 'NOT_FOUND',
    408: 'TIMEOUT',
    409: 'CONFLICT',
    422: 'VALIDATION_ERROR',
    429: 'RATE_LIMITED',
  };
  return codes[status] ?? 'UNEXPECTED_RESPONSE';
}

/**
 * The status and code with which Vocobase reports a refusal by Plivo are undocumented (U5); the
 * guide only mentions "401 from Plivo". A message that does not name Plivo counts only for a
 * request about Plivo. A 401 usually concerns the API key. If the key was accepted before, or the
 * message mentions verification, it concerns the credentials in the request.
 */
function isPlivoRefusal(http: HttpFacts, purpose: Purpose): boolean {
  const words = http.message ?? '';
  const isWrongPair = wrongPair.test(words) && !aboutForm.test(words);
  const carried = purpose.sendsCredentials === true && isPlivo(purpose.provider);
  if (http.status === 401 && carried && purpose.keyAccepted) return true;
  if (/\bapi[ _-]?(key|credential)/i.test(words)) return false;
  if (/plivo/i.test(words)) {
    return refusal.test(words) || isWrongPair || /\b401\b/.test(words);
  }
  if (/could not verify your access level/i.test(words)) return true;
  if (purpose.provider === undefined) return isWrongPair;
  if (!isPlivo(purpose.provider)) return false;
  if (http.status === 401 && !isWrongPair) {
    return carried && refusal.test(words) && /verif/i.test(words);
  }
  return isWrongPair || (refusal.test(words) && (carried || /credential/i.test(words)));
}

/** Complaints about the format of a value, which Plivo was never asked about. */
const aboutForm = /format|length|character|required|must\b/i;

/** Matches `Invalid Plivo auth_id or auth_token`, `The auth token was rejected`. */
const wrongPair =
  /(invalid|incorrect|wrong|bad) ([\w"'`]+ ){0,3}["'`]?auth[_ -]?(id|token)|auth[_ -]?(id|token)\b["'`]? (\w+ ){0,5}(invalid|incorrect|wrong|rejected|refused|not valid|do(es)? not match)/i;

const refusal = new RegExp(
  [
    'unauthori[sz]ed',
    String.raw`authenticat\w+ (\w+ ){0,2}fail`,
    String.raw`fail\w* (to )?(authenticat|verif)`,
    String.raw`(invalid|incorrect|wrong|bad) (\w+ ){0,3}credentials?`,
    String.raw`credentials? (\w+ ){0,4}(invalid|incorrect|wrong|rejected|refused|denied|fail)`,
    String.raw`(reject|refus|den(y|ie))\w* (\w+ ){0,4}(credentials?|auth)`,
    String.raw`could ?n[o'\u2019]t (\w+ ){0,2}(be )?verif`,
    String.raw`verification (\w+ ){0,3}fail`,
  ].join('|'),
  'i',
);

/** Status, code, and message of "Plivo not configured" are undocumented (U7). */
function isNotConfigured(http: HttpFacts, purpose: Purpose): boolean {
  const words = http.message ?? '';
  if (purpose.provider === undefined && !/plivo/i.test(words)) return false;
  if (/(\bnot|n['’]t) (yet |been |currently )*configured\b/i.test(words)) return true;
  // A request with credentials is refused for their format, not because none are stored.
  if (purpose.sendsCredentials) return false;
  return /credentials (are |is )?(missing|not found|not set)|(missing|no) (\w+ ){0,2}credentials|no active (\w+ ){0,3}connection|unconfigured/i.test(
    words,
  );
}

/** A 404 that mentions the connection concerns the connection, not the path. */
function isAddressUnknown(http: HttpFacts, purpose: Purpose): boolean {
  if (!purpose.undocumented) return false;
  if (http.status === 405 || http.status === 501) return true;
  return http.status === 404 && !/\bconnection\b/i.test(http.message ?? '');
}

/** True if the message of a 403 is about money. "Credentials" does not count. */
function saysBalance(message: string | null): boolean {
  return /\b(balance|credits?|funds?)\b/i.test(message ?? '');
}

function isPlivo(provider: string | undefined): boolean {
  return provider?.toLowerCase() === 'plivo';
}

function messageFor(code: ErrorCode, http: HttpFacts, purpose: Purpose): string {
  const said = http.message ? ` It says: ${sentence(http.message)}` : '';
  const request = `${purpose.method} ${purpose.path}`;
  switch (code) {
    case 'UNAUTHORIZED':
      return `Vocobase does not accept the API key.${said}`;
    case 'PLIVO_UNAUTHORIZED':
      return `Vocobase reports that Plivo does not accept the Auth ID and Auth Token.${said}`;
    case 'PROVIDER_NOT_CONFIGURED':
      return `Vocobase has no usable ${providerLabel(purpose.provider ?? 'carrier')} credentials for this account.${said}`;
    case 'ENDPOINT_NOT_AVAILABLE':
      return `The API does not know ${request} (${http.status}): the path is not documented, and the assumed one is wrong.`;
    case 'CONNECTION_AMBIGUOUS':
      return `Several ${providerLabel(purpose.provider ?? 'carrier')} connections are active, and none was chosen.${said}`;
    case 'INSUFFICIENT_BALANCE':
      return `The balance of the Vocobase account does not allow this.${said}`;
    case 'FORBIDDEN':
      return `The key is valid, but ${request} is not permitted.${said}`;
    case 'VALIDATION_ERROR':
      return `Vocobase refused ${request}.${said}`;
    case 'NOT_FOUND':
      return `Vocobase finds nothing at ${purpose.path}.${said}`;
    case 'CONFLICT':
      return `Vocobase answered ${request} with a conflict.${said}`;
    case 'RATE_LIMITED':
      return `Vocobase still limits ${request} after waiting.${said}`;
    case 'INTERNAL_ERROR':
      return `Vocobase answered ${request} with a server error (${http.status}).${said}`;
    default:
      return `Vocobase answered ${request} with ${http.status}.${said}`;
  }
}

function detailsFor(code: ErrorCode, reply: HttpReply): Record<string, unknown> | null {
  if (code !== 'RATE_LIMITED') return null;
  const seconds = Number(reply.headers['retry-after'] ?? Number.NaN);
  return Number.isNaN(seconds) ? null : { retry_after_seconds: seconds };
}

function hintsFor(code: ErrorCode, purpose: Purpose) {
  if (code === 'PLIVO_UNAUTHORIZED') {
    return {
      origin: 'vocobase' as const,
      hints: [
        'The API key is fine: Plivo refused the Auth ID and Auth Token that Vocobase tried.',
        'Copy both again from the same account of the Plivo console.',
        'After a rotation in Plivo, send the new token to Vocobase.',
      ],
    };
  }
  if (code !== 'ENDPOINT_NOT_AVAILABLE') return {};
  const byHand =
    purpose.undocumented === 'endpoints.phone_numbers_sync'
      ? 'Or ask Vocobase to sync the numbers of the connection, with its connection_id.'
      : 'Or check the numbers in the Vocobase dashboard or in the connection list.';
  return {
    hints: ['Ask Vocobase for the path, and set it here for later commands.', byHand],
    commands: [`config set ${purpose.undocumented} <path>`, 'connections list'],
  };
}

/** True if the reply is a failure: by its status, or because the envelope says so despite a 2xx. */
export function isFailure(reply: HttpReply): boolean {
  if (!isSuccess(reply)) return true;
  const body = reply.json;
  return isRecord(body) && body.success === false;
}
