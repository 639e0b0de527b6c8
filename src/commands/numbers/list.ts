import type { CarrierNumber } from '../../domain/plivo/account.ts';
import { digitsOf } from '../../domain/text/phone-number.ts';
import type { AsReceived } from '../../domain/vocobase/as-received.ts';
import { belongsTo, type PhoneNumber } from '../../domain/vocobase/imported-number.ts';
import { isKnownFailure } from '../../errors/cli-error.ts';
import { findConnection } from '../../flows/calling-connection.ts';
import { findCredentials } from '../../flows/connection/credentials.ts';
import { acceptProvider, isWatched, refuseEmpty } from '../../flows/input.ts';
import type { Action } from '../../ports/action.ts';
import type { Context } from '../../ports/context.ts';
import type { Column, Style } from '../../ports/style.ts';
import type { Vocobase } from '../../ports/vocobase.ts';

interface ListNumbersInput {
  readonly connection?: string | undefined;
  readonly provider?: string | undefined;
}

/** The JSON of `numbers list`. */
export interface NumberList {
  readonly phone_numbers: readonly AsReceived<PhoneNumber>[];
  readonly total: number;
}

/** Facts that people see beside the API's rows. */
export interface NumberFacts {
  /** Whether a number on the Plivo account has Voice, by its digits; null if not asked. */
  readonly voice: Readonly<Record<string, boolean | null>> | null;
  /** Names of connections by id. */
  readonly connections: Readonly<Record<string, string>>;
}

/** `numbers list`: the imported numbers as the API lists them. */
export const listNumbers: Action<ListNumbersInput, NumberList & NumberFacts> = {
  async run(ctx, { connection, provider: given }) {
    refuseEmpty(connection, '--connection');
    const provider = given === undefined ? undefined : acceptProvider(given);
    const vocobase = await ctx.vocobase();
    const chosen =
      connection === undefined
        ? null
        : findConnection(await vocobase.listConnections(provider), connection).connection_id;
    const [listed, facts] = await ctx.log.progress('Listing the phone numbers', () =>
      Promise.all([
        vocobase.listPhoneNumbers({
          ...(provider === undefined ? {} : { provider }),
          ...(chosen === null ? {} : { connectionId: chosen }),
        }),
        readFacts(ctx, vocobase),
      ]),
    );
    const phone_numbers = listed
      .filter((row) => belongsTo(row, provider ?? null, chosen))
      .map(({ received }) => received);
    return { phone_numbers, total: phone_numbers.length, ...facts };
  },

  data: ({ phone_numbers, total }) => ({ phone_numbers, total }),

  view({ phone_numbers, total, ...facts }, style) {
    if (total === 0) {
      return `No phone numbers are imported.\n\n${style.next([{ label: 'Import them', command: 'numbers sync' }])}`;
    }
    const count = total === 1 ? '1 imported number' : `${total} imported numbers`;
    return `${numberTable(phone_numbers, style, facts)}\n\n${style.dim(count)}`;
  },
};

/** Reads the facts; one that cannot be read is omitted, because they are only additions. */
async function readFacts(
  ctx: Context,
  vocobase: Pick<Vocobase, 'listConnections'>,
): Promise<NumberFacts> {
  if (!isWatched(ctx)) return { voice: null, connections: {} };
  const credentials = await findCredentials(ctx);
  const none =
    <T>(otherwise: T) =>
    (error: unknown) => {
      if (!isKnownFailure(error)) throw error;
      return otherwise;
    };
  const [owned, connections] = await Promise.all([
    credentials === null
      ? null
      : ctx
          .carrier(credentials)
          .then((carrier): Promise<readonly CarrierNumber[] | null> => carrier.numbers())
          .catch(none(null)),
    vocobase.listConnections().catch(none([])),
  ]);
  const voice = owned?.map((one) => [digitsOf(one.phone_number), one.voice_enabled] as const);
  return {
    voice: voice ? Object.fromEntries(voice) : null,
    connections: Object.fromEntries(connections.map((one) => [one.connection_id, one.name])),
  };
}

type Row = AsReceived<PhoneNumber>;

/** Shows imported numbers as a table. */
export function numberTable(
  rows: readonly Row[],
  style: Style,
  { voice, connections }: NumberFacts = { voice: null, connections: {} },
): string {
  const providers = new Set(rows.map(({ provider }) => provider?.toLowerCase()));
  const connectionIds = new Set(rows.map(({ connection_id }) => connection_id));
  const voiceText = ({ phone_number = '' }: Row) => {
    const has = voice?.[digitsOf(phone_number)];
    return has == null ? '–' : has ? 'yes' : 'no';
  };
  const voiceColumn: Column<Row> = {
    title: 'VOICE',
    value: voiceText,
    shrink: 'fixed',
    paint: (shown) => (shown === 'no' ? style.warn(shown) : shown),
  };
  return style.table(
    [
      {
        title: 'NUMBER',
        value: (row) => row.phone_number ?? '–',
        shrink: 'fixed',
        paint: (shown) => style.bold(shown),
      },
      { title: 'NAME', value: (row) => row.friendly_name ?? '–', shrink: 'text' },
      ...(voice === null ? [] : [voiceColumn]),
      ...(providers.size > 1 ? [providerColumn] : []),
      ...(connectionIds.size > 1 ? [connectionColumn(connections)] : []),
      { title: 'STATUS', value: numberStatus, shrink: 'text' },
      { title: 'AGENT', value: (row) => row.agent?.name ?? row.agent?.id ?? '–', shrink: 'text' },
      { title: 'ID', value: (row) => row.id ?? '–', shrink: 'id' },
    ],
    rows,
  );
}

const providerColumn: Column<Row> = {
  title: 'PROVIDER',
  value: (row) => row.provider?.toLowerCase() ?? '–',
  shrink: 'text',
};

/** The member is not documented, so it may be missing. */
function connectionColumn(names: NumberFacts['connections']): Column<Row> {
  return {
    title: 'CONNECTION',
    value: ({ connection_id: id }) => (typeof id === 'string' ? names[id] || id : '–'),
    shrink: Object.keys(names).length > 0 ? 'text' : 'id',
  };
}

/** `active, default`. */
export function numberStatus(row: Row): string {
  return [row.status?.toLowerCase(), row.is_default && 'default'].filter(Boolean).join(', ');
}
