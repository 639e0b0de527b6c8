import { isRecord } from '../domain/text/is-record.ts';
import type { Masker } from '../domain/text/mask.ts';
import { CliError } from '../errors/cli-error.ts';
import { isSuccess } from '../http/read-reply.ts';
import type { PlivoCredentials } from '../ports/carrier.ts';
import type { Exchange, HttpReply, Query } from '../ports/http.ts';
import { factsOf, failureOf, unexpectedReply, unreadableAdvice } from './failures.ts';

/** What every request to Plivo's API needs. */
export interface CarrierSettings {
  /** `https://api.plivo.com/v1`, or the configured address. */
  readonly baseUrl: string;
  readonly credentials: PlivoCredentials;
  readonly exchange: Exchange;
  readonly masker: Masker;
}

/** Reads below the account's own URL; paths end in a slash, as Plivo documents them. */
export interface CarrierApi {
  /** Returns the reply, whatever its status. Throws CliError only for network failures. */
  reply(path: string, query?: Query): Promise<HttpReply>;
  /** All pages of a list, up to the wanted number of items. */
  pages<T>(
    path: string,
    query: Query,
    key: string,
    read: (value: unknown) => T | null,
    wanted?: number,
  ): Promise<readonly T[]>;
  /** The error that a reply proves. */
  failure(reply: HttpReply, path: string): CliError;
  /** Reads the object in a successful reply. Throws CliError otherwise. */
  readOne<T>(reply: HttpReply, path: string, read: (value: unknown) => T | null): T;
}

/** The most items that a list returns at once; the effect of a higher `limit` is not documented. */
const pageSize = 20;

/**
 * Creates the access to one Plivo account: HTTP Basic credentials, GET requests only, pages of 20.
 */
export function createCarrierApi(settings: CarrierSettings): CarrierApi {
  const { masker, credentials } = settings;
  const account = `/Account/${encodeURIComponent(credentials.authId)}/`;
  const base = settings.baseUrl.replace(/\/+$/, '');
  const pair = Buffer.from(`${credentials.authId}:${credentials.authToken}`).toString('base64');

  const reply = async (path: string, query: Query = {}): Promise<HttpReply> => {
    const request = {
      method: 'GET',
      url: `${base}${account}${path}`,
      query,
      headers: { authorization: `Basic ${pair}` },
    };
    try {
      return await settings.exchange(request, { api: 'Plivo', repeat: 'repeatable' });
    } catch (error) {
      if (!(error instanceof CliError) || error.http) throw error;
      const { status } = error.details;
      const http = factsOf(null, account + path, masker);
      throw error.with({
        // A reply that is too large is found by the exchange, which does not know whose it is.
        ...(error.code === 'UNEXPECTED_RESPONSE' ? unreadableAdvice : {}),
        http: { ...http, status: typeof status === 'number' ? status : null },
      });
    }
  };

  const unexpected = (answer: HttpReply, path: string, what?: string) =>
    unexpectedReply(answer, account + path, masker, what);

  const bodyOf = (answer: HttpReply, path: string) => {
    if (!isSuccess(answer)) throw failureOf(answer, account + path, masker);
    const json = answer.json;
    if (!isRecord(json)) throw unexpected(answer, path);
    return json;
  };

  const readOne: CarrierApi['readOne'] = (answer, path, read) => {
    const found = read(bodyOf(answer, path));
    if (found === null) throw unexpected(answer, path);
    return found;
  };

  return {
    failure: (answer, path) => failureOf(answer, account + path, masker),
    reply,
    readOne,

    async pages<T>(
      path: string,
      query: Query,
      key: string,
      read: (value: unknown) => T | null,
      wanted = Number.POSITIVE_INFINITY,
    ) {
      const found = new Map<string, T>();
      // The next page's address comes in several forms, so the offset is counted instead.
      for (let offset = 0; found.size < wanted; ) {
        const answer = await reply(path, { ...query, limit: pageSize, offset });
        const json = bodyOf(answer, path);
        const rows = rowsIn(json, key);
        if (!rows) throw unexpected(answer, path, `there is no list of ${key} in it`);
        const items = rows.map((item) => read(item)).filter((item) => item !== null);
        if (rows.length > 0 && items.length + found.size === 0) {
          throw unexpected(answer, path, `nothing in its list of ${key} can be read`);
        }
        const before = found.size;
        for (const item of items) found.set(JSON.stringify(item), item);
        offset += rows.length;
        const total = totalIn(json);
        // A server that ignores `offset` returns nothing new.
        if (found.size === before || (total !== null && offset >= total)) break;
      }
      return [...found.values()].slice(0, wanted);
    },
  };
}

function rowsIn(json: Readonly<Record<string, unknown>>, key: string): readonly unknown[] | null {
  const rows = json[key] ?? json.objects;
  return Array.isArray(rows) ? rows : null;
}

function totalIn(json: Readonly<Record<string, unknown>>): number | null {
  const total = isRecord(json.meta) ? json.meta.total_count : undefined;
  return typeof total === 'number' ? total : null;
}
