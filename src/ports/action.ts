import type { DryRun } from '../domain/text/dry-run.ts';
import type { ExitCode } from '../errors/entry.ts';
import type { Context } from './context.ts';
import type { Style } from './style.ts';

/**
 * A command in three parts, each testable alone: the work, whose result is the JSON promise; the
 * same result for a person; and the exit code, only where a result can be a failure.
 */
export interface Action<Input, Result> {
  run(ctx: Context, input: Input): Promise<Result | DryRun>;
  /** `input` says what was asked to be shown; a view without it shows the usual. */
  view(result: Result, style: Style, input?: Input): string;
  exit?(result: Result, input: Input): ExitCode;
  /** The JSON promise, where the result also holds what only a person sees, such as names. */
  data?(result: Result): unknown;
  /** What a program reads in the place of the result's own JSON: a body as it came, one line. */
  json?(result: Result): string;
  /** Reads are given up after so long, as by an interruption. Milliseconds. */
  readonly giveUpAfter?: number;
  /** `text`: a pipe gets the view, a text for other programs; only `--json` makes it JSON. */
  readonly piped?: 'text';
  /** `shown`: the result is credentials made to be shown, those of the sandbox. */
  readonly secrets?: 'shown';
  /** What goes on after the answer was printed; the program ends when it does. */
  linger?(ctx: Context, result: Result): Promise<void>;
}
