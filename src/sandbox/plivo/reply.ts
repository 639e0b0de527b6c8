import { randomUUID } from 'node:crypto';
import { json, type Reply, text } from '../http/reply.ts';

/** An error reply of Plivo's API. Routes throw it; answer.ts turns it into a reply. */
export class PlivoRefusal extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.name = 'PlivoRefusal';
    this.status = status;
  }
}

/** A reply of Plivo's API, with the id of the request. */
export function plivoAnswer(body: Record<string, unknown>): Reply {
  return json(200, { api_id: randomUUID(), ...body });
}

/** Plivo's errors are free text without a code. */
export function plivoError(status: number, error: string): Reply {
  return json(status, { api_id: randomUUID(), error });
}

/** A 401 is plain text, not JSON. */
export function plivoUnauthorized(): Reply {
  return text(
    401,
    'Could not verify your access level for that URL.\nYou have to login with proper credentials',
    { 'www-authenticate': 'Basic realm="Login Required"' },
  );
}

/** `YYYY-MM-DD HH:MM:SS+05:30` in the time zone of the account, as Plivo shows times. */
export function plivoTime(at: number, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'longOffset',
  }).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes) =>
    parts.find((each) => each.type === type)?.value ?? '';
  const offset = part('timeZoneName').replace('GMT', '') || '+00:00';
  const date = `${part('year')}-${part('month')}-${part('day')}`;
  return `${date} ${part('hour')}:${part('minute')}:${part('second')}${offset}`;
}

/**
 * One page of a list in Plivo's envelope, 20 rows at most. What the real API does with a larger limit
 * is not documented. The sandbox refuses it.
 */
export function page(
  path: string,
  query: URLSearchParams,
  items: readonly unknown[],
  list: { key: string; max: number } = { key: 'objects', max: 20 },
): Reply {
  const limit = whole(query, 'limit', 20, 1, list.max);
  const offset = whole(query, 'offset', 0, 0, Number.MAX_SAFE_INTEGER);
  const to = (next: number) => `${path}?limit=${limit}&offset=${next}`;
  return plivoAnswer({
    meta: {
      limit,
      offset,
      total_count: items.length,
      next: offset + limit < items.length ? to(offset + limit) : null,
      previous: offset > 0 ? to(Math.max(0, offset - limit)) : null,
    },
    [list.key]: items.slice(offset, offset + limit),
  });
}

function whole(
  query: URLSearchParams,
  field: string,
  fallback: number,
  min: number,
  max: number,
): number {
  const given = query.get(field);
  if (given === null || given === '') return fallback;
  const value = Number(given);
  if (!Number.isInteger(value) || value < min || value > max) {
    throw new PlivoRefusal(400, `${field} must be a whole number from ${min} to ${max}`);
  }
  return value;
}
