import { countRequest, refuseByScenario, withFaults } from './http/faults.ts';
import type { Body } from './http/fields.ts';
import { failure, forbidden, invalid, Refusal, type Reply, text } from './http/reply.ts';
import {
  findRoute,
  type Match,
  type Route,
  type RouteRequest,
  withoutTrailingSlash,
} from './http/router.ts';
import { hashSecret } from './http/secrets.ts';
import { refusePlivoCaller } from './plivo/access.ts';
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

/** The path of Vocobase's Partner API. */
export const VOCOBASE_PREFIX = '/api/v2';
/** The path of Plivo's API. */
export const PLIVO_PREFIX = '/v1';
/** The path of the sandbox's own routes, which neither API has. */
export const ADMIN_PREFIX = '/__sandbox';

const vocobaseRoutes: readonly Route[] = [
  ...configRoutes,
  ...webhookRoutes,
  ...connectionRoutes,
  ...phoneNumberRoutes,
  ...callRoutes,
  ...agentRoutes,
];

/** A request as received, with its body read. */
export interface WireRequest {
  method: string;
  path: string;
  query: URLSearchParams;
  authorization: string | undefined;
  rawBody: string;
}

interface AnswerOptions {
  adminRoutes: readonly Route[];
  enforceLimits: boolean;
}

/** Answers one request and applies it to the world. It throws only on a bug. */
export function answer(
  world: World,
  request: WireRequest,
  now: number,
  options: AnswerOptions,
): Reply {
  settleCalls(world, now);
  const inside = below(ADMIN_PREFIX, request.path);
  if (inside !== null) {
    const match = findRoute(options.adminRoutes, request.method, inside);
    return match
      ? withRefusals(() => runRoute(world, request, now, match, inside))
      : unknownAddress(world, request);
  }
  const address = findAddress(request);
  if (!address) return unknownAddress(world, request);
  return withFaults(world, `${request.method} ${request.path}`, () =>
    address.api === 'plivo'
      ? answerPlivo(world, request, now, address)
      : answerVocobase(world, request, now, address, options),
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

/** An address that the sandbox does not know. A 501, so that a wrong path is noticed (U33). */
function unknownAddress(world: World, { method, path }: WireRequest): Reply {
  const status = world.choices.unknownAddressStatus;
  const code = status === 404 ? 'NOT_FOUND' : 'NOT_EMULATED';
  return failure(status, code, `The sandbox does not emulate ${method} ${path}`);
}

/** Checks the key, the rate, and suspension, then runs the route. */
function answerVocobase(
  world: World,
  request: WireRequest,
  now: number,
  { match, path }: Address,
  options: AnswerOptions,
): Reply {
  return withRefusals(() => {
    requireKey(world, request.authorization);
    refuseByScenario(world, `${request.method} ${path}`);
    if (options.enforceLimits) countRequest(world, path, now);
    if (world.partner.status === 'suspended' && path !== '/config') {
      throw forbidden('The partner account is suspended');
    }
    return redirected(world, request, runRoute(world, request, now, match, path));
  });
}

/** Replaces the reply to a write with a redirect, after the write was applied (U1). */
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
  const refused = refusePlivoCaller(world, request.authorization);
  if (refused) return refused;
  try {
    return runRoute(world, request, now, match, path);
  } catch (error) {
    if (!(error instanceof PlivoRefusal || error instanceof Refusal)) throw error;
    return plivoError(error.status, error.message);
  }
}

function runRoute(
  world: World,
  request: WireRequest,
  now: number,
  match: Match,
  path: string,
): Reply {
  const routed: RouteRequest = {
    world,
    now,
    params: match.params,
    query: request.query,
    body: parseBody(request.rawBody),
    path,
    authorization: request.authorization,
  };
  return match.route.handle(routed);
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

function withRefusals(work: () => Reply): Reply {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return failure(error.status, error.code, error.message, error.headers);
  }
}
