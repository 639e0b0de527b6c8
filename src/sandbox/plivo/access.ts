import type { Reply } from '../http/reply.ts';
import type { Visit } from '../http/router.ts';
import { hashSecret } from '../http/secrets.ts';
import { plivoAccount } from '../world/plivo-account.ts';
import type { PlivoAccount, World } from '../world/world.ts';
import { PlivoRefusal, plivoError, plivoUnauthorized } from './reply.ts';

/** What Plivo says before it looks at a request; null lets it through. */
export function plivoDoor(world: World, authorization: string | undefined): Reply | null {
  const [authId = '', token = ''] = basicPair(authorization);
  if (world.plivo.blocked) return plivoError(403, 'This IP address is not allowed');
  const account = plivoAccount(world, authId);
  const known = account?.enabled && account.tokenHashes.includes(hashSecret(token));
  return known ? null : plivoUnauthorized();
}

/**
 * The account in the path, as far as the caller may see it: its own, or a subaccount of it. Anything
 * else is not found.
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

/** A request that was let in, with the account in its path. */
export interface PlivoVisit extends Visit {
  account: PlivoAccount;
  /** The path with its slash at the end, for the links between pages. */
  path: string;
}
