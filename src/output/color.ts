import type { Paint } from '../ports/style.ts';

/** The properties of a stream that decide color and width. */
export interface Terminal {
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
}

/**
 * True if output must be plain lines: nothing redrawn, no escape sequences, marks as words. For
 * screen readers (`ACCESSIBLE=1`) and terminals that cannot move the cursor (`TERM=dumb`).
 */
export function isAccessible(env: Readonly<Record<string, string | undefined>>): boolean {
  const asked = env.ACCESSIBLE ?? '';
  return env.TERM === 'dumb' || !['', '0', 'false'].includes(asked);
}

type ColorLevel = 0 | 1 | 2 | 3;

/**
 * How much color a stream gets. chalk 5 ignores NO_COLOR, so the rules are here: the flag and
 * accessible output, then FORCE_COLOR, NO_COLOR, and whether the stream is a terminal.
 */
export function colorLevel(
  stream: Terminal,
  env: Readonly<Record<string, string | undefined>>,
  noColorFlag: boolean,
): ColorLevel {
  if (noColorFlag || isAccessible(env)) return 0;
  const forced = env.FORCE_COLOR;
  if (forced !== undefined) {
    if (forced === '0' || forced === 'false') return 0;
    return forced === '3' ? 3 : forced === '2' ? 2 : 1;
  }
  if (env.NO_COLOR || !stream.isTTY) return 0;
  if (/^(truecolor|24bit)$/.test(env.COLORTERM ?? '')) return 3;
  return /256/.test(env.TERM ?? '') ? 2 : 1;
}

/** The colors that this program uses. */
export type Color = Readonly<
  Record<'bold' | 'dim' | 'red' | 'yellow' | 'green' | 'cyan', (text: string) => string>
>;

const asItIs = (text: string): string => text;
/** Returns every text unchanged. */
export const noColor: Color = {
  bold: asItIs,
  dim: asItIs,
  red: asItIs,
  yellow: asItIs,
  green: asItIs,
  cyan: asItIs,
};

/** Loads chalk only if there is color, so that a pipe does not wait for it. */
export async function loadColor(level: ColorLevel): Promise<Color> {
  if (level === 0) return noColor;
  const { Chalk } = await import('chalk');
  return new Chalk({ level });
}

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

/** How marks and text are colored. */
export interface PaintOptions {
  /** Undefined means no color. */
  readonly color?: Color;
  /** Marks as words, for screen readers and terminals without these characters. */
  readonly accessible?: boolean;
}

/** The colors and marks of one stream. */
export function createPaint({ color = noColor, accessible = false }: PaintOptions): Paint {
  const marks = accessible ? inWords : unicode;
  return {
    bold: (text) => color.bold(text),
    dim: (text) => color.dim(text),
    bad: (text) => color.red(text),
    warn: (text) => color.yellow(text),
    accent: (text) => color.cyan(text),
    markWidth: Math.max(...Object.values(marks).map((mark) => mark.length)),
    mark: {
      pass: color.green(marks.pass),
      warn: color.yellow(marks.warn),
      fail: color.red(marks.fail),
      skip: color.dim(marks.skip),
      unknown: color.dim(marks.unknown),
      pending: color.yellow(marks.pending),
    },
  };
}
