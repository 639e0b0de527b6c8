import { type Connection, defaultNumber, isActive, isProvider } from '../../domain/connection.ts';
import type { Action } from '../../ports/action.ts';

export interface ListConnectionsInput {
  readonly provider?: string;
  readonly all?: boolean;
}

export interface ConnectionList {
  readonly connections: readonly Connection[];
  readonly total: number;
}

export const listConnections: Action<ListConnectionsInput, ConnectionList> = {
  async run(ctx, { provider, all }) {
    const vocobase = await ctx.vocobase();
    const listed = await ctx.say.progress('Listing the connections', () =>
      vocobase.listConnections(provider),
    );
    const connections = listed.filter(
      (connection) =>
        (all || isActive(connection)) &&
        (provider === undefined || isProvider(connection, provider)),
    );
    return { connections, total: connections.length };
  },

  view({ connections }, style) {
    if (connections.length === 0) {
      return `There are no connections yet. Make one with ${style.command('setup')}`;
    }
    return style.table(
      [
        { title: 'ID', value: (one) => one.connection_id, shrink: 'id' },
        {
          title: 'NAME',
          value: (one) => one.name,
          shrink: 'text',
          paint: (name) => style.bold(name),
        },
        { title: 'PROVIDER', value: (one) => one.provider, shrink: 'text' },
        { title: 'FROM', value: (one) => defaultNumber(one) ?? '–', shrink: 'fixed' },
        {
          title: 'STATUS',
          value: (one) =>
            [one.status.toLowerCase(), one.is_default && 'default'].filter(Boolean).join(', '),
          shrink: 'text',
        },
      ],
      connections,
    );
  },
};
