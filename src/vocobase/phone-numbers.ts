import * as v from 'valibot';
import type { SyncReply } from '../domain/vocobase/imported-number.ts';
import { undocumentedPaths } from '../domain/vocobase/undocumented-paths.ts';
import { CliError } from '../errors/cli-error.ts';
import { pathSegment } from '../http/path-segment.ts';
import { listOrNull, number, orNull, reader } from '../http/reply-schema.ts';
import type { Vocobase } from '../ports/vocobase.ts';
import type { Answer, Api } from './api.ts';
import type { ConnectionsResource } from './connections.ts';
import { changeUnclear, markUnclear } from './create-once.ts';
import { readPhoneNumber } from './phone-number-row.ts';
import { allPages, list, oneOrNull } from './replies.ts';

/** Paths that replace the two undocumented ones, from `config set endpoints.…`. */
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
  const listPhoneNumbers: Vocobase['listPhoneNumbers'] = async ({ provider, connectionId }) => {
    const { items } = await allPages(
      async (query) => {
        const answer = await api.send({
          method: 'GET',
          path: filledIn(paths.list, connectionId ?? null),
          query: { provider, connection_id: connectionId, ...query },
          repeat: 'repeatable',
          undocumented: 'endpoints.phone_numbers',
          ...(provider === undefined ? {} : { provider }),
        });
        return list(answer, 'phone_numbers', (row) => readPhoneNumber(row, provider));
      },
      { idOf: (row) => `${row.id} ${row.phone_number}` },
    ).catch((error: unknown) => connections.withCandidates(error, provider ?? 'plivo'));
    return items;
  };

  return {
    listPhoneNumbers,

    async syncPhoneNumbers({ provider, connectionId }) {
      const sync = async () => {
        const answer = await api.send({
          method: 'POST',
          path: filledIn(paths.sync, connectionId),
          body: { provider, ...(connectionId === null ? {} : { connection_id: connectionId }) },
          repeat: 'unless-sent',
          provider,
          undocumented: 'endpoints.phone_numbers_sync',
        });
        return readSync(answer);
      };
      const work = markUnclear(
        sync,
        'The numbers may have been imported anyway. Syncing again creates no duplicates.',
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
        const row = oneOrNull(answer, 'phone_number', readPhoneNumber);
        if (row !== null) return row;
        // A reply that is only a message is read back.
        const listed = await listPhoneNumbers({});
        const changed = listed.find(({ id }) => id === numberId);
        if (changed !== undefined) return changed;
        throw answer.unexpected('it does not hold the number, and the list does not show it');
      };
      return markUnclear(update, changeUnclear);
    },
  };
}

/**
 * Fills `{connection_id}` into a configured path. Throws INVALID_VALUE if no connection is known.
 */
function filledIn(path: string, connectionId: string | null): string {
  if (!path.includes('{connection_id}')) return path;
  if (connectionId !== null) {
    return path.replaceAll('{connection_id}', pathSegment(connectionId));
  }
  throw new CliError('INVALID_VALUE', {
    message: `The configured path ${path} needs a connection, and none is known.`,
    hints: ['Name the connection with --connection.'],
    commands: ['connections list'],
  });
}

function rooted(path: string): string {
  return path.startsWith('/') ? path : `/${path}`;
}

/** A count, or the length of a list of rows. */
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

const readShape = reader(sync);

/** Only the counts are read: the numbers themselves are always read back. */
function readSync({ data }: Answer): SyncReply {
  const nothing = { imported: null, updated: null, phone_numbers: null };
  if (Array.isArray(data)) return readShape({ phone_numbers: data }) ?? nothing;
  return readShape(data) ?? nothing;
}
