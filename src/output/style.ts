import { type Called, shortenIds, wholeCommand } from '../domain/text/shell-command.ts';
import type { Style } from '../ports/style.ts';
import { createPaint, type PaintOptions } from './color.ts';
import { layOutColumns, layOutFacts, layOutNext, layOutTable, wrapText } from './table.ts';

interface StyleOptions extends PaintOptions {
  /** The terminal's width; 0 or unknown counts as 80. */
  readonly columns: number | undefined;
  /** The program name and flags that printed commands need. */
  readonly called: Called;
}

/** The style for one stream: its width, its color, and its marks. */
export function createStyle(options: StyleOptions): Style {
  const paint = createPaint(options);
  const width = Math.max(20, options.columns || 80);
  return {
    ...paint,
    width,
    command: (words) => paint.accent(wholeCommand({ mode: options.called }, words)),
    table: (columns, rows) => layOutTable(columns, rows, width, (title) => paint.dim(title)),
    facts: (rows) =>
      layOutFacts(
        rows.filter((row): row is readonly [string, string] => row[1] != null && row[1] !== ''),
        width,
        (label) => paint.dim(label),
      ),
    wrap: (text, indent, narrower) => wrapText(text, narrower ?? width, indent),
    columns: (rows, { width: room = width, paint: paintCell = (shown: string) => shown } = {}) =>
      layOutColumns(rows, room, paintCell),
    next(steps, indent = 2) {
      const targets = steps.map(({ command, text }) =>
        command === undefined ? (text ?? '') : wholeCommand({ mode: options.called }, command),
      );
      // The room of a command below its label.
      const short = shortenIds(targets, width - indent - 2);
      const rows = steps.map(({ label, note = '' }, index) => ({
        label,
        target: short[index] ?? '',
        note,
      }));
      return layOutNext(rows, width, indent, { target: paint.accent, note: paint.dim });
    },
  };
}
