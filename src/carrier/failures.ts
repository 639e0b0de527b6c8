import { isRecord } from '../domain/text/is-record.ts';
import type { Masker } from '../domain/text/mask.ts';
import { sentence } from '../domain/text/sentence.ts';
import type { ErrorCode } from '../errors/catalogue/errors.ts';
import { CliError, type ErrorFacts, type HttpFacts } from '../errors/cli-error.ts';
import { hideAuthIds } from '../http/hide-auth-ids.ts';
import { bodyKind, bodyStart, safeText } from '../http/read-reply.ts';
import { requestIdOf } from '../http/trace.ts';
import type { HttpReply } from '../ports/http.ts';

/** The failure that a Plivo reply proves. Plivo sends no error codes, so the status decides. */
export function failureOf(reply: HttpReply, path: string, masker: Masker): CliError {
  const code = codes[reply.status] ?? (reply.status >= 500 ? 'INTERNAL_ERROR' : null);
  if (code === null) return unexpectedReply(reply, path, masker);
  const http = factsOf(reply, path, masker);
  return new CliError(code, { origin: 'plivo', http, ...wordsFor(code, http) });
}

/** What to do about a reply of Plivo that cannot be read. */
export const unreadableAdvice: ErrorFacts = {
  hints: [
    'Read the first characters of the reply. A proxy or login page usually names itself there.',
    'Check PLIVO_BASE_URL, if it is set.',
  ],
  commands: [],
  docsUrl: null,
  origin: 'plivo',
};

/** The error for a reply that cannot be read, whatever its status. */
export function unexpectedReply(
  reply: HttpReply,
  path: string,
  masker: Masker,
  what?: string,
): CliError {
  const http = factsOf(reply, path, masker);
  const why = what ?? (reply.json === undefined ? bodyKind(reply) : 'it is of another form');
  return new CliError('UNEXPECTED_RESPONSE', {
    message: `The reply of Plivo to GET ${http.path} (status ${reply.status}) is not what its API promises: ${why}.`,
    ...unreadableAdvice,
    http,
    details: { status: reply.status, body_start: bodyStart(reply.text, masker) },
  });
}

/** The facts of a request; without a reply, only what was requested. */
export function factsOf(reply: HttpReply | null, path: string, masker: Masker): HttpFacts {
  return {
    method: 'GET',
    path: hideAuthIds(path),
    status: reply?.status ?? null,
    code: null,
    message: reply === null ? null : messageOf(reply, masker),
    request_id: reply === null ? null : requestIdOf(reply),
  };
}

const codes: Readonly<Record<number, ErrorCode>> = {
  400: 'VALIDATION_ERROR',
  401: 'PLIVO_UNAUTHORIZED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  422: 'VALIDATION_ERROR',
  429: 'RATE_LIMITED',
};

/** Usually `{ error: text }`; other members and plain text occur too. A web page has no message. */
function messageOf(reply: HttpReply, masker: Masker): string | null {
  const body = reply.json;
  const words = isRecord(body) ? wordsIn(body) : plainText(reply.text);
  return words === null ? null : safeText(words, masker).slice(0, 200);
}

function wordsIn(body: Readonly<Record<string, unknown>>): string | null {
  const inner = [body, body.data, body.errors, body.error].filter(isRecord);
  for (const place of inner) {
    for (const name of ['error', 'message', 'global_error']) {
      const words = place[name];
      if (typeof words === 'string' && words.trim() !== '') return words;
    }
  }
  return null;
}

function plainText(text: string): string | null {
  const trimmed = text.trim();
  return trimmed === '' || /^[<[{]/.test(trimmed) ? null : trimmed;
}

function wordsFor(code: ErrorCode, http: HttpFacts): ErrorFacts {
  const said = http.message ? ` It says: ${sentence(http.message)}` : '';
  switch (code) {
    case 'PLIVO_UNAUTHORIZED':
      return { message: `Plivo does not accept this pair of Auth ID and Auth Token.${said}` };
    case 'FORBIDDEN':
      return {
        message: `Plivo answered 403: the request is not permitted.${said}`,
        hints: [
          'The account may allow only listed IP addresses. Check Account Settings > IP Whitelisting in the Plivo console.',
          'An account that is not verified yet gets the same answer.',
          'This does not refute the Auth Token, and Vocobase may still be allowed from its own addresses.',
        ],
        commands: [],
        docsUrl: null,
      };
    case 'NOT_FOUND':
      return {
        message: `Plivo finds nothing at ${http.path}.${said}`,
        hints: ['Check that it belongs to the account of this Auth ID.'],
        commands: [],
      };
    case 'RATE_LIMITED':
      return {
        message: `Plivo limits the requests of this account, and waiting did not help.${said}`,
        hints: ['Wait a few seconds: Plivo counts 300 requests in 5 seconds for an account.'],
        commands: [],
        docsUrl: null,
      };
    case 'INTERNAL_ERROR':
      return {
        message: `Plivo answered with a server error (${http.status}).${said}`,
        hints: ['Look at https://status.plivo.com, and wait a few minutes.'],
        commands: [],
        docsUrl: null,
      };
    default:
      return {
        message: `Plivo refused the request.${said}`,
        hints: ['See the exact request with --verbose.'],
        commands: [],
        docsUrl: null,
      };
  }
}
