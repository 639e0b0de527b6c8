import type { World } from '../world/world.ts';
import type { Body } from './fields.ts';
import type { Reply } from './reply.ts';

/** What a route is given: the request, and the world that it may change. */
export interface RouteRequest {
  world: World;
  /** Milliseconds since 1970. */
  now: number;
  params: Readonly<Record<string, string>>;
  query: URLSearchParams;
  body: Body;
  /** Below the base address of its API, without a slash at the end. */
  path: string;
  authorization: string | undefined;
}

/** A method and a path with the function that answers it. */
export interface Route {
  method: string;
  /** Segments of the path; one that starts with a colon is a parameter. */
  pattern: readonly string[];
  handle: (request: RouteRequest) => Reply;
}

/** The route of a request, with the parameters of its path, decoded. */
export interface Match {
  route: Route;
  params: Record<string, string>;
}

/** `route('GET', '/calls/:id', …)`. The first matching route wins, so literals come first. */
export function route(method: string, path: string, handle: Route['handle']): Route {
  return { method, pattern: segments(path), handle };
}

/** The first route with this method and path; null if there is none. */
export function findRoute(routes: readonly Route[], method: string, path: string): Match | null {
  const given = segments(path);
  for (const candidate of routes) {
    if (candidate.method !== method) continue;
    const params = matchSegments(candidate.pattern, given);
    if (params) return { route: candidate, params };
  }
  return null;
}

function segments(path: string): string[] {
  return path.split('/').slice(1);
}

function matchSegments(
  pattern: readonly string[],
  given: readonly string[],
): Record<string, string> | null {
  if (pattern.length !== given.length) return null;
  const params: Record<string, string> = {};
  for (const [index, wanted] of pattern.entries()) {
    const actual = given[index] ?? '';
    if (wanted.startsWith(':')) {
      const value = decode(actual);
      if (!value) return null;
      params[wanted.slice(1)] = value;
    } else if (wanted !== actual) {
      return null;
    }
  }
  return params;
}

function decode(segment: string): string | null {
  try {
    return decodeURIComponent(segment);
  } catch {
    return null;
  }
}

/** The path without the slash at its end, which Plivo's documented paths have. */
export function withoutTrailingSlash(path: string): string {
  return path.replace(/\/+$/, '');
}
