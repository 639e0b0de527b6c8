import { DryRunStop } from '../domain/text/dry-run.ts';
import { isRecord } from '../domain/text/is-record.ts';
import type { Masker } from '../domain/text/mask.ts';
import { CliError } from '../errors/cli-error.ts';
import type { Exchange, ExchangeOptions, HttpReply, Query, Repeat } from '../ports/http.ts';
import {
  factsWithoutReply,
  failureOf,
  isFailure,
  type Purpose,
  unexpectedReply,
} from './failures.ts';

export interface ApiSettings {
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly exchange: Exchange;
  readonly dryRun: boolean;
  readonly masker: Masker;
}

/** One request to the API: what it is about, and how it goes out. */
export interface Ask extends Purpose {
  readonly query?: Query;
  readonly body?: unknown;
  readonly repeat: Repeat;
  readonly onLimited?: ExchangeOptions['onLimited'];
  readonly onSend?: ExchangeOptions['onSend'];
}

/** A reply that succeeded. */
export interface Answer {
  /** What the envelope holds, or the whole body where there is none. */
  readonly data: unknown;
  readonly reply: HttpReply;
  /** The error for a reply whose data is not what was promised. */
  unexpected(what: string): CliError;
}

/** Requests with the key, the envelope and the error codes of the Vocobase API. */
export interface Api {
  readonly baseUrl: string;
  /** Throws CliError for everything but a success; DryRunStop in place of a write under a dry run. */
  send(ask: Ask): Promise<Answer>;
  get(path: string, query?: Query): Promise<Answer>;
  /** The reply of whatever status. */
  reply(ask: Ask): Promise<HttpReply>;
  failureOf(reply: HttpReply, purpose: Purpose): CliError;
}

export function createApi(settings: ApiSettings): Api {
  const { masker } = settings;
  const baseUrl = settings.baseUrl.replace(/\/+$/, '');

  /** `GET /config` accepted the key, so a later 401 on a write of credentials is about those. */
  let keyAccepted = false;

  const reply = async (ask: Ask): Promise<HttpReply> => {
    const url = `${baseUrl}${ask.path}`;
    if (settings.dryRun && !['GET', 'HEAD'].includes(ask.method)) {
      throw new DryRunStop({ method: ask.method, url, body: masker.json(ask.body ?? null) });
    }
    const request = {
      method: ask.method,
      url,
      headers: { authorization: `Bearer ${settings.apiKey}` },
      ...(ask.query === undefined ? {} : { query: ask.query }),
      ...(ask.body === undefined ? {} : { body: ask.body }),
    };
    const options = {
      api: 'Vocobase' as const,
      repeat: ask.repeat,
      ...(ask.onLimited ? { onLimited: ask.onLimited } : {}),
      ...(ask.onSend ? { onSend: ask.onSend } : {}),
    };
    try {
      return await settings.exchange(request, options);
    } catch (error) {
      if (!(error instanceof CliError) || error.http) throw error;
      throw error.with({ http: factsWithoutReply(ask, error) });
    }
  };

  const send = async (ask: Ask): Promise<Answer> => {
    const answer = await reply(ask);
    if (isFailure(answer)) throw failureOf(answer, { ...ask, keyAccepted }, masker);
    if (ask.path === '/config') keyAccepted = true;
    const unexpected = (what?: string) => unexpectedReply(answer, ask, masker, what);
    if (answer.status === 204) return { data: {}, reply: answer, unexpected };
    const body = answer.json;
    if (body === undefined) throw unexpected();
    // A bare null is no success of this API, whatever the status says: a write is not proven by it.
    if (ask.method !== 'GET' && (typeof body !== 'object' || body === null)) throw unexpected();
    return { data: dataOf(body), reply: answer, unexpected };
  };

  return {
    baseUrl,
    send,
    get: (path, query) =>
      send({ method: 'GET', path, repeat: 'repeatable', ...(query ? { query } : {}) }),
    reply,
    failureOf: (failed, purpose) => failureOf(failed, purpose, masker),
  };
}

function dataOf(body: unknown): unknown {
  return isRecord(body) && 'data' in body ? body.data : body;
}
