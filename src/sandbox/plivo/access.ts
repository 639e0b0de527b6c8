import type { Reply } from '../http/reply.ts';
import type { RouteRequest } from '../http/router.ts';
import { hashSecret } from '../http/secrets.ts';
import { plivoAccount } from '../world/plivo-account.ts';
import type { PlivoAccount, World } from '../world/world.ts';
import { PlivoRefusal, plivoError, plivoUnauthorized } from './reply.ts';

/** The refusal if the caller may not use Plivo's API, else null. */
export function refusePlivoCaller(world: World, authorization: string | undefined): Reply | null {
  const [authId = '', token = ''] = basicPair(authorization);
  if (world.plivo.blocked) return plivoError(403, 'This IP address is not allowed');
  const account = plivoAccount(world, authId);
  const known = account?.enabled && account.tokenHashes.includes(hashSecret(token));
  return known ? null : plivoUnauthorized();
}

/**
 * The account in the path: the caller's own, or a subaccount of it.
 * @throws PlivoRefusal 404 for any other
 */
export function visibleAccount(
  world: World,
  authorization: string | undefined,
  authId: string | undefined,
): PlivoAccount {
  const [caller = ''] = basicPair(authorization);
  const account = plivoAccount(world, authId ?? null);
  if (!account || (account.auth_id !== caller && account.parent !== caller)) {
    throw new PlivoRefusal(404, 'not found');
  }
  return account;
}

function basicPair(authorization: string | undefined): string[] {
  const encoded = /^Basic (.+)$/i.exec(authorization ?? '')?.[1];
  if (!encoded) return [];
  const decoded = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = decoded.indexOf(':');
  return colon < 0 ? [decoded] : [decoded.slice(0, colon), decoded.slice(colon + 1)];
}

/** A request with valid credentials, and the account in its path. */
export interface PlivoRequest extends RouteRequest {
  account: PlivoAccount;
  /** The path with its slash at the end, for the links between pages. */
  path: string;
}
