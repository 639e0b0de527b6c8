/** One column of a table: its content, and how it shrinks on a narrow terminal. */
export interface Column<Row> {
  readonly title: string;
  readonly value: (row: Row) => string;
  /** `id`: shortened to a prefix that selectors accept. `text`: cut with an ellipsis. `fixed`: kept. */
  readonly shrink?: 'id' | 'text' | 'fixed';
  readonly align?: 'left' | 'right';
  readonly paint?: (shown: string, row: Row) => string;
}

/** A remedy with the command or URL that carries it out. */
export interface NextStep {
  readonly label: string;
  /** A command without the program's name, such as `doctor`. */
  readonly command?: string;
  /** Instead of `command`: a URL, or a command that is already complete. */
  readonly text?: string;
  /** A secondary fact, beside the command if there is room, else below it. */
  readonly note?: string;
}

/** Colors and marks. */
export interface Paint {
  bold(text: string): string;
  dim(text: string): string;
  bad(text: string): string;
  warn(text: string): string;
  accent(text: string): string;
  /** Marks, each with its own text, so that color never carries the meaning alone. */
  readonly mark: {
    readonly pass: string;
    readonly warn: string;
    readonly fail: string;
    readonly skip: string;
    readonly unknown: string;
    readonly pending: string;
  };
  /** The columns of the widest mark: 1, or more if marks are words. */
  readonly markWidth: number;
}

/** How a result looks to a person. Passed to a view, never imported by a view. */
export interface Style extends Paint {
  /** The width to fit, in columns. */
  readonly width: number;
  /** A command of this program, with the name that the program was started by. */
  command(words: string): string;
  table<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string;
  /** `label  value` lines, aligned; a null value is left out. */
  facts(rows: readonly (readonly [label: string, value: string | null | undefined])[]): string;
  /** A paragraph broken at words to fit the width, or a smaller one, each line behind the indent. */
  wrap(text: string, indent?: string, width?: number): string;
  /**
   * Rows of cells as aligned lines, without trailing spaces. The last cell is cut where a line would
   * be wider than the width.
   */
  columns(
    rows: readonly (readonly string[])[],
    options?: {
      readonly width?: number;
      readonly paint?: (shown: string, column: number) => string;
    },
  ): string[];
  /**
   * What to do next: each label with its command beside it, or below it where that would not fit.
   * A command is never broken or cut. Commands are written as after `plivo`.
   */
  next(steps: readonly NextStep[], indent?: number): string;
}
