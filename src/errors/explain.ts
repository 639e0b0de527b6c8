import { apiCodes } from './catalogue/api-codes.ts';
import { errorCatalogue } from './catalogue/errors.ts';
import { hangupCauses } from './catalogue/hangup-causes.ts';
import { callStatuses, dispositions, exitResults } from './catalogue/results.ts';
import { type GuideId, type Symptom, symptoms } from './catalogue/symptoms.ts';
import { editDistance, isNear } from './edit-distance.ts';
import type { Entry, EntryKind } from './entry.ts';
import { type CodedEntry, correctSpelling, findByWords } from './word-search.ts';

export type { CodedEntry };

const mostFound = 5;
const mostSuggested = 4;

/** Longer queries are cut: comparing them takes quadratic time. In characters. */
const longestQuery = 200;

/**
 * Every entry: symptoms first, because people search for them, and our errors before the API codes of
 * the same name, because they say more.
 */
export function allEntries(): readonly CodedEntry[] {
  const tables: readonly Readonly<Record<string, Entry>>[] = [
    symptoms,
    errorCatalogue(),
    apiCodes,
    callStatuses,
    dispositions,
    exitResults,
    hangupCauses,
  ];
  return tables.flatMap((table) => Object.entries(table).map(([code, entry]) => ({ code, entry })));
}

/** Which symptoms cover which entry of the guide. Entries covered elsewhere are not included. */
export function guideCoverage(): ReadonlyMap<GuideId, readonly string[]> {
  const coverage = new Map<GuideId, string[]>();
  const all: Readonly<Record<string, Symptom>> = symptoms;
  for (const [code, { guide }] of Object.entries(all)) {
    for (const id of guide) coverage.set(id, [...(coverage.get(id) ?? []), code]);
  }
  return coverage;
}

/**
 * The entries for a code in any spelling (`connection_ambiguous`, `hangup 3030`, `401`, `exit 20`), and
 * only those. Otherwise the entries that match the words best, best first, at most five. For everyday
 * words that are also a code (`voicemail`, `timeout`), that code comes first. Empty if nothing is
 * relevant.
 */
export function findEntries(typed: string): readonly CodedEntry[] {
  const query = typed.slice(0, longestQuery);
  const entries = allEntries();
  const byCode = findByCode(query, entries);
  if (byCode.length > 0 && !isEverydayWords(query)) return byCode;
  const byWords = findByWords(query, entries).filter(
    (found) => !byCode.some(({ entry }) => entry === found.entry),
  );
  return [...byCode, ...byWords].slice(0, mostFound);
}

/** Codes that a query without a match may have meant, nearest first. Empty if none is near. */
export function suggest(typed: string): readonly string[] {
  const query = typed.slice(0, longestQuery);
  const entries = allEntries();
  const wanted = asCode(query);
  if (wanted === '') return [];
  const near = [...new Set(entries.map(({ code }) => code))]
    .map((code) => ({ code, distance: editDistance(wanted, asCode(code)) }))
    .filter(({ code, distance }) => isNear(distance, wanted.length) && !/\d/.test(code))
    .sort((a, b) => a.distance - b.distance)
    .map(({ code }) => code);
  const meant = findByWords(correctSpelling(query, entries), entries).map(({ code }) => code);
  return [...new Set([...near, ...meant])].slice(0, mostSuggested);
}

// Codes

/** What an HTTP status may mean. The kind distinguishes codes that two tables share. */
const byHttpStatus: Readonly<Record<string, readonly (readonly [EntryKind, string])[]>> = {
  '400': [
    ['error', 'VALIDATION_ERROR'],
    ['api', 'VALIDATION_ERROR'],
  ],
  '401': [
    ['error', 'UNAUTHORIZED'],
    ['error', 'PLIVO_UNAUTHORIZED'],
    ['api', 'UNAUTHORIZED'],
    ['symptom', 'plivo-401-after-rotation'],
  ],
  '403': [
    ['symptom', 'call-refused-403'],
    ['error', 'PROVIDER_NOT_ALLOWED'],
    ['error', 'INSUFFICIENT_BALANCE'],
    ['error', 'PARTNER_INACTIVE'],
    ['error', 'FORBIDDEN'],
    ['api', 'FORBIDDEN'],
    ['symptom', 'ip-allow-list'],
  ],
  '404': [
    ['error', 'NOT_FOUND'],
    ['error', 'ENDPOINT_NOT_AVAILABLE'],
    ['api', 'NOT_FOUND'],
  ],
  '407': [['error', 'NETWORK_PROXY']],
  '409': [
    ['error', 'CONFLICT'],
    ['error', 'CONNECTION_AMBIGUOUS'],
    ['api', 'CONFLICT'],
  ],
  '422': [
    ['error', 'VALIDATION_ERROR'],
    ['api', 'VALIDATION_ERROR'],
  ],
  '429': [
    ['symptom', 'rate-or-concurrency'],
    ['error', 'RATE_LIMITED'],
    ['error', 'CONCURRENCY_LIMIT'],
    ['api', 'LIMIT_REACHED'],
  ],
  '500': [
    ['error', 'INTERNAL_ERROR'],
    ['api', 'INTERNAL_ERROR'],
  ],
};

/** Any 5xx is the server's fault, whatever its exact number. */
function meantByStatus(status: string): readonly (readonly [EntryKind, string])[] {
  return byHttpStatus[/^5\d\d$/.test(status) ? '500' : status] ?? [];
}

/** One spelling for `connection_ambiguous`, `ring-then-drop`, and `Ring then drop`. */
function asCode(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '');
}

function findByCode(query: string, entries: readonly CodedEntry[]): readonly CodedEntry[] {
  const wanted = asCode(query);
  const named = entries.filter(({ code }) => asCode(code) === wanted);
  if (named.length > 0 && !/^\d+$/.test(wanted)) return named;

  const [, word, number] =
    /^(?:(hangup|cause|hangup_cause|http|status|exit)_)?(?:(?:code|error)_)?(\d+)$/.exec(wanted) ??
    [];
  if (number === undefined) return [];
  const isHangup = word === undefined || word === 'hangup' || word.endsWith('cause');
  const isHttp = word === undefined || word === 'http' || word === 'status';
  const isExit = word === undefined || word === 'exit';
  return [
    ...entries.filter(
      ({ code, entry }) => isHangup && entry.kind === 'hangup cause' && code === number,
    ),
    ...(isHttp ? meantByStatus(number) : []).flatMap(([kind, code]) =>
      entries.filter((found) => found.entry.kind === kind && found.code === code),
    ),
    ...entries.filter(({ code }) => isExit && code === `exit ${number}`),
  ];
}

/** `voicemail` and `caller id unknown`, as opposed to `no_answer`, `ring-then-drop` and `3030`. */
function isEverydayWords(query: string): boolean {
  return !/[\d_-]/.test(query) && query !== query.toUpperCase();
}
