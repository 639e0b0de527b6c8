/** How far the server's clock is ahead of this machine's, in milliseconds, as two bounds. */
export interface ClockOffset {
  readonly least: number;
  readonly most: number;
}

/**
 * The offset of the clock that wrote the `Date` of a reply, which counts whole seconds. Clocks that
 * may agree count as equal. Without a `Date` the server's may be a minute behind.
 */
export function clockOffset(
  date: string | undefined,
  askedAt: Date,
  receivedAt: Date,
): ClockOffset {
  const at = Date.parse(date ?? '');
  if (Number.isNaN(at)) return { least: -60_000, most: 0 };
  const least = at - receivedAt.getTime();
  const most = at + 999 - askedAt.getTime();
  return least <= 0 && most >= 0 ? { least: 0, most: 0 } : { least, most };
}

/** Milliseconds by which two clocks differ even when both are set. */
const slack = 1000;

/**
 * Whether something was created after a request was sent, by the server's clock. `unclear` if its
 * creation time is missing or too close to decide.
 */
export function createdSince(
  sentAt: Date,
  { created_at, ended_at }: { readonly created_at?: unknown; readonly ended_at?: unknown },
  offset: ClockOffset,
): 'yes' | 'no' | 'unclear' {
  const earliest = sentAt.getTime() + offset.least - slack;
  // A call that had already ended cannot be newer, even if other times are missing.
  if (lastMoment(ended_at) < earliest) return 'no';
  const created = firstMoment(created_at);
  if (created >= sentAt.getTime() + offset.most) return 'yes';
  return lastMoment(created_at) < earliest ? 'no' : 'unclear';
}

function firstMoment(time: unknown): number {
  return typeof time === 'string' ? Date.parse(time) : Number.NaN;
}

/** A time in whole seconds stands for any moment of that second. */
function lastMoment(time: unknown): number {
  const fraction = typeof time === 'string' && /:\d\d\.\d/.test(time);
  return firstMoment(time) + (fraction ? 0 : 999);
}
