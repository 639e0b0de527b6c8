/**
 * The carriers that Vocobase accepts connections for, as requests spell them, in the order of the
 * documentation; providers.ts has their fields.
 */
export const providerNames = [
  'plivo',
  'twilio',
  'exotel',
  'vobiz',
  'tata_smartflo',
  'sip',
  'voicelink',
  'mcube',
] as const;

/** A provider in the spelling of requests. */
export type ProviderName = (typeof providerNames)[number];

/** A provider's name in any case, as requests spell it. Null if there is no such provider. */
export function parseProviderName(given: string): ProviderName | null {
  const lower = given.trim().toLowerCase();
  return providerNames.find((name) => name === lower) ?? null;
}
