import { isVoiceNumber } from '../../../domain/plivo/account.ts';
import { isSubaccount } from '../../../domain/plivo/auth-id.ts';
import { advise, type Check, fail, pass } from '../check.ts';
import { count, plivoConsole } from '../words.ts';

/** Checks that the Plivo account has numbers with Voice. */
export const carrierNumbers: Check = {
  id: 'plivo-numbers',
  group: 'carrier',
  title: 'Plivo numbers',
  guide: ['P2', 'S1'],
  source: 'Plivo GET /Number/',
  async run(facts) {
    const numbers = await facts.carrierNumbers.own();
    const { authId } = await facts.credentials.need();
    const withVoice = numbers.filter(isVoiceNumber);
    if (withVoice.length > 0) return pass(`${withVoice.length} of ${numbers.length} have Voice`);
    if (numbers.length === 0 && isSubaccount(authId)) {
      return fail(
        'The Plivo subaccount has no numbers',
        advise(
          'A number belongs to one account. Assign it to the subaccount in the Plivo console, or use the Auth ID and Auth Token of the main account.',
          'explain subaccount-without-numbers',
        ),
      );
    }
    return fail(
      numbers.length === 0
        ? 'The Plivo account has no number'
        : `The Plivo account has ${count(numbers.length, 'number')}, none with Voice`,
      advise(
        `Rent a number with the Voice capability under Phone Numbers in the Plivo console (${plivoConsole}). Then run setup.`,
        'explain no-voice-number',
      ),
    );
  },
};
