import * as v from 'valibot';
import type { SyncReply } from '../domain/vocobase/imported-number.ts';
import { undocumentedPaths } from '../domain/vocobase/undocumented-paths.ts';
import { pathSegment } from '../http/path-segment.ts';
import { listOrNull, number, orNull, reader } from '../http/reply-schema.ts';
import type { Vocobase } from '../ports/vocobase.ts';
import type { Api } from './api.ts';
import type { ConnectionsResource } from './connections.ts';
import { changeUnclear, sayUnclear } from './create-once.ts';
import { readPhoneNumber } from './phone-number-row.ts';
import { allPages, list, one } from './replies.ts';

export interface Endpoints {
  readonly phoneNumbers?: string | undefined;
  readonly phoneNumbersSync?: string | undefined;
}

/** https://docs.vocobase.com/api-reference/phone-numbers/assign-an-agent-to-a-did */
export function phoneNumbersResource(
  api: Api,
  endpoints: Endpoints,
  connections: Pick<ConnectionsResource, 'withCandidates'>,
): Pick<Vocobase, 'listPhoneNumbers' | 'syncPhoneNumbers' | 'updatePhoneNumber'> {
  const paths = {
    list: rooted(endpoints.phoneNumbers ?? undocumentedPaths.phoneNumbers),
    sync: rooted(endpoints.phoneNumbersSync ?? undocumentedPaths.phoneNumbersSync),
  };
  return {
    listPhoneNumbers: ({ provider, connectionId }) =>
      allPages(
        async (offset) => {
          const answer = await api.send({
            method: 'GET',
            path: paths.list,
            query: { provider, connection_id: connectionId, offset: offset || undefined },
            repeat: 'repeatable',
            undocumented: 'endpoints.phone_numbers',
            ...(provider === undefined ? {} : { provider }),
          });
          return list(answer, 'phone_numbers', readPhoneNumber);
        },
        (row) => `${row.id} ${row.phone_number}`,
      ),

    async syncPhoneNumbers({ provider, connectionId }) {
      const sync = async () => {
        const answer = await api.send({
          method: 'POST',
          path: paths.sync,
          body: { provider, ...(connectionId === null ? {} : { connection_id: connectionId }) },
          repeat: 'unless-sent',
          provider,
          undocumented: 'endpoints.phone_numbers_sync',
        });
        return one(answer, 'sync', readSync);
      };
      const work = sayUnclear(
        sync,
        'The numbers may have been imported all the same; syncing again duplicates nothing.',
      );
      return work.catch((error: unknown) => connections.withCandidates(error, provider));
    },

    async updatePhoneNumber(numberId, change) {
      const update = async () => {
        const answer = await api.send({
          method: 'PUT',
          path: `/phone-numbers/${pathSegment(numberId)}`,
          body: change,
          repeat: 'repeatable',
        });
        return one(answer, 'phone_number', readPhoneNumber);
      };
      return sayUnclear(update, changeUnclear);
    },
  };
}

function rooted(path: string): string {
  return path.startsWith('/') ? path : `/${path}`;
}

/** How many, where the reply gives a count or the rows themselves. */
const countOrNull = orNull(
  v.union([
    number,
    v.pipe(
      v.array(v.unknown()),
      v.transform((rows) => rows.length),
    ),
  ]),
);

const sync = v.pipe(
  v.object({
    imported: countOrNull,
    updated: countOrNull,
    phone_numbers: listOrNull(readPhoneNumber),
  }),
  v.transform((read): SyncReply => read),
);

const readSync = reader(sync);
