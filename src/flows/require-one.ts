import type { Selection } from '../domain/text/selector.ts';
import { CliError } from '../errors/cli-error.ts';

/** What was looked for, to say what was found instead. */
export interface Wanted<T> {
  /** As it was typed. */
  readonly named: string;
  readonly one: string;
  readonly many: string;
  /** Where all of them can be seen. */
  readonly commands: readonly string[];
  /** What tells two of them apart, for `details.candidates`. */
  candidate(item: T): Readonly<Record<string, unknown>>;
  /** In the place of "There is no … called …", where more is known. */
  readonly missing?: {
    readonly message?: string;
    /** In the place of near names. */
    readonly hints?: readonly string[];
    /** Where no name is near. */
    readonly unlessNear?: readonly string[];
    readonly commands?: readonly string[];
    readonly details?: Readonly<Record<string, unknown>>;
  };
}

/** The one item that a selector found. Throws AMBIGUOUS_SELECTOR, and NOT_FOUND with near names. */
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

/** AMBIGUOUS_SELECTOR, listing all that answer to what was typed. */
export function ambiguous<T>(items: readonly T[], wanted: Wanted<T>): CliError {
  return new CliError('AMBIGUOUS_SELECTOR', {
    message: `${items.length} ${wanted.many} answer to ${wanted.named}.`,
    hints: ['Name one of them by its id.'],
    commands: wanted.commands,
    details: { candidates: items.map((item) => wanted.candidate(item)) },
  });
}
