import type { CarrierCall } from '../plivo/account.ts';
import type { Call } from './call.ts';

type Timed = Pick<Call, 'created_at' | 'ended_at'>;

/** Milliseconds by which the clocks of Vocobase, Plivo, and this machine may differ. */
const tolerance = 2 * 60_000;

/**
 * The time span in which Plivo's record of a call can be. Vocobase's call id is not Plivo's, so the
 * record is found by its numbers and end time. Null if the call has no time.
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
 * Picks the record of a call from those with its numbers and time span, newest first: the outbound
 * record that ended nearest, else the newest.
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

/** True if Plivo's record may still appear: records appear some time after a call ends. */
export function mayLag(call: Timed, now: Date): boolean {
  const ended = Date.parse(call.ended_at ?? '');
  return Number.isNaN(ended) || now.getTime() - ended < tolerance;
}
