import type { Command } from 'commander';
import type { ErrorCode } from '../errors/catalogue/errors.ts';

/** The help below the options of a command. */
export interface Help {
  /** Commands that run as printed, without the program's name. */
  readonly examples: readonly string[];
  /**
   * Facts that belong to no flag, one per entry; an entry that begins with spaces continues the one
   * before.
   */
  readonly notes?: readonly string[];
  /** The codes that this command can end with, beyond those of every command. */
  readonly codes?: readonly ErrorCode[];
  /** Its exit codes that are results and not errors: `20  a check fails`. */
  readonly results?: readonly string[];
  /** True if it can change something, at an API or on this machine. */
  readonly writes?: boolean;
  /** True if it can place a billed call. */
  readonly billed?: boolean;
  /**
   * Values to offer for a flag (`--status`) or an argument (`key`) that commander does not check,
   * for completion and `help --json`. A function if loading them is slow.
   */
  readonly values?: Readonly<
    Record<string, readonly string[] | (() => Promise<readonly string[]>)>
  >;
}

type Documented = Command & { documentation?: Help };

/** Gives a command its examples, notes, and error codes, which `--help` and the reference print. */
export function explainCommand(command: Command, help: Help): Command {
  return Object.assign(command, { documentation: help });
}

/** Declares the rest of a command, such as its flags, when it is typed or everything is read. */
export function declareWhenTyped(command: Command, declare: () => Promise<void>): void {
  Object.assign(command, { whenTyped: declare });
}

/** The help that `explainCommand` gave to a command. */
export function helpOf(command: Command): Help | undefined {
  return (command as Documented).documentation;
}
