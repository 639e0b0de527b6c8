import { cleanText } from '../domain/text/clean-text.ts';
import type { Masker } from '../domain/text/mask.ts';
import type { HttpReply } from '../ports/http.ts';
import { hideAuthIds } from './hide-auth-ids.ts';
import { withoutTranscript } from './read-reply.ts';

/** What `--verbose` shows of an attempt. Secrets are already masked; lengths are not limited. */
export type TraceEvent =
  | {
      readonly kind: 'request';
      readonly method: string;
      readonly url: string;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string | null;
      /** 1 for the first attempt. */
      readonly attempt: number;
    }
  | {
      readonly kind: 'reply';
      readonly method: string;
      readonly url: string;
      readonly status: number;
      /** From sending to the last byte. */
      readonly ms: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string;
      readonly requestId: string | null;
      readonly attempt: number;
    }
  | {
      readonly kind: 'fault';
      readonly method: string;
      readonly url: string;
      readonly ms: number;
      readonly code: string;
      readonly message: string;
      readonly attempt: number;
    };

/** A request as sent: the whole URL, all headers, the encoded body. */
export interface SentRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

/** What is known about an attempt after it ends. */
export interface TryFacts {
  /** The whole URL. */
  readonly url: string;
  readonly ms: number;
  readonly attempt: number;
}

/** The trace of a request that is about to be sent, with its secrets masked. */
export function requestEvent(request: SentRequest, attempt: number, masker: Masker): TraceEvent {
  return {
    kind: 'request',
    method: request.method,
    url: maskUrl(request.url, masker),
    headers: maskHeaders(request.headers, masker),
    body: request.body === null ? null : maskBody(request.body, masker),
    attempt,
  };
}

/** The trace of a reply, with secrets masked and the words of a transcript left out. */
export function replyEvent(
  method: string,
  reply: HttpReply,
  { url, ...facts }: TryFacts,
  masker: Masker,
): TraceEvent {
  return {
    kind: 'reply',
    method,
    url: maskUrl(url, masker),
    status: reply.status,
    headers: maskHeaders(reply.headers, masker),
    body: maskBody(withoutTranscript(reply.text), masker),
    requestId: requestIdOf(reply),
    ...facts,
  };
}

/** The trace of an attempt without a usable reply. */
export function faultEvent(
  method: string,
  fault: { readonly code: string; readonly message: string },
  { url, ...facts }: TryFacts,
  masker: Masker,
): TraceEvent {
  return {
    kind: 'fault',
    method,
    url: maskUrl(url, masker),
    code: fault.code,
    message: masker.text(fault.message),
    ...facts,
  };
}

/** The request id for support: a header, or Plivo's `api_id` in the body. */
export function requestIdOf(reply: HttpReply): string | null {
  const header = reply.headers['x-request-id'];
  if (header) return header;
  return /"api_id"\s*:\s*"([^"]{1,100})"/.exec(reply.text)?.[1] ?? null;
}

/** The lines of an event: `>` for the request, `<` for the reply, `!` for a failure. */
export function formatTrace(event: TraceEvent): string {
  const lines = {
    request: requestLines,
    reply: replyLines,
    fault: faultLines,
  }[event.kind] as (event: TraceEvent) => string[];
  return lines(event).map(cleanText).join('\n');
}

function requestLines(event: TraceEvent & { kind: 'request' }): string[] {
  const again = event.attempt > 1 ? ` (try ${event.attempt})` : '';
  return [
    `> ${event.method} ${event.url}${again}`,
    ...Object.entries(event.headers).map(([name, value]) => `>   ${name}: ${value}`),
    ...(event.body === null ? [] : [`>   ${event.body}`]),
  ];
}

function replyLines(event: TraceEvent & { kind: 'reply' }): string[] {
  const id = event.requestId === null ? '' : ` request ${event.requestId}`;
  return [
    `< ${event.status} ${event.method} ${event.url} ${event.ms} ms${id}`,
    ...Object.entries(event.headers).map(([name, value]) => `<   ${name}: ${value}`),
    ...(event.body === '' ? [] : [`<   ${shorten(event.body)}`]),
  ];
}

function faultLines(event: TraceEvent & { kind: 'fault' }): string[] {
  return [`! ${event.method} ${event.url} ${event.ms} ms ${event.code}: ${event.message}`];
}

function shorten(text: string): string {
  return text.length > 4000 ? `${text.slice(0, 4000)} … (${text.length} characters)` : text;
}

function maskUrl(address: string, masker: Masker): string {
  const url = new URL(address);
  url.username = '';
  url.password = '';
  for (const [name, value] of [...url.searchParams]) {
    const masked = (masker.json({ [name]: value }) as Record<string, unknown>)[name];
    if (masked !== value) url.searchParams.set(name, String(masked));
  }
  return hideAuthIds(masker.text(url.href));
}

function maskHeaders(
  headers: Readonly<Record<string, string>>,
  masker: Masker,
): Readonly<Record<string, string>> {
  const masked = masker.json({ ...headers, ...hiddenHeaders(headers) }) as Record<string, string>;
  return Object.fromEntries(
    Object.entries(masked).map(([name, value]) => [name, hideAuthIds(value)]),
  );
}

/** Hides cookies: neither API uses them, so they come from a proxy and may be private. */
function hiddenHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  const hidden = Object.keys(headers).filter((name) => /cookie|^proxy-auth/i.test(name));
  return Object.fromEntries(hidden.map((name) => [name, '****']));
}

function maskBody(text: string, masker: Masker): string {
  return hideAuthIds(masker.text(maskMembers(text, masker)));
}

function maskMembers(text: string, masker: Masker): string {
  try {
    return JSON.stringify(masker.json(JSON.parse(text)));
  } catch {
    return text;
  }
}
