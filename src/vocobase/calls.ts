import * as v from 'valibot';
import { asE164, isSameNumber } from '../domain/text/phone-number.ts';
import type { Call, CallSession, Concurrency, StartCall, Turn } from '../domain/vocobase/call.ts';
import { CliError } from '../errors/cli-error.ts';
import { pathSegment } from '../http/path-segment.ts';
import {
  booleanOrNull,
  numberOrNull,
  orNull,
  reader,
  requiredText,
  secondsOrNull,
  textOr,
  textOrNull,
} from '../http/reply-schema.ts';
import type { HttpReply, Query } from '../ports/http.ts';
import type { Vocobase } from '../ports/vocobase.ts';
import type { Api } from './api.ts';
import type { ConnectionsResource } from './connections.ts';
import { createOnce, type Looked } from './create-once.ts';
import { clockOffset, createdSince } from './created-since.ts';
import { allPages, list, one, readOnce } from './replies.ts';

interface CallsNeeds {
  readonly connections: Pick<ConnectionsResource, 'withCandidates'>;
  now(): Date;
  sleep(milliseconds: number): Promise<void>;
}

type CallsResource = Pick<Vocobase, 'startCall' | 'listCalls' | 'getCall' | 'concurrency'>;

const startPath = '/calls/start';

/** https://docs.vocobase.com/api-reference/calls/start-an-outbound-call */
export function callsResource(api: Api, needs: CallsNeeds): CallsResource {
  /** Calls that were already returned; a later start never claims one of them. */
  const known = new Set<string>();

  const listCalls: CallsResource['listCalls'] = async ({ limit, offset, status }) => {
    const fetchPage = async (query: Query) =>
      list(await api.get('/calls', { ...query, status }), 'calls', readCall);
    const { items, total } =
      limit === undefined
        ? await fetchPage({ offset })
        : await allPages(fetchPage, { idOf: (call) => call.call_id, limit, offset, most: limit });
    return { calls: items, total: total ?? (offset ?? 0) + items.length };
  };

  /** The calls that a start may have created, by the server's clock. */
  const lookFor = async (start: StartCall, sentAt: Date): Promise<Looked<Call>> => {
    let askedAt = needs.now();
    const answer = await api.send({
      method: 'GET',
      path: '/calls',
      query: { limit: 10 },
      repeat: 'repeatable',
      onSend: () => {
        askedAt = needs.now();
      },
    });
    const offset = clockOffset(answer.reply.headers.date, askedAt, needs.now());
    const fitting = list(answer, 'calls', readCall)
      .items.filter((seen) => !known.has(seen.call_id) && fits(seen, start))
      .map((seen) => ({ call: seen, since: createdSince(sentAt, seen, offset) }))
      .filter(({ since }) => since !== 'no');
    const sure = fitting.filter(({ since }) => since === 'yes');
    return {
      created: (sure.length === 1 && sure[0]?.call) || null,
      candidates: fitting.map(({ call: { call_id, status, to_number, created_at } }) => ({
        id: call_id,
        facts: { call_id, status, to_number, created_at },
      })),
    };
  };

  const startCall: CallsResource['startCall'] = async (start) => {
    let sentAt = needs.now();
    const call = await createOnce({
      async send() {
        const answer = await api.send({
          method: 'POST',
          path: startPath,
          body: bodyOf(start),
          repeat: 'unless-sent',
          provider: start.provider,
          onLimited: checkConcurrency(api),
          onSend: () => {
            sentAt = needs.now();
          },
        });
        return one(answer, 'call', readCall);
      },
      look: () => lookFor(start, sentAt),
      sleep: needs.sleep,
      words: {
        what: `The call to ${start.toNumber}`,
        may: 'may have been started',
        list: 'the call list',
        notSeen: `shows no new call to ${start.toNumber}`,
        commands: ['call list'],
      },
    });
    known.add(call.call_id);
    return call;
  };

  return {
    startCall: (start) =>
      startCall(start).catch((error: unknown) =>
        needs.connections.withCandidates(error, start.provider),
      ),
    listCalls,
    getCall: async (callId) =>
      one(await api.get(`/calls/${pathSegment(callId)}`), 'call', readCallDetails),
    concurrency: async () =>
      one(await api.get('/calls/concurrency'), 'concurrency', readConcurrency),
  };
}

/** `provider` is always sent, because the API's default is `mcube`. */
function bodyOf(start: StartCall) {
  return {
    agent_id: start.agentId,
    to_number: start.toNumber,
    provider: start.provider,
    ...(start.connectionId === null ? {} : { connection_id: start.connectionId }),
    ...(start.variables === undefined ? {} : { variables: start.variables }),
  };
}

/** True if a listed call could be the requested one. */
function fits(call: Call, start: StartCall): boolean {
  return (
    isSameNumber(call.to_number, start.toNumber) &&
    call.agent_id === start.agentId &&
    (typeof call.direction !== 'string' || call.direction.toLowerCase() === 'outbound')
  );
}

/**
 * The API uses LIMIT_REACHED for too many requests and for too many calls (U21). One read of the
 * concurrency tells them apart; if that read fails or a slot is free, the requests are the cause.
 */
function checkConcurrency(api: Api): (reply: HttpReply) => Promise<void> {
  let asked = false;
  return async (reply) => {
    if (asked) return;
    asked = true;
    const slots = await readOnce(api, '/calls/concurrency', 'concurrency', readConcurrency);
    if (slots?.remaining === null || slots === null || slots.remaining > 0) return;
    const { http } = api.failureOf(reply, { method: 'POST', path: startPath });
    const { limit, active } = slots;
    throw new CliError('CONCURRENCY_LIMIT', {
      message: `No call slot is free: ${active ?? 'all'} of ${limit ?? 'the allowed'} calls are running. The call was not started.`,
      hints: [
        'Wait until a call has ended.',
        'If this is the normal load, ask your Vocobase account manager for a higher limit.',
      ],
      commands: ['api GET /calls/concurrency', 'call list --status in_progress'],
      http,
      details: { ...slots },
    });
  };
}

const call = v.pipe(
  v.looseObject({
    call_id: requiredText,
    // A call without a status counts as live, like one with an unknown status.
    status: textOr('unknown'),
    provider: textOrNull,
    connection_id: textOrNull,
    from_number: textOrNull,
    to_number: textOrNull,
    agent_id: textOrNull,
    duration_seconds: secondsOrNull,
    error_message: textOrNull,
    started_at: textOrNull,
    ended_at: textOrNull,
    created_at: textOrNull,
    disposition: textOrNull,
    answered_by: textOrNull,
  }),
  v.transform(
    (read): Call => ({
      ...read,
      from_number: read.from_number && asE164(read.from_number, read.provider),
      to_number: read.to_number && asE164(read.to_number, read.provider),
    }),
  ),
);

const readCall = reader(call);

const turn = v.pipe(
  v.object({
    role: textOr(''),
    content: textOrNull,
    // `text` is the other common name, in case a provider's transcript is passed on unchanged.
    text: textOrNull,
    timestamp: textOrNull,
  }),
  v.transform(({ text, content, ...rest }): Turn => ({ ...rest, content: content ?? text ?? '' })),
);

/** A transcript of which nothing can be read must not pass for an empty one. */
const transcript = orNull(
  v.pipe(
    v.array(v.unknown()),
    v.transform((turns) => ({ sent: turns.length, read: turns.map(reader(turn)) })),
    v.transform(({ sent, read }) => ({ sent, read: read.filter((one) => one !== null) })),
    v.check(({ sent, read }) => sent === 0 || read.length > 0),
    v.transform(({ read }): readonly Turn[] => read),
  ),
);

const session = v.object({
  session_id: textOrNull,
  status: textOrNull,
  started_at: textOrNull,
  ended_at: textOrNull,
  duration_seconds: secondsOrNull,
  credits_used: numberOrNull,
  recording_url: v.optional(textOrNull),
  processing_complete: booleanOrNull,
  transcript,
});

const readSession = reader(session);

/** A call with its session. `processing_complete` may be on either. */
function readCallDetails(sent: unknown): Call | null {
  const read = readCall(sent);
  if (read === null) return null;
  const found = readSession(read.session);
  const complete = [found?.processing_complete, read.processing_complete].filter(
    (value) => typeof value === 'boolean',
  );
  const { recording_url: url, processing_complete: _, ...rest } = found ?? {};
  return {
    ...read,
    session:
      found === null
        ? null
        : ({ ...rest, recording: url === undefined ? null : Boolean(url) } as CallSession),
    processing_complete: complete[0] ?? null,
  };
}

/** That `remaining` is `limit` minus `active` is inferred from the documentation's sample. */
const concurrency = v.pipe(
  v.object({ limit: numberOrNull, active: numberOrNull, remaining: numberOrNull }),
  v.check((read) => Object.values(read).some((value) => value !== null)),
  v.transform(
    (read): Concurrency => ({
      ...read,
      remaining:
        read.remaining ??
        (read.limit !== null && read.active !== null
          ? Math.max(0, read.limit - read.active)
          : null),
    }),
  ),
);

const readConcurrency = reader(concurrency);
