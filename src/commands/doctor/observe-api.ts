import { isRecord } from '../../domain/text/is-record.ts';
import type { HttpReply } from '../../ports/http.ts';

/** One answer of the API, as it came. */
export interface Seen {
  /** Null when no answer came. */
  readonly status: number | null;
  readonly headers: Readonly<Record<string, string>>;
  /** The body, or undefined when it is no JSON. */
  readonly body: unknown;
}

/** All that the report has read. */
export interface Snapshot {
  readonly config: Seen;
  readonly connections: Seen;
  readonly unknownProvider: Seen;
  readonly phoneNumbers: Seen;
  readonly agents: Seen;
  readonly concurrency: Seen;
  readonly calls: Seen;
  readonly unknownAddress: Seen;
}

/**
 * `confirmed` and `contradicted`: the API was seen to do so, or otherwise. `not observed`: reading
 * could show it, and this account does not. `not observable`: only a write shows it.
 */
export type Verdict = 'confirmed' | 'contradicted' | 'not observed' | 'not observable';

export interface Observation {
  readonly verdict: Verdict;
  /** Shapes, member names, counts and statuses only: nothing of the account itself. */
  readonly observed: string;
}

export const nothingSeen: Seen = { status: null, headers: {}, body: undefined };

export function seen(reply: HttpReply): Seen {
  return { status: reply.status, headers: reply.headers, body: parse(reply.text) };
}

/**
 * How each open question that reading can answer is judged. A question that is not in it can only
 * be answered by a write, which the report never sends.
 */
export const observers: Readonly<Record<string, (snapshot: Snapshot) => Observation>> = {
  U1: ({ config }) =>
    notObservable(`GET /config answered ${config.status ?? 'nothing'}; creates are not tried`),

  U8({ connections }) {
    const names = rows(connections, 'connections')?.map((one) => `${one.provider} ${one.name}`);
    if (names === undefined) return unreadable(connections);
    return new Set(names).size < names.length
      ? confirmed('two connections share provider and name')
      : notObserved(`${names.length} connections, all of different names`);
  },

  U10({ connections }) {
    const listed = rows(connections, 'connections');
    if (listed === undefined) return unreadable(connections);
    const defaults = listed.filter((one) => one.is_default === true).length;
    return notObserved(
      `${listed.length} connections, ${defaults} with is_default; their history is not shown`,
    );
  },

  U12: ({ connections }) => shape(connections, 'connections', ['total']),

  U13({ unknownProvider }) {
    const { status, body } = unknownProvider;
    if (status === null) return unreadable(unknownProvider);
    const code = errorCode(body);
    return status === 400
      ? confirmed(`400 ${code ?? 'without a code'}`)
      : contradicted(`${status}${code === null ? '' : ` ${code}`}`);
  },

  U14: ({ phoneNumbers }) => shape(phoneNumbers, 'phone_numbers', ['total']),

  U20(snapshot) {
    const answers = Object.values(snapshot).filter((one: Seen) => one.status !== null);
    const names = new Set(
      answers.flatMap(({ headers }: Seen) =>
        Object.keys(headers).filter((name) => /rate-?limit|retry-after|quota/i.test(name)),
      ),
    );
    return names.size > 0
      ? contradicted(`headers: ${[...names].join(', ')}`)
      : notObserved(
          `no such header on ${answers.length} answers; the window shows only when it is exceeded`,
        );
  },

  U22({ concurrency }) {
    const source = dataOf(concurrency.body)?.limit_source;
    if (typeof source !== 'string') return unreadable(concurrency);
    return source === 'partner' ? confirmed('partner') : contradicted(source);
  },

  U23({ concurrency }) {
    const limit = dataOf(concurrency.body)?.limit;
    if (typeof limit !== 'number') return unreadable(concurrency);
    return limit === 5 ? confirmed('5') : contradicted(String(limit));
  },

  U24({ calls }) {
    const listed = rows(calls, 'calls');
    if (listed === undefined) return unreadable(calls);
    const failed = listed.filter(({ status }) => status === 'failed');
    const others = listed.filter(({ status }) => status !== 'failed');
    if (failed.length === 0) return notObserved(`no failed call among ${listed.length}`);
    const withText = failed.filter(({ error_message }) => isText(error_message)).length;
    const extra = others.filter(({ error_message }) => isText(error_message)).length;
    const found = `text in ${withText} of ${failed.length} failed calls, and in ${extra} of ${others.length} others`;
    return withText === failed.length && extra === 0 ? confirmed(found) : contradicted(found);
  },

  U27({ calls }) {
    const listed = rows(calls, 'calls');
    if (listed === undefined) return unreadable(calls);
    if (listed.length === 0) return notObserved('no call to look at');
    const members = ['disposition', 'answered_by'].filter((name) =>
      listed.some((one) => name in one),
    );
    return members.length === 2
      ? confirmed('both are on the calls of the list')
      : contradicted(`on the calls of the list: ${members.join(', ') || 'neither'}`);
  },

  U28: ({ agents }) => shape(agents, 'agents', ['total', 'limit', 'offset']),

  U29({ config }) {
    const data = dataOf(config.body);
    if (data === null) return unreadable(config);
    const { credits } = data;
    if (typeof credits === 'number') return confirmed('data.credits, a number');
    const near = Object.keys(data).filter((name) => /credit|balance|wallet/i.test(name));
    return contradicted(
      `data.credits is ${kindOf(credits)}${near.length > 0 ? `; there is ${near.join(', ')}` : ''}`,
    );
  },

  U30({ config }) {
    const telephony = dataOf(config.body)?.telephony;
    if (!isRecord(telephony)) return unreadable(config);
    const names = Object.keys(telephony);
    const complete = Object.values(telephony).every(
      (one) => isRecord(one) && 'configured' in one && 'from_number' in one,
    );
    const found = `${names.length} providers: ${names.join(', ')}${complete ? '' : '; not all with configured and from_number'}`;
    return names.length === 8 && complete ? confirmed(found) : contradicted(found);
  },

  U31({ config, connections }) {
    const listed = rows(connections, 'connections')?.filter(
      (one) => String(one.provider).toLowerCase() === 'plivo' && one.status === 'ACTIVE',
    );
    const telephony = dataOf(config.body)?.telephony;
    const plivo = isRecord(telephony) ? telephony.plivo : undefined;
    if (listed === undefined || !isRecord(plivo)) return unreadable(connections);
    if (listed.length < 2)
      return notObserved(`${listed.length} active Plivo connections; two are needed`);
    const numbersOf = (one: JsonObject) =>
      (Array.isArray(one.phone_numbers) ? one.phone_numbers : [])
        .filter(isRecord)
        .map(({ phone_number }) => phone_number);
    const standard = listed.find((one) => one.is_default === true);
    const others = listed.filter((one) => one !== standard);
    const fits = standard !== undefined && numbersOf(standard).includes(plivo.from_number);
    const elsewhere = others.some((one) => numbersOf(one).includes(plivo.from_number));
    if (fits && !elsewhere) return confirmed('its from_number is one of the default connection');
    return elsewhere && !fits
      ? contradicted('its from_number is one of another connection')
      : notObserved('its from_number is not tied to one connection');
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
      ? confirmed(`${placed.length} outbound calls of inbound agents`)
      : notObserved('no outbound call of an inbound agent');
  },

  U33({ unknownAddress }) {
    const { status, body } = unknownAddress;
    if (status === null) return unreadable(unknownAddress);
    const found = `an unknown address answers ${status} ${errorCode(body) ?? 'without a code'}`;
    return status === 404 || status === 501 ? confirmed(found) : contradicted(found);
  },

  U37({ config, connections }) {
    const names = [...membersIn(config.body), ...membersIn(connections.body)].filter((name) =>
      /voicemail|machine|amd/i.test(name),
    );
    if (config.body === undefined) return unreadable(config);
    return names.length === 0
      ? confirmed('no such member in GET /config or the connections')
      : contradicted(`members: ${[...new Set(names)].join(', ')}`);
  },
};

export function notObservable(observed: string): Observation {
  return { verdict: 'not observable', observed };
}

function confirmed(observed: string): Observation {
  return { verdict: 'confirmed', observed };
}

function contradicted(observed: string): Observation {
  return { verdict: 'contradicted', observed };
}

function notObserved(observed: string): Observation {
  return { verdict: 'not observed', observed };
}

function unreadable({ status, body }: Seen): Observation {
  if (status === null) return notObserved('no answer came');
  const what = body === undefined ? 'no JSON' : (errorCode(body) ?? 'another form');
  return notObserved(`the answer was ${status}, ${what}`);
}

/** `data.<name>` is a list, and the members beside it are there. */
function shape(answer: Seen, name: string, beside: readonly string[]): Observation {
  const { status, body } = answer;
  if (status === null || body === undefined) return unreadable(answer);
  if (status === 404) return contradicted('the address is not known (404)');
  if (status > 299) return unreadable(answer);
  const data = isRecord(body) && 'data' in body ? body.data : body;
  if (Array.isArray(data)) return contradicted('the list stands in data itself');
  if (!isRecord(data) || !Array.isArray(data[name])) {
    return contradicted(
      `data holds ${isRecord(data) ? Object.keys(data).join(', ') : kindOf(data)}`,
    );
  }
  const missing = beside.filter((member) => !(member in data));
  const inactive = data[name].some((one) => isRecord(one) && one.status === 'INACTIVE');
  const found = `data: ${Object.keys(data).join(', ')}${inactive ? '; inactive ones are listed' : ''}`;
  return missing.length === 0
    ? confirmed(found)
    : contradicted(`${found}; without ${missing.join(', ')}`);
}

type JsonObject = Readonly<Record<string, unknown>>;

function rows({ body }: Seen, name: string): readonly JsonObject[] | undefined {
  const data = isRecord(body) && 'data' in body ? body.data : body;
  const list = Array.isArray(data) ? data : isRecord(data) ? data[name] : undefined;
  return Array.isArray(list) ? list.filter(isRecord) : undefined;
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
