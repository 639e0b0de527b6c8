import type { DoctorResult } from '../../../src/commands/doctor/check.ts';

/** The status of each check, by its id. */
export function statuses(result: DoctorResult): Record<string, string> {
  return Object.fromEntries(result.checks.map(({ id, status }) => [id, status]));
}

export function findingOf(result: DoctorResult, id: string): DoctorResult['checks'][number] {
  const found = result.checks.find((check) => check.id === id);
  if (found === undefined) throw new Error(`there is no check ${id} in the result`);
  return found;
}
