import type { Parsed } from '../domain/text/parsed.ts';

/**
 * Every question carries the flag (and variable) that answers it, so that a script learns what is
 * missing and every prompt has another way in.
 */
export interface Question {
  /** A short label such as `Caller ID`, or a question that ends in `?`. */
  readonly message: string;
  readonly flag: string | null;
  readonly env?: string;
  /** A noun for the value: `Auth ID`. */
  readonly what: string;
}

/** A question with a typed answer. Secrets use the same shape, with hidden input. */
export interface TextQuestion<T> extends Question {
  /** Parses the typed text. A problem is shown below the question, which stays open. */
  readonly parse: (typed: string) => Parsed<T>;
  /** True if the typed text looks like a secret that belongs elsewhere; it is then not shown. */
  readonly hides?: (typed: string) => boolean;
  /** The default answer; Enter takes it. */
  readonly preset?: string;
  /** What Enter does when the default is a secret, which is not shown: `Enter uses …`. */
  readonly presetHint?: string;
}

/** An answer to choose, and the value it stands for. */
export interface Choice<T> {
  readonly value: T;
  readonly name: string;
  /** A secondary fact, dim beside the name. */
  readonly description?: string;
}

interface ChooseQuestion<T> extends Question {
  readonly choices: readonly Choice<T>[];
  /** The value that the cursor starts on. */
  readonly preset?: T;
}

/** A choice in a list that typing narrows. */
export interface SearchChoice<T> extends Choice<T> {
  /** Additional words for the search, not shown. */
  readonly keywords?: string;
}

interface SearchQuestion<T> extends Question {
  readonly choices: readonly SearchChoice<T>[];
  /** The value that the cursor starts on, and returns to when nothing is typed. */
  readonly preset?: T;
}

/** A choice that can be selected together with others. */
export interface CheckboxChoice<T> extends Choice<T> {
  readonly checked?: boolean;
}

interface CheckboxQuestion<T> extends Question {
  readonly choices: readonly CheckboxChoice<T>[];
}

interface ConfirmQuestion extends Question {
  /** The answer of Enter; no by default. */
  readonly default?: boolean;
}

/**
 * Asks a person. If no one can answer, each question throws INPUT_REQUIRED with its flag, and
 * `confirm` throws CONFIRMATION_REQUIRED. Ctrl-C and the end of the input throw INTERRUPTED.
 */
export interface Prompt {
  /** True if a person can answer. */
  readonly available: boolean;
  text<T>(question: TextQuestion<T>): Promise<T>;
  /** Shows neither the answer nor its length. A refused answer is cleared and asked again. */
  secret<T>(question: TextQuestion<T>): Promise<T>;
  choose<T>(question: ChooseQuestion<T>): Promise<T>;
  /** A long list, narrowed by typing digits or words. */
  search<T>(question: SearchQuestion<T>): Promise<T>;
  /** Returns any number of the choices, possibly none, in their order. */
  checkbox<T>(question: CheckboxQuestion<T>): Promise<readonly T[]>;
  confirm(question: ConfirmQuestion): Promise<boolean>;
}
