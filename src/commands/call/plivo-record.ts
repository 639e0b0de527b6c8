import type { CarrierCall } from '../../domain/plivo/account.ts';
import { maskAuthId } from '../../domain/text/mask.ts';
import type { Call } from '../../domain/vocobase/call.ts';
import { mayLag, pickRecord, recordWindow } from '../../domain/vocobase/call-record.ts';
import { isKnownFailure } from '../../errors/cli-error.ts';
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

export type RecordedCall = Pick<
  Call,
  'provider' | 'to_number' | 'from_number' | 'created_at' | 'ended_at'
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
    return await ctx.log.progress("Reading Plivo's record of the call", () =>
      ask(ctx, call, credentials),
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
): Promise<RecordFinding> {
  const window = recordWindow(call, ctx.now());
  if (window === null || call.to_number === null) {
    return {
      kind: 'missing',
      why: "Plivo's record could not be looked up: the API gives no time or number to find it by.",
    };
  }
  const carrier = await ctx.carrier(credentials);
  const waits = mayLag(call, ctx.now()) ? lagWaits(ctx) : [];
  for (const wait of [0, ...waits]) {
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

/** How long Plivo takes to list an ended call is not documented. */
function lagWaits(ctx: Pick<Context, 'mode'>): readonly number[] {
  return ctx.mode.sandbox === null ? [2000, 3000, 5000] : [200];
}
