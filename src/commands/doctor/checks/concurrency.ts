import { accountManagerRequest } from '../../../domain/vocobase/account-manager-request.ts';
import { accountOf } from '../../../domain/vocobase/partner-config.ts';
import { advise, type Check, fail, pass, unknown } from '../check.ts';
import { letThrough } from '../facts.ts';

/** Checks that a call slot is free. */
export const concurrency: Check = {
  id: 'concurrency',
  group: 'calls',
  title: 'Call slots',
  guide: [],
  source: 'GET /calls/concurrency',
  async run(facts) {
    const { limit, active, remaining } = await facts.concurrency.own();
    const shown = `${active ?? 'an unknown number'} of ${limit ?? 'an unknown number'} in use`;
    if (remaining === null) return unknown(shown);
    if (remaining > 0) return pass(shown);
    const account = await facts.config.read().catch(letThrough);
    const request =
      account === null
        ? ''
        : ` Send this request:\n\n${accountManagerRequest(accountOf(account), { kind: 'concurrency', limit, active })}`;
    return fail(
      `No call slot is free (${shown})`,
      advise(
        `New calls are refused until a running one ends. If this is your normal load, ask your Vocobase account manager for a higher limit.${request}`,
        'call list --status in_progress',
      ),
    );
  },
};
