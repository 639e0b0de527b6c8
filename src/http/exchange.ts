import { createFetch } from 'ofetch';
import type { Masker } from '../domain/text/mask.ts';
import { CliError } from '../errors/cli-error.ts';
import type {
  AnsweredRequest,
  Exchange,
  ExchangeOptions,
  HttpReply,
  HttpRequest,
} from '../ports/http.ts';
import { networkFault } from './faults.ts';
import { HeaderBag } from './header-bag.ts';
import { hideAuthIds } from './hide-auth-ids.ts';
import { parseJson } from './parse-json.ts';
import type { ProxyEnv } from './proxy-for.ts';
import { bodyStart } from './read-reply.ts';
import { type Pace, repeating } from './repeat.ts';
import { faultEvent, replyEvent, requestEvent, requestIdOf, type TraceEvent } from './trace.ts';
import { createTransport } from './transport.ts';
import { BodyTooLarge, causeOf, type TransportInit } from './transport-shapes.ts';

/** What all requests of one run share: limits, signal, masking, proxies, and listeners. */
export interface ExchangeSettings extends Pace {
  /** For each attempt, from sending to the last byte of the body. */
  readonly timeoutMs: number;
  /** Aborted by Ctrl-C. A CliError as its reason is thrown unchanged. */
  readonly signal: AbortSignal;
  readonly masker: Masker;
  /** HTTPS_PROXY, HTTP_PROXY, and NO_PROXY, in either case. */
  readonly env: ProxyEnv;
  onTrace?(event: TraceEvent): void;
  /** Called for each reply that a client receives. */
  onReply?(answered: AnsweredRequest): void;
  /**
   * Runs before each attempt and may wait, to stay within the rate limits. The function it returns
   * runs after the attempt.
   */
  beforeSend?(request: HttpRequest): Promise<(() => Promise<void>) | undefined>;
}

interface OpenExchange {
  readonly exchange: Exchange;
  /** Closes the connections kept open for the next request. */
  close(): Promise<void>;
}

type FetchOptions = NonNullable<Parameters<ReturnType<typeof createFetch>['raw']>[1]>;

/**
 * ofetch builds the URL with its query, sets headers, and parses. Its retries are turned off (they
 * ignore Retry-After and whether a request may be repeated), as are its timeout (it stops at the
 * headers) and its errors for 4xx and 5xx (their message quotes the whole URL). Bodies are encoded
 * here: ofetch would look up the global FormData, which loads undici: 40 to 180 ms.
 */
const defaults: FetchOptions = {
  headers: { accept: 'application/json', 'user-agent': 'vocobase-plivo' },
  retry: false,
  ignoreResponseError: true,
  parseResponse: (text): Pick<HttpReply, 'text' | 'json'> => ({ text, json: parseJson(text) }),
};

/** Creates the HTTP exchange that both API clients share during one run. */
export function createExchange(settings: ExchangeSettings): OpenExchange {
  const { masker } = settings;
  const transport = createTransport(settings.env);

  const once = async (
    request: HttpRequest,
    attempt: number,
    { onSend }: ExchangeOptions,
  ): Promise<HttpReply> => {
    const ended = await settings.beforeSend?.(request);
    throwIfInterrupted(settings.signal);
    onSend?.();
    const body = request.body === undefined ? undefined : JSON.stringify(request.body);
    let address = request.url;
    const fetch = createFetch({
      fetch: ((url: string, init: TransportInit) => {
        address = url;
        const headers = Object.fromEntries(init.headers ?? []);
        const sent = { method: request.method, url, headers, body: body ?? null };
        settings.onTrace?.(requestEvent(sent, attempt, masker));
        return transport.fetch(url, init);
      }) as unknown as typeof globalThis.fetch,
      Headers: HeaderBag as unknown as typeof globalThis.Headers,
      AbortController,
      defaults,
    });
    const began = monotonicMs();
    const clock = startClock(settings.timeoutMs, settings.signal);
    try {
      const response = await fetch.raw<Pick<HttpReply, 'text' | 'json'>>(request.url, {
        method: request.method,
        headers: request.headers,
        signal: clock.signal,
        ...(request.query === undefined ? {} : { query: request.query }),
        ...(body === undefined ? {} : { body }),
      });
      const reply: HttpReply = {
        status: response.status,
        headers: Object.fromEntries(response.headers as unknown as HeaderBag),
        text: response._data?.text ?? '',
        json: response._data?.json,
      };
      const facts = { url: address, ms: monotonicMs() - began, attempt };
      settings.onTrace?.(replyEvent(request.method, reply, facts, masker));
      throwIfRedirect(request, reply);
      return reply;
    } catch (thrown) {
      if (thrown instanceof CliError) throw thrown;
      const tooLarge = causeOf(thrown, BodyTooLarge);
      const url = new URL(request.url);
      const fault =
        tooLarge === null ? clock.fault(thrown, url) : unread(tooLarge, url, settings.masker);
      const facts = { url: address, ms: monotonicMs() - began, attempt };
      settings.onTrace?.(faultEvent(request.method, fault, facts, masker));
      throw fault;
    } finally {
      clock.stop();
      await ended?.();
    }
  };

  return {
    async exchange(request, options) {
      const reply = await repeating(
        (attempt) => once(request, attempt, options),
        options,
        settings,
      );
      settings.onReply?.({
        api: options.api,
        method: request.method,
        url: hideAuthIds(request.url.replace(/\?.*$/, '')),
        status: reply.status,
        at: settings.now().toISOString(),
        request_id: requestIdOf(reply),
      });
      return reply;
    },
    close: transport.close,
  };
}

/** Milliseconds on a monotonic clock. `performance` would load node:perf_hooks: 2 ms at startup. */
function monotonicMs(): number {
  return Number(process.hrtime.bigint() / 1_000_000n);
}

/**
 * One signal that aborts on timeout and on Ctrl-C. ofetch's own timeout would stop at the headers
 * and let a slow body continue.
 */
function startClock(timeoutMs: number, stop: AbortSignal) {
  const controller = new AbortController();
  let timedOut = false;
  const onStop = () => controller.abort();
  const timer = setTimeout(() => {
    timedOut = true;
    controller.abort();
  }, timeoutMs);
  stop.addEventListener('abort', onStop);
  return {
    signal: controller.signal,
    stop() {
      clearTimeout(timer);
      stop.removeEventListener('abort', onStop);
    },
    fault(thrown: unknown, url: URL): CliError {
      const found = networkFault(thrown, url);
      if (stop.aborted) return interruption(stop).with({ details: { sent: found.details.sent } });
      return timedOut ? timeout(url, timeoutMs, found) : found;
    },
  };
}

function timeout(url: URL, timeoutMs: number, found: CliError): CliError {
  const seconds = timeoutMs / 1000;
  return new CliError('TIMEOUT', {
    message: `No complete answer came from ${url.host} within ${seconds} seconds.`,
    details: { seconds, host: url.host, sent: found.details.sent },
    cause: found.cause,
  });
}

function interruption(signal: AbortSignal): CliError {
  return signal.reason instanceof CliError ? signal.reason : new CliError('INTERRUPTED');
}

/** The error for a reply that was cut off because it exceeds any reply of these APIs. */
function unread({ status, start }: BodyTooLarge, url: URL, masker: Masker): CliError {
  return new CliError('UNEXPECTED_RESPONSE', {
    message: `The reply of ${url.host} (status ${status}) is larger than 16 MiB and was not read completely.`,
    details: { status, host: url.host, body_start: bodyStart(start, masker), sent: true },
  });
}

function throwIfInterrupted(signal: AbortSignal): void {
  if (signal.aborted) throw interruption(signal).with({ details: { sent: false } });
}

/**
 * A redirect is never followed: it would carry a Plivo token to an unknown host. The message omits
 * the target's path and query, because they may contain what was sent.
 */
function throwIfRedirect(request: HttpRequest, reply: HttpReply): void {
  if (reply.status < 300 || reply.status > 399) return;
  const from = new URL(request.url);
  const location = reply.headers.location;
  const target =
    location && URL.canParse(location, from.href) ? new URL(location, from.href) : null;
  const where =
    target === null
      ? 'without naming a target'
      : target.origin === from.origin
        ? 'to another address on the same host'
        : `to ${target.origin}`;
  throw new CliError('UNEXPECTED_REDIRECT', {
    message: `${from.host} answered with a redirect (${reply.status}) ${where}; it was not followed.`,
    details: {
      status: reply.status,
      host: from.host,
      target_host: target?.host ?? null,
      sent: true,
    },
  });
}
