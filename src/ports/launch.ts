import type { Action } from './action.ts';

/** The words after a command: its arguments in order, its own options by name. */
export interface Typed {
  readonly args: readonly (string | undefined)[];
  // biome-ignore lint/suspicious/noExplicitAny: untyped in commander; each command names its own
  readonly options: any;
  /** Global flags that a command reads itself. */
  readonly globals: { readonly scenario: string | undefined; readonly quiet: boolean };
}

/**
 * Turns a command's module and its reading of the command line into a commander action. The module
 * loads only when the command is chosen.
 */
export type Launch = <Input, Result>(
  load: () => Promise<Action<Input, Result>>,
  read: (typed: Typed) => Input,
) => (...received: unknown[]) => Promise<void>;
