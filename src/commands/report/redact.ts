/** Ordinary words of the document. A name that is one of them identifies no one. */
const ordinary: ReadonlySet<string> = new Set(['plivo', 'vocobase', 'default', 'test', 'sandbox']);

const uuid = /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi;

/**
 * Masks phone numbers and ids to their last 4 characters, and replaces names by their kind:
 * `Connection 2`. `content` is searched for ids that are not UUIDs.
 */
export function createRedactor(
  content: object,
  names: Readonly<Record<string, readonly string[]>>,
): (text: string) => string {
  const labels = new Map<string, string>();
  for (const [label, listed] of Object.entries(names)) {
    const distinct = [...new Set(listed)];
    for (const [index, name] of distinct.entries()) {
      if (name.length < 2 || ordinary.has(name.toLowerCase())) continue;
      labels.set(name, distinct.length > 1 ? `${label} ${index + 1}` : label);
    }
  }
  const ids = new Map(idsIn(content).map((id) => [id, lastFour(id)]));
  const known = new Map([...labels, ...ids]);
  // Longest first, so that a name inside another leaves nothing visible.
  const words = [...known.keys()].sort((a, b) => b.length - a.length).map(escapePattern);
  const pattern =
    words.length === 0 ? null : new RegExp(`(?<![\\w])(?:${words.join('|')})(?![\\w])`, 'gi');
  const byLower = new Map([...known].map(([word, label]) => [word.toLowerCase(), label]));
  return (text) => {
    const named =
      pattern === null
        ? text
        : text.replace(pattern, (found) => byLower.get(found.toLowerCase()) ?? found);
    return named
      .replace(uuid, lastFour)
      .replace(/\+[1-9]\d{6,14}/g, lastFour)
      .replace(/(?<![\d.:-])[1-9]\d{9,14}(?![\d.:-])/g, lastFour);
  };
}

function lastFour(text: string): string {
  return `…${text.slice(-4)}`;
}

/** The values of the members that hold ids, however deep. */
function idsIn(value: unknown, name = ''): string[] {
  if (typeof value === 'string') return /(^|_)id$/.test(name) && value.length > 4 ? [value] : [];
  if (Array.isArray(value)) return value.flatMap((item) => idsIn(item, name));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([member, inner]) => idsIn(inner, member));
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
