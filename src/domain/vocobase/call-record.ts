import type { CarrierCall } from '../plivo/account.ts';
import type { Call } from './call.ts';

export type Timed = Pick<Call, 'created_at' | 'ended_at'>;

/** The clocks of Vocobase, Plivo and this machine may differ by this much. */
const tolerance = 2 * 60_000;

/**
 * Where in Plivo's records a call can be: Vocobase's id of a call is not Plivo's, so it is found by
 * its numbers and the time of its end. Null when nothing says when the call was.
 */
export function recordWindow(call: Timed, now: Date): { after: Date; before: Date } | null {
  const created = Date.parse(call.created_at ?? '');
  const ended = Date.parse(call.ended_at ?? '');
  const first = Number.isNaN(created) ? ended : created;
  if (Number.isNaN(first)) return null;
  const last = Number.isNaN(ended) ? now.getTime() : ended;
  return { after: new Date(first - tolerance), before: new Date(last + tolerance) };
}

/**
 * The record of a call among those of its numbers and window, newest first: the outbound one whose
 * end is nearest, else the newest.
 */
export function pickRecord(records: readonly CarrierCall[], call: Timed): CarrierCall | null {
  const outbound = records.filter(({ direction }) => direction?.toLowerCase() !== 'inbound');
  const ended = Date.parse(call.ended_at ?? '');
  const distance = (record: CarrierCall) => {
    const off = Math.abs(Date.parse(record.end_time ?? '') - ended);
    return Number.isNaN(off) ? Number.POSITIVE_INFINITY : off;
  };
  return outbound.reduce<CarrierCall | null>(
    (best, record) => (best === null || distance(record) < distance(best) ? record : best),
    null,
  );
}

/** Records appear some time after the end of a call, so a young one is worth asking for again. */
export function mayLag(call: Timed, now: Date): boolean {
  const ended = Date.parse(call.ended_at ?? '');
  return Number.isNaN(ended) || now.getTime() - ended < tolerance;
}
