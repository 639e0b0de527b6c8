import type { Parsed } from '../../src/domain/text/parsed.ts';

/** The value with what was cleaned up, or the code with what the value seems to be. */
export function outcome<T>(parsed: Parsed<T>): readonly unknown[] {
  if (parsed.ok) return ['taken', parsed.value, ...parsed.notices];
  return [parsed.problem.code, ...parsed.problem.hints];
}

export const cleanedUp = {
  spaces: 'Removed spaces around it.',
  quotes: 'Removed quotes around it.',
  label: 'Removed the label before it.',
} as const;

/** Made-up credentials that have the right form. */
export const madeUp = {
  authId: 'MAMADEUPMADEUPMADE01',
  subaccount: 'SAMADEUPMADEUPMADE01',
  authToken: 'MadeUpMadeUpMadeUpMadeUpMadeUpMadeUp0001',
  apiKey: 'rg_live_madeUpMadeUp0001',
} as const;
