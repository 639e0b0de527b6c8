import { isSameNumber } from '../../../domain/text/phone-number.ts';
import { errors } from '../../../errors/catalogue/errors.ts';
import type { Check } from '../check.ts';
import { adviceFrom, fail, pass, skip, unknown } from '../finding.ts';

export const numberVoice: Check = {
  id: 'number-voice',
  group: 'numbers',
  title: 'Voice on the number',
  guide: ['P2', 'F4a'],
  async run({ shown, carrierNumbers }) {
    const numbers = (await shown.need()).map(({ phone_number }) => phone_number);
    const owned = (await carrierNumbers.need()).filter((one) =>
      numbers.some((number) => isSameNumber(number, one.phone_number)),
    );
    const silent = owned.filter((one) => one.voice_enabled === false);
    const list = (rows: typeof owned) => rows.map(({ phone_number }) => phone_number).join(', ');
    if (owned.length === 0) return skip('the number is not on the Plivo account');
    if (silent.length > 0) {
      return fail(`${list(silent)} has no Voice`, adviceFrom(errors.PLIVO_NUMBER_NOT_VOICE));
    }
    return owned.some((one) => one.voice_enabled === null)
      ? unknown(`Plivo does not say it of ${list(owned)}`)
      : pass(list(owned));
  },
};
