import { editDistance } from '../../errors/edit-distance.ts';

/** What a selector can be matched against. */
export interface Selectable {
  readonly id: string;
  readonly name: string;
}

/** What was found. `near` lists similar names, nearest first. */
export type Selection<T> =
  | { readonly kind: 'one'; readonly item: T }
  | { readonly kind: 'several'; readonly items: readonly T[] }
  | { readonly kind: 'none'; readonly near: readonly string[] };

/**
 * Finds the named item by its exact id, else its exact name, else its name in any case when that is
 * unique, else a unique prefix of its id (4 characters or more).
 */
export function select<T>(
  items: readonly T[],
  query: string,
  read: (item: T) => Selectable,
): Selection<T> {
  const wanted = query.trim();
  const lower = wanted.toLowerCase();
  // An empty selector would match items without a name.
  if (wanted === '') return { kind: 'none', near: [] };
  const rules: ((item: Selectable) => boolean)[] = [
    (item) => item.id === wanted,
    (item) => item.name === wanted,
    (item) => item.name.toLowerCase() === lower,
    (item) => wanted.length >= 4 && item.id.toLowerCase().startsWith(lower),
  ];
  for (const rule of rules) {
    const found = items.filter((item) => rule(read(item)));
    if (found.length === 1 && found[0] !== undefined) return { kind: 'one', item: found[0] };
    if (found.length > 1) return { kind: 'several', items: found };
  }
  const names = items.map((item) => read(item).name).filter((name) => name !== '');
  return { kind: 'none', near: nearNames(names, wanted) };
}

/** True for the form that the API documents for ids of connections, agents, and calls. */
export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}

/** The most similar names, nearest first, three at most. */
export function nearNames(names: readonly string[], wanted: string): string[] {
  const lower = wanted.toLowerCase();
  return names
    .map((name) => ({ name, distance: nearness(name.toLowerCase(), lower) }))
    .filter(({ distance }) => distance <= Math.max(2, Math.ceil(lower.length / 3)))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, 3)
    .map(({ name }) => name);
}

function nearness(name: string, wanted: string): number {
  if (wanted !== '' && (name.includes(wanted) || wanted.includes(name))) return 0;
  return editDistance(name, wanted);
}
