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
    return isContainer(value) && isDeeper(value, deepest) ? undefined : value;
  } catch {
    return undefined;
  }
}

/** True if containers are nested more than `levels` deep. It looks no deeper itself. */
function isDeeper(container: object, levels: number): boolean {
  if (levels === 0) return true;
  const members: unknown[] = Array.isArray(container) ? container : Object.values(container);
  for (const member of members) {
    if (isContainer(member) && isDeeper(member, levels - 1)) return true;
  }
  return false;
}

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
