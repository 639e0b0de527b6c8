import { accountManagerRequest } from '../../../domain/vocobase/account-manager-request.ts';
import { accountOf } from '../../../domain/vocobase/partner-config.ts';
import { errors } from '../../../errors/catalogue/errors.ts';
import type { Check } from '../check.ts';
import { letThrough } from '../facts.ts';
import { adviceFrom, fail, pass, unknown } from '../finding.ts';

export const concurrency: Check = {
  id: 'concurrency',
  group: 'calls',
  title: 'Call slots',
  guide: [],
  async run(facts) {
    const { limit, active, remaining } = await facts.concurrency.own();
    const found = `${active ?? 'an unknown number'} of ${limit ?? 'an unknown number'} in use`;
    if (remaining === null) return unknown(found);
    if (remaining > 0) return pass(found);
    const account = await facts.config.read().catch(letThrough);
    const attach =
      account === null
        ? undefined
        : accountManagerRequest(accountOf(account), { kind: 'concurrency', limit, active });
    return fail(
      found,
      adviceFrom(errors.CONCURRENCY_LIMIT, attach === undefined ? {} : { attach }),
    );
  },
};
