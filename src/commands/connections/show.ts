import { asSaid, type Said } from '../../domain/as-said.ts';
import type { Connection } from '../../domain/connection.ts';
import type { Action } from '../../ports/action.ts';
import { connectionArgument, findConnection, pickConnection } from '../shared/find-connection.ts';
import { requireArgument } from '../shared/pick.ts';
import { connectionCard } from './card.ts';

export interface ShowConnectionInput {
  readonly connection?: string | undefined;
}

export interface ShownConnection {
  readonly connection: Said<Connection>;
}

export const showConnection: Action<ShowConnectionInput, ShownConnection> = {
  async run(ctx, { connection }) {
    requireArgument(ctx, connection, connectionArgument);
    const vocobase = await ctx.vocobase();
    const listed = await ctx.say.progress('Listing the connections', () =>
      vocobase.listConnections(),
    );
    const found =
      connection === undefined
        ? await pickConnection(ctx, listed, { ...connectionArgument, message: 'Which connection?' })
        : findConnection(listed, connection);
    return { connection: asSaid(found) };
  },

  view: ({ connection }, style) => connectionCard(connection, style),
};
