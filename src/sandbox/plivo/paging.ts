import type { Reply } from '../reply.ts';
import { PlivoRefusal, plivoAnswer } from './answers.ts';

/**
 * One page of a list in Plivo's envelope. Pages hold 20 unless asked for less; what the real API
 * does with more is not documented, the emulator refuses it.
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
  if (given === null) return fallback;
  const value = Number(given);
  if (given === '' || !Number.isInteger(value) || value < min || value > max) {
    throw new PlivoRefusal(400, `${field} must be a whole number from ${min} to ${max}`);
  }
  return value;
}
