import { isRecord } from '../domain/text/is-record.ts';
import { CliError, isKnownFailure } from '../errors/cli-error.ts';
import type { Query } from '../ports/http.ts';
import type { Answer, Api } from './api.ts';

type Read<T> = (value: unknown) => T | null;

/**
 * Reads one object: `data.<name>`, `data` itself, or the only object in it. Throws
 * UNEXPECTED_RESPONSE.
 */
export function one<T>(answer: Answer, name: string, read: Read<T>): T {
  const found = oneOrNull(answer, name, read);
  if (found === null) throw answer.unexpected(`there is no ${name} to be read in it`);
  return found;
}

/** Like `one`, but null if the reply holds only a message or nothing. */
export function oneOrNull<T>(answer: Answer, name: string, read: Read<T>): T | null {
  const { data } = answer;
  if (!isRecord(data)) return null;
  const named = isRecord(data[name]) ? read(data[name]) : null;
  if (named !== null) return named;
  const itself = read(data);
  if (itself !== null) return itself;
  const inner = Object.values(data).filter(isRecord);
  return inner.length === 1 ? read(inner[0]) : null;
}

/**
 * Reads one object with a single request, to complete an error. Null if that fails. Throws
 * INTERRUPTED.
 */
export async function readOnce<T>(
  api: Api,
  path: string,
  name: string,
  read: Read<T>,
): Promise<T | null> {
  try {
    return one(await api.send({ method: 'GET', path, repeat: 'never' }), name, read);
  } catch (error) {
    if (isKnownFailure(error)) return null;
    throw error;
  }
}

/** One page of a list. */
export interface Page<T> {
  readonly items: readonly T[];
  /** The total that the reply states. */
  readonly total: number | null;
  /** How many the reply held, readable or not. */
  readonly count: number;
  /** The query for the next page after `soFar` rows; null if the reply names no next page. */
  next(soFar: number): Query | null;
}

/**
 * Reads a list: `data.<name>`, `data`, or the only array in it, whatever its name. An unreadable
 * item does not lose the others. Throws UNEXPECTED_RESPONSE if there is no list, or nothing in it
 * can be read.
 */
export function list<T>(answer: Answer, name: string, read: Read<T>): Page<T> {
  const what = `list of ${name.replaceAll('_', ' ')}`;
  const values = listIn(answer.data, name);
  if (!values) throw answer.unexpected(`there is no ${what} in it`);
  const items = values.map((item) => read(item)).filter((item) => item !== null);
  if (values.length > 0 && items.length === 0) {
    throw answer.unexpected(`nothing in its ${what} can be read`);
  }
  const places = pagingPlaces(answer);
  return {
    items,
    total: numberIn(places, 'total', 'total_count'),
    count: values.length,
    next: (soFar) => nextQuery(places, values.length, soFar),
  };
}

function listIn(data: unknown, name: string): readonly unknown[] | null {
  if (Array.isArray(data)) return data;
  if (!isRecord(data)) return null;
  for (const known of [data[name], data.items]) if (Array.isArray(known)) return known;
  const arrays = Object.values(data).filter((member) => Array.isArray(member));
  if (arrays.length > 0) return arrays.length === 1 ? (arrays[0] ?? null) : null;
  const inner = Object.values(data)
    .filter(isRecord)
    .map((member) => listIn(member, name))
    .filter((found) => found !== null);
  return inner.length === 1 ? (inner[0] ?? null) : null;
}

type Places = readonly Readonly<Record<string, unknown>>[];

/**
 * The places where a reply may say that there are more rows. Documented is only `total` beside the
 * list of calls.
 */
function pagingPlaces({ data, reply }: Answer): Places {
  return [data, reply.json]
    .filter(isRecord)
    .flatMap((place) => [
      place,
      ...['pagination', 'paging', 'page_info', 'meta', 'links']
        .map((name) => place[name])
        .filter(isRecord),
    ]);
}

function numberIn(places: Places, ...names: string[]): number | null {
  const value = valueIn(places, names, (found) =>
    typeof found === 'string' && /^\d+$/.test(found) ? Number(found) : found,
  );
  return typeof value === 'number' ? value : null;
}

function textIn(places: Places, ...names: string[]): string | null {
  const value = valueIn(places, names, (found) => (found === '' ? null : found));
  return typeof value === 'string' ? value : null;
}

function valueIn(places: Places, names: readonly string[], read: (value: unknown) => unknown) {
  const found = places.flatMap((place) => names.map((name) => read(place[name])));
  return found.find((value) => typeof value === 'number' || typeof value === 'string');
}

/**
 * The query for the next page, by whichever paging the reply uses: a URL, a cursor, page numbers,
 * else the documented offset.
 */
function nextQuery(places: Places, count: number, soFar: number): Query | null {
  if (count === 0) return null;
  const address = textIn(places, 'next', 'next_url', 'next_page_url');
  const query = address?.split('?')[1];
  if (query) return Object.fromEntries(new URLSearchParams(query));
  const cursor = textIn(places, 'next_cursor', 'nextCursor');
  if (cursor !== null) return { cursor };
  const nextPage = numberIn(places, 'next_page', 'nextPage');
  if (nextPage !== null) return { page: nextPage };
  const page = numberIn(places, 'page', 'current_page');
  const total = numberIn(places, 'total', 'total_count');
  const pages = numberIn(places, 'total_pages', 'pages', 'last_page', 'page_count');
  const size = numberIn(places, 'limit', 'per_page', 'page_size');
  const saysMore =
    address !== null ||
    places.some((place) => [place.has_more, place.hasMore, place.has_next].includes(true));
  const isMore =
    saysMore ||
    (total !== null ? total > soFar : pages !== null ? pages > (page ?? 1) : count === size);
  if (!isMore) return null;
  return page === null ? { offset: soFar } : { page: page + 1 };
}

interface Paging<T> {
  readonly idOf: (item: T) => string;
  /** The page size to request; if it is refused, smaller ones are tried. */
  readonly limit?: number | undefined;
  readonly offset?: number | undefined;
  /** If the reply states no total, continues until a page returns nothing new. */
  readonly untilEmpty?: boolean;
  /** The most items wanted. */
  readonly most?: number | undefined;
}

/**
 * Reads all pages of a list, each item once. The next page begins after the rows received, so a
 * server that returns fewer than requested loses nothing. A server that repeats itself ends the
 * list, after a page number was tried too: `offset` is documented for calls only.
 */
export async function allPages<T>(
  fetchPage: (query: Query) => Promise<Page<T>>,
  { idOf, limit, offset: from = 0, untilEmpty = false, most = Number.POSITIVE_INFINITY }: Paging<T>,
): Promise<{ readonly items: readonly T[]; readonly total: number | null }> {
  const first = await firstPage(fetchPage, limit, from);
  const size: Query = first.limit === undefined ? {} : { limit: first.limit };
  const found = new Map<string, T>();
  const add = (page: Page<T>) => {
    const before = found.size;
    for (const item of page.items) {
      const id = idOf(item);
      if (!found.has(id)) found.set(id, item);
    }
    return found.size > before;
  };
  let { page } = first;
  const { total } = page;
  const isWhole = (soFar: number) =>
    soFar >= most ||
    (page.next(from + soFar) === null && !(untilEmpty && total === null && page.count > 0));
  add(page);
  let soFar = page.count;
  let byNumber = false;
  for (let number = 2; !isWhole(soFar); number++) {
    const next: Query = byNumber
      ? { page: number }
      : (page.next(from + soFar) ?? { offset: from + soFar });
    page = await fetchPage({ ...size, ...next });
    soFar += page.count;
    if (add(page)) continue;
    // Page numbers are tried only if the reply says that there are more rows.
    const saysMore = page.next(from + soFar - page.count) !== null;
    if (byNumber || next.offset === undefined || !saysMore || from > 0) break;
    byNumber = true;
    soFar -= page.count;
    number--;
  }
  return { items: [...found.values()].slice(0, most), total };
}

/**
 * Reads the first page with the largest page size that is not refused, at last without one: the
 * parameter is documented for calls only.
 */
async function firstPage<T>(
  fetchPage: (query: Query) => Promise<Page<T>>,
  limit: number | undefined,
  offset: number,
): Promise<{ page: Page<T>; limit: number | undefined }> {
  const start: Query = offset === 0 ? {} : { offset };
  if (limit === undefined) return { page: await fetchPage(start), limit };
  let refusal: unknown;
  for (const size of [limit, ...[50, 20, 10].filter((smaller) => smaller < limit), undefined]) {
    const query: Query = size === undefined ? start : { limit: size, ...start };
    try {
      return { page: await fetchPage(query), limit: size };
    } catch (error) {
      refusal ??= error;
      if (!isAboutPageSize(error)) throw refusal;
    }
  }
  throw refusal;
}

function isAboutPageSize(error: unknown): boolean {
  return (
    error instanceof CliError &&
    error.code === 'VALIDATION_ERROR' &&
    /limit|page|size|\bper_|maximum|at most|between/i.test(error.http?.message ?? 'limit')
  );
}
