import { createHash } from 'node:crypto';
import { join, resolve } from 'node:path';
import { isRecord } from '../domain/text/is-record.ts';
import { own, parseJson, readText, replaceFile } from './files.ts';
import { ensureFolder } from './folder.ts';
import { withLock } from './lock.ts';

interface RateBudgetOptions {
  /** The folder of the settings. */
  readonly folder: string;
  /** Milliseconds since 1970; the clock that all processes of this machine share. */
  readonly now: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** Called before each wait. `reason` is a sentence. */
  readonly onWait: (milliseconds: number, reason: string) => void;
  /** Requests per window. The API's documentation: 60 a minute for one API key. */
  readonly general?: number;
  /** Requests to `/calls` and below per window. The API's documentation: 10 a minute. */
  readonly calls?: number;
  readonly windowMs?: number;
  /**
   * Milliseconds added to the window, for requests that reach the API later than they were counted.
   */
  readonly marginMs?: number;
}

interface RateBudget {
  /**
   * Waits until one more request fits, and counts it. `path` is relative to the base URL. Rejects
   * only when `sleep` does. Call the returned function when the request has ended: one that took
   * longer than the margin may have arrived late, and is counted again at that time.
   */
  take(fingerprint: string, path: string): Promise<() => Promise<void>>;
}

/** When requests were sent, in milliseconds since 1970, oldest first. */
interface Sent {
  readonly general: readonly number[];
  readonly calls: readonly number[];
}

const none: Sent = { general: [], calls: [] };

/** Distinguishes API keys without containing one. */
export function fingerprintOf(apiKey: string): string {
  return createHash('sha256').update(apiKey).digest('hex').slice(0, 16);
}

/**
 * Keeps all processes that use one API key within the limits of the API, so that a loop in a shell
 * waits instead of being refused. A request to `/calls` counts in both classes: whether it does at
 * the API is not documented (U20), and this way neither limit is exceeded.
 *
 * The API counts when a request arrives, which under load can be seconds after it was counted here.
 * So the window is longer by a margin, and a request that took longer than that is counted at its
 * end. The window slides, so no fixed window of the API has more requests either. If the shared state
 * cannot be used, each process keeps to the limits alone.
 */
export function createRateBudget(options: RateBudgetOptions): RateBudget {
  const { now, sleep, onWait, general = 60, calls = 10, marginMs = 1000 } = options;
  const windowMs = (options.windowMs ?? 60_000) + marginMs;
  const folder = join(resolve(options.folder), 'rate');
  const alone = new Map<string, Sent>();

  /** Counts the request at the time `at`, or returns how long to wait and why. */
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
      return { sent: recent, at, wait, reason };
    }
    return {
      sent: {
        general: [...recent.general, at],
        calls: isCall ? [...recent.calls, at] : recent.calls,
      },
      at,
      wait: 0,
      reason: '',
    };
  };

  /** Changes the list of sent requests, in the shared state if possible. */
  const change = async <T extends { readonly sent: Sent }>(
    fingerprint: string,
    edit: (sent: Sent) => T,
  ): Promise<T> => {
    const own = alone.get(fingerprint) ?? none;
    let outcome: T;
    try {
      const path = join(folder, `${fingerprintFile(fingerprint)}.json`);
      ensureFolder(folder);
      outcome = await withLock(`${path}.lock`, () => {
        const edited = edit(readSent(path) ?? own);
        replaceFile(path, `${JSON.stringify(edited.sent)}\n`, false);
        return edited;
      });
    } catch {
      // The budget is a courtesy: a full disk or a read-only home folder must not stop a request.
      outcome = edit(own);
    }
    alone.set(fingerprint, outcome.sent);
    return outcome;
  };

  return {
    async take(fingerprint, path) {
      const isCall = /^\/?calls(?:[/?#]|$)/.test(path);
      for (;;) {
        const outcome = await change(fingerprint, (sent) => tryTake(sent, isCall));
        if (outcome.wait === 0) {
          const { at } = outcome;
          return async () => {
            if (now() - at <= marginMs) return;
            await change(fingerprint, (sent) => ({
              sent: {
                general: moved(sent.general, at, now()),
                calls: isCall ? moved(sent.calls, at, now()) : sent.calls,
              },
            }));
          };
        }
        onWait(outcome.wait, outcome.reason);
        await sleep(outcome.wait);
      }
    },
  };
}

/** The times with one of them replaced by a later time. */
function moved(sent: readonly number[], from: number, to: number): number[] {
  const index = sent.indexOf(from);
  return index === -1 ? [...sent] : sent.with(index, to);
}

/**
 * The times within the window. A time in the future was written before the clock was set back. It
 * counts as now and is stored as now, even before a wait, or the wait would last until that time.
 */
function withinWindow(sent: readonly number[], at: number, windowMs: number): number[] {
  return sent.filter((time) => at - time < windowMs).map((time) => Math.min(time, at));
}

/** How long to wait, in milliseconds, until one more request fits. */
function waitFor(sent: readonly number[], limit: number, at: number, windowMs: number): number {
  const blocking = sent.toSorted((a, b) => a - b).at(-limit);
  return sent.length < limit || blocking === undefined ? 0 : blocking + windowMs - at;
}

/** A file name that is valid whatever the fingerprint contains. */
function fingerprintFile(fingerprint: string): string {
  return /^[0-9a-f]{8,64}$/.test(fingerprint) ? fingerprint : fingerprintOf(fingerprint);
}

/** Null if there is no usable state, which is then replaced. */
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
