/** An object of an API as it came: any member may be missing. */
export type Said<T> = T extends readonly (infer Item)[]
  ? readonly Said<Item>[]
  : T extends object
    ? { readonly [Name in keyof T]?: Said<T[Name]> }
    : T;

/** The names of the members that were filled in while reading; out of sight of everything else. */
const filledIn = Symbol('members that the API did not give');

/**
 * Notes which members of what was read the API did not give, so that `asSaid` can leave them out
 * again. `kept` are those that are promised whatever the API gives.
 */
export function noteFilledIn<T extends object>(
  read: T,
  said: object,
  kept: readonly string[] = [],
): T {
  const names = Object.keys(read).filter((name) => !(name in said) && !kept.includes(name));
  if (names.length === 0) return read;
  return Object.defineProperty(read, filledIn, { value: new Set(names) });
}

/** The same without the members that were filled in while reading, at any depth. */
export function asSaid<T>(read: T): Said<T>;
export function asSaid(read: unknown): unknown {
  if (typeof read !== 'object' || read === null) return read;
  if (Array.isArray(read)) {
    const said = read.map((item) => asSaid<unknown>(item));
    return said.some((item, index) => item !== read[index]) ? said : read;
  }
  const absent = filledIn in read && read[filledIn] instanceof Set ? read[filledIn] : null;
  const said: Record<string, unknown> = {};
  let differs = absent !== null;
  for (const [name, member] of Object.entries(read)) {
    if (absent?.has(name)) continue;
    said[name] = asSaid<unknown>(member);
    differs ||= said[name] !== member;
  }
  // Most rows of a long list came whole: they are not kept twice.
  return differs ? said : read;
}
