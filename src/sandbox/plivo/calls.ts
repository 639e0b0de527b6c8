import type { Reply } from '../http/reply.ts';
import { liveCalls, statusAt } from '../world/calls.ts';
import { withoutPlus } from '../world/plivo-account.ts';
import type { PlivoAccount, PlivoCall } from '../world/world.ts';
import type { PlivoRequest } from './access.ts';
import { PlivoRefusal, page, plivoAnswer, plivoTime } from './reply.ts';

const DAY = 24 * 60 * 60 * 1000;
const KEPT_FOR = 90 * DAY;
const USUAL_WINDOW = 7 * DAY;
const LONGEST_WINDOW = 30 * DAY;
const UTC_TIME = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2})(?::(\d{2})(?:\.\d{1,6})?)?$/;

/** Ended calls, newest first; `status=live` and `status=queued` ask for the others instead. */
export function listCalls(request: PlivoRequest): Reply {
  const { world, account, query, path, now } = request;
  const status = query.get('status');
  if (status !== null) return plivoAnswer({ calls: unendedCalls(request, status) });
  const inWindow = windowOf(query, now);
  const calls = world.plivo.calls
    .filter((call) => isVisible(call, account))
    .filter((call) => inWindow(call.ended_at))
    .filter((call) => startsWithDigits(query.get('from_number'), call.from_number))
    .filter((call) => startsWithDigits(query.get('to_number'), call.to_number))
    .filter((call) => equals(query.get('hangup_cause_code'), String(call.hangup.code)))
    .filter((call) => equals(query.get('hangup_source'), call.hangup.source))
    .filter((call) => equals(query.get('call_direction'), call.direction))
    .toSorted((one, other) => other.ended_at - one.ended_at);
  return page(
    path,
    query,
    calls.map((call) => callView(call, account)),
  );
}

/** `GET /Call/{call_uuid}/`: an ended call that the account may see. */
export function showCall({ world, account, params }: PlivoRequest): Reply {
  const call = world.plivo.calls.find(
    (each) => each.call_uuid === params.call_uuid && isVisible(each, account),
  );
  if (!call) throw new PlivoRefusal(404, 'not found');
  return plivoAnswer(callView(call, account));
}

function isVisible(call: PlivoCall, account: PlivoAccount): boolean {
  return call.account === account.auth_id;
}

function unendedCalls({ world, now, account }: PlivoRequest, status: string): string[] {
  if (status !== 'live' && status !== 'queued') {
    throw new PlivoRefusal(400, 'status must be live or queued');
  }
  return liveCalls(world, now)
    .filter((call) => (statusAt(call, now) === 'pending') === (status === 'queued'))
    .filter((call) =>
      world.connections.some(
        (each) => each.id === call.connection_id && each.account === account.auth_id,
      ),
    )
    .map((call) => call.id);
}

/** A test of whether a call ended within the end_time filters. */
function windowOf(query: URLSearchParams, now: number): (endedAt: number) => boolean {
  const exact = utc(query, 'end_time');
  const from = utc(query, 'end_time__gte') ?? after(utc(query, 'end_time__gt')) ?? exact;
  const to = utc(query, 'end_time__lte') ?? before(utc(query, 'end_time__lt')) ?? exact;
  const last = to ?? now;
  const first = from ?? last - USUAL_WINDOW;
  if (last - first > LONGEST_WINDOW) {
    throw new PlivoRefusal(400, 'the range of end_time must not be longer than 30 days');
  }
  // Filters count whole seconds, records keep milliseconds.
  return (endedAt) => {
    const second = Math.floor(endedAt / 1000) * 1000;
    return endedAt >= now - KEPT_FOR && second >= first && second <= last;
  };
}

/** A filter's time. Filters are in UTC, whatever the time zone of the account. */
function utc(query: URLSearchParams, field: string): number | null {
  const given = query.get(field);
  if (given === null) return null;
  const match = UTC_TIME.exec(given);
  const at = match ? Date.parse(`${match[1]}T${match[2]}:${match[3] ?? '00'}Z`) : Number.NaN;
  if (Number.isNaN(at)) {
    throw new PlivoRefusal(400, `${field} must have the form YYYY-MM-DD HH:MM[:ss[.uuuuuu]]`);
  }
  return at;
}

function after(at: number | null): number | null {
  return at === null ? null : at + 1000;
}

function before(at: number | null): number | null {
  return at === null ? null : at - 1000;
}

function startsWithDigits(wanted: string | null, actual: string): boolean {
  return wanted === null || actual.startsWith(withoutPlus(wanted));
}

function equals(wanted: string | null, actual: string): boolean {
  return wanted === null || wanted.toLowerCase() === actual.toLowerCase();
}

/** The documented call record. Times are in the time zone of the account. */
function callView(call: PlivoCall, account: PlivoAccount) {
  const time = (at: number | null) => (at === null ? null : plivoTime(at, account.timezone));
  const billed = Math.ceil(call.duration / 60) * 60;
  return {
    answer_time: time(call.answered_at),
    bill_duration: call.duration,
    billed_duration: billed,
    call_direction: call.direction,
    call_duration: call.duration,
    call_uuid: call.call_uuid,
    end_time: time(call.ended_at),
    from_number: call.from_number,
    hangup_cause_code: call.hangup.code,
    hangup_cause_name: call.hangup.name,
    hangup_source: call.hangup.source,
    initiation_time: time(call.initiated_at),
    parent_call_uuid: null,
    resource_uri: `/v1/Account/${call.account}/Call/${call.call_uuid}/`,
    stir_verification: 'Not Applicable',
    to_number: call.to_number,
    total_amount: ((billed / 60) * 0.01).toFixed(5),
    total_rate: '0.01000',
  };
}
