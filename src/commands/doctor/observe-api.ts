import { isRecord } from '../../domain/text/is-record.ts';
import { documentedStatuses } from '../../domain/vocobase/call.ts';
import type { HttpReply } from '../../ports/http.ts';

/** One reply of the API, as received. */
export interface Seen {
  /** Null if no reply came. */
  readonly status: number | null;
  readonly headers: Readonly<Record<string, string>>;
  /** The body, or undefined if it is not JSON. */
  readonly body: unknown;
}

/** All replies that the report has read. */
export interface Snapshot {
  readonly config: Seen;
  readonly connections: Seen;
  readonly unknownProvider: Seen;
  readonly phoneNumbers: Seen;
  readonly agents: Seen;
  /** The largest page that the client asks for. */
  readonly agentsPage: Seen;
  readonly concurrency: Seen;
  readonly calls: Seen;
  /** The details of the newest call; not seen if there is none. */
  readonly call: Seen;
  readonly unknownAddress: Seen;
}

/**
 * `same`: the API behaved like the emulator. `different`: it behaved otherwise. `not seen`: this
 * account does not show it, or only a write would.
 */
export type Verdict = 'same' | 'different' | 'not seen';

interface Observation {
  readonly verdict: Verdict;
  /** Only shapes, member names, counts, and statuses: nothing of the account itself. */
  readonly seen: string;
}

/** Stands for a reply that did not come, or a request that was not sent. */
export const nothingSeen: Seen = { status: null, headers: {}, body: undefined };

/** Keeps the status, the headers, and the parsed body of a reply. */
export function seen(reply: HttpReply): Seen {
  return { status: reply.status, headers: reply.headers, body: parse(reply.text) };
}

/**
 * Judges each open question that reading can answer. A question that is not listed can only be
 * answered by a write, which the report never sends.
 */
export const observers: Readonly<Record<string, (snapshot: Snapshot) => Observation>> = {
  U1: ({ config }) =>
    notSeen(`GET /config answered ${config.status ?? 'nothing'}; creates are not tried`),

  U8({ connections }) {
    const names = rows(connections, 'connections')?.map((one) => `${one.provider} ${one.name}`);
    if (names === undefined) return unreadable(connections);
    return new Set(names).size < names.length
      ? same('two connections share provider and name')
      : notSeen(`${names.length} connections, all of different names`);
  },

  U9({ connections }) {
    const listed = rows(connections, 'connections');
    if (listed === undefined) return unreadable(connections);
    if (listed.length === 0) return notSeen('no connection');
    const words = wordsOf(listed, 'status');
    const hasFlag = listed.some((one) => 'is_active' in one);
    const found = `status: ${words.join(', ') || 'not there'}${hasFlag ? '; is_active is there' : ''}`;
    const isKnown = words.length > 0 && words.every((word) => /^(in)?active$/i.test(word));
    return isKnown && !hasFlag ? same(found) : different(found);
  },

  U10({ connections }) {
    const listed = rows(connections, 'connections');
    if (listed === undefined) return unreadable(connections);
    if (listed.length === 0) return notSeen('no connection');
    const defaults = listed.filter((one) => one.is_default === true).length;
    const found = `${listed.length} Plivo connections, ${defaults} with is_default`;
    if (!listed.some((one) => 'is_default' in one)) return different('is_default is not there');
    return defaults === 1 ? same(found) : different(found);
  },

  U12: ({ connections }) => shape(connections, 'connections', ['total']),

  U13({ unknownProvider }) {
    const { status, body } = unknownProvider;
    if (status === null) return unreadable(unknownProvider);
    const code = errorCode(body);
    return status === 400
      ? same(`400 ${code ?? 'without a code'}`)
      : different(`${status}${code === null ? '' : ` ${code}`}`);
  },

  U14({ phoneNumbers }) {
    const found = shape(phoneNumbers, 'phone_numbers', ['total']);
    const listed = rows(phoneNumbers, 'phone_numbers') ?? [];
    const bare = listed.filter(({ phone_number }) => !String(phone_number).startsWith('+')).length;
    if (found.verdict !== 'same' || bare === 0) return found;
    return different(`${found.seen}; ${bare} of ${listed.length} numbers without a plus sign`);
  },

  U20(snapshot) {
    const answers = Object.values(snapshot).filter((one: Seen) => one.status !== null);
    const names = new Set(
      answers.flatMap(({ headers }: Seen) =>
        Object.keys(headers).filter((name) => /rate-?limit|retry-after|quota/i.test(name)),
      ),
    );
    return names.size > 0
      ? different(`headers: ${[...names].join(', ')}`)
      : notSeen(
          `no such header on ${answers.length} answers; the window shows only when it is exceeded`,
        );
  },

  U22({ concurrency }) {
    const source = dataOf(concurrency.body)?.limit_source;
    if (typeof source !== 'string') return unreadable(concurrency);
    return source === 'partner' ? same('partner') : different(source);
  },

  U23({ concurrency }) {
    const limit = dataOf(concurrency.body)?.limit;
    if (typeof limit !== 'number') return unreadable(concurrency);
    return limit === 5 ? same('5') : different(String(limit));
  },

  U24({ calls }) {
    const listed = rows(calls, 'calls');
    if (listed === undefined) return unreadable(calls);
    const failed = listed.filter(({ status }) => status === 'failed');
    const others = listed.filter(({ status }) => status !== 'failed');
    if (failed.length === 0) return notSeen(`no failed call among ${listed.length}`);
    const withText = failed.filter(({ error_message }) => isText(error_message)).length;
    const extra = others.filter(({ error_message }) => isText(error_message)).length;
    const found = `text in ${withText} of ${failed.length} failed calls, and in ${extra} of ${others.length} others`;
    return withText === failed.length && extra === 0 ? same(found) : different(found);
  },

  U25({ calls }) {
    const listed = rows(calls, 'calls');
    if (listed === undefined) return unreadable(calls);
    if (listed.length === 0) return notSeen('no call to read');
    const words = wordsOf(listed, 'status');
    const found = `statuses: ${words.join(', ') || 'none'}; how long each lasts is not shown`;
    const documented: readonly string[] = documentedStatuses;
    return words.every((word) => documented.includes(word)) ? same(found) : different(found);
  },

  U26({ call }) {
    if (call.status === null) return notSeen('no call to read');
    const data = dataOf(call.body);
    if (data === null) return unreadable(call);
    const inner = isRecord(data.call) ? data.call : data;
    if (!isRecord(inner.session)) return different(`session is ${kindOf(inner.session)}`);
    const members = Object.keys(inner.session).filter((name) => /^\w{1,40}$/.test(name));
    const where = 'processing_complete' in inner.session ? 'in the session' : null;
    const outside = 'processing_complete' in inner ? 'on the call' : 'not there';
    const found = `session: ${members.join(', ')}; processing_complete is ${where ?? outside}`;
    return Array.isArray(inner.session.transcript) && where !== null
      ? same(found)
      : different(found);
  },

  U27({ calls, call }) {
    const listed = rows(calls, 'calls');
    if (listed === undefined) return unreadable(calls);
    if (listed.length === 0) return notSeen('no call to read');
    const data = dataOf(call.body);
    const looked = [...listed, ...(data === null ? [] : [data])];
    const members = ['disposition', 'answered_by'].filter((name) =>
      looked.some((one) => name in one),
    );
    return members.length === 2
      ? same('both are on the call object')
      : different(`on the call object: ${members.join(', ') || 'neither'}`);
  },

  U28({ agents, agentsPage }) {
    const found = shape(agents, 'agents', ['total', 'limit', 'offset']);
    if (found.verdict !== 'same' || agentsPage.status === null) return found;
    return agentsPage.status < 300
      ? same(`${found.seen}; limit=100 is accepted`)
      : different(`${found.seen}; limit=100 answers ${agentsPage.status}`);
  },

  U29({ config }) {
    const data = dataOf(config.body);
    if (data === null) return unreadable(config);
    const { credits } = data;
    if (typeof credits === 'number') return same('data.credits, a number');
    const near = Object.keys(data).filter((name) => /credit|balance|wallet/i.test(name));
    return different(
      `data.credits is ${kindOf(credits)}${near.length > 0 ? `; there is ${near.join(', ')}` : ''}`,
    );
  },

  U30({ config }) {
    const data = dataOf(config.body);
    if (data === null) return unreadable(config);
    const { status, allowed_telephony_providers: allowed, telephony } = data;
    const word = typeof status === 'string' && /^\w{1,40}$/.test(status) ? status : kindOf(status);
    const list = Array.isArray(allowed)
      ? allowed.every((one) => typeof one === 'string' && one === one.toLowerCase())
        ? 'a list in lower case'
        : 'a list, not in lower case'
      : kindOf(allowed);
    const blocks = isRecord(telephony) ? Object.entries(telephony) : [];
    const complete = blocks.filter(
      ([, one]) => isRecord(one) && 'configured' in one && 'from_number' in one,
    ).length;
    const numberless = blocks.filter(
      ([, one]) => isRecord(one) && one.configured === true && !isText(one.from_number),
    ).length;
    const found = [
      `status: ${word}`,
      `allowed_telephony_providers: ${list}`,
      `telephony: ${isRecord(telephony) ? `${blocks.length} providers, ${complete} with configured and from_number` : kindOf(telephony)}`,
      ...(numberless > 0 ? [`${numberless} configured without from_number`] : []),
    ].join('; ');
    const isSame =
      word === 'active' &&
      list === 'a list in lower case' &&
      blocks.length === 8 &&
      complete === 8 &&
      numberless === 0;
    return isSame ? same(found) : different(found);
  },

  U31({ config, connections }) {
    const listed = rows(connections, 'connections')?.filter(
      (one) => String(one.provider).toLowerCase() === 'plivo' && one.status === 'ACTIVE',
    );
    const telephony = dataOf(config.body)?.telephony;
    const plivo = isRecord(telephony) ? telephony.plivo : undefined;
    if (listed === undefined || !isRecord(plivo)) return unreadable(connections);
    if (listed.length < 2)
      return notSeen(`${listed.length} active Plivo connections; two are needed`);
    const numbersOf = (one: JsonObject) =>
      (Array.isArray(one.phone_numbers) ? one.phone_numbers : [])
        .filter(isRecord)
        .map(({ phone_number }) => phone_number);
    const standard = listed.find((one) => one.is_default === true);
    const others = listed.filter((one) => one !== standard);
    const fits = standard !== undefined && numbersOf(standard).includes(plivo.from_number);
    const elsewhere = others.some((one) => numbersOf(one).includes(plivo.from_number));
    if (fits && !elsewhere) return same('its from_number is one of the default connection');
    return elsewhere && !fits
      ? different('its from_number is one of another connection')
      : notSeen('its from_number is not tied to one connection');
  },

  U32({ agents, calls }) {
    const inbound = new Set(
      rows(agents, 'agents')
        ?.filter(({ agent_type }) => agent_type === 'inbound')
        .map(({ id }) => id),
    );
    const placed = rows(calls, 'calls')?.filter(
      ({ agent_id, direction }) => direction === 'outbound' && inbound.has(agent_id),
    );
    if (placed === undefined) return unreadable(calls);
    return placed.length > 0
      ? same(`${placed.length} outbound calls of inbound agents`)
      : notSeen('no outbound call of an inbound agent');
  },

  U33({ unknownAddress }) {
    const { status, body } = unknownAddress;
    if (status === null) return unreadable(unknownAddress);
    const found = `an unknown address answers ${status} ${errorCode(body) ?? 'without a code'}`;
    return status === 404 || status === 501 ? same(found) : different(found);
  },

  U37({ config, connections }) {
    const names = [...membersIn(config.body), ...membersIn(connections.body)].filter((name) =>
      /voicemail|machine|amd/i.test(name),
    );
    if (config.body === undefined) return unreadable(config);
    return names.length === 0
      ? same('no such member in GET /config or the connections')
      : different(`members: ${[...new Set(names)].join(', ')}`);
  },
};

function same(seen: string): Observation {
  return { verdict: 'same', seen };
}

function different(seen: string): Observation {
  return { verdict: 'different', seen };
}

/** A question that these replies do not settle; `seen` says why. */
export function notSeen(seen: string): Observation {
  return { verdict: 'not seen', seen };
}

function unreadable({ status, body }: Seen): Observation {
  if (status === null) return notSeen('no answer came');
  const what = body === undefined ? 'no JSON' : (errorCode(body) ?? 'another form');
  return notSeen(`the answer was ${status}, ${what}`);
}

/** `data.<name>` is a list, and the given members are beside it. */
function shape(answer: Seen, name: string, beside: readonly string[]): Observation {
  const { status, body } = answer;
  if (status === null || body === undefined) return unreadable(answer);
  if (status === 404) return different('the address is not known (404)');
  if (status > 299) return unreadable(answer);
  const data = isRecord(body) && 'data' in body ? body.data : body;
  if (Array.isArray(data)) return different('the list is data itself');
  if (!isRecord(data) || !Array.isArray(data[name])) {
    return different(`data holds ${isRecord(data) ? Object.keys(data).join(', ') : kindOf(data)}`);
  }
  const missing = beside.filter((member) => !(member in data));
  const inactive = data[name].some((one) => isRecord(one) && one.status === 'INACTIVE');
  const found = `data: ${Object.keys(data).join(', ')}${inactive ? '; inactive ones are listed' : ''}`;
  return missing.length === 0 ? same(found) : different(`${found}; without ${missing.join(', ')}`);
}

/** The distinct values of a member if they are single words: free text may be private. */
function wordsOf(listed: readonly JsonObject[], name: string): string[] {
  const values = listed.map((one) => one[name]).filter((value) => value !== undefined);
  const words = values.map((value) =>
    typeof value === 'string' && /^\w{1,40}$/.test(value) ? value : 'another form',
  );
  return [...new Set(words)].sort();
}

type JsonObject = Readonly<Record<string, unknown>>;

function rows({ body }: Seen, name: string): readonly JsonObject[] | undefined {
  const data = isRecord(body) && 'data' in body ? body.data : body;
  const list = Array.isArray(data) ? data : isRecord(data) ? data[name] : undefined;
  return Array.isArray(list) ? list.filter(isRecord) : undefined;
}

/** The id of the first call of a list, to read its details; null if there is none. */
export function firstCallId(calls: Seen): string | null {
  const id = rows(calls, 'calls')?.[0]?.call_id;
  return typeof id === 'string' && id !== '' ? id : null;
}

function dataOf(body: unknown): JsonObject | null {
  return isRecord(body) && isRecord(body.data) ? body.data : null;
}

function errorCode(body: unknown): string | null {
  const error = isRecord(body) ? body.error : undefined;
  const code = isRecord(error) ? error.code : undefined;
  return typeof code === 'string' && /^\w{1,40}$/.test(code) ? code : null;
}

/** The names of all members, however deep; none of their values. */
function membersIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(membersIn);
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([name, inner]) => [name, ...membersIn(inner)]);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

function kindOf(value: unknown): string {
  if (value === undefined) return 'not there';
  if (value === null) return 'null';
  return Array.isArray(value) ? 'a list' : `a ${typeof value}`;
}
