import { CliError } from '../errors/cli-error.ts';
import type { PlivoCredentials } from '../ports/carrier.ts';
import type { Context } from '../ports/context.ts';
import { credentialsAtHand, pairOf } from './connection/credentials.ts';

/**
 * The Plivo credentials at hand, to explain a call with; null where there are none. Malformed ones
 * stand in no call's way: they are said and left out. Throws EMPTY_SECRET.
 */
export async function findOwnCredentials(ctx: Context): Promise<PlivoCredentials | null> {
  try {
    return pairOf(await credentialsAtHand(ctx));
  } catch (error) {
    const malformed =
      error instanceof CliError &&
      (error.code === 'INVALID_AUTH_ID' || error.code === 'INVALID_AUTH_TOKEN');
    if (!malformed) throw error;
    ctx.log.warn(`${error.message} So Plivo's record of the call cannot be read.`);
    return null;
  }
}
