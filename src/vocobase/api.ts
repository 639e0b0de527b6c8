import { DryRunStop } from '../domain/text/dry-run.ts';
import { isRecord } from '../domain/text/is-record.ts';
import type { Masker } from '../domain/text/mask.ts';
import { CliError } from '../errors/cli-error.ts';
import { isRead } from '../http/is-read.ts';
import type { Exchange, ExchangeOptions, HttpReply, Query, Repeat } from '../ports/http.ts';
import {
  factsWithoutReply,
  failureOf,
  isFailure,
  type Purpose,
  unexpectedReply,
} from './failures.ts';

/** What every request to Vocobase's API needs. */
export interface ApiSettings {
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly exchange: Exchange;
  readonly dryRun: boolean;
  readonly masker: Masker;
}

/** One request to the API: its purpose and its content. */
export interface Ask extends Purpose {
  readonly query?: Query;
  readonly body?: unknown;
  readonly repeat: Repeat;
  readonly onLimited?: ExchangeOptions['onLimited'];
  readonly onSend?: ExchangeOptions['onSend'];
}

/** A successful reply. */
export interface Answer {
  /** The content of the envelope, or the whole body if there is none. */
  readonly data: unknown;
  readonly reply: HttpReply;
  /** Creates the error for a reply whose data is not as promised. */
  unexpected(what: string): CliError;
}

/** Sends requests with the key and handles the envelope and error codes of the Vocobase API. */
export interface Api {
  readonly baseUrl: string;
  /**
   * Throws CliError unless the reply is a success, and DryRunStop instead of writing in a dry run.
   */
  send(ask: Ask): Promise<Answer>;
  get(path: string, query?: Query): Promise<Answer>;
  /** Returns the reply, whatever its status. */
  reply(ask: Ask): Promise<HttpReply>;
  failureOf(reply: HttpReply, purpose: Purpose): CliError;
}

/**
 * Creates the access to Vocobase's API for one key: the Bearer header, the envelope, and CliErrors
 * for refusals.
 */
export function createApi(settings: ApiSettings): Api {
  const { masker } = settings;
  const baseUrl = settings.baseUrl.replace(/\/+$/, '');

  /**
   * True after `GET /config` accepted the key: a later 401 on a credentials write concerns the
   * credentials.
   */
  let keyAccepted = false;

  const reply = async (ask: Ask): Promise<HttpReply> => {
    const url = `${baseUrl}${ask.path}`;
    if (settings.dryRun && !isRead(ask.method)) {
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
    // A bare null is not a success in this API, whatever the status: it does not prove a write.
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
