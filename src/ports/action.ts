import type { DryRun } from '../domain/text/dry-run.ts';
import type { ExitCode } from '../errors/entry.ts';
import type { Context } from './context.ts';
import type { Style } from './style.ts';

/**
 * A command in three parts, each testable alone: the work, whose result is the JSON promise; a view
 * of the same result for people; and the exit code, only if a result can be a failure.
 */
export interface Action<Input, Result> {
  run(ctx: Context, input: Input): Promise<Result | DryRun>;
  /** `input` selects what to show; a view without it shows the default. */
  view(result: Result, style: Style, input?: Input): string;
  exit?(result: Result, input: Input): ExitCode;
  /** The JSON promise, if the result also holds things only people see, such as names. */
  data?(result: Result): unknown;
  /** Replaces the result's own JSON, for instance by a body as received, or by one line. */
  json?(result: Result): string;
  /** Reads are abandoned after this time, as if interrupted. Milliseconds. */
  readonly giveUpAfter?: number;
  /**
   * `text`: a pipe gets the view, which is text for other programs; only `--json` makes it JSON.
   */
  readonly piped?: 'text';
  /** `shown`: the result contains credentials that are meant to be shown, those of the sandbox. */
  readonly secrets?: 'shown';
  /** Work that continues after the answer was printed; the program ends when it does. */
  linger?(ctx: Context, result: Result): Promise<void>;
}
