import fastStringWidth from 'fast-string-width';
import { wrapAnsi } from 'fast-wrap-ansi';
import type { Column } from '../ports/style.ts';

/** The width in columns. Most texts are plain, and then Unicode tables need not be compiled. */
function stringWidth(text: string): number {
  return isPlain(text) ? text.length : fastStringWidth(text);
}

function isPlain(text: string): boolean {
  return /^[ -~]*$/.test(text);
}

const gap = 2;
const shortId = 8;
const narrow = 80;

/**
 * Lays out a table to fit the width. Below 80 columns, or if it does not fit, ids are shortened to
 * a unique prefix, then texts are cut. If that is still too wide, each row becomes a block.
 */
export function layOutTable<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  width: number,
  paintTitle: (title: string) => string,
): string {
  let cells = rows.map((row) => columns.map((column) => column.value(row)));
  const widths = () =>
    columns.map((column, index) =>
      Math.max(
        stringWidth(column.title),
        cells.reduce((most, row) => Math.max(most, stringWidth(row[index] ?? '')), 0),
      ),
    );
  const total = (of: readonly number[]) =>
    of.reduce((sum, one) => sum + one, 0) + gap * (columns.length - 1);

  if (width < narrow || total(widths()) > width) cells = shortenIds(columns, cells);
  const limits = widths();
  shrinkTexts(columns, limits, total(limits) - width);
  if (total(limits) > width) return layOutBlocks(columns, rows, cells, width, paintTitle);

  const line = (texts: readonly string[], paint: (shown: string, index: number) => string) =>
    texts
      .map((text, index) => {
        const shown = cut(text, limits[index] ?? 0);
        const space = ' '.repeat(Math.max(0, (limits[index] ?? 0) - stringWidth(shown)));
        const painted = paint(shown, index);
        if (columns[index]?.align === 'right') return space + painted;
        return index === texts.length - 1 ? painted : painted + space;
      })
      .join(' '.repeat(gap));
  return [
    line(
      columns.map((column) => column.title),
      (shown) => paintTitle(shown),
    ),
    ...rows.map((row, at) =>
      line(cells[at] ?? [], (shown, index) => columns[index]?.paint?.(shown, row) ?? shown),
    ),
  ].join('\n');
}

/** Cuts a text to a width in terminal columns, with an ellipsis if something is lost. */
export function cut(text: string, width: number): string {
  if (stringWidth(text) <= width) return text;
  return width < 1 ? '' : `${widest(text, width - 1)}…`;
}

/** The longest beginning that fits. */
function widest(text: string, width: number): string {
  let shown = '';
  let used = 0;
  for (const character of text) {
    const more = stringWidth(character);
    if (used + more > width) break;
    shown += character;
    used += more;
  }
  return shown;
}

/** `label  value` lines; long values continue below themselves. */
export function layOutFacts(
  rows: readonly (readonly [label: string, value: string])[],
  width: number,
  paintLabel: (label: string) => string,
): string {
  const labelWidth = rows.reduce((most, [label]) => Math.max(most, stringWidth(label)), 0);
  const indent = ' '.repeat(labelWidth + gap);
  return rows
    .map(([label, value]) => {
      const space = ' '.repeat(labelWidth - stringWidth(label) + gap);
      return paintLabel(label) + space + wrapText(value, width, indent).trimStart();
    })
    .join('\n');
}

/** Rows of cells as aligned lines; the last cell of a row is cut if the line would be too wide. */
export function layOutColumns(
  rows: readonly (readonly string[])[],
  width: number,
  paint: (shown: string, column: number) => string,
): string[] {
  const count = rows.reduce((most, row) => Math.max(most, row.length), 0);
  const widths = Array.from({ length: count }, (_, column) =>
    rows.reduce((most, row) => Math.max(most, stringWidth(row[column] ?? '')), 0),
  );
  return rows.map((row) => {
    let line = '';
    let used = 0;
    row.forEach((text, column) => {
      const shown = cut(text, width - used);
      const room = widths[column] ?? 0;
      line += (shown === '' ? '' : paint(shown, column)) + ' '.repeat(room - stringWidth(shown));
      used += room;
      if (room === 0) return;
      line += ' '.repeat(gap);
      used += gap;
    });
    return line.trimEnd();
  });
}

/**
 * Labels with their commands in one column; a command that does not fit goes below its label.
 * Nothing is cut.
 */
export function layOutNext(
  rows: readonly { readonly label: string; readonly target: string; readonly note: string }[],
  width: number,
  indent: number,
  paint: { readonly target: (text: string) => string; readonly note: (text: string) => string },
): string {
  const labels = rows.reduce((most, { label }) => Math.max(most, stringWidth(label)), 0);
  const column = indent + labels + gap;
  return rows
    .map(({ label, target, note }) => {
      const beside = column + stringWidth(target) <= width;
      const start = beside ? column : indent + gap;
      const space = beside
        ? ' '.repeat(labels - stringWidth(label) + gap)
        : `\n${' '.repeat(start)}`;
      const head = `${' '.repeat(indent)}${label}${space}${paint.target(target)}`;
      if (note === '') return head;
      if (beside && column + stringWidth(target) + gap + stringWidth(note) <= width) {
        return `${head}${' '.repeat(gap)}${paint.note(note)}`;
      }
      const below = wrapText(note, width, ' '.repeat(start)).split('\n');
      return [head, ...below.map((line) => paint.note(line))].join('\n');
    })
    .join('\n');
}

/** Breaks a text at spaces to fit the width; a word that is too long stays whole. */
export function wrapText(text: string, width: number, indent = ''): string {
  const room = Math.max(10, width - stringWidth(indent));
  if (text.length <= room && isPlain(text)) return text.trim() === '' ? '' : indent + text.trim();
  return wrapAnsi(text, room)
    .split('\n')
    .map((line) => (line === '' ? '' : indent + line))
    .join('\n');
}

function shortenIds<Row>(columns: readonly Column<Row>[], cells: string[][]): string[][] {
  const shortened = columns.map((column, index) =>
    column.shrink === 'id' ? uniqueStarts(cells.map((row) => row[index] ?? '')) : null,
  );
  return cells.map((row, at) => row.map((text, index) => shortened[index]?.[at] ?? text));
}

/** The first 8 characters of each id, more if two ids begin alike. */
function uniqueStarts(ids: readonly string[]): string[] {
  let length = shortId;
  const longest = ids.reduce((most, id) => Math.max(most, id.length), 0);
  const distinct = new Set(ids).size;
  while (length < longest && new Set(ids.map((id) => id.slice(0, length))).size < distinct)
    length++;
  return ids.map((id) => id.slice(0, length));
}

function shrinkTexts<Row>(columns: readonly Column<Row>[], limits: number[], excess: number): void {
  let over = excess;
  while (over > 0) {
    let widest = -1;
    for (let index = 0; index < columns.length; index++) {
      if (columns[index]?.shrink !== 'text' || (limits[index] ?? 0) <= 6) continue;
      if (widest === -1 || (limits[index] ?? 0) > (limits[widest] ?? 0)) widest = index;
    }
    if (widest === -1) return;
    limits[widest] = (limits[widest] ?? 0) - 1;
    over--;
  }
}

function layOutBlocks<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  cells: readonly string[][],
  width: number,
  paintTitle: (title: string) => string,
): string {
  const titles = columns.map(({ title }) => stringWidth(title));
  const room = Math.max(10, width - Math.max(...titles) - gap);
  const fitted = (column: Column<Row>, text: string) =>
    column.shrink === 'text' ? breakWords(text, room) : text;
  return rows
    .map((_, at) =>
      layOutFacts(
        columns.map((column, index) => [column.title, fitted(column, cells[at]?.[index] ?? '')]),
        width,
        paintTitle,
      ),
    )
    .join('\n\n');
}

/** Splits words that are wider than the space. */
function breakWords(text: string, room: number): string {
  return text
    .split(' ')
    .flatMap((word) => {
      const parts: string[] = [];
      let rest = word;
      while (stringWidth(rest) > room) {
        const part = widest(rest, room);
        parts.push(part);
        rest = rest.slice(part.length);
      }
      return [...parts, rest];
    })
    .join(' ');
}
