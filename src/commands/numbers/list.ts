import type { AsReceived } from '../../domain/vocobase/as-received.ts';
import { belongsTo, type PhoneNumber } from '../../domain/vocobase/imported-number.ts';
import { findConnection } from '../../flows/calling-connection.ts';
import { acceptProvider } from '../../flows/input.ts';
import type { Action } from '../../ports/action.ts';
import type { Column, Style } from '../../ports/style.ts';

export interface ListNumbersInput {
  readonly connection?: string | undefined;
  readonly provider?: string | undefined;
}

export interface NumberList {
  readonly phone_numbers: readonly AsReceived<PhoneNumber>[];
  readonly total: number;
}

export const listNumbers: Action<ListNumbersInput, NumberList> = {
  async run(ctx, { connection, provider: given }) {
    const provider = given === undefined ? undefined : acceptProvider(given).name;
    const vocobase = await ctx.vocobase();
    const chosen =
      connection === undefined
        ? null
        : findConnection(await vocobase.listConnections(provider), connection).connection_id;
    const listed = await ctx.log.progress('Listing the phone numbers', () =>
      vocobase.listPhoneNumbers({
        ...(provider === undefined ? {} : { provider }),
        ...(chosen === null ? {} : { connectionId: chosen }),
      }),
    );
    const phone_numbers = listed
      .filter((row) => belongsTo(row, provider ?? null, chosen))
      .map(({ received }) => received);
    return { phone_numbers, total: phone_numbers.length };
  },

  view({ phone_numbers }, style) {
    if (phone_numbers.length > 0) return numberTable(phone_numbers, style);
    return `There are no imported numbers. Import those of a carrier with ${style.command('numbers sync')}`;
  },
};

/** Imported numbers for a person. */
export function numberTable(rows: readonly AsReceived<PhoneNumber>[], style: Style): string {
  const providers = new Set(rows.map(({ provider }) => provider?.toLowerCase()));
  const connections = new Set(rows.map(({ connection_id }) => connection_id));
  return style.table(
    [
      {
        title: 'NUMBER',
        value: (row) => row.phone_number ?? '–',
        shrink: 'fixed',
        paint: (shown) => style.bold(shown),
      },
      { title: 'NAME', value: (row) => row.friendly_name ?? '–', shrink: 'text' },
      ...(providers.size > 1 ? [providerColumn] : []),
      ...(connections.size > 1 ? [connectionColumn] : []),
      { title: 'STATUS', value: numberStatus, shrink: 'text' },
      { title: 'AGENT', value: (row) => row.agent?.name ?? row.agent?.id ?? '–', shrink: 'text' },
      { title: 'ID', value: (row) => row.id ?? '–', shrink: 'id' },
    ],
    rows,
  );
}

const providerColumn: Column<AsReceived<PhoneNumber>> = {
  title: 'PROVIDER',
  value: (row) => row.provider?.toLowerCase() ?? '–',
  shrink: 'text',
};

/** The member is not documented, so it may be missing. */
const connectionColumn: Column<AsReceived<PhoneNumber>> = {
  title: 'CONNECTION',
  value: ({ connection_id }) => (typeof connection_id === 'string' ? connection_id : '–'),
  shrink: 'id',
};

/** `active, default`. */
export function numberStatus(row: AsReceived<PhoneNumber>): string {
  return [row.status?.toLowerCase(), row.is_default && 'default'].filter(Boolean).join(', ');
}
