import type { CarrierCall } from '../../domain/plivo/account.ts';
import { isSameNumber } from '../../domain/text/phone-number.ts';
import {
  type Call,
  isCompleted,
  isShortCall,
  isTerminal,
  normalStatus,
  speaksOfRefusedCredentials,
} from '../../domain/vocobase/call.ts';
import { pickRecord, recordWindow } from '../../domain/vocobase/call-record.ts';

/** Failed, or answered and dropped. No answer and a busy line do not count. */
export function wentWrong(call: Call): boolean {
  return normalStatus(call.status) === 'failed' || isShortCall(call);
}

/** True for a completed call that lasted. */
export function isGood(call: Call): boolean {
  return isCompleted(call.status) && !isShortCall(call);
}

/** Plivo refused the credentials that Vocobase holds. */
export function isRefusal(call: Call): boolean {
  return normalStatus(call.status) === 'failed' && speaksOfRefusedCredentials(call.error_message);
}

/** True for anything but a good end: Plivo's record may give the reason. */
export function wantsReason(call: Call): boolean {
  return isTerminal(call.status) && !isGood(call);
}

/** How far back Plivo's records are read. Milliseconds. */
export const recentSpan = 7 * 24 * 60 * 60 * 1000;

/**
 * True if the call is recent: an old failure proves nothing about today. A call without a time
 * counts as recent.
 */
export function isRecent(call: Call, now: Date): boolean {
  const at = Date.parse(call.created_at ?? '');
  return Number.isNaN(at) || at >= now.getTime() - recentSpan;
}

/** Finds Plivo's record of a call by numbers and time, because the two APIs share no id. */
export function recordOf(
  call: Call,
  records: readonly CarrierCall[],
  now: Date,
): CarrierCall | null {
  const window = recordWindow(call, now);
  if (window === null) return null;
  const candidates = records.filter((record) => {
    const ended = Date.parse(record.end_time ?? '');
    const inWindow = ended >= window.after.getTime() && ended <= window.before.getTime();
    const sameCaller =
      call.from_number === null || isSameNumber(record.from_number, call.from_number);
    return inWindow && sameCaller && isSameNumber(record.to_number, call.to_number);
  });
  return pickRecord(candidates, call);
}

/** Each text once with its count, most frequent first: `Unknown Caller ID ×2`. */
export function fromWorst(texts: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([text, count]) => (count === 1 ? text : `${text} ×${count}`));
}
