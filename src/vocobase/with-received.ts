/**
 * Adds `received` to an object that was read: what the API sent, which is the same without the
 * members that reading filled in. Results print it, so that a missing member is not printed as
 * null. `nested` replaces members that were read deeper.
 */
export function withReceived<T extends object>(
  read: T,
  sent: Readonly<Record<string, unknown>>,
  nested: Readonly<Record<string, unknown>> = {},
): T & { readonly received: Readonly<Record<string, unknown>> } {
  const members = isAsSent(read, sent, nested) ? sent : membersSent(read, sent, nested);
  // No copy of what was read: lists of 10,000 rows are read here.
  return Object.assign(read, { received: members });
}

type Members = Readonly<Record<string, unknown>>;

/** True if nothing was filled in, converted, or omitted, as in most rows of a list. */
function isAsSent<T extends object>(read: T, sent: Members, nested: Members): boolean {
  for (const name in nested) if (name in sent) return false;
  let open = Object.keys(sent).length;
  for (const name in read) {
    if (read[name] !== sent[name]) return false;
    open--;
  }
  return open === 0;
}

function membersSent<T extends object>(read: T, sent: Members, nested: Members): Members {
  const members: Record<string, unknown> = {};
  for (const name in read) {
    if (name in sent) members[name] = name in nested ? nested[name] : read[name];
  }
  return members;
}
