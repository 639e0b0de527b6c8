import type { Parsed } from '../domain/text/parsed.ts';

/**
 * Every question carries the flag (and variable) that answers it, so that a script can be told what
 * is missing and no prompt exists without another way in.
 */
export interface Question {
  readonly message: string;
  readonly flag: string | null;
  readonly env?: string;
  /** What is asked for, as a noun: `Auth ID`. */
  readonly what: string;
}

export interface TextQuestion<T> extends Question {
  readonly parse: (typed: string) => Parsed<T>;
  /** Whether what is typed looks like a secret that belongs elsewhere: it is not shown then. */
  readonly hides?: (typed: string) => boolean;
  /** Offered as the answer; Enter takes it. */
  readonly preset?: string;
}

export interface Choice<T> {
  readonly value: T;
  readonly name: string;
  readonly description?: string;
}

/**
 * Asks a person. Where nobody can be asked each question throws INPUT_REQUIRED naming its flag, and
 * `confirm` throws CONFIRMATION_REQUIRED. Ctrl-C throws INTERRUPTED.
 */
export interface Prompt {
  /** Whether a person is there to answer. */
  readonly available: boolean;
  text<T>(question: TextQuestion<T>): Promise<T>;
  /** The answer is never shown, not even on request. */
  secret<T>(question: TextQuestion<T>): Promise<T>;
  choose<T>(question: Question & { readonly choices: readonly Choice<T>[] }): Promise<T>;
  /** Yes or no; Enter alone is no. */
  confirm(question: Question): Promise<boolean>;
}
