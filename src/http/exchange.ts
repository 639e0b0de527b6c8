import { createFetch } from 'ofetch';
import type { Masker } from '../domain/text/mask.ts';
import { CliError } from '../errors/cli-error.ts';
import type { Exchange, HttpReply, HttpRequest } from '../ports/http.ts';
import { networkFault } from './faults.ts';
import { HeaderBag } from './header-bag.ts';
import type { ProxyEnv } from './proxy-for.ts';
import { type Pace, repeating } from './repeat.ts';
import { faultEvent, replyEvent, requestEvent, type TraceEvent } from './trace.ts';
import { createTransport } from './transport.ts';

export interface ExchangeSettings extends Pace {
  /** For each try, from sending to the last byte of the body. */
  readonly timeoutMs: number;
  /** Aborted by Ctrl-C; a CliError as its reason is thrown as it is. */
  readonly signal: AbortSignal;
  readonly masker: Masker;
  /** HTTPS_PROXY, HTTP_PROXY and NO_PROXY, in either case. */
  readonly env: ProxyEnv;
  onTrace?(event: TraceEvent): void;
  /**
   * Runs before each try and may wait, to stay within a budget of requests. The function that it
   * gives runs after the try.
   */
  beforeSend?(request: HttpRequest): Promise<(() => Promise<void>) | undefined>;
}

export interface OpenExchange {
  readonly exchange: Exchange;
  /** Ends the connections that were kept open for the next request. */
  close(): Promise<void>;
}

/** The way to both APIs: one exchange for a run of the program. */
export function createExchange(settings: ExchangeSettings): OpenExchange {
  const transport = createTransport(settings.env);
  const fetch = createFetch({
    fetch: transport.fetch as unknown as typeof globalThis.fetch,
    Headers: HeaderBag as unknown as typeof globalThis.Headers,
    AbortController,
  });

  /** ofetch's own repeating, timeout and errors are off: this program has rules for each. */
  const overTheWire = async (request: HttpRequest, signal: AbortSignal): Promise<HttpReply> => {
    const body = request.body === undefined ? undefined : JSON.stringify(request.body);
    const response = await fetch.raw<string, 'text'>(request.url, {
      method: request.method,
      headers: withDefaults(request.headers, body) as unknown as Headers,
      ...(body === undefined ? {} : { body }),
      signal,
      retry: false,
      ignoreResponseError: true,
      responseType: 'text',
    });
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers as unknown as HeaderBag),
      text: response._data ?? '',
    };
  };

  const once = async (request: HttpRequest, attempt: number): Promise<HttpReply> => {
    const ended = await settings.beforeSend?.(request);
    throwIfInterrupted(settings.signal);
    settings.onTrace?.(requestEvent(request, attempt, settings.masker));
    const began = monotonicMs();
    const clock = startClock(settings.timeoutMs, settings.signal);
    try {
      const reply = await overTheWire(request, clock.signal);
      const facts = { ms: monotonicMs() - began, attempt };
      settings.onTrace?.(replyEvent(request, reply, facts, settings.masker));
      throwIfRedirect(request, reply);
      return reply;
    } catch (thrown) {
      if (thrown instanceof CliError) throw thrown;
      const fault = clock.fault(thrown, new URL(request.url));
      const facts = { ms: monotonicMs() - began, attempt };
      settings.onTrace?.(faultEvent(request, fault, facts, settings.masker));
      throw fault;
    } finally {
      clock.stop();
      await ended?.();
    }
  };

  return {
    exchange: (request, options) =>
      repeating((attempt) => once(request, attempt), options, settings),
    close: transport.close,
  };
}

/** Milliseconds on a clock that never jumps. `performance` would load node:perf_hooks: 2 ms a start. */
function monotonicMs(): number {
  return Number(process.hrtime.bigint() / 1_000_000n);
}

function withDefaults(
  headers: Readonly<Record<string, string>>,
  body: string | undefined,
): HeaderBag {
  const bag = new HeaderBag({
    accept: 'application/json',
    'user-agent': 'vocobase-plivo',
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
  });
  for (const [name, value] of Object.entries(headers)) bag.set(name, value);
  return bag;
}

/**
 * One signal for both ends of waiting: the time is up, or the person wants to stop. ofetch's own
 * timeout would end at the headers and let a slow body pass.
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

function throwIfInterrupted(signal: AbortSignal): void {
  if (signal.aborted) throw interruption(signal).with({ details: { sent: false } });
}

/**
 * A redirect is never followed: it would carry a Plivo token to a host that nobody named. The
 * target's path and query stay out of the message, because they may hold what was sent.
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
