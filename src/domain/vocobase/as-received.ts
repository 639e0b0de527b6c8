/** An object of an API as it came: any member may be missing. */
export type AsReceived<T> = T extends readonly (infer Item)[]
  ? readonly AsReceived<Item>[]
  : T extends object
    ? { readonly [Name in keyof T]?: AsReceived<T[Name]> }
    : T;

/** Of what was read: the names of the members that were filled in. */
const filledIn = new WeakMap<object, ReadonlySet<string>>();

/**
 * Notes which members of what was read the API did not give, so that `asReceived` can leave them out
 * again. `kept` are those that are promised whatever the API gives.
 */
export function noteFilledIn<T extends object>(
  read: T,
  said: object,
  kept: readonly string[] = [],
): T {
  let names: Set<string> | null = null;
  for (const name of Object.keys(read)) {
    if (!(name in said || kept.includes(name))) names = (names ?? new Set()).add(name);
  }
  if (names !== null) filledIn.set(read, names);
  return read;
}

/** The same without the members that were filled in while reading, at any depth. */
export function asReceived<T>(read: T): AsReceived<T>;
export function asReceived(read: unknown): unknown {
  // Most rows of a long list came whole: they are not copied.
  if (typeof read !== 'object' || read === null || isWhole(read)) return read;
  if (Array.isArray(read)) return read.map((item) => asReceived<unknown>(item));
  const absent = filledIn.get(read);
  const said = Object.entries(read).filter(([name]) => !absent?.has(name));
  return Object.fromEntries(said.map(([name, member]) => [name, asReceived<unknown>(member)]));
}

/** Whether nothing in it was filled in, at any depth. */
function isWhole(read: object): boolean {
  if (filledIn.has(read)) return false;
  for (const member of Object.values(read)) {
    if (typeof member === 'object' && member !== null && !isWhole(member)) return false;
  }
  return true;
}
