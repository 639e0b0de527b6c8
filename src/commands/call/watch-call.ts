import { isLoopbackUrl } from '../../domain/text/base-url.ts';
import { shellQuote } from '../../domain/text/shell-command.ts';
import {
  type Call,
  hasEnded,
  isCompleted,
  isTerminal,
  normalStatus,
} from '../../domain/vocobase/call.ts';
import {
  beginTimeline,
  extendTimeline,
  type StatusChange,
} from '../../domain/vocobase/call-timeline.ts';
import { hasWords } from '../../domain/vocobase/conversation.ts';
import { afterWrite } from '../../errors/after-write.ts';
import { CliError, isKnownFailure } from '../../errors/cli-error.ts';
import type { Context } from '../../ports/context.ts';
import type { Vocobase } from '../../ports/vocobase.ts';

/** How to watch a call. */
export interface WatchOptions {
  readonly maxWaitSeconds: number;
  readonly pollSeconds: number;
}

/** A call as last read, and its statuses so far. */
export interface Watched {
  readonly call: Call;
  readonly timeline: readonly StatusChange[];
}

type Watcher = Pick<Context, 'mode' | 'log' | 'now' | 'sleep'>;

/** A person may already be on the phone, so the first reads come soon. Milliseconds. */
const firstWaits = [2000, 3000];

/** How many reads may fail in a row before watching ends. */
const toleratedFailures = 3;

/** How long to wait for Vocobase's record of the conversation after a call ends. Milliseconds. */
const recordWait = 30_000;

/**
 * Reads a call until it has ended, then until Vocobase's record of the conversation is final or
 * contains words (30 s at most), or until the time is up. A failed read is reported and repeated.
 * Throws the failure of the last read if nothing more is known, and INTERRUPTED. Both name the
 * call, which continues.
 */
export async function watchCall(
  ctx: Watcher,
  vocobase: Pick<Vocobase, 'getCall' | 'baseUrl'>,
  started: Call,
  { maxWaitSeconds, pollSeconds }: WatchOptions,
): Promise<Watched> {
  const time = () => ctx.now().getTime();
  const startedAt = time();
  const deadline = startedAt + maxWaitSeconds * 1000;
  const limited = !isLoopbackUrl(vocobase.baseUrl);
  const sent = [startedAt];
  let watched: Watched = { call: started, timeline: beginTimeline(started, ctx.now()) };
  let readAt = startedAt;
  reportChange(ctx, watched, 0);

  /** Waits, then reads the call once. Returns false if no read fits before the end of the wait. */
  const waitAndRead = async (
    reads: number,
    until: number,
    line: () => string,
    update: (line: string) => void,
  ) => {
    const interval = pollSeconds * 1000;
    const wanted = Math.min(firstWaits[reads] ?? interval, interval);
    const wait = limited ? waitBeforeRead(sent, time(), wanted) : wanted;
    await sleepTicking(ctx, Math.min(wait, until - time()), () => update(line()));
    if (time() >= until && limited && waitBeforeRead(sent, until, 0) > 0) return false;
    sent.push(time());
    const before = watched.call;
    const call = await vocobase.getCall(before.call_id);
    readAt = time();
    watched = { call, timeline: extendTimeline(watched.timeline, before, call, ctx.now()) };
    if (normalStatus(before.status) !== normalStatus(call.status)) {
      reportChange(ctx, watched, time() - startedAt);
    }
    update(line());
    return true;
  };

  const untilEnded = async (update: (line: string) => void) => {
    let failures = 0;
    for (let reads = 0; !hasEnded(watched.call); reads++) {
      try {
        const line = () => liveLine(watched.call.status, time() - readAt, time() - startedAt);
        if (!(await waitAndRead(reads, deadline, line, update))) return;
        failures = 0;
      } catch (error) {
        if (!isKnownFailure(error)) throw error;
        failures += 1;
        if (failures > toleratedFailures || time() >= deadline)
          throw unwatched(error, watched.call);
        ctx.log.warn(
          `The call could not be read (${error.code}). Trying again; the call continues.`,
        );
      }
      if (time() >= deadline) return;
    }
  };

  const untilRecorded = async (update: (line: string) => void) => {
    const endSeen = time();
    const until = Math.min(endSeen + recordWait, deadline);
    ctx.log.event('wait', { call_id: started.call_id, for: 'conversation' });
    if (!ctx.mode.animated) {
      ctx.log.notice(
        `Waiting for Vocobase's record of the conversation, up to ${seconds(until - endSeen)} s`,
      );
    }
    for (let reads = 0; isRecordOpen(watched.call) && time() < until; reads++) {
      const line = () => `Reading the conversation  ${seconds(time() - endSeen)} s`;
      update(line());
      if (!(await waitAndRead(reads, until, line, update))) return;
    }
  };

  try {
    await ctx.log.progress(liveLine(started.status, 0, 0), untilEnded);
    if (isRecordOpen(watched.call) && time() < deadline) {
      await ctx.log.progress('Reading the conversation', untilRecorded).catch((error: unknown) => {
        if (!isKnownFailure(error)) throw error;
        ctx.log.warn(`The conversation could not be read: ${error.message}`);
      });
    }
    return watched;
  } catch (error) {
    if (error instanceof CliError && error.code === 'INTERRUPTED') {
      throw stoppedWatching(watched.call);
    }
    throw error;
  }
}

/**
 * True if the record of an answered call may still get its words. A call that ended otherwise will
 * not have any.
 */
function isRecordOpen(call: Call): boolean {
  const answered = isCompleted(call.status) || (hasEnded(call) && !isTerminal(call.status));
  return answered && call.processing_complete !== true && !hasWords(call);
}

/**
 * One line of at most 58 columns for any status: a spinner takes two more. `as of 4 s ago` says how
 * old the status is.
 */
function liveLine(status: string, sinceRead: number, sinceStart: number): string {
  const text = statusText(status);
  const short = text.length > 12 ? `${text.slice(0, 11)}…` : text;
  const age = seconds(sinceRead);
  const asOf = age < 2 ? '' : `  as of ${age} s ago`;
  return `${short}  ${seconds(sinceStart)} s${asOf}  Ctrl-C stops watching`;
}

/** Reports a change. A spinner shows it to a person; in a log each change is a line. */
function reportChange(ctx: Watcher, { call, timeline }: Watched, afterMs: number): void {
  const at = timeline.at(-1)?.at ?? ctx.now().toISOString();
  ctx.log.event('call', { call_id: call.call_id, status: call.status, at });
  if (ctx.mode.animated || afterMs === 0) return;
  ctx.log.notice(`${statusText(call.status)} (${seconds(afterMs)} s)`);
}

async function sleepTicking(ctx: Watcher, milliseconds: number, tick: () => void): Promise<void> {
  let left = milliseconds;
  while (left > 0) {
    const slice = Math.min(left, 1000);
    await ctx.sleep(slice);
    left -= slice;
    if (left > 0) tick();
  }
}

/** `In progress`. */
function statusText(status: string): string {
  const words = status.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function seconds(milliseconds: number): number {
  return Math.round(milliseconds / 1000);
}

function unwatched(error: CliError, call: Call): CliError {
  return afterWrite(error).with({
    message: `${error.message} The call was started and may still be running. Its id is ${call.call_id}.`,
    hints: ['Show the call instead of starting another one.'],
    commands: [`call show ${shellQuote(call.call_id)}`],
    retryable: false,
    details: { call_id: call.call_id, call_status: call.status },
  });
}

/** INTERRUPTED, with the id of the started call. */
export function stoppedWatching(call: Call): CliError {
  return new CliError('INTERRUPTED', {
    message: hasEnded(call)
      ? `The call has ended as ${call.status.replaceAll('_', ' ')}. Reading more about it was interrupted. Its id is ${call.call_id}.`
      : `Stopped watching. The call continues. Its id is ${call.call_id}.`,
    hints: ['Show the call to see how it ended.'],
    commands: [`call show ${shellQuote(call.call_id)}`],
    details: { call_id: call.call_id, call_status: call.status },
  });
}

/** Documented: ten requests a minute to `/calls` and below, for one API key. */
const callRequestsPerMinute = 10;

const minute = 60_000;

/**
 * Milliseconds to wait before the next read of a call: the wanted interval, or longer if another
 * request would exceed the limit. `sent` holds the times of the requests so far.
 */
export function waitBeforeRead(sent: readonly number[], now: number, wanted: number): number {
  const oldest = sent.length < callRequestsPerMinute ? undefined : sent.at(-callRequestsPerMinute);
  return oldest === undefined ? wanted : Math.max(wanted, oldest + minute - now);
}
