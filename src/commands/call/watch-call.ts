import { isLoopbackUrl } from '../../domain/text/base-url.ts';
import { shellQuote } from '../../domain/text/shell-command.ts';
import { type Call, isTerminal, normalStatus } from '../../domain/vocobase/call.ts';
import {
  beginTimeline,
  extendTimeline,
  type StatusChange,
} from '../../domain/vocobase/call-timeline.ts';
import { afterWrite } from '../../errors/after-write.ts';
import { CliError, isKnownFailure } from '../../errors/cli-error.ts';
import type { Context } from '../../ports/context.ts';
import type { Vocobase } from '../../ports/vocobase.ts';

export interface WatchOptions {
  readonly maxWaitSeconds: number;
  readonly pollSeconds: number;
}

/** A call as it was last seen, and the statuses seen on the way. */
export interface Watched {
  readonly call: Call;
  readonly timeline: readonly StatusChange[];
}

type Watcher = Pick<Context, 'mode' | 'log' | 'prompt' | 'now' | 'sleep'>;

/** A person may be on the phone already, so the first looks come soon. Waits in milliseconds. */
const firstWaits = [2000, 3000];

/** Looks that may fail in a row before the watching is given up. */
const toleratedFailures = 3;

/**
 * Looks at a call until it has ended or the time is up; a status that is not known counts as live.
 * Single failing looks are said and passed over. Throws what the last look met, when that is all
 * that is known, and INTERRUPTED: both name the call, which goes on.
 */
export async function watchCall(
  ctx: Watcher,
  vocobase: Pick<Vocobase, 'getCall' | 'baseUrl'>,
  started: Call,
  { maxWaitSeconds, pollSeconds }: WatchOptions,
): Promise<Watched> {
  const startedAt = ctx.now().getTime();
  const deadline = startedAt + maxWaitSeconds * 1000;
  const limited = !isLoopbackUrl(vocobase.baseUrl);
  const sent = [startedAt];
  let watched: Watched = { call: started, timeline: beginTimeline(started, ctx.now()) };
  let seenAt = startedAt;
  let failures = 0;

  const line = () => {
    const seconds = (since: number) => Math.round((ctx.now().getTime() - since) / 1000);
    return `${started.to_number ?? 'Call'}: ${words(watched.call.status)} (seen ${seconds(seenAt)} s ago), ${seconds(startedAt)} s  (Ctrl-C stops watching, not the call)`;
  };

  const look = async (): Promise<void> => {
    sent.push(ctx.now().getTime());
    const before = watched.call;
    try {
      const call = await vocobase.getCall(before.call_id);
      failures = 0;
      seenAt = ctx.now().getTime();
      watched = { call, timeline: extendTimeline(watched.timeline, before, call, ctx.now()) };
    } catch (error) {
      if (!isKnownFailure(error)) throw error;
      failures += 1;
      const timeIsUp = ctx.now().getTime() >= deadline;
      if (failures > toleratedFailures || timeIsUp) throw unwatched(error, watched.call);
      ctx.log.warn(
        `The call could not be looked at (${error.code}). It goes on, and so does the watching.`,
      );
      return;
    }
    if (normalStatus(before.status) !== normalStatus(watched.call.status)) {
      sayChange(ctx, watched.call, ctx.now().getTime() - startedAt);
    }
  };

  try {
    return await ctx.log.progress(line(), async (update) => {
      for (let looks = 0; !isTerminal(watched.call.status); looks++) {
        const interval = pollSeconds * 1000;
        const wanted = Math.min(firstWaits[looks] ?? interval, interval);
        const now = ctx.now().getTime();
        const wait = limited ? waitBeforeLook(sent, now, wanted) : wanted;
        await sleepTicking(ctx, Math.min(wait, deadline - now), () => update(line()));
        const timeIsUp = ctx.now().getTime() >= deadline;
        if (timeIsUp && limited && waitBeforeLook(sent, deadline, 0) > 0) break;
        await look();
        update(line());
        if (timeIsUp) break;
      }
      return watched;
    });
  } catch (error) {
    if (error instanceof CliError && error.code === 'INTERRUPTED') {
      throw stoppedWatching(watched.call);
    }
    throw error;
  }
}

/** A spinner tells a person; where none turns, each change gets a line of its own. */
function sayChange(ctx: Watcher, call: Call, afterMs: number): void {
  if (ctx.mode.animated) return;
  ctx.log.notice(`Call ${call.call_id}: ${words(call.status)} (${Math.round(afterMs / 1000)} s)`);
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

function words(status: string): string {
  return status.replaceAll('_', ' ');
}

function unwatched(error: CliError, call: Call): CliError {
  return afterWrite(error).with({
    message: `${error.message} The call was started and may still be going on; its id is ${call.call_id}.`,
    hints: ['Look at the call instead of starting another one.'],
    commands: [`call show ${shellQuote(call.call_id)}`],
    retryable: false,
    details: { call_id: call.call_id, status: call.status },
  });
}

export function stoppedWatching(call: Call): CliError {
  const ended = isTerminal(call.status);
  return new CliError('INTERRUPTED', {
    message: ended
      ? `The call has ended as ${words(call.status)}; looking for the reason was interrupted. Its id is ${call.call_id}.`
      : `Watching was interrupted. The call goes on; its id is ${call.call_id}.`,
    hints: ['The call is left alone. Look at it by its id.'],
    commands: [`call show ${shellQuote(call.call_id)}`],
    details: { call_id: call.call_id, status: call.status },
  });
}

/** The documentation: ten requests a minute to `/calls` and below, for one API key. */
const callRequestsPerMinute = 10;

const minute = 60_000;

/**
 * How long to wait before the next look at a call, in milliseconds: what is wanted, or longer where
 * one more request would be over the limit. `sent` are the times of the requests so far.
 */
export function waitBeforeLook(sent: readonly number[], now: number, wanted: number): number {
  const oldest = sent.length < callRequestsPerMinute ? undefined : sent.at(-callRequestsPerMinute);
  return oldest === undefined ? wanted : Math.max(wanted, oldest + minute - now);
}
