import { isVoiceNumber } from '../../../domain/plivo/account.ts';
import { isSubaccount } from '../../../domain/plivo/auth-id.ts';
import { symptoms } from '../../../errors/catalogue/symptoms.ts';
import type { Check } from '../check.ts';
import { adviceFrom, fail, pass } from '../finding.ts';

export const carrierNumbers: Check = {
  id: 'plivo-numbers',
  group: 'carrier',
  title: 'Plivo numbers',
  guide: ['P2', 'S1'],
  async run(facts) {
    const numbers = await facts.carrierNumbers.own();
    const { authId } = await facts.credentials.need();
    const withVoice = numbers.filter(isVoiceNumber);
    if (numbers.length === 0 && isSubaccount(authId)) {
      return fail(
        'the subaccount holds no number',
        adviceFrom(symptoms['subaccount-without-numbers']),
      );
    }
    if (withVoice.length === 0) {
      return fail(
        numbers.length === 0
          ? 'it has no number'
          : `none of its ${numbers.length} numbers has Voice`,
        adviceFrom(symptoms['no-voice-number']),
      );
    }
    return pass(`${withVoice.length} of ${numbers.length} have Voice`);
  },
};
