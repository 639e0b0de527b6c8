import type { AsReceived } from '../../domain/vocobase/as-received.ts';
import { type Connection, defaultNumber } from '../../domain/vocobase/connection.ts';
import { providerLabel } from '../../domain/vocobase/provider-names.ts';
import {
  connectionArgument,
  findConnection,
  pickConnection,
} from '../../flows/calling-connection.ts';
import { requireArgument } from '../../flows/pick.ts';
import type { Action } from '../../ports/action.ts';
import type { Style } from '../../ports/style.ts';

interface ShowConnectionInput {
  readonly connection?: string | undefined;
}

/** The JSON of `connections show`. */
export interface ShownConnection {
  readonly connection: AsReceived<Connection>;
}

/** `connections show`: one connection. */
export const showConnection: Action<ShowConnectionInput, ShownConnection> = {
  async run(ctx, { connection }) {
    requireArgument(ctx, connection, connectionArgument);
    const vocobase = await ctx.vocobase();
    const listed = await ctx.log.progress('Listing the connections', () =>
      vocobase.listConnections(),
    );
    const found =
      connection === undefined
        ? await pickConnection(ctx, listed, { ...connectionArgument, message: 'Which connection?' })
        : findConnection(listed, connection);
    return { connection: found.received };
  },

  view: ({ connection }, style) => connectionCard(connection, style),
};

/** Shows a connection with its numbers. */
function connectionCard(connection: AsReceived<Connection>, style: Style): string {
  const facts = style.facts([
    ['Name', style.bold(connection.name ?? '–')],
    ['ID', connection.connection_id],
    ['Provider', connection.provider === undefined ? null : providerLabel(connection.provider)],
    ['Status', connection.status?.toLowerCase()],
    ['Default', connection.is_default == null ? null : connection.is_default ? 'yes' : 'no'],
    ['Caller ID', defaultNumber(connection) ?? 'not shown'],
  ]);
  const rows = connection.phone_numbers ?? [];
  if (rows.length === 0) return facts;
  const numbers = style.table(
    [
      { title: 'NUMBER', value: (row) => row.phone_number ?? '–', shrink: 'fixed' },
      { title: 'NAME', value: (row) => row.friendly_name ?? '–', shrink: 'text' },
      {
        title: 'STATUS',
        value: (row) =>
          [row.status?.toLowerCase(), row.is_default && 'default'].filter(Boolean).join(', '),
        shrink: 'text',
      },
      { title: 'AGENT', value: (row) => row.agent?.name ?? row.agent?.id ?? '–', shrink: 'text' },
    ],
    rows,
  );
  return `${facts}\n\n${numbers}`;
}
