import { isSameNumber } from '../../domain/text/phone-number.ts';
import {
  type Connection,
  defaultNumber,
  findDefaultConnection,
  isActive,
  isProvider,
  showsAnotherNumber,
} from '../../domain/vocobase/connection.ts';
import {
  allowsProvider,
  type PartnerConfig,
  type ProviderConfig,
} from '../../domain/vocobase/partner-config.ts';
import { isKnownFailure } from '../../errors/cli-error.ts';
import type { Context } from '../../ports/context.ts';
import type { Vocobase } from '../../ports/vocobase.ts';
import { words } from './words.ts';
import type { ConnectionTarget } from './write.ts';

type Reads = Pick<Context, 'log' | 'sleep'>;
type Sent = Pick<ConnectionTarget, 'provider' | 'number'>;

/** A default connection after the write, as Vocobase shows it. */
export interface DefaultReadBack {
  readonly config: PartnerConfig;
  /** Null if neither `GET /config` (U30) nor the connection list mentions it. */
  readonly shown: ProviderConfig | null;
  readonly allowed: boolean;
  /** True if it is shown as configured and nothing contradicts what was sent. */
  readonly confirmed: boolean;
  /** What contradicts the values sent. Missing information does not. */
  readonly contradiction: string | null;
}

/**
 * Reads a default connection back, and again a moment later if the reply contradicts what was sent
 * or is not `enough`. That `GET /config` describes the default connection is not documented (U31),
 * so if it shows no number or another one, the connection list decides. Throws what `GET /config`
 * throws.
 */
export function readDefaultBack(
  ctx: Reads,
  vocobase: Pick<Vocobase, 'config' | 'listConnections'>,
  sent: Sent,
  enough: (seen: DefaultReadBack) => boolean = ({ contradiction }) => contradiction === null,
): Promise<DefaultReadBack> {
  return readTwice(ctx, () => readDefault(vocobase, sent), enough);
}

/** `configured: true, caller ID: +1…`, as evidence. */
export function describeShown(shown: ProviderConfig | null): string {
  return `configured: ${shown?.configured ?? 'not said'}, caller ID: ${shown?.from_number ?? 'not said'}`;
}

/**
 * The provider's default connection, whose id is only in the list. Null, with a warning that is
 * logged and returned, if the list does not identify it or cannot be read.
 */
export async function findDefault(
  ctx: Pick<Context, 'log'>,
  vocobase: Pick<Vocobase, 'listConnections'>,
  provider: string,
): Promise<{
  readonly connection: Connection | null;
  readonly warning: string | null;
  /** The provider's active connections, as far as they could be listed. */
  readonly active: readonly Connection[];
}> {
  const unknown = (why: string, active: readonly Connection[] = []) => {
    const warning = `the connection_id is not known: ${why}`;
    ctx.log.warn(`${warning.charAt(0).toUpperCase()}${warning.slice(1)}`);
    return { connection: null, warning, active };
  };
  try {
    const listed = await vocobase.listConnections(provider);
    const active = listed.filter((one) => isProvider(one, provider) && isActive(one));
    const connection = findDefaultConnection(listed, provider);
    return connection === null
      ? unknown('the list names no default connection.', active)
      : { connection, warning: null, active };
  } catch (error) {
    if (!isKnownFailure(error)) throw error;
    return unknown(error.message);
  }
}

/** A named connection after its creation, as the list shows it. */
export interface NamedReadBack {
  /** Null if the list does not show it. */
  readonly connection: Connection | null;
  /** What contradicts the values sent. */
  readonly contradiction: string | null;
  /** Other active connections with the same name, created at the same time from another machine. */
  readonly sameName: readonly Connection[];
}

/**
 * Reads a named connection back from the list, and again if it is missing or differs from what was
 * sent. Warns about another one with the same name.
 */
export async function readNamedBack(
  ctx: Reads,
  vocobase: Pick<Vocobase, 'listConnections'>,
  { provider, number }: Sent,
  id: string | null,
): Promise<NamedReadBack> {
  const seen = await readTwice(
    ctx,
    async () => {
      const listed = await vocobase.listConnections(provider);
      const connection = listed.find((one) => one.connection_id === id) ?? null;
      const name = connection?.name.toLowerCase();
      const sameName = listed.filter(
        (one) =>
          one !== connection &&
          one.name.toLowerCase() === name &&
          isProvider(one, provider) &&
          isActive(one),
      );
      return { connection, contradiction: namedContradiction(connection, number), sameName };
    },
    ({ contradiction }) => contradiction === null,
  );
  const ids = seen.sameName.map(({ connection_id }) => connection_id);
  if (ids.length > 0) ctx.log.warn(words.sameName(seen.connection?.name ?? '', ids));
  return seen;
}

async function readDefault(
  vocobase: Pick<Vocobase, 'config' | 'listConnections'>,
  sent: Sent,
): Promise<DefaultReadBack> {
  const seen = compareDefault(await vocobase.config(), sent);
  const { number } = sent;
  const isNumberShown = seen.shown?.from_number != null;
  const isSettled = seen.confirmed && isNumberShown;
  if (isSettled || number === null || seen.shown?.configured === false) return seen;
  try {
    const listed = await vocobase.listConnections(sent.provider);
    const active = listed.filter((one) => isProvider(one, sent.provider) && isActive(one));
    // If none is marked as the default, the one with the sent number is.
    const found =
      findDefaultConnection(active, sent.provider) ??
      active.find((one) => isSameNumber(defaultNumber(one), number));
    const listedNumber = found && defaultNumber(found);
    if (!listedNumber) return seen;
    const shown = { configured: true, from_number: listedNumber };
    const contradiction = contradictionOf(shown, number);
    return { ...seen, shown, confirmed: contradiction === null, contradiction };
  } catch (error) {
    if (!isKnownFailure(error)) throw error;
    return seen;
  }
}

function compareDefault(config: PartnerConfig, { provider, number }: Sent): DefaultReadBack {
  const shown = config.telephony?.[provider.toLowerCase()] ?? null;
  const contradiction = shown === null ? null : contradictionOf(shown, number);
  return {
    config,
    shown,
    allowed: allowsProvider(config, provider),
    confirmed: shown?.configured === true && contradiction === null,
    contradiction,
  };
}

function contradictionOf(shown: ProviderConfig, number: string | null): string | null {
  if (shown.configured === false) return 'it is not configured';
  const differs =
    shown.from_number !== null && number !== null && !isSameNumber(shown.from_number, number);
  return differs ? `its number is ${shown.from_number}` : null;
}

function namedContradiction(connection: Connection | null, number: string | null): string | null {
  if (connection === null) return 'it is missing';
  if (!isActive(connection)) return `it is ${connection.status.toLowerCase() || 'inactive'}`;
  const differs = number !== null && showsAnotherNumber(connection, number);
  return differs ? `it does not have ${number}` : null;
}

/** A write may become visible only after a moment. Milliseconds. */
const beforeSecondRead = 1000;

async function readTwice<T>(
  ctx: Reads,
  read: () => Promise<T>,
  holds: (found: T) => boolean,
): Promise<T> {
  return ctx.log.progress('Reading back from Vocobase', async () => {
    const first = await read();
    if (holds(first)) return first;
    await ctx.sleep(beforeSecondRead);
    return read();
  });
}
