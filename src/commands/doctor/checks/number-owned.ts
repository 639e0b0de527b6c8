import { isSameNumber } from '../../../domain/text/phone-number.ts';
import { errors } from '../../../errors/catalogue/errors.ts';
import type { Check } from '../check.ts';
import { adviceFrom, fail, pass } from '../finding.ts';

export const numberOwned: Check = {
  id: 'number-owned',
  group: 'numbers',
  title: 'Number on the Plivo account',
  guide: ['S1', 'F4c', 'F5a'],
  async run({ shown, carrierNumbers }) {
    const numbers = (await shown.need()).map(({ phone_number }) => phone_number);
    const owned = await carrierNumbers.need();
    const missing = numbers.filter(
      (number) => !owned.some((one) => isSameNumber(one.phone_number, number)),
    );
    return missing.length === 0
      ? pass(numbers.join(', '))
      : fail(
          `${missing.join(', ')} is not on the Plivo account of the credentials at hand`,
          adviceFrom(errors.PLIVO_NUMBER_NOT_OWNED),
        );
  },
};
