import type { IncomingHttpHeaders } from 'node:http';
import { failure, type Reply } from './reply.ts';

const LOOPBACK_HOST = /^(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?$/i;

/**
 * The refusal of a request that may come from a web page, else null. A web page can make a browser
 * send requests to loopback with a foreign Origin, or with a foreign Host by resolving its own
 * domain to 127.0.0.1.
 */
export function refuseForeign(headers: IncomingHttpHeaders): Reply | null {
  const { host = '', origin, 'sec-fetch-site': site } = headers;
  if (!LOOPBACK_HOST.test(host)) return refusal(`Host ${host || '(none)'}`);
  if (origin !== undefined && !isSameOrigin(origin, host)) return refusal(`Origin ${origin}`);
  // Browsers also send this header when they omit Origin.
  if (site === 'cross-site' || site === 'same-site') return refusal(`Sec-Fetch-Site ${site}`);
  return null;
}

/** Loopback has three names, so only the ports are compared. */
function isSameOrigin(origin: string, host: string): boolean {
  const [scheme, address = ''] = origin.split('://');
  return scheme === 'http' && LOOPBACK_HOST.test(address) && portOf(address) === portOf(host);
}

function portOf(host: string): string {
  return /:(\d+)$/.exec(host)?.[1] ?? '80';
}

function refusal(what: string): Reply {
  return failure(
    403,
    'FORBIDDEN',
    `The sandbox answers only programs on this machine, not ${what.slice(0, 100)}`,
  );
}

/** The path and the query of a request target such as `/v1/Account/?limit=1`. */
export interface Target {
  path: string;
  query: URLSearchParams;
}

/**
 * Reads a request target. Doubled slashes are collapsed below Plivo's `/v1`, because Plivo's own SDK
 * sends them and Plivo accepts them.
 * @returns null if it is malformed: not a path, a bad escape, a dot segment, or a doubled slash
 */
export function readTarget(target: string): Target | null {
  const [, rawPath = '', search = ''] = /^([^?]*)\??(.*)$/s.exec(target) ?? [];
  if (!rawPath.startsWith('/') || /[#\\]/.test(rawPath) || !isDecodable(rawPath)) return null;
  const collapsed = rawPath.replace(/\/{2,}/g, '/');
  const path = collapsed.startsWith('/v1/') ? collapsed : rawPath;
  const segments = path.split('/').slice(1);
  const isDoubled = segments.slice(0, -1).includes('');
  const hasDots = segments.some((segment) => /^(\.|%2e){1,2}$/i.test(segment));
  return isDoubled || hasDots ? null : { path, query: new URLSearchParams(search) };
}

function isDecodable(path: string): boolean {
  try {
    return !/[\p{Cc}]/u.test(decodeURIComponent(path));
  } catch {
    return false;
  }
}
