import { createHash } from 'node:crypto';
import { join, resolve } from 'node:path';
import { isRecord } from '../domain/text/is-record.ts';
import { own, parseJson, readText, replaceFile } from './files.ts';
import { ensureFolder } from './folder.ts';
import { withLock } from './lock.ts';

export interface RateBudgetOptions {
  /** The folder of the settings. */
  readonly folder: string;
  /** Milliseconds since 1970; the clock that all processes of this machine share. */
  readonly now: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** Told before each wait. `reason` is a sentence. */
  readonly onWait: (milliseconds: number, reason: string) => void;
  /** Requests in a window. The API's documentation: 60 a minute for one API key. */
  readonly general?: number;
  /** Requests to `/calls` and below in a window. The API's documentation: 10 a minute. */
  readonly calls?: number;
  readonly windowMs?: number;
}

export interface RateBudget {
  /**
   * Waits until one more request fits and counts it. `path` is relative to the base URL. Rejects
   * only when `sleep` does.
   */
  take(fingerprint: string, path: string): Promise<void>;
}

/** When requests were sent, in milliseconds since 1970, oldest first. */
interface Sent {
  readonly general: readonly number[];
  readonly calls: readonly number[];
}

const none: Sent = { general: [], calls: [] };

/** Tells API keys apart without holding one. */
export function fingerprintOf(apiKey: string): string {
  return createHash('sha256').update(apiKey).digest('hex').slice(0, 16);
}

/**
 * Keeps all processes that use one API key within the limits of the API, so that a loop in a shell
 * waits here instead of being refused there. A request to `/calls` counts in both classes: whether
 * it does at the API is not documented (U20), and this way neither limit can be passed.
 *
 * The window slides, so no fixed window of the API holds more than the limit either. When the
 * shared state cannot be used, each process keeps to the limits alone.
 */
export function createRateBudget(options: RateBudgetOptions): RateBudget {
  const { now, sleep, onWait, general = 60, calls = 10, windowMs = 60_000 } = options;
  const folder = join(resolve(options.folder), 'rate');
  const alone = new Map<string, Sent>();

  /** Counts the request and gives null, or gives how long to wait and why. */
  const tryTake = (sent: Sent, isCall: boolean) => {
    const at = now();
    const recent: Sent = {
      general: withinWindow(sent.general, at, windowMs),
      calls: withinWindow(sent.calls, at, windowMs),
    };
    const forGeneral = waitFor(recent.general, general, at, windowMs);
    const forCalls = isCall ? waitFor(recent.calls, calls, at, windowMs) : 0;
    const wait = Math.max(forGeneral, forCalls);
    if (wait > 0) {
      const reason =
        forCalls >= forGeneral
          ? `The API takes ${calls} call requests a minute.`
          : `The API takes ${general} requests a minute.`;
      return { sent: recent, wait, reason };
    }
    return {
      sent: {
        general: [...recent.general, at],
        calls: isCall ? [...recent.calls, at] : recent.calls,
      },
      wait: 0,
      reason: '',
    };
  };

  const tryTakeShared = async (fingerprint: string, isCall: boolean) => {
    const own = alone.get(fingerprint) ?? none;
    try {
      const path = join(folder, `${fingerprintFile(fingerprint)}.json`);
      ensureFolder(folder);
      return await withLock(`${path}.lock`, () => {
        const outcome = tryTake(readSent(path) ?? own, isCall);
        replaceFile(path, `${JSON.stringify(outcome.sent)}\n`, false);
        return outcome;
      });
    } catch {
      // A budget is a courtesy: a full disk or a read-only home must not stop a request.
      return tryTake(own, isCall);
    }
  };

  return {
    async take(fingerprint, path) {
      const isCall = /^\/?calls(?:[/?#]|$)/.test(path);
      for (;;) {
        const outcome = await tryTakeShared(fingerprint, isCall);
        alone.set(fingerprint, outcome.sent);
        if (outcome.wait === 0) return;
        onWait(outcome.wait, outcome.reason);
        await sleep(outcome.wait);
      }
    },
  };
}

/**
 * A time that is still to come was written before the clock was set back. It counts as now and is
 * written so, also before a wait, or the wait would last until the old time has come.
 */
function withinWindow(sent: readonly number[], at: number, windowMs: number): number[] {
  return sent.filter((time) => at - time < windowMs).map((time) => Math.min(time, at));
}

/** Until when, from now, enough of the window has passed for one more. */
function waitFor(sent: readonly number[], limit: number, at: number, windowMs: number): number {
  const blocking = sent.toSorted((a, b) => a - b).at(-limit);
  return sent.length < limit || blocking === undefined ? 0 : blocking + windowMs - at;
}

/** The name of a file whatever the caller takes as a fingerprint. */
function fingerprintFile(fingerprint: string): string {
  return /^[0-9a-f]{8,64}$/.test(fingerprint) ? fingerprint : fingerprintOf(fingerprint);
}

/** Null when there is no state that can be used; it is then begun anew. */
function readSent(path: string): Sent | null {
  const text = readText(path);
  if (text === null) return null;
  try {
    const content = parseJson(text);
    if (!isRecord(content)) return null;
    const general = times(own(content, 'general'));
    const calls = times(own(content, 'calls'));
    return general === null || calls === null ? null : { general, calls };
  } catch {
    return null;
  }
}

function times(value: unknown): number[] | null {
  if (!Array.isArray(value)) return null;
  return value.every((time) => typeof time === 'number' && Number.isFinite(time)) ? value : null;
}
