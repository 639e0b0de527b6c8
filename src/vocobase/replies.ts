import { isRecord } from '../domain/text/is-record.ts';
import { isKnownFailure } from '../errors/cli-error.ts';

import { numberOrNull, reader } from '../http/reply-schema.ts';
import type { Answer, Api } from './api.ts';

/** One object, in `data` itself or in `data.<name>`. Throws UNEXPECTED_RESPONSE. */
export function one<T>(answer: Answer, name: string, read: (value: unknown) => T | null): T {
  const inner = isRecord(answer.data) ? answer.data[name] : undefined;
  const found = (isRecord(inner) ? read(inner) : null) ?? read(answer.data);
  if (found === null) throw answer.unexpected(`there is no ${name} to be read in it`);
  return found;
}

/**
 * One object, where a single request gives it: for an error that knows more with it. Null when it
 * does not. Throws INTERRUPTED.
 */
export async function readOnce<T>(
  api: Api,
  path: string,
  name: string,
  read: (value: unknown) => T | null,
): Promise<T | null> {
  try {
    return one(await api.send({ method: 'GET', path, repeat: 'never' }), name, read);
  } catch (error) {
    if (isKnownFailure(error)) return null;
    throw error;
  }
}

export interface Listed<T> {
  readonly items: readonly T[];
  /** What the reply says there are in all. */
  readonly total: number | null;
  /** How many the reply held, readable or not. */
  readonly count: number;
}

/**
 * A list, in `data.<name>`, in `data` or at the top. An item that cannot be read does not lose the
 * others. Throws UNEXPECTED_RESPONSE when there is no list, or nothing in it can be read.
 */
export function list<T>(
  answer: Answer,
  name: string,
  read: (value: unknown) => T | null,
): Listed<T> {
  const values = listIn(answer.data, name);
  if (!values) throw answer.unexpected(`there is no list of ${name.replaceAll('_', ' ')} in it`);
  const items = values.map(read).filter((item) => item !== null);
  if (values.length > 0 && items.length === 0) {
    throw answer.unexpected(`nothing in its list of ${name.replaceAll('_', ' ')} can be read`);
  }
  const total = isRecord(answer.data) ? (reader(numberOrNull)(answer.data.total) ?? null) : null;
  return { items, total, count: values.length };
}

function listIn(data: unknown, name: string): readonly unknown[] | null {
  if (Array.isArray(data)) return data;
  const inner = isRecord(data) ? data[name] : undefined;
  return Array.isArray(inner) ? inner : null;
}

/**
 * All pages of a list. The next page begins after what has come, so a server that gives less than
 * was asked for loses nothing; one that ignores `offset` repeats itself, which ends it.
 */
export async function allPages<T>(
  page: (offset: number) => Promise<Listed<T>>,
  idOf: (item: T) => string,
  expectsMore: (listed: Listed<T>, soFar: number) => boolean = (listed, soFar) =>
    listed.total !== null && listed.total > soFar,
): Promise<readonly T[]> {
  const found = new Map<string, T>();
  for (let offset = 0; ; ) {
    const listed = await page(offset);
    if (offset === 0 && !expectsMore(listed, listed.count)) return listed.items;
    const before = found.size;
    for (const item of listed.items) if (!found.has(idOf(item))) found.set(idOf(item), item);
    offset += listed.count;
    if (found.size === before || !expectsMore(listed, offset)) return [...found.values()];
  }
}
