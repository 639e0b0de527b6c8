/** The parameters of an address; those that are undefined are left out. */
export type Query = Readonly<Record<string, string | number | undefined>>;

/** `?limit=20&offset=0`; empty where nothing is asked. */
export function queryOf(query: Query): string {
  const given = Object.entries(query).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, String(value)]],
  );
  return given.length === 0 ? '' : `?${new URLSearchParams(given)}`;
}
