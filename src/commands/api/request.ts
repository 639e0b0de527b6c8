import { nearNames } from '../../domain/text/selector.ts';
import { CliError } from '../../errors/cli-error.ts';
import { type Method, methods } from './methods.ts';

/** Throws INVALID_VALUE with the methods there are. */
export function checkMethod(given: string): Method {
  const method = methods.find((known) => known === given.toUpperCase());
  if (method !== undefined) return method;
  const near = nearNames(methods, given.toUpperCase());
  throw new CliError('INVALID_VALUE', {
    message: `${given} is no method that is sent here.`,
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
 * The path under the base URL, beginning with `/`; a pasted `/api/v2` and a fragment are taken off.
 * A whole URL has to be one under the base URL, because the key goes with the request. `baseUrl` is
 * asked for only then. Throws INVALID_VALUE.
 */
export async function pathUnderBase(
  given: string,
  baseUrl: () => Promise<string>,
): Promise<string> {
  // Git Bash on Windows turns an argument with a leading slash into a path of its own files.
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
  const rooted = path.startsWith('/') ? path : `/${path}`;
  return rooted.replace(/^\/api\/v2(?=[/?]|$)/, '').replace(/^(?!\/)/, '/');
}

function pathOfUrl(given: string, baseUrl: string): string {
  const base = new URL(baseUrl);
  const url = URL.canParse(given) ? new URL(given) : null;
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
    hints: ['Give the path alone, or name the other base URL with --base-url.'],
    commands: [],
    details: { base_url: baseUrl },
  });
}

/** The path with the fields behind what it already asks. */
export function withQuery(path: string, fields: readonly (readonly [string, string])[]): string {
  if (fields.length === 0) return path;
  const query = new URLSearchParams(fields.map(([name, value]): [string, string] => [name, value]));
  return `${path}${path.includes('?') ? '&' : '?'}${query}`;
}
