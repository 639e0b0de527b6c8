/**
 * The carriers that Vocobase accepts connections for, in the order of the documentation, with their
 * names for people; providers.ts has their fields.
 */
const labels = {
  plivo: 'Plivo',
  twilio: 'Twilio',
  exotel: 'Exotel',
  vobiz: 'Vobiz',
  tata_smartflo: 'Tata Smartflo',
  sip: 'SIP',
  voicelink: 'VoiceLink',
  mcube: 'MCube',
} as const;

/** A provider in the spelling of requests. */
export type ProviderName = keyof typeof labels;

/** Every provider, in the order of the documentation. */
export const providerNames = Object.keys(labels) as readonly ProviderName[];

/** A provider's name in any case, as requests spell it. Null if there is no such provider. */
export function parseProviderName(given: string): ProviderName | null {
  const lower = given.trim().toLowerCase();
  return providerNames.find((name) => name === lower) ?? null;
}

/** The provider's name for people; a provider that is not known keeps its own name. */
export function providerLabel(given: string): string {
  const name = parseProviderName(given);
  return name === null ? given : labels[name];
}
