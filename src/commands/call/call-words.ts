import { type Call, normalStatus } from '../../domain/vocobase/call.ts';
import { isoTime, isShortCall } from '../../domain/vocobase/call-progress.ts';

/** When a call was created, in UTC: `2026-03-01 12:00`. */
export function createdWords(call: Call): string {
  return isoTime(call.created_at)?.slice(0, 16).replace('T', ' ') ?? '–';
}

/** `no answer`; `completed, short` where it ended after a few seconds. */
export function statusWords(call: Call): string {
  const words = call.status.replaceAll('_', ' ');
  return isShortCall(call) ? `${words}, short` : words;
}

/** What the API gives as a reason; a disposition that only repeats the status is none. */
export function reasonWords({ error_message, disposition, status }: Call): string | null {
  if (error_message !== null && error_message !== '') return error_message;
  if (disposition === null || normalStatus(disposition) === normalStatus(status)) return null;
  return disposition.replaceAll('_', ' ') || null;
}
