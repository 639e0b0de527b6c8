import { errors } from '../../../errors/catalogue/errors.ts';
import type { Check } from '../check.ts';
import { adviceFrom, fail, pass, unknown } from '../finding.ts';

/** Where the balance stands in `GET /config` is undocumented (U29), so it may not be found. */
export const vocobaseBalance: Check = {
  id: 'vocobase-balance',
  group: 'account',
  title: 'Vocobase balance',
  guide: [],
  async run({ config }) {
    const { credits } = await config.need();
    if (credits === null) {
      return unknown('GET /config does not say it', {
        remedy: 'The Vocobase dashboard shows the balance.',
        commands: [],
      });
    }
    const found = `₹${credits.toFixed(2)}`;
    return credits > 0 ? pass(found) : fail(found, adviceFrom(errors.INSUFFICIENT_BALANCE));
  },
};
