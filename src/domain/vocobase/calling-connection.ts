import {
  type Connection,
  defaultNumber,
  isActive,
  isProvider,
  selectConnection,
} from './connection.ts';
import { type PartnerConfig, providerConfig } from './partner-config.ts';

/**
 * Which connection calls use: the selected one (by VOCOBASE_CONNECTION_ID or the profile), else the
 * only active one. With `several` and `gone`, calls are refused until a connection is chosen.
 */
export type CallingConnection = Calling & {
  /** The selected connection, if it belongs to another provider: these calls do not use it. */
  readonly ofAnother?: Connection;
};

type Calling =
  | { readonly kind: 'one'; readonly connection: Connection; readonly remembered: boolean }
  | { readonly kind: 'none' }
  | {
      readonly kind: 'several';
      readonly connections: readonly Connection[];
      /** What matches them all; null when nothing was selected. */
      readonly selector: string | null;
    }
  | { readonly kind: 'gone'; readonly selector: string };

/**
 * Pure: decides from the list as the API sent it, the provider, and the selector, if any. A list of
 * one provider's connections cannot show that the selector names one of another.
 */
export function callingConnection(
  listed: readonly Connection[],
  provider: string,
  selector: string | undefined,
): CallingConnection {
  const ofProvider = listed.filter((one) => isProvider(one, provider));
  const active = ofProvider.filter(isActive);
  if (selector !== undefined) {
    const found = selectConnection(active, selector);
    if (found.kind === 'one') return { kind: 'one', connection: found.item, remembered: true };
    if (found.kind === 'several') return { kind: 'several', connections: found.items, selector };
    const isInactive = selectConnection(ofProvider, selector).kind !== 'none';
    const others = listed.filter((one) => !ofProvider.includes(one));
    const other = selectConnection(isInactive ? [] : others, selector);
    if (other.kind !== 'one') return { kind: 'gone', selector };
    return { ...callingConnection(ofProvider, provider, undefined), ofAnother: other.item };
  }
  const [only] = active;
  if (only === undefined) return { kind: 'none' };
  if (active.length > 1) return { kind: 'several', connections: active, selector: null };
  return { kind: 'one', connection: only, remembered: false };
}

/**
 * The number that calls of a connection show when the agent has none of its own: the connection's
 * number in the list. For the default connection, and one that does not say, `GET /config` fills in
 * (that it describes the default one is not documented, U31).
 */
export function fromNumberOf(connection: Connection | null, config: PartnerConfig): string | null {
  const own = connection && defaultNumber(connection);
  if (own || connection?.is_default === false) return own;
  return providerConfig(config, connection?.provider || 'plivo').from_number;
}
