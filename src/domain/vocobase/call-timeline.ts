import { type Call, hasEnded, isCompleted, isoTime, normalStatus } from './call.ts';

/** A status and the time it began; ISO 8601, UTC. */
export interface StatusChange {
  readonly status: string;
  readonly at: string;
}

type Timed = Pick<Call, 'status' | 'created_at' | 'started_at' | 'ended_at' | 'duration_seconds'>;

/** The timeline of a call that was just started. */
export function beginTimeline(call: Timed, now: Date): readonly StatusChange[] {
  return [{ status: call.status, at: isoTime(call.created_at) ?? now.toISOString() }];
}

/**
 * The timeline after one more read. What `started_at` marks is not documented, so it dates the
 * change with which it first appears; `ended_at` dates the end. Every other change gets the time at
 * which it was seen, never earlier than the change before it.
 */
export function extendTimeline(
  timeline: readonly StatusChange[],
  before: Timed,
  after: Timed,
  now: Date,
): readonly StatusChange[] {
  const last = timeline.at(-1);
  if (last && normalStatus(last.status) === normalStatus(after.status)) return timeline;
  const started = before.started_at === null ? isoTime(after.started_at) : null;
  const known = hasEnded(after) ? isoTime(after.ended_at) : started;
  const seen = now.toISOString();
  const at = known ?? (last && last.at > seen ? last.at : seen);
  return [...timeline, { status: after.status, at }];
}

/** The timeline of a call that was not watched, from the times in the API. */
export function timelineOf(call: Timed, now: Date): readonly StatusChange[] {
  const created = isoTime(call.created_at);
  const started = isoTime(call.started_at);
  const ended = isoTime(call.ended_at);
  const status = normalStatus(call.status);
  const changes: StatusChange[] = [];
  if (created !== null && status !== 'pending') changes.push({ status: 'pending', at: created });
  if (hasEnded(call)) {
    if (started !== null)
      changes.push({ status: isAnswer(call) ? 'in_progress' : 'ringing', at: started });
    if (ended !== null) changes.push({ status: call.status, at: ended });
    return changes;
  }
  const since = status === 'pending' ? created : status === 'ringing' ? started : null;
  return [...changes, { status: call.status, at: since ?? now.toISOString() }];
}

/** `started_at` is the time of the answer only if start, end, and duration agree. */
function isAnswer(call: Timed): boolean {
  if (!isCompleted(call.status) || call.duration_seconds === null) return false;
  const spoken = Date.parse(call.ended_at ?? '') - Date.parse(call.started_at ?? '');
  return Math.abs(spoken / 1000 - call.duration_seconds) <= 1.5;
}
