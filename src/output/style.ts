import { type Called, shortenIds, wholeCommand } from '../domain/text/shell-command.ts';
import type { Style } from '../ports/style.ts';
import { type Color, noColor } from './color.ts';
import { layOutColumns, layOutFacts, layOutNext, layOutTable, wrapText } from './table.ts';

const unicode = { pass: '✔', warn: '!', fail: '✖', skip: '–', unknown: '?', pending: '…' } as const;
/** With a colon, so that "Warning: 1 of 4 calls failed" is not read as "Warning 1 of 4". */
const inWords = {
  pass: 'OK:',
  warn: 'Warning:',
  fail: 'Failed:',
  skip: 'Skipped:',
  unknown: 'Unknown:',
  pending: 'Pending:',
} as const;

export interface StyleOptions {
  /** Undefined means no color. */
  readonly color?: Color;
  /** The terminal's width; 0 or unknown counts as 80. */
  readonly columns: number | undefined;
  /** The program name and flags that printed commands need. */
  readonly called: Called;
  /** Marks as words, for screen readers and terminals without these characters. */
  readonly accessible?: boolean;
}

export function createStyle(options: StyleOptions): Style {
  const color = options.color ?? noColor;
  const width = Math.max(20, options.columns || 80);
  const marks = options.accessible ? inWords : unicode;
  return {
    width,
    bold: (text) => color.bold(text),
    dim: (text) => color.dim(text),
    bad: (text) => color.red(text),
    warn: (text) => color.yellow(text),
    accent: (text) => color.cyan(text),
    mark: {
      pass: color.green(marks.pass),
      warn: color.yellow(marks.warn),
      fail: color.red(marks.fail),
      skip: color.dim(marks.skip),
      unknown: color.dim(marks.unknown),
      pending: color.yellow(marks.pending),
    },
    command: (words) => color.cyan(wholeCommand({ mode: options.called }, words)),
    table: (columns, rows) => layOutTable(columns, rows, width, (title) => color.dim(title)),
    facts: (rows) =>
      layOutFacts(
        rows.filter((row): row is readonly [string, string] => row[1] != null && row[1] !== ''),
        width,
        (label) => color.dim(label),
      ),
    wrap: (text, indent, narrower) => wrapText(text, narrower ?? width, indent),
    columns: (rows, { width: room = width, paint = (shown: string) => shown } = {}) =>
      layOutColumns(rows, room, paint),
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
      return layOutNext(rows, width, indent, { target: color.cyan, note: color.dim });
    },
  };
}
