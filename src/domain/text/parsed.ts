import type { ErrorCode } from '../../errors/catalogue/errors.ts';

/**
 * The result of parsing a typed value: a usable value with notes on what was cleaned up, or a
 * problem.
 */
export type Parsed<T> =
  | { readonly ok: true; readonly value: T; readonly notices: readonly string[] }
  | { readonly ok: false; readonly problem: Problem };

/**
 * Why a value cannot be used: a permanent code, a sentence, and hints such as what the value looks
 * like.
 */
export interface Problem {
  readonly code: ErrorCode;
  readonly message: string;
  readonly hints: readonly string[];
}

/** An accepted input. `notices` say what was cleaned up, such as quotes around a pasted value. */
export function usable<T>(value: T, notices: readonly string[] = []): Parsed<T> {
  return { ok: true, value, notices };
}

/** A refused input, as the code, message, and hints of the error to throw. */
export function unusable(
  code: ErrorCode,
  message: string,
  hints: readonly string[] = [],
): Parsed<never> {
  return { ok: false, problem: { code, message, hints } };
}
