/**
 * Removes what copying adds to a value: outer spaces, invisible characters, quotes, and a label
 * such as `Auth ID:`. Returns the notes to show; the value is not changed otherwise.
 */
export function cleanPaste(given: string, label: RegExp): { text: string; notices: string[] } {
  const notices: string[] = [];
  let text = given;
  const take = (next: string, notice: string) => {
    if (next === text) return;
    text = next;
    if (!notices.includes(notice)) notices.push(notice);
  };
  // Twice, because a label can be outside the quotes or inside them.
  for (let round = 0; round < 2; round++) {
    take(text.replace(outerSpace, ''), 'Removed spaces around it.');
    take(text.replace(/^(["'`“”‘’«])(.*)(["'`“”‘’»])$/s, '$2'), 'Removed quotes around it.');
    take(text.replace(outerSpace, ''), 'Removed spaces around it.');
    take(text.replace(label, ''), 'Removed the label before it.');
  }
  return { text, notices };
}

const outerSpace = /^[\s\u00a0\u200b-\u200f\u2060\ufeff]+|[\s\u00a0\u200b-\u200f\u2060\ufeff]+$/g;
