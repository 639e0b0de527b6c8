import { isSameNumber } from '../text/phone-number.ts';
import {
  type Connection,
  defaultNumber,
  findDefaultConnection,
  isActive,
  isProvider,
} from './connection.ts';
import type { PartnerConfig } from './partner-config.ts';

/** What the connection list and `GET /config` show about a provider's default connection. */
export interface DefaultConnection {
  /** Null if neither reply says. */
  readonly exists: boolean | null;
  /** Null if the list does not identify an active one. */
  readonly connection: Connection | null;
  /** The connection that the list marks as the default and as inactive, if no active one is. */
  readonly inactive: Connection | null;
  /** Its caller ID, as a reply shows it. Null if no reply does, or the two disagree. */
  readonly number: string | null;
  /**
   * Every number that may be its caller ID. Several, or one with an unknown owner, need a choice.
   */
  readonly candidates: readonly string[];
  /** The provider's active connections; null if the list could not be read. */
  readonly active: readonly Connection[] | null;
}

/**
 * Combines both replies. The list wins. `GET /config` fills in only if its number does not belong
 * to another connection: which connection it describes is not documented (U31), nor whether the
 * list shows all of them (U30). `null` is a list that could not be read.
 */
export function judgeDefaultConnection(
  config: PartnerConfig,
  listed: readonly Connection[] | null,
  provider: string,
): DefaultConnection {
  const known = listed?.filter((one) => isProvider(one, provider)) ?? null;
  const active = known?.filter(isActive) ?? null;
  const connection = active === null ? null : findDefaultConnection(active, provider);
  const marked = known?.find((one) => one.is_default === true && !isActive(one)) ?? null;
  const inactive = connection === null ? marked : null;
  const shown = config.telephony?.[provider.toLowerCase()] ?? null;
  const exists = existence(active, connection, shown?.configured ?? null);
  const base = { exists, connection, inactive };
  const identified = connection ?? inactive;
  const fromList = (identified && defaultNumber(identified)) || null;
  const fromConfig = shown?.from_number || null;
  if (fromList !== null) {
    const agree = fromConfig === null || isSameNumber(fromList, fromConfig);
    const candidates = agree ? [fromList] : [fromList, fromConfig];
    return { ...base, number: agree ? fromList : null, candidates, active };
  }
  const others = (active ?? []).filter((one) => one !== connection);
  const isOfAnother = (number: string) =>
    others.some((one) => isSameNumber(defaultNumber(one), number));
  const isSure =
    fromConfig === null || (connection === null ? others.length === 0 : !isOfAnother(fromConfig));
  if (isSure) {
    return { ...base, number: fromConfig, candidates: fromConfig ? [fromConfig] : [], active };
  }
  // Any connection that does not say otherwise may be the default.
  const possible = others.filter((one) => one.is_default !== false).map(defaultNumber);
  const numbers = [fromConfig, ...possible].filter((one) => one !== null);
  const candidates = numbers.filter(
    (one, at) => numbers.findIndex((other) => isSameNumber(one, other)) === at,
  );
  return { ...base, number: null, candidates, active };
}

/** True if writing this number would replace another caller ID of the default connection. */
export function replacesNumber(
  { connection, candidates }: DefaultConnection,
  number: string,
): boolean {
  const fromList = connection && defaultNumber(connection);
  return fromList
    ? !isSameNumber(fromList, number)
    : candidates.some((one) => !isSameNumber(one, number));
}

function existence(
  active: readonly Connection[] | null,
  connection: Connection | null,
  configured: boolean | null,
): boolean | null {
  if (connection !== null) return true;
  const refuted = active !== null && active.length > 0 && active.every(saysItIsAnother);
  return refuted ? false : (configured ?? (active?.length === 0 ? false : null));
}

function saysItIsAnother({ is_default }: Connection): boolean {
  return is_default === false;
}
