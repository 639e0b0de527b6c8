import { type ReconciledNumber, reconcileNumbers } from '../../domain/plivo/reconcile-numbers.ts';
import type { AsReceived } from '../../domain/vocobase/as-received.ts';
import {
  belongsTo,
  type PhoneNumber,
  type SyncReply,
} from '../../domain/vocobase/imported-number.ts';
import { afterWrite } from '../../errors/after-write.ts';
import { isKnownFailure } from '../../errors/cli-error.ts';
import type { Carrier } from '../../ports/carrier.ts';
import type { Context } from '../../ports/context.ts';
import type { Vocobase } from '../../ports/vocobase.ts';

/** What to sync, and what to compare with. */
export interface SyncOptions {
  readonly provider: string;
  /** Null if not known; Vocobase then uses the only active one. */
  readonly connectionId: string | null;
  /** The carrier to compare with; null skips the comparison. */
  readonly carrier: Pick<Carrier, 'numbers'> | null;
}

/** The JSON of `numbers sync`. A count is null if the API does not give it. */
export interface SyncResult {
  readonly connection_id: string | null;
  readonly imported: number | null;
  readonly updated: number | null;
  readonly unchanged: number | null;
  readonly phone_numbers: readonly AsReceived<PhoneNumber>[];
  readonly reconciliation: readonly ReconciledNumber[] | null;
}

/**
 * Imports the carrier's numbers of a connection, reads them back, and compares both sides if the
 * carrier can be asked. Nothing is ever deleted on either side.
 */
export async function syncNumbers(
  ctx: Pick<Context, 'log'>,
  vocobase: Pick<Vocobase, 'syncPhoneNumbers' | 'listPhoneNumbers'>,
  { provider, connectionId, carrier }: SyncOptions,
): Promise<SyncResult> {
  const step = (id: string, facts: Readonly<Record<string, unknown>> = {}) =>
    ctx.log.event('step', { id, ...facts });
  step('sync', { status: 'started', connection_id: connectionId });
  const reply = await vocobase.syncPhoneNumbers({ provider, connectionId });
  step('sync', { status: 'done', imported: reply.imported, updated: reply.updated });
  const rows = await readBack(ctx, vocobase, provider, connectionId, reply);
  step('read_back', { status: 'done', total: rows.length });
  return {
    connection_id: connectionId,
    imported: reply.imported,
    updated: reply.updated,
    unchanged: countUnchanged(ctx, reply, rows),
    phone_numbers: rows.map(({ received }) => received),
    reconciliation: carrier === null ? null : await reconcile(ctx, carrier, rows),
  };
}

/** The list after the sync is the proof; the reply is used only if the list cannot be read. */
async function readBack(
  ctx: Pick<Context, 'log'>,
  vocobase: Pick<Vocobase, 'listPhoneNumbers'>,
  provider: string,
  connectionId: string | null,
  reply: SyncReply,
): Promise<readonly PhoneNumber[]> {
  try {
    const listed = await vocobase.listPhoneNumbers({
      provider,
      ...(connectionId === null ? {} : { connectionId }),
    });
    return listed.filter((row) => belongsTo(row, provider, connectionId));
  } catch (error) {
    if (!isKnownFailure(error)) throw error;
    if (reply.phone_numbers === null) {
      throw afterWrite(error).with({
        message: `Vocobase accepted the sync, but the numbers could not be read back. ${error.message}`,
      });
    }
    ctx.log.warn(
      `The numbers could not be read back, so these are the ones that the sync reported. ${error.message}`,
    );
    return reply.phone_numbers;
  }
}

function countUnchanged(
  ctx: Pick<Context, 'log'>,
  { imported, updated }: SyncReply,
  rows: readonly PhoneNumber[],
): number | null {
  if (imported === null || updated === null) return null;
  const unchanged = rows.length - imported - updated;
  if (unchanged >= 0) return unchanged;
  ctx.log.warn(
    `The sync reported ${imported} imported and ${updated} updated, but only ${rows.length} are listed.`,
  );
  return null;
}

async function reconcile(
  ctx: Pick<Context, 'log'>,
  carrier: Pick<Carrier, 'numbers'>,
  rows: readonly PhoneNumber[],
): Promise<readonly ReconciledNumber[] | null> {
  try {
    return reconcileNumbers(rows, await carrier.numbers());
  } catch (error) {
    if (!isKnownFailure(error)) throw error;
    ctx.log.warn(`The numbers could not be compared with Plivo's: ${error.message}`);
    return null;
  }
}
