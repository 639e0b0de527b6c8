import { nearNames } from '../../domain/text/selector.ts';
import { CliError } from '../../errors/cli-error.ts';
import { type Method, methods } from './methods.ts';

/** Throws INVALID_VALUE with the known methods. */
export function checkMethod(given: string): Method {
  const method = methods.find((known) => known === given.toUpperCase());
  if (method !== undefined) return method;
  const near = nearNames(methods, given.toUpperCase());
  throw new CliError('INVALID_VALUE', {
    message: `${given} is not a supported method.`,
    hints: [
      near.length > 0
        ? `Did you mean ${near.join(' or ')}?`
        : `The method comes first, one of ${methods.join(', ')}, and then the path.`,
    ],
    commands: ['api GET /config'],
    details: { given },
  });
}

/**
 * The path under the base URL, beginning with `/`; a pasted `/api/v2` and a fragment are removed. A
 * whole URL must be under the base URL, because the key goes with the request. `baseUrl` is called
 * only then. Throws INVALID_VALUE, also for a path with dot segments, encoded or not, which would
 * leave the base URL.
 */
export async function pathUnderBase(
  given: string,
  baseUrl: () => Promise<string>,
): Promise<string> {
  // Git Bash on Windows turns an argument with a leading slash into a Windows file path.
  if (/^[a-z]:[\\/]/i.test(given)) {
    throw new CliError('INVALID_VALUE', {
      message: `${given} is a path of this machine: the shell seems to have rewritten it.`,
      hints: ['Leave the leading slash out: it is added.'],
      commands: ['api GET config'],
    });
  }
  const relative = /^[a-z][a-z0-9+.-]*:\/\//i.test(given)
    ? pathOfUrl(given, await baseUrl())
    : given;
  const [path = ''] = relative.trim().split('#');
  if (leavesItsFolder(path)) {
    throw new CliError('INVALID_VALUE', {
      message: `The path ${given} contains . or .. as a segment, which can lead outside the base URL.`,
      hints: ['Write the path without them, relative to the base URL.'],
      commands: ['api GET /config'],
    });
  }
  const rooted = path.startsWith('/') ? path : `/${path}`;
  return rooted.replace(/^\/api\/v2(?=[/?]|$)/, '').replace(/^(?!\/)/, '/');
}

/**
 * True if a segment of the path is `.` or `..`, however often it is encoded. A backslash counts as
 * a slash, and line ends and tabs as nothing, because URL parsers read them so.
 */
function leavesItsFolder(path: string): boolean {
  let text = path.split('?')[0] ?? '';
  for (let round = 0; round < 5; round++) {
    const segments = text.replace(/[\t\r\n]/g, '').split(/[\\/]/);
    if (segments.some((segment) => /^\.{1,2}(;.*)?$/.test(segment))) return true;
    text = text.replace(/%(2e|2f|5c|25|0[9ad]|3b)/gi, (_, code: string) =>
      String.fromCharCode(Number.parseInt(code, 16)),
    );
  }
  return false;
}

/** True if the request places a billed call, however its path is written. */
export function placesCall(method: Method, path: string): boolean {
  const [address = ''] = path.split('?');
  const plain = address.replace(/%([0-9a-f]{2})/gi, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
  const segments = plain.split('/').filter((segment) => segment !== '');
  return method === 'POST' && segments.join('/').toLowerCase() === 'calls/start';
}

function pathOfUrl(given: string, baseUrl: string): string {
  const base = new URL(baseUrl);
  const url = URL.canParse(given) && !leavesItsFolder(given) ? new URL(given) : null;
  const prefix = base.pathname.replace(/\/+$/, '');
  const isUnder =
    url !== null &&
    url.origin === base.origin &&
    url.username === '' &&
    url.password === '' &&
    (url.pathname === prefix || url.pathname.startsWith(`${prefix}/`));
  if (isUnder) return url.pathname.slice(prefix.length) + url.search;
  throw new CliError('INVALID_VALUE', {
    message: `${url?.origin ?? given} is not under the base URL ${baseUrl}, and the API key is sent nowhere else.`,
    hints: ['Use the path alone, or set the other base URL with --base-url.'],
    commands: [],
    details: { base_url: baseUrl },
  });
}

/** The path with the fields added to its query. */
export function withQuery(path: string, fields: readonly (readonly [string, string])[]): string {
  if (fields.length === 0) return path;
  const query = new URLSearchParams(fields.map(([name, value]): [string, string] => [name, value]));
  return `${path}${path.includes('?') ? '&' : '?'}${query}`;
}
