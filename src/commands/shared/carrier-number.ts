import type { CarrierNumber } from '../../domain/carrier.ts';

/** Plivo's reply may leave the member out; only a clear no takes a number out. */
export function isVoiceNumber(number: CarrierNumber): boolean {
  return number.voice_enabled !== false;
}

/** Number, alias, region and type in a line, to pick from. */
export function describeNumber(number: CarrierNumber): string {
  return [number.phone_number, number.alias, number.region, number.number_type]
    .filter((part) => part !== null && part !== '')
    .join('  ');
}
