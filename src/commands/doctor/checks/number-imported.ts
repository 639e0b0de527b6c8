import { isSameNumber } from '../../../domain/text/phone-number.ts';
import { shellQuote } from '../../../domain/text/shell-command.ts';
import { symptoms } from '../../../errors/catalogue/symptoms.ts';
import type { Check } from '../check.ts';
import { adviceFrom, fail, pass } from '../finding.ts';

/** A number that Vocobase has not imported shows as "Unknown" at the phone that is called. */
export const numberImported: Check = {
  id: 'number-imported',
  group: 'numbers',
  title: 'Number imported at Vocobase',
  guide: ['F5a', 'F5b'],
  async run({ shown, imported, phoneNumbers, connection }) {
    const numbers = (await shown.need()).map(({ phone_number }) => phone_number);
    const { own } = await imported.need();
    const missing = numbers.filter(
      (number) => !own.some((row) => isSameNumber(row.phone_number, number)),
    );
    if (missing.length === 0) return pass(numbers.join(', '));
    // Without the list nothing is proven: the rows of a connection may be incomplete.
    await phoneNumbers.own();
    const used = await connection.need();
    const sync =
      used === null
        ? 'numbers sync'
        : `numbers sync --connection ${shellQuote(used.connection_id)}`;
    return fail(
      `${missing.join(', ')} is not among the imported numbers of the connection`,
      adviceFrom(symptoms['caller-id-unknown'], { commands: ['numbers list', sync] }),
    );
  },
};
