/**
 * Deeper than any reply of these APIs. Recursive readers and printers fail far beyond this depth.
 */
const deepest = 200;

/**
 * Parses JSON, with or without a byte order mark. Returns undefined if it does not parse or is
 * nested more than 200 deep.
 */
export function parseJson(text: string): unknown {
  // Millions of brackets in a row would take hundreds of megabytes as a value.
  if (/(?:\[\s*){200}/.test(text)) return undefined;
  try {
    const value = JSON.parse(text.replace(/^\uFEFF/, '')) as unknown;
    return isTooDeep(value) ? undefined : value;
  } catch {
    return undefined;
  }
}

/** Level by level, because recursion is what has to be avoided. */
function isTooDeep(value: unknown): boolean {
  let level = [value].filter(isContainer);
  for (let depth = 1; level.length > 0; depth++) {
    if (depth > deepest) return true;
    const next: object[] = [];
    for (const container of level) {
      const keep = (member: unknown) => {
        if (isContainer(member)) next.push(member);
      };
      if (Array.isArray(container)) container.forEach(keep);
      else for (const name in container) keep(container[name as keyof typeof container]);
    }
    level = next;
  }
  return false;
}

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
