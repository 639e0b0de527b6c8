import { countRequest, refuseByScenario, withFaults } from './http/faults.ts';
import type { Body } from './http/fields.ts';
import { failure, forbidden, invalid, Refusal, type Reply, text } from './http/reply.ts';
import {
  findRoute,
  type Match,
  type Route,
  type Visit,
  withoutTrailingSlash,
} from './http/router.ts';
import { hashSecret } from './http/secrets.ts';
import { plivoDoor } from './plivo/access.ts';
import { PlivoRefusal, plivoError } from './plivo/reply.ts';
import { plivoRoutes } from './plivo/routes.ts';
import { agentRoutes } from './vocobase/agents.ts';
import { callRoutes } from './vocobase/calls.ts';
import { configRoutes } from './vocobase/config.ts';
import { connectionRoutes } from './vocobase/connections.ts';
import { phoneNumberRoutes } from './vocobase/phone-numbers.ts';
import { webhookRoutes } from './vocobase/webhooks.ts';
import { settleCalls } from './world/calls.ts';
import type { World } from './world/world.ts';

export const VOCOBASE_PREFIX = '/api/v2';
export const PLIVO_PREFIX = '/v1';
export const ADMIN_PREFIX = '/__sandbox';

const vocobaseRoutes: readonly Route[] = [
  ...configRoutes,
  ...webhookRoutes,
  ...connectionRoutes,
  ...phoneNumberRoutes,
  ...callRoutes,
  ...agentRoutes,
];

/** A request as it came over the wire, its body read. */
export interface WireRequest {
  method: string;
  path: string;
  query: URLSearchParams;
  authorization: string | undefined;
  rawBody: string;
}

export interface Desk {
  adminRoutes: readonly Route[];
  enforceLimits: boolean;
}

/** Answers one request, changing the world where the request does. What it throws is a fault. */
export function answer(world: World, request: WireRequest, now: number, desk: Desk): Reply {
  settleCalls(world, now);
  const inside = below(ADMIN_PREFIX, request.path);
  if (inside !== null) {
    const match = findRoute(desk.adminRoutes, request.method, inside);
    return match
      ? refusable(() => enter(world, request, now, match, inside))
      : unknownAddress(world, request);
  }
  const address = findAddress(request);
  if (!address) return unknownAddress(world, request);
  return withFaults(world, `${request.method} ${request.path}`, () =>
    address.api === 'plivo'
      ? answerPlivo(world, request, now, address)
      : answerVocobase(world, request, now, address, desk),
  );
}

interface Address {
  api: 'vocobase' | 'plivo';
  match: Match;
  path: string;
}

function findAddress({ method, path }: WireRequest): Address | null {
  const vocobasePath = below(VOCOBASE_PREFIX, path);
  if (vocobasePath !== null) {
    const match = findRoute(vocobaseRoutes, method, vocobasePath);
    return match && { api: 'vocobase', match, path: vocobasePath };
  }
  const plivoPath = below(PLIVO_PREFIX, path);
  if (plivoPath === null) return null;
  const bare = withoutTrailingSlash(plivoPath);
  const match = findRoute(plivoRoutes, method, bare);
  return match && { api: 'plivo', match, path: bare };
}

function below(prefix: string, path: string): string | null {
  return path.startsWith(`${prefix}/`) ? path.slice(prefix.length) : null;
}

/** An address that nobody emulates: loud, so that a mistake in a path cannot hide (U33). */
function unknownAddress(world: World, { method, path }: WireRequest): Reply {
  const status = world.choices.unknownAddressStatus;
  const code = status === 404 ? 'NOT_FOUND' : 'NOT_EMULATED';
  return failure(status, code, `The sandbox does not emulate ${method} ${path}`);
}

/** Key, rate, suspension, then the route, whose own order of checks is U19. */
function answerVocobase(
  world: World,
  request: WireRequest,
  now: number,
  { match, path }: Address,
  desk: Desk,
): Reply {
  return refusable(() => {
    requireKey(world, request.authorization);
    refuseByScenario(world, `${request.method} ${path}`);
    if (desk.enforceLimits) countRequest(world, path, now);
    if (world.partner.status === 'suspended' && path !== '/config') {
      throw forbidden('The partner account is suspended');
    }
    return redirected(world, request, enter(world, request, now, match, path));
  });
}

/** The work is done, but the client only learns where to look (U1). */
function redirected(world: World, { method }: WireRequest, reply: Reply): Reply {
  const wanted = { none: null, create: 'POST', put: 'PUT' }[world.choices.redirectAfterWrite];
  return method === wanted ? text(303, '', { location: `${VOCOBASE_PREFIX}/config` }) : reply;
}

function requireKey(world: World, authorization: string | undefined): void {
  const key = /^Bearer (rg_live_\S+)$/i.exec(authorization ?? '')?.[1];
  if (!key || !world.apiKeyHashes.includes(hashSecret(key))) {
    throw new Refusal(401, 'UNAUTHORIZED', 'Missing or invalid API key');
  }
}

function answerPlivo(
  world: World,
  request: WireRequest,
  now: number,
  { match, path }: Address,
): Reply {
  const turnedAway = plivoDoor(world, request.authorization);
  if (turnedAway) return turnedAway;
  try {
    return enter(world, request, now, match, path);
  } catch (error) {
    if (!(error instanceof PlivoRefusal || error instanceof Refusal)) throw error;
    return plivoError(error.status, error.message);
  }
}

function enter(world: World, request: WireRequest, now: number, match: Match, path: string): Reply {
  const visit: Visit = {
    world,
    now,
    params: match.params,
    query: request.query,
    body: parseBody(request.rawBody),
    path,
    authorization: request.authorization,
  };
  return match.route.handle(visit);
}

function parseBody(rawBody: string): Body {
  if (rawBody === '') return {};
  let parsed: unknown;
  try {
    parsed = JSON.parse(rawBody);
  } catch {
    throw invalid('The request body is not valid JSON');
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    throw invalid('The request body must be a JSON object');
  }
  return parsed as Body;
}

function refusable(work: () => Reply): Reply {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return failure(error.status, error.code, error.message, error.headers);
  }
}
