import { select } from '../text/selector.ts';
import { type Connection, defaultNumber, isActive, isProvider } from './connection.ts';
import { type PartnerConfig, providerConfig } from './partner-config.ts';

/**
 * Which connection calls use when none is named: the remembered one, else the only active one.
 * `several` and `gone` mean that calls are refused until one is chosen.
 */
export type CallingConnection =
  | { readonly kind: 'one'; readonly connection: Connection; readonly remembered: boolean }
  | { readonly kind: 'none' }
  | { readonly kind: 'several'; readonly connections: readonly Connection[] }
  | { readonly kind: 'gone'; readonly remembered: string };

/** Pure: the list as the API gave it, the provider, and what this machine remembers. */
export function callingConnection(
  listed: readonly Connection[],
  provider: string,
  remembered: string | undefined,
): CallingConnection {
  const active = listed.filter((one) => isProvider(one, provider) && isActive(one));
  if (remembered !== undefined) {
    const found = select(active, remembered, (one) => ({ id: one.connection_id, name: one.name }));
    if (found.kind === 'one') return { kind: 'one', connection: found.item, remembered: true };
    if (found.kind === 'several') return { kind: 'several', connections: found.items };
    return { kind: 'gone', remembered };
  }
  const [only] = active;
  if (only === undefined) return { kind: 'none' };
  if (active.length > 1) return { kind: 'several', connections: active };
  return { kind: 'one', connection: only, remembered: false };
}

/**
 * The number that calls of a connection show when the agent has none of its own. For the default
 * connection `GET /config` says it (that it describes the default one is undocumented, U31); for a
 * named one its rows do.
 */
export function fromNumberOf(connection: Connection | null, config: PartnerConfig): string | null {
  const configured = providerConfig(config, connection?.provider || 'plivo').from_number;
  if (connection === null || connection.is_default === true) {
    return configured ?? (connection && defaultNumber(connection));
  }
  return defaultNumber(connection) ?? (connection.is_default === null ? configured : null);
}
