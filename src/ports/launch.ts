import type { Action } from './action.ts';

/** What was typed behind a command: its arguments in order, its own options by name. */
export interface Typed {
  readonly args: readonly (string | undefined)[];
  // biome-ignore lint/suspicious/noExplicitAny: commander hands options over untyped; each command names the ones it declared
  readonly options: any;
  /** Global flags that a command reads for itself. */
  readonly globals: { readonly scenario: string | undefined; readonly quiet: boolean };
}

/**
 * Turns a command's module and its reading of what was typed into a commander action. The module
 * loads when the command is chosen, not before.
 */
export type Launch = <Input, Result>(
  load: () => Promise<Action<Input, Result>>,
  read: (typed: Typed) => Input,
) => (...received: unknown[]) => Promise<void>;
