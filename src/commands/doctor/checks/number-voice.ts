import { isVoiceNumber } from '../../../domain/plivo/account.ts';
import { isSameNumber } from '../../../domain/text/phone-number.ts';
import { advise, type Check, fail, pass, skip, unknown } from '../check.ts';
import { isDefault } from './number-owned.ts';

/** Checks that the caller ID has Voice. */
export const numberVoice: Check = {
  id: 'number-voice',
  group: 'numbers',
  title: 'Voice on the caller ID',
  guide: ['P2', 'F4a'],
  source: 'Plivo GET /Number/',
  async run({ shown, carrierNumbers }) {
    const numbers = await shown.need();
    const all = await carrierNumbers.need();
    const owned = all.filter((one) =>
      numbers.some(({ phone_number }) => isSameNumber(phone_number, one.phone_number)),
    );
    const list = (rows: typeof owned) => rows.map(({ phone_number }) => phone_number).join(', ');
    if (owned.length === 0) return skip('The caller ID is not on the Plivo account');
    const silent = owned.filter((one) => one.voice_enabled === false);
    if (silent.length > 0) {
      const other = all.find(isVoiceNumber)?.phone_number;
      const shownBy = numbers.find(({ phone_number }) =>
        silent.some((one) => isSameNumber(one.phone_number, phone_number)),
      );
      return fail(
        `The caller ID ${list(silent)} has no Voice capability`,
        other !== undefined && isDefault(shownBy?.connection ?? null)
          ? advise(
              'Plivo documents Voice as what a number needs for calls. Choose a number that has it.',
              `setup --from-number ${other}`,
            )
          : advise(
              'Plivo documents Voice as what a number needs for calls. Rent a number that has it, under Phone Numbers in the Plivo console.',
              'explain PLIVO_NUMBER_NOT_VOICE',
            ),
      );
    }
    return owned.some((one) => one.voice_enabled === null)
      ? unknown(`Plivo does not say whether ${list(owned)} has Voice`)
      : pass(list(owned));
  },
};
