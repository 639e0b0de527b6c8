import { CliError } from '../errors/cli-error.ts';
import type { ExchangeOptions, HttpReply, Repeat } from '../ports/http.ts';

const tries = 4;

/** Milliseconds. After a longer `Retry-After` the server's reply is returned at once. */
const longestWait = 60_000;

/** A wait before a request is sent again, for the person who watches. */
export interface Wait {
  /** Whose API, and what happened: `Vocobase's API answered with a server error (503)` … */
  readonly reason: string;
  readonly ms: number;
  /** The number of the next attempt, and the maximum. */
  readonly attempt: number;
  readonly of: number;
}

/** The clock, the randomness, and the wait of the retries, so that tests need no real time. */
export interface Pace {
  sleep(milliseconds: number): Promise<void>;
  now(): Date;
  /** From 0 to 1, like `Math.random`. */
  random(): number;
  onWait?(wait: Wait): void;
}

type Outcome = { readonly reply: HttpReply } | { readonly fault: CliError };

/**
 * Sends until repeating would not help, at most four times. Between attempts it waits 0.5, 1, and 2
 * seconds, plus or minus a fifth, or as long as `Retry-After` says.
 */
export async function repeating(
  send: (attempt: number) => Promise<HttpReply>,
  options: ExchangeOptions,
  pace: Pace,
): Promise<HttpReply> {
  let reached = false;
  for (let attempt = 1; ; attempt++) {
    const outcome = await attemptOnce(send, attempt);
    reached ||= mayHaveReached(outcome);
    if (attempt === tries || !mayRepeat(outcome, options.repeat)) return settle(outcome, reached);
    if ('reply' in outcome && outcome.reply.status === 429) {
      await options.onLimited?.(outcome.reply);
    }
    const ms = waitBefore(attempt, outcome, pace);
    if (ms > longestWait) return settle(outcome, reached);
    pace.onWait?.({ reason: reasonOf(outcome, options.api), ms, attempt: attempt + 1, of: tries });
    await pace.sleep(ms).catch((error: unknown) => {
      throw reached && error instanceof CliError ? error.with({ details: { sent: true } }) : error;
    });
  }
}

async function attemptOnce(
  send: (attempt: number) => Promise<HttpReply>,
  attempt: number,
): Promise<Outcome> {
  try {
    return { reply: await send(attempt) };
  } catch (error) {
    if (error instanceof CliError) return { fault: error };
    throw error;
  }
}

/** A last attempt that never reached the server does not undo what an earlier one may have done. */
function settle(outcome: Outcome, reached: boolean): HttpReply {
  if ('reply' in outcome) return outcome.reply;
  throw reached ? outcome.fault.with({ details: { sent: true } }) : outcome.fault;
}

function mayHaveReached(outcome: Outcome): boolean {
  return 'fault' in outcome
    ? outcome.fault.details.sent !== false
    : outcome.reply.status >= 500 || outcome.reply.status === 408;
}

function mayRepeat(outcome: Outcome, repeat: Repeat): boolean {
  if (repeat === 'never') return false;
  if ('reply' in outcome) {
    const { status } = outcome.reply;
    return status === 429 || (repeat === 'repeatable' && isPassing(status));
  }
  const { code, details } = outcome.fault;
  if (repeat === 'repeatable') return code === 'NETWORK_UNREACHABLE' || code === 'TIMEOUT';
  return code === 'NETWORK_UNREACHABLE' && details.reason !== 'reset';
}

/**
 * True if waiting may help. 501 means that the path does not exist, which waiting does not change.
 */
function isPassing(status: number): boolean {
  return status === 408 || status === 425 || (status >= 500 && status !== 501);
}

function waitBefore(attempt: number, outcome: Outcome, pace: Pace): number {
  const asked = 'reply' in outcome ? retryAfter(outcome.reply, pace.now()) : null;
  return asked ?? Math.round(500 * 2 ** (attempt - 1) * (0.8 + 0.4 * pace.random()));
}

/** The `Retry-After` of a reply, seconds or a date, in milliseconds; null if there is none. */
function retryAfter(reply: HttpReply, now: Date): number | null {
  const value = reply.headers['retry-after']?.trim();
  if (!value) return null;
  if (/^\d+(\.\d+)?$/.test(value)) return Math.ceil(Number(value) * 1000);
  const at = Date.parse(value);
  return Number.isNaN(at) ? null : Math.max(0, at - now.getTime());
}

/**
 * The reason for the wait. A network failure also names the host, because the base URL may be the
 * cause.
 */
function reasonOf(outcome: Outcome, api: ExchangeOptions['api']): string {
  if ('fault' in outcome) {
    const message = outcome.fault.message.replace(/\.$/, '');
    return `${api}'s API: ${message.charAt(0).toLowerCase()}${message.slice(1)}`;
  }
  const { status } = outcome.reply;
  if (status === 429) return `${api}'s API is limiting requests (429)`;
  return status >= 500
    ? `${api}'s API answered with a server error (${status})`
    : `${api}'s API is not ready (${status})`;
}
