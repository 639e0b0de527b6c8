import type { Vocobase } from '../ports/vocobase.ts';
import type { Api } from './api.ts';

/** Sends any request under the base URL and nowhere else, because the key goes with it. */
export function rawResource(api: Api): Pick<Vocobase, 'raw'> {
  return {
    raw: (method, path, body) => {
      const verb = method.toUpperCase();
      return api.reply({
        method: verb,
        path: path.startsWith('/') ? path : `/${path}`,
        ...(body === undefined ? {} : { body }),
        repeat: ['GET', 'HEAD', 'PUT'].includes(verb) ? 'repeatable' : 'never',
      });
    },
  };
}
