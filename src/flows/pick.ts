import type { Selection } from '../domain/text/selector.ts';
import { CliError } from '../errors/cli-error.ts';
import type { Context } from '../ports/context.ts';
import type { Question } from '../ports/prompt.ts';
import { refuseEmpty, requireInputs } from './input.ts';

/** An optional argument: without it a person picks from a list. */
export interface Argument {
  /** Its spelling in the usage: `<call-id>`. */
  readonly flag: string;
  /** A noun for what it names: `call`. */
  readonly what: string;
  /** The command that lists the items. */
  readonly list: string;
}

/**
 * If no one can answer, a missing argument is INPUT_REQUIRED, before any request. An empty one is
 * INVALID_VALUE.
 */
export function requireArgument(
  ctx: Pick<Context, 'prompt'>,
  given: string | undefined,
  { flag, what, list }: Argument,
): void {
  refuseEmpty(given, flag);
  if (given !== undefined) return;
  requireInputs(ctx, [{ flag, env: null, what }], {
    hints: ['Name it after the command, or run this at a terminal to pick one.'],
    commands: [list],
  });
}

interface Picking<T> extends Question {
  readonly items: readonly T[];
  /** The aligned columns that distinguish the items. */
  readonly columns: (item: T) => readonly (string | null)[];
  /** What is shown about the item under the cursor. */
  readonly about?: (item: T) => readonly (string | null)[];
  /** The message and the next command if there is nothing to pick from. */
  readonly none: {
    readonly message: string;
    readonly hints: readonly string[];
    readonly commands: readonly string[];
  };
}

/** The item that a person picks from a list. Throws NOT_FOUND if the list is empty. */
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

/** One line per row with aligned columns; a column that is empty in all rows is omitted. */
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

/** What was looked for, for the error messages. */
export interface Wanted<T> {
  /** The selector as typed. */
  readonly named: string;
  readonly one: string;
  readonly many: string;
  /** The commands that list all items. */
  readonly commands: readonly string[];
  /** What distinguishes two items, for `details.candidates`. */
  candidate(item: T): Readonly<Record<string, unknown>>;
  /** Replaces "There is no … called …" if more is known. */
  readonly missing?: {
    readonly message?: string;
    /** Replaces the near names. */
    readonly hints?: readonly string[];
    /** Shown if no name is near. */
    readonly unlessNear?: readonly string[];
    readonly commands?: readonly string[];
    readonly details?: Readonly<Record<string, unknown>>;
  };
}

/**
 * The only item that a selector found. Throws AMBIGUOUS_SELECTOR, and NOT_FOUND with near names.
 */
export function requireOne<T>(found: Selection<T>, wanted: Wanted<T>): T {
  if (found.kind === 'one') return found.item;
  if (found.kind === 'several') throw ambiguous(found.items, wanted);
  const { named, one, commands, missing } = wanted;
  const { near } = found;
  const nearby =
    near.length > 0 ? [`Did you mean ${near.join(' or ')}?`] : (missing?.unlessNear ?? []);
  throw new CliError('NOT_FOUND', {
    message: missing?.message ?? `There is no ${one} called ${named}.`,
    hints: missing?.hints ?? nearby,
    commands: missing?.commands ?? commands,
    origin: 'cli',
    details: { near, ...missing?.details },
  });
}

/** AMBIGUOUS_SELECTOR with all matching items. */
export function ambiguous<T>(items: readonly T[], wanted: Wanted<T>): CliError {
  return new CliError('AMBIGUOUS_SELECTOR', {
    message: `${items.length} ${wanted.many} answer to ${wanted.named}.`,
    hints: ['Name one of them by its id.'],
    commands: wanted.commands,
    details: { candidates: items.map((item) => wanted.candidate(item)) },
  });
}
