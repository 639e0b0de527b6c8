import { randomUUID } from 'node:crypto';
import { json, type Reply, text } from '../reply.ts';

/** An error of the Plivo API. Thrown by its routes, rendered once. */
export class PlivoRefusal extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.name = 'PlivoRefusal';
    this.status = status;
  }
}

/** A Plivo body: whatever it says, with the id of the request. */
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

/** `YYYY-MM-DD HH:MM:SS+05:30` in the zone of the account, as Plivo prints the times of calls. */
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
