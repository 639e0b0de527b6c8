import type { Call } from '../../domain/vocobase/call.ts';

/** The page with credentials, numbers, and logs, as the guide names it. */
export const plivoConsole = 'https://console.plivo.com';

/** `5 numbers`, `1 number`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** The first items of a list, and how many more there are. */
export function listed(items: readonly string[]): string {
  const first = items.slice(0, 4).join(', ');
  return items.length > 4 ? `${first} and ${items.length - 4} more` : first;
}

/** The time of a call, for a sentence: `2026-11-24 10:31 UTC`; empty without a time. */
export function dateOf({ ended_at, created_at }: Pick<Call, 'ended_at' | 'created_at'>): string {
  const at = Date.parse(ended_at ?? created_at ?? '');
  return Number.isNaN(at) ? '' : `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
