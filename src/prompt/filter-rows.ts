import type { Row } from './asker.ts';

/**
 * The indexes of the rows that match the typed text, best first. Text without letters is a number:
 * separators and `+` are ignored, and the digits must be together in one word of the row. Otherwise
 * each word must occur somewhere in the row, in any case.
 */
export function filterRows(rows: readonly Row[], typed: string): readonly number[] {
  const all = rows.map((_, index) => index);
  const wanted = typed.trim().toLowerCase();
  if (wanted === '') return all;
  if (!/\p{Letter}/u.test(wanted)) {
    const digits = digitsOf(wanted).replace(/^00/, '');
    if (digits === '') return all;
    const places = new Map(all.map((index) => [index, placeOf(digits, textOf(rows[index]))]));
    const found = all.filter((index) => places.get(index) !== 'absent');
    // People type the end of a number, such as 5550100, more often than its middle.
    const ending = found.filter((index) => places.get(index) === 'end');
    return [...ending, ...found.filter((index) => places.get(index) !== 'end')];
  }
  const words = wanted.split(/\s+/);
  return all.filter((index) => {
    const text = textOf(rows[index]);
    return words.every(
      (word) =>
        text.includes(word) || (isNumber(word) && placeOf(digitsOf(word), text) !== 'absent'),
    );
  });
}

function textOf(row: Row | undefined): string {
  return `${row?.name} ${row?.description} ${row?.keywords}`.toLowerCase();
}

/**
 * Where the digits are in the words of a text, one word at a time: two words never form a number.
 */
function placeOf(digits: string, text: string): 'end' | 'inside' | 'absent' {
  const words = text.split(/\s+/).map(digitsOf);
  if (words.some((word) => word.endsWith(digits))) return 'end';
  return words.some((word) => word.includes(digits)) ? 'inside' : 'absent';
}

function digitsOf(text: string): string {
  return text.replace(/\D/g, '');
}

function isNumber(word: string): boolean {
  return /\d/.test(word) && !/\p{Letter}/u.test(word);
}
