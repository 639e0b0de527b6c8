/** The subject of an event: a step of a flow, a change of a call, a wait, or a notice. */
export type EventKind = 'step' | 'call' | 'wait' | 'notice';

/**
 * The conversation on stderr. Silent with `--json` and with `--events`; notices and progress are silent with `--quiet`.
 * Every text is stripped of control characters first.
 */
export interface Log {
  /**
   * The title of a part of a flow, such as `2 of 5` and `Plivo credentials`, only if a person
   * watches.
   */
  heading(title: string, position?: string): void;
  /** A secondary fact or an instruction below a heading, only if a person watches. */
  note(text: string): void;
  /** A paragraph with an empty line before and after it, only if a person watches. */
  paragraph(lines: readonly string[]): void;
  /** An empty line between two parts of a flow, only if a person watches. */
  gap(): void;
  /** Something worth knowing that changes nothing. */
  notice(text: string): void;
  /** Something that may need attention. */
  warn(text: string): void;
  /** Something that was done and verified, on one line. */
  done(title: string, evidence?: string): void;
  /** Something that was skipped, and why. */
  skipped(title: string, reason?: string): void;
  /** Something that failed, on one line; the error itself is reported elsewhere. */
  failed(title: string, reason?: string): void;
  /**
   * Writes one JSON object per line on stderr with `--events`, for a program that follows a long
   * command; otherwise nothing. `data` has snake_case names. `notice` and `warn` send their text as
   * a `notice`.
   */
  event(kind: EventKind, data: Readonly<Record<string, unknown>>): void;
  /** Only with `--verbose`: requests, and where values came from. Printed even with `--json`. */
  trace(text: string): void;
  /**
   * Runs the work under a spinner on a terminal, where typed text is neither shown nor kept. In
   * accessible output a wait of more than 0.3 s is one line; in a log nothing is printed.
   */
  progress<T>(label: string, work: (update: (label: string) => void) => Promise<T>): Promise<T>;
}
