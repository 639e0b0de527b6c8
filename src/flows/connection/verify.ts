import { isSameNumber } from '../../domain/text/phone-number.ts';
import type { Connection } from '../../domain/vocobase/connection.ts';
import {
  allowsProvider,
  type PartnerConfig,
  type ProviderConfig,
} from '../../domain/vocobase/partner-config.ts';
import { isKnownFailure } from '../../errors/cli-error.ts';
import type { Context } from '../../ports/context.ts';
import type { Vocobase } from '../../ports/vocobase.ts';
import { lookTwice } from '../retry-read.ts';
import { activeConnections } from './write.ts';

/** A default connection after it was written, as `GET /config` shows it. */
export interface DefaultAsShown {
  readonly config: PartnerConfig;
  /** Null where the reply does not speak of the provider (U30). */
  readonly shown: ProviderConfig | null;
  readonly allowed: boolean;
  /** It is configured, with the number that was sent. */
  readonly proven: boolean;
  /** What speaks against what was sent; what is not said does not. */
  readonly contradiction: string | null;
}

/** Reads a default connection back, and once more a moment later while that is not `enough`. */
export function readDefaultBack(
  ctx: Pick<Context, 'log' | 'sleep'>,
  vocobase: Pick<Vocobase, 'config'>,
  sent: { readonly provider: string; readonly number: string | null },
  enough: (seen: DefaultAsShown) => boolean,
): Promise<DefaultAsShown> {
  return ctx.log.progress('Reading back from Vocobase', () =>
    lookTwice(ctx, async () => compare(await vocobase.config(), sent), enough),
  );
}

/** `configured: true, from-number: +1…`, as evidence. */
export function wordShown(shown: ProviderConfig | null): string {
  return `configured: ${shown?.configured ?? false}, from-number: ${shown?.from_number ?? 'none'}`;
}

/**
 * The provider's default connection, whose id stands in the list only; null, with a warning that is
 * said, where the list does not name it or cannot be read.
 */
export async function findDefault(
  ctx: Pick<Context, 'log'>,
  vocobase: Pick<Vocobase, 'listConnections'>,
  provider: string,
): Promise<{ readonly connection: Connection | null; readonly warning: string | null }> {
  const unknown = (why: string) => {
    const warning = `the connection_id is not known: ${why}`;
    ctx.log.warn(`${warning.charAt(0).toUpperCase()}${warning.slice(1)}`);
    return { connection: null, warning };
  };
  try {
    const active = await activeConnections(vocobase, provider);
    const connection = active.find((one) => one.is_default === true);
    if (connection !== undefined) return { connection, warning: null };
    return unknown('the list names no default connection.');
  } catch (error) {
    if (!isKnownFailure(error)) throw error;
    return unknown(error.message);
  }
}

function compare(
  config: PartnerConfig,
  { provider, number }: { readonly provider: string; readonly number: string | null },
): DefaultAsShown {
  const shown = config.telephony?.[provider.toLowerCase()] ?? null;
  const shows = (wanted: string) => isSameNumber(shown?.from_number ?? null, wanted);
  return {
    config,
    shown,
    allowed: allowsProvider(config, provider),
    proven: shown?.configured === true && number !== null && shows(number),
    contradiction: contradiction(shown, number),
  };
}

/** Not every provider is shown, and not each with a number (U30). */
function contradiction(shown: ProviderConfig | null, number: string | null): string | null {
  if (shown === null) return null;
  if (!shown.configured) return 'it is not configured';
  const differs =
    shown.from_number !== null && number !== null && !isSameNumber(shown.from_number, number);
  return differs ? `its number is ${shown.from_number}` : null;
}
