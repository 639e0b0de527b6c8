import type { AsReceived } from '../../domain/vocobase/as-received.ts';
import {
  type Connection,
  defaultNumber,
  isActive,
  isProvider,
  nameOf,
} from '../../domain/vocobase/connection.ts';
import { parseProviderName, providerLabel } from '../../domain/vocobase/provider-names.ts';
import { acceptProvider } from '../../flows/input.ts';
import type { Action } from '../../ports/action.ts';
import type { Context } from '../../ports/context.ts';
import type { Column, NextStep } from '../../ports/style.ts';

interface ListConnectionsInput {
  readonly provider?: string;
  readonly all?: boolean;
}

/** The JSON of `connections list`. */
export interface ConnectionList {
  readonly connections: readonly AsReceived<Connection>[];
  readonly total: number;
}

/** `connections list`: the connections as the API lists them. */
export const listConnections: Action<ListConnectionsInput, ConnectionList> = {
  async run(ctx, { provider: given, all }) {
    const provider = given === undefined ? undefined : acceptProvider(given);
    const vocobase = await ctx.vocobase();
    const listed = await ctx.log.progress('Listing the connections', () =>
      vocobase.listConnections(provider),
    );
    const connections = listed.filter(
      (connection) =>
        (all || isActive(connection)) &&
        (provider === undefined || isProvider(connection, provider)),
    );
    await tellRemembered(ctx, connections);
    return { connections: connections.map(({ received }) => received), total: connections.length };
  },

  view({ connections, total }, style, { provider, all } = {}) {
    if (connections.length === 0) {
      const kind = [all ? null : 'active', provider && providerLabel(provider)];
      const none = `There are no ${[...kind, 'connections'].filter(Boolean).join(' ')}.`;
      return `${none}\n\n${style.next([firstConnection(provider)])}`;
    }
    const oneProvider =
      new Set(connections.map(({ provider }) => provider?.toLowerCase())).size === 1;
    const table = style.table(
      [
        { title: 'ID', value: (one) => one.connection_id ?? '–', shrink: 'id' },
        {
          title: 'NAME',
          value: (one) => one.name ?? '–',
          shrink: 'text',
          paint: (name) => style.bold(name),
        },
        ...(oneProvider ? [] : [providerColumn]),
        { title: 'CALLER ID', value: (one) => defaultNumber(one) ?? '–', shrink: 'fixed' },
        {
          title: 'STATUS',
          value: (one) => statusWords(one, style.width < 80),
          shrink: 'text',
        },
      ],
      connections,
    );
    return `${table}\n\n${style.dim(total === 1 ? '1 connection' : `${total} connections`)}`;
  },
};

/** Creates the first connection of the provider that was asked for. */
function firstConnection(asked = 'plivo'): NextStep {
  const label = `Connect ${providerLabel(asked)}`;
  const provider = parseProviderName(asked) ?? 'plivo';
  const command = provider === 'plivo' ? 'setup' : `connections create --provider ${provider}`;
  return { label, command };
}

const providerColumn: Column<AsReceived<Connection>> = {
  title: 'PROVIDER',
  value: (one) => one.provider ?? '–',
  shrink: 'text',
};

/** On a narrow terminal, an active default connection is shown as "default" only. */
function statusWords({ status = '', is_default }: AsReceived<Connection>, short: boolean): string {
  if (short && is_default === true && isActive({ status })) return 'default';
  return [status.toLowerCase(), is_default && 'default'].filter(Boolean).join(', ');
}

/** For people only, because it is not part of the API's reply. */
async function tellRemembered(
  ctx: Pick<Context, 'mode' | 'log' | 'settings'>,
  connections: readonly Connection[],
): Promise<void> {
  if (!ctx.mode.stderrIsTerminal || ctx.mode.json) return;
  const { connection } = (await ctx.settings()).read();
  const found = connections.find(({ connection_id }) => connection_id === connection);
  if (found) ctx.log.notice(`Calls and number syncs use ${nameOf(found)}.`);
}
