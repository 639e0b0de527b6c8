import { asSaid, type Said } from '../../domain/as-said.ts';
import type { Connection } from '../../domain/connection.ts';
import type { Action } from '../../ports/action.ts';
import { findConnection } from '../shared/find-connection.ts';
import { connectionCard } from './card.ts';

export interface ShowConnectionInput {
  readonly connection: string;
}

export interface ShownConnection {
  readonly connection: Said<Connection>;
}

export const showConnection: Action<ShowConnectionInput, ShownConnection> = {
  async run(ctx, { connection }) {
    const vocobase = await ctx.vocobase();
    const listed = await ctx.say.progress('Listing the connections', () =>
      vocobase.listConnections(),
    );
    return { connection: asSaid(findConnection(listed, connection)) };
  },

  view: ({ connection }, style) => connectionCard(connection, style),
};
