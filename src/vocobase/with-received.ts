/**
 * What was read, with what the API sent beside it: the same members without those that reading
 * filled in. Results print `received`, so that a missing member is not printed as null.
 * `nested` replaces members that were read deeper.
 */
export function withReceived<T extends object>(
  read: T,
  sent: Readonly<Record<string, unknown>>,
  nested: Readonly<Record<string, unknown>> = {},
): T & { readonly received: Readonly<Record<string, unknown>> } {
  const received: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(read)) {
    if (name in sent) received[name] = name in nested ? nested[name] : value;
  }
  return { ...read, received };
}
