import { digitsOf, withPlus } from '../text/phone-number.ts';
import type { PhoneNumber } from '../vocobase/imported-number.ts';
import type { CarrierNumber } from './account.ts';

/**
 * Where a number was found: `imported_and_owned` at both; `owned_not_imported` only on the
 * carrier's account; `imported_not_owned` only at Vocobase; `without_voice` on the carrier's
 * account but unable to carry calls, imported or not. These names are part of the JSON contract.
 */
export type NumberVerdict =
  | 'imported_and_owned'
  | 'owned_not_imported'
  | 'imported_not_owned'
  | 'without_voice';

/** A number that Vocobase, the Plivo account, or both list. */
export interface ReconciledNumber {
  /** E.164 with `+`. */
  readonly phone_number: string;
  readonly verdict: NumberVerdict;
}

/**
 * Joins Vocobase's imported numbers and the carrier's by their digits. Each number appears once,
 * imported ones first in their original order. A carrier's number that does not say whether it has
 * Voice counts as having it.
 */
export function reconcileNumbers(
  imported: readonly Pick<PhoneNumber, 'phone_number'>[],
  owned: readonly Pick<CarrierNumber, 'phone_number' | 'voice_enabled'>[],
): ReconciledNumber[] {
  const held = new Map(owned.map((number) => [digitsOf(number.phone_number), number]));
  const known = new Set(imported.map(({ phone_number }) => digitsOf(phone_number)));
  const verdicts = new Map<string, NumberVerdict>();
  for (const digits of [...known, ...held.keys()]) {
    verdicts.set(digits, verdictOf(known.has(digits), held.get(digits)));
  }
  return [...verdicts].map(([digits, verdict]) => ({ phone_number: withPlus(digits), verdict }));
}

function verdictOf(
  imported: boolean,
  held: Pick<CarrierNumber, 'voice_enabled'> | undefined,
): NumberVerdict {
  if (held === undefined) return 'imported_not_owned';
  if (held.voice_enabled === false) return 'without_voice';
  return imported ? 'imported_and_owned' : 'owned_not_imported';
}
