import type { CarrierCall } from '../../domain/plivo/account.ts';
import { maskAuthId } from '../../domain/text/mask.ts';
import type { Call } from '../../domain/vocobase/call.ts';
import { mayLag, pickRecord, recordWindow } from '../../domain/vocobase/call-record.ts';
import { isKnownFailure } from '../../errors/cli-error.ts';
import { failureMeaning } from '../../errors/failure-words.ts';
import type { PlivoCredentials } from '../../ports/carrier.ts';
import type { Context } from '../../ports/context.ts';

/** Plivo's record of a call, or why there is none. */
export type RecordFinding =
  | { readonly kind: 'found'; readonly record: CarrierCall }
  /** Another carrier's call, which Plivo has no record of. */
  | { readonly kind: 'not-plivo' }
  | { readonly kind: 'no-credentials' }
  /** `why` is a sentence. */
  | { readonly kind: 'missing'; readonly why: string };

type RecordedCall = Pick<
  Call,
  'provider' | 'to_number' | 'from_number' | 'created_at' | 'ended_at' | 'error_message'
>;

type Finder = Pick<Context, 'carrier' | 'now' | 'sleep' | 'mode' | 'log'>;

/** Looks for the record of an ended call, for several seconds. Throws INTERRUPTED only. */
export async function findRecord(
  ctx: Finder,
  call: RecordedCall,
  credentials: PlivoCredentials | null,
): Promise<RecordFinding> {
  if (call.provider !== null && call.provider.toLowerCase() !== 'plivo')
    return { kind: 'not-plivo' };
  if (credentials === null) return { kind: 'no-credentials' };
  try {
    return await ctx.log.progress("Reading Plivo's record of the call", (update) =>
      ask(ctx, call, credentials, update),
    );
  } catch (error) {
    if (!isKnownFailure(error)) throw error;
    return { kind: 'missing', why: `Plivo's record could not be read: ${error.message}` };
  }
}

async function ask(
  ctx: Finder,
  call: RecordedCall,
  credentials: PlivoCredentials,
  update: (label: string) => void,
): Promise<RecordFinding> {
  const window = recordWindow(call, ctx.now());
  if (window === null || call.to_number === null) {
    return {
      kind: 'missing',
      why: "Plivo's record could not be looked up: the API gives no time or number to find it by.",
    };
  }
  const carrier = await ctx.carrier(credentials);
  // A call that Plivo refused to place gets no record later either.
  const refused = failureMeaning(call.error_message)?.refused === true;
  const waits = mayLag(call, ctx.now()) && !refused ? lagWaits(ctx) : [];
  for (const [at, wait] of [0, ...waits].entries()) {
    if (at === 1) announceWait(ctx, waits, update);
    if (wait > 0) await ctx.sleep(wait);
    const records = await carrier.calls({
      to: call.to_number,
      ...(call.from_number === null ? {} : { from: call.from_number }),
      endedAfter: window.after,
      endedBefore: window.before,
    });
    const record = pickRecord(records, call);
    if (record !== null) return { kind: 'found', record };
  }
  return {
    kind: 'missing',
    why: `The records of the Plivo account ${maskAuthId(credentials.authId)} do not show the call: Plivo may have refused it before it became one, the record may come later, or the connection uses another account.`,
  };
}

/** Says what is waited for: in a log on a line of its own, else beside the spinner. */
function announceWait(
  ctx: Pick<Context, 'mode' | 'log'>,
  waits: readonly number[],
  update: (label: string) => void,
): void {
  const seconds = waits.reduce((sum, wait) => sum + wait, 0) / 1000;
  const label = `Waiting for Plivo's record of the call, up to ${seconds} s`;
  update(label);
  if (!ctx.mode.animated && seconds >= 1) ctx.log.notice(label);
}

/** How long Plivo takes to list an ended call is not documented. */
function lagWaits(ctx: Pick<Context, 'mode'>): readonly number[] {
  return ctx.mode.sandbox === null ? [2000, 3000, 5000] : [200];
}
