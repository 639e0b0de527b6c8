import type { Reply } from '../reply.ts';
import { PlivoRefusal, plivoAnswer } from './answers.ts';
import type { PlivoVisit } from './visit.ts';

const prices: Readonly<Record<string, { country: string; code: string; rate: string }>> = {
  US: { country: 'United States', code: '1', rate: '0.01000' },
  IN: { country: 'India', code: '91', rate: '0.00850' },
};

/** Voice prices of the two countries that the emulator has numbers in. */
export function showPricing({ query }: PlivoVisit): Reply {
  const iso = query.get('country_iso') ?? '';
  const found = prices[iso];
  if (!found) throw new PlivoRefusal(404, `no pricing for country_iso ${iso}`);
  const { country, code, rate } = found;
  return plivoAnswer({
    country,
    country_code: code,
    country_iso: iso,
    voice: { outbound: { rates: [{ prefix: [code], rate }] } },
  });
}
