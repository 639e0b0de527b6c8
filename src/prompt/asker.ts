/** One row of a list to choose from. */
export interface Row {
  readonly name: string;
  readonly description: string;
  /** Additional words for the search, not shown. */
  readonly keywords: string;
  readonly checked: boolean;
}

/** `true`, or what is wrong with an answer, as text for people. */
export type Check = (typed: string) => true | string;

interface ListQuestion {
  readonly message: string;
  readonly rows: readonly Row[];
  /** The index of the row that the cursor starts on. */
  readonly preset: number;
}

/**
 * One way to ask on a terminal. Messages are safe to print. Lists are answered by index. Ctrl-C, an
 * abort of the signal, and the end of the input throw INTERRUPTED.
 */
export interface Asker {
  text(question: {
    readonly message: string;
    readonly preset: string | undefined;
    readonly check: Check;
    /** True if the typed text must not be shown. A refused hidden answer is cleared. */
    readonly hides: ((typed: string) => boolean) | undefined;
  }): Promise<string>;
  /**
   * An empty answer is checked like any other. The hint says what is hidden, and what Enter does.
   */
  secret(question: {
    readonly message: string;
    readonly hint: string;
    readonly check: Check;
  }): Promise<string>;
  choose(question: ListQuestion): Promise<number>;
  search(question: ListQuestion): Promise<number>;
  checkbox(question: Omit<ListQuestion, 'preset'>): Promise<readonly number[]>;
  confirm(question: { readonly message: string; readonly preset: boolean }): Promise<boolean>;
}
