import type { Parsed } from '../domain/text/parsed.ts';

/**
 * Every question carries the flag (and variable) that answers it, so that a script can be told what
 * is missing and no prompt exists without another way in.
 */
export interface Question {
  /** A short label such as `Caller ID`, or a question that ends in `?`. */
  readonly message: string;
  readonly flag: string | null;
  readonly env?: string;
  /** What is asked for, as a noun: `Auth ID`. */
  readonly what: string;
}

export interface TextQuestion<T> extends Question {
  /** Checks what was typed. A problem is shown below the question, which stays open. */
  readonly parse: (typed: string) => Parsed<T>;
  /** Whether what is typed looks like a secret that belongs elsewhere: it is not shown then. */
  readonly hides?: (typed: string) => boolean;
  /** Offered as the answer; Enter takes it. */
  readonly preset?: string;
  /** What Enter alone does where the preset is a secret, which is not shown: `Enter uses …`. */
  readonly presetHint?: string;
}

export interface Choice<T> {
  readonly value: T;
  readonly name: string;
  /** A secondary fact, dim beside the name. */
  readonly description?: string;
}

export interface ChooseQuestion<T> extends Question {
  readonly choices: readonly Choice<T>[];
  /** The value under the cursor at first. */
  readonly preset?: T;
}

export interface SearchChoice<T> extends Choice<T> {
  /** Further words to find it by, which are not shown. */
  readonly keywords?: string;
}

export interface SearchQuestion<T> extends Question {
  readonly choices: readonly SearchChoice<T>[];
  /** The value under the cursor at first, and whenever nothing is typed. */
  readonly preset?: T;
}

export interface CheckboxChoice<T> extends Choice<T> {
  readonly checked?: boolean;
}

export interface CheckboxQuestion<T> extends Question {
  readonly choices: readonly CheckboxChoice<T>[];
}

export interface ConfirmQuestion extends Question {
  /** What Enter alone means; no unless given. */
  readonly default?: boolean;
}

/**
 * Asks a person. Where nobody can be asked each question throws INPUT_REQUIRED naming its flag, and
 * `confirm` throws CONFIRMATION_REQUIRED. Ctrl-C and the end of the input throw INTERRUPTED.
 */
export interface Prompt {
  /** Whether a person is there to answer. */
  readonly available: boolean;
  text<T>(question: TextQuestion<T>): Promise<T>;
  /** Neither the answer nor its length is shown. A refused answer is asked for again, from nothing. */
  secret<T>(question: TextQuestion<T>): Promise<T>;
  choose<T>(question: ChooseQuestion<T>): Promise<T>;
  /** A long list, narrowed by typing digits or words. */
  search<T>(question: SearchQuestion<T>): Promise<T>;
  /** Any number of the choices, none included, in their order. */
  checkbox<T>(question: CheckboxQuestion<T>): Promise<readonly T[]>;
  confirm(question: ConfirmQuestion): Promise<boolean>;
}
