import { CliError } from '../errors/cli-error.ts';
import type { Context } from '../ports/context.ts';
import type { Question } from '../ports/prompt.ts';
import { requireInputs } from './missing-input.ts';

/** An argument that a person may leave out, and picks from a list then. */
export interface Argument {
  /** As the usage spells it: `<call-id>`. */
  readonly flag: string;
  /** What it names, as a noun: `call`. */
  readonly what: string;
  /** The command that lists what there is. */
  readonly list: string;
}

/** Where nobody can be asked, an argument that was left out is INPUT_REQUIRED, before any request. */
export function requireArgument(
  ctx: Pick<Context, 'prompt'>,
  given: string | undefined,
  { flag, what, list }: Argument,
): void {
  if (given !== undefined) return;
  requireInputs(ctx, [{ flag, env: null, what }], {
    hints: ['Name it behind the command, or run this at a terminal to pick one.'],
    commands: [list],
  });
}

export interface Picking<T> extends Question {
  readonly items: readonly T[];
  /** What tells the items apart; the columns stand below each other. */
  readonly columns: (item: T) => readonly (string | null)[];
  /** What is shown of the item that the cursor is on. */
  readonly about?: (item: T) => readonly (string | null)[];
  /** What is said where there is nothing to pick from, and what leads on. */
  readonly none: {
    readonly message: string;
    readonly hints: readonly string[];
    readonly commands: readonly string[];
  };
}

/** What a person points at in a list. Throws NOT_FOUND where the list is empty. */
export async function pick<T>(ctx: Pick<Context, 'prompt'>, picking: Picking<T>): Promise<T> {
  const { items, columns, about, none, ...question } = picking;
  if (items.length === 0) throw new CliError('NOT_FOUND', { ...none, origin: 'cli' });
  const names = align(items.map(columns));
  return ctx.prompt.choose({
    ...question,
    choices: items.map((item, index) => {
      const description = (about?.(item) ?? []).filter((part) => part).join(' · ');
      return {
        value: item,
        name: names[index] ?? '',
        ...(description === '' ? {} : { description }),
      };
    }),
  });
}

/** A line for each row, its columns below each other; a column that is empty in all is left out. */
function align(rows: readonly (readonly (string | null)[])[]): string[] {
  const lengthOf = (text: string | null | undefined) => [...(text ?? '')].length;
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => lengthOf(row[at]))));
  return rows.map((row) =>
    row
      .map((text, at) => (text ?? '') + ' '.repeat((widths[at] ?? 0) - lengthOf(text)))
      .filter((_, at) => (widths[at] ?? 0) > 0)
      .join('  ')
      .trimEnd(),
  );
}
