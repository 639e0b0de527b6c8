import type { Parsed } from '../../src/domain/text/parsed.ts';

/** The value with what was forgiven, or the code with what the value seems to be. */
export function outcome<T>(parsed: Parsed<T>): readonly unknown[] {
  if (parsed.ok) return ['taken', parsed.value, ...parsed.notices];
  return [parsed.problem.code, ...parsed.problem.hints];
}

export const forgiven = {
  spaces: 'Spaces around it were taken off.',
  quotes: 'Quotes around it were taken off.',
  label: 'The label in front of it was taken off.',
} as const;

/** Made-up credentials that have the right form. */
export const madeUp = {
  authId: 'MAMADEUPMADEUPMADE01',
  subaccount: 'SAMADEUPMADEUPMADE01',
  authToken: 'MadeUpMadeUpMadeUpMadeUpMadeUpMadeUp0001',
  apiKey: 'rg_live_madeUpMadeUp0001',
} as const;
