import type { AsReceived } from '../../domain/vocobase/as-received.ts';
import type { Connection } from '../../domain/vocobase/connection.ts';
import { connectionArgument, findConnection, pickConnection } from '../../flows/find-connection.ts';
import { requireArgument } from '../../flows/pick.ts';
import type { Action } from '../../ports/action.ts';
import { connectionCard } from './card.ts';

export interface ShowConnectionInput {
  readonly connection?: string | undefined;
}

export interface ShownConnection {
  readonly connection: AsReceived<Connection>;
}

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
