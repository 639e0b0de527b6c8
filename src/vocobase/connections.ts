import * as v from 'valibot';
import { isRecord } from '../domain/text/is-record.ts';
import { asE164 } from '../domain/text/phone-number.ts';
import {
  type Connection,
  isActive,
  isProvider,
  showsAnotherNumber,
} from '../domain/vocobase/connection.ts';
import { CliError } from '../errors/cli-error.ts';

import { booleanOrNull, orNull, reader, textOr, textOrNull } from '../http/reply-schema.ts';
import type { Vocobase } from '../ports/vocobase.ts';
import type { Api } from './api.ts';
import { createOnce } from './create-once.ts';
import { readPhoneNumber } from './phone-number-row.ts';
import { allPages, list, one } from './replies.ts';
import { withReceived } from './with-received.ts';

/** The connections, and the candidates that an ambiguous call lists. */
export interface ConnectionsResource
  extends Pick<Vocobase, 'listConnections' | 'createConnection'> {
  /** Throws the error, with the candidates if it is CONNECTION_AMBIGUOUS. */
  withCandidates(error: unknown, provider: string): Promise<never>;
}

type Fields = Readonly<Record<string, unknown>>;

/** https://docs.vocobase.com/telephony/connections */
export function connectionsResource(
  api: Api,
  sleep: (milliseconds: number) => Promise<void>,
): ConnectionsResource {
  const listConnections = async (provider?: string) => {
    const { items } = await allPages(
      async (query) =>
        list(
          await api.get('/telephony/connections', { provider, ...query }),
          'connections',
          (item) => readConnection(item, provider),
        ),
      { idOf: (connection) => connection.connection_id },
    );
    return items;
  };

  return {
    listConnections,

    createConnection: (fields) => {
      const provider = String(fields.provider);
      return createOnce({
        async send() {
          const answer = await api.send({
            method: 'POST',
            path: '/telephony/connections',
            body: fields,
            repeat: 'unless-sent',
            provider,
            sendsCredentials: true,
          });
          return one(answer, 'connection', (item) => readConnection(item, provider));
        },
        async look() {
          const fitting = (await listConnections(provider)).filter((one) => fits(one, fields));
          return {
            created: (fitting.length === 1 && fitting[0]) || null,
            candidates: fitting.map(({ connection_id, name }) => ({
              id: connection_id,
              facts: { connection_id, name },
            })),
          };
        },
        sleep,
        words: {
          what: `The connection "${fields.name}"`,
          may: 'may have been created',
          list: 'the connection list',
          notSeen: 'does not show it',
          commands: [`connections list --provider ${provider}`],
        },
      });
    },

    async withCandidates(error, provider) {
      if (!(error instanceof CliError) || error.code !== 'CONNECTION_AMBIGUOUS') throw error;
      // If the list fails, the error is still correct without the candidates.
      const connections = await listConnections(provider).catch(() => []);
      throw error.with({
        commands: [`connections list --provider ${provider}`, 'connections use <connection>'],
        details: {
          connections: connections
            .filter((connection) => isProvider(connection, provider) && isActive(connection))
            .map(({ connection_id, name }) => ({ connection_id, name })),
        },
      });
    },
  };
}

/**
 * True if a connection matches the one requested. Callers made sure that the name was free before.
 * A connection that shows no number is not ruled out.
 */
function fits(connection: Connection, fields: Fields): boolean {
  const sent = fields.from_number ?? fields.caller_id ?? fields.did_number ?? fields.exe_number;
  return (
    isProvider(connection, String(fields.provider)) &&
    isActive(connection) &&
    connection.name.toLowerCase() === String(fields.name).toLowerCase() &&
    !(typeof sent === 'string' && showsAnotherNumber(connection, sent))
  );
}

const connection = v.looseObject({
  id: textOrNull,
  connection_id: textOrNull,
  provider: textOrNull,
  provider_key: textOrNull,
  name: textOr(''),
  status: textOr(''),
  is_default: booleanOrNull,
  phone_numbers: orNull(v.array(v.unknown())),
  from_number: v.optional(textOrNull),
});

const readShape = reader(connection);

/** `id` and `connection_id` are the same. A filtered list may omit the provider. */
function readConnection(item: unknown, asked?: string): Connection | null {
  const read = readShape(item);
  if (read === null) return null;
  const { id, provider_key, from_number, ...rest } = read;
  const connection_id = read.connection_id ?? id;
  if (!connection_id || !isRecord(item)) return null;
  const provider = read.provider || provider_key?.toLowerCase() || asked || '';
  const phone_numbers = (read.phone_numbers ?? [])
    .map((row) => readPhoneNumber(row, provider))
    .filter((row) => row !== null);
  const connection = {
    ...(id === null ? {} : { id }),
    ...(provider_key === null ? {} : { provider_key }),
    ...rest,
    connection_id,
    provider,
    ...(typeof from_number === 'string' ? { from_number: asE164(from_number, provider) } : {}),
    phone_numbers,
  };
  // Results always use the documented name of the id, even if the API sent only `id`.
  return withReceived(
    connection,
    { ...item, connection_id },
    {
      phone_numbers: phone_numbers.map(({ received }) => received),
    },
  );
}
