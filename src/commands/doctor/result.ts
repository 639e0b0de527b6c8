import type { Check } from './check.ts';
import type { CheckStatus } from './finding.ts';

/** A finding with its check, as the result shows it. */
export interface CheckResult {
  readonly id: Check['id'];
  readonly group: Check['group'];
  readonly title: string;
  readonly status: CheckStatus;
  readonly found: string;
  readonly remedy: string | null;
  /** Whole commands, with the program's name. */
  readonly commands: readonly string[];
}

export interface DoctorResult {
  readonly status: 'pass' | 'warn' | 'fail';
  readonly checks: readonly CheckResult[];
}

/** Fails where a check fails, and else warns where one warns. */
export function worst(results: readonly CheckResult[]): DoctorResult['status'] {
  const has = (wanted: CheckStatus) => results.some(({ status }) => status === wanted);
  if (has('fail')) return 'fail';
  return has('warn') ? 'warn' : 'pass';
}
