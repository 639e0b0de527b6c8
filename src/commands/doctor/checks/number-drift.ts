import { reconcileNumbers } from '../../../domain/plivo/reconcile-numbers.ts';
import { isSameNumber } from '../../../domain/text/phone-number.ts';
import { shellQuote } from '../../../domain/text/shell-command.ts';
import { symptoms } from '../../../errors/catalogue/symptoms.ts';
import type { Check } from '../check.ts';
import { adviceFrom, pass, warn } from '../finding.ts';

export const numberDrift: Check = {
  id: 'number-drift',
  group: 'numbers',
  title: 'Numbers on both sides',
  guide: ['F5b'],
  async run({ imported, carrierNumbers, phoneNumbers }) {
    const { own, all, complete } = await imported.need();
    const owned = await carrierNumbers.need();
    // Another connection may belong to another Plivo account, so its numbers are not held against this one.
    const verdicts = reconcileNumbers(own, owned).filter(
      ({ phone_number, verdict }) =>
        verdict !== 'owned_not_imported' ||
        !all.some((row) => isSameNumber(row.phone_number, phone_number)),
    );
    const of = (wanted: string) =>
      verdicts.filter(({ verdict }) => verdict === wanted).map(({ phone_number }) => phone_number);
    const gone = of('imported_not_owned');
    const fresh = of('owned_not_imported');
    if (fresh.length > 0 && !complete) await phoneNumbers.need();
    const both = of('imported_and_owned').length;
    if (gone.length === 0 && fresh.length === 0) {
      return pass(`${both} ${both === 1 ? 'number' : 'numbers'} on both sides`);
    }
    const found = [
      gone.length > 0 && `only at Vocobase: ${gone.join(', ')}`,
      fresh.length > 0 && `only at Plivo: ${fresh.join(', ')}`,
    ].filter((part) => part !== false);
    return warn(
      found.join('; '),
      gone.length > 0
        ? adviceFrom(symptoms['number-released'], {
            commands: gone.map((number) => `numbers update ${shellQuote(number)} --deactivate`),
          })
        : adviceFrom(symptoms['numbers-added-later']),
    );
  },
};
