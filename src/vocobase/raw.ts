import type { Vocobase } from '../ports/vocobase.ts';
import type { Api } from './api.ts';

/** Any request under the base URL, and nowhere else: the key goes with it. */
export function rawResource(api: Api): Pick<Vocobase, 'raw'> {
  return {
    raw: (method, path, body) => {
      const verb = method.toUpperCase();
      return api.reply({
        method: verb,
        path: underBase(path, api.baseUrl),
        ...(body === undefined ? {} : { body }),
        repeat: ['GET', 'HEAD', 'PUT'].includes(verb) ? 'repeatable' : 'never',
      });
    },
  };
}

/** The guides write paths with the prefix that the base URL has already. */
function underBase(path: string, baseUrl: string): string {
  const rooted = path.startsWith('/') ? path : `/${path}`;
  const prefix = '/api/v2';
  return baseUrl.endsWith(prefix) && rooted.startsWith(`${prefix}/`)
    ? rooted.slice(prefix.length)
    : rooted;
}
