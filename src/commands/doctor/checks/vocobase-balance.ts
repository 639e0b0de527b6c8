import { advise, type Check, fail, pass, unknown } from '../check.ts';

/** The place of the balance in `GET /config` is undocumented (U29), so it may not be found. */
export const vocobaseBalance: Check = {
  id: 'vocobase-balance',
  group: 'account',
  title: 'Vocobase balance',
  guide: [],
  source: 'GET /config',
  async run({ config }) {
    const { credits } = await config.need();
    if (credits === null) {
      return unknown(
        'GET /config does not show the balance',
        advise('The Vocobase dashboard shows it.'),
      );
    }
    const shown = `₹${credits.toFixed(2)}`;
    return credits > 0
      ? pass(shown)
      : fail(
          `The Vocobase balance is used up (${shown})`,
          advise(
            'Calls are refused until you add credit in the Vocobase dashboard.',
            'explain INSUFFICIENT_BALANCE',
          ),
        );
  },
};
