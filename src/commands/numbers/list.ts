import { type AsReceived, asReceived } from '../../domain/vocobase/as-received.ts';
import type { PhoneNumber } from '../../domain/vocobase/imported-number.ts';
import { findConnection } from '../../flows/calling-connection.ts';
import { acceptProvider } from '../../flows/input.ts';
import type { Action } from '../../ports/action.ts';
import { numberTable } from './number-table.ts';
import { belongsTo } from './sync-numbers.ts';

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
    const phone_numbers = asReceived(
      listed.filter((row) => belongsTo(row, provider ?? null, chosen)),
    );
    return { phone_numbers, total: phone_numbers.length };
  },

  view({ phone_numbers }, style) {
    if (phone_numbers.length > 0) return numberTable(phone_numbers, style);
    return `There are no imported numbers. Import those of a carrier with ${style.command('numbers sync')}`;
  },
};
