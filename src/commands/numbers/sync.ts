import type { NumberVerdict, ReconciledNumber } from '../../domain/plivo/reconcile-numbers.ts';
import { isKnownFailure } from '../../errors/cli-error.ts';
import { chooseConnection } from '../../flows/calling-connection.ts';
import { credentialsAtHand, pairOf } from '../../flows/connection/credentials.ts';
import { acceptProvider } from '../../flows/input.ts';
import type { Action } from '../../ports/action.ts';
import type { Carrier } from '../../ports/carrier.ts';
import type { Context } from '../../ports/context.ts';
import type { Style } from '../../ports/style.ts';
import { numberTable } from './list.ts';
import { type SyncResult, syncNumbers } from './sync-numbers.ts';

interface SyncNumbersInput {
  readonly connection?: string | undefined;
  readonly provider: string;
}

/**
 * `numbers sync`: imports a connection's numbers and, if Plivo can be asked, compares both sides.
 */
export const syncConnectionNumbers: Action<SyncNumbersInput, SyncResult> = {
  async run(ctx, input) {
    const provider = acceptProvider(input.provider);
    const vocobase = await ctx.vocobase();
    const carrier = await carrierAtHand(ctx, provider);
    const connection = await chooseConnection(ctx, vocobase, { flag: input.connection, provider });
    return ctx.log.progress('Syncing the phone numbers', () =>
      syncNumbers(ctx, vocobase, { provider, connectionId: connection.connection_id, carrier }),
    );
  },

  view(result, style) {
    const counts = [
      count('imported', result.imported),
      count('updated', result.updated),
      count('unchanged', result.unchanged),
    ].filter((one) => one !== null);
    // A sync proves nothing if no number is listed afterwards.
    const mark = result.phone_numbers.length > 0 ? style.mark.pass : style.mark.warn;
    const heading = `${mark} ${style.bold('Numbers synced')}${counts.length > 0 ? `  ${counts.join(', ')}` : ''}`;
    const table =
      result.phone_numbers.length === 0
        ? 'No phone numbers are imported.'
        : numberTable(result.phone_numbers, style);
    return [heading, table, compared(result.reconciliation, style)]
      .filter((part) => part !== '')
      .join('\n\n');
  },
};

/** Plivo's client if credentials are set. They are optional, so unusable ones are a warning. */
async function carrierAtHand(ctx: Context, provider: string): Promise<Carrier | null> {
  if (provider !== 'plivo') return null;
  try {
    const credentials = pairOf(await credentialsAtHand(ctx));
    if (credentials !== null) return await ctx.carrier(credentials);
    ctx.log.notice("Set PLIVO_AUTH_ID and PLIVO_AUTH_TOKEN to compare the numbers with Plivo's.");
  } catch (error) {
    if (!isKnownFailure(error)) throw error;
    if (error.code !== 'INVALID_AUTH_ID' && error.code !== 'INVALID_AUTH_TOKEN') throw error;
    ctx.log.warn(`The numbers are not compared with Plivo's: ${error.message}`);
  }
  return null;
}

const words: Readonly<Record<NumberVerdict, string>> = {
  imported_and_owned: 'imported, and on the Plivo account',
  owned_not_imported: 'on the Plivo account, but not imported',
  imported_not_owned: 'imported, but not on the Plivo account',
  without_voice: 'on the Plivo account, but without Voice',
};

function compared(reconciliation: readonly ReconciledNumber[] | null, style: Style): string {
  if (reconciliation === null || reconciliation.length === 0) return '';
  const marks: Readonly<Record<NumberVerdict, string>> = {
    imported_and_owned: style.mark.pass,
    owned_not_imported: style.mark.warn,
    imported_not_owned: style.mark.fail,
    without_voice: style.mark.warn,
  };
  return [
    style.bold('Compared with Plivo'),
    ...reconciliation.map(({ phone_number, verdict }) =>
      style.wrap(`${marks[verdict]} ${phone_number}  ${words[verdict]}`, '  ').trimStart(),
    ),
  ].join('\n');
}

function count(label: string, value: number | null): string | null {
  return value === null ? null : `${value} ${label}`;
}
