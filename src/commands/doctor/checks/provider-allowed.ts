import { accountManagerRequest } from '../../../domain/vocobase/account-manager-request.ts';
import { accountOf, allowsProvider } from '../../../domain/vocobase/partner-config.ts';
import { errors } from '../../../errors/catalogue/errors.ts';
import type { Check } from '../check.ts';
import { adviceFrom, fail, pass, unknown } from '../finding.ts';

/** The list gates the start of calls; only Vocobase changes it. */
export const providerAllowed: Check = {
  id: 'provider-allowed',
  group: 'account',
  title: 'Access to plivo',
  guide: ['P3', 'S3', 'F1'],
  async run({ config }) {
    const account = await config.need();
    const allowed = account.allowed_telephony_providers;
    if (allowed === null) return unknown('GET /config does not say which providers are allowed');
    const found = `allowed: ${allowed.length === 0 ? 'none' : allowed.join(', ')}`;
    if (allowsProvider(account, 'plivo')) return pass(found);
    const request = accountManagerRequest(accountOf(account), {
      kind: 'provider',
      provider: 'plivo',
      allowed,
    });
    return fail(
      `plivo is not enabled (${found})`,
      adviceFrom(errors.PROVIDER_NOT_ALLOWED, { attach: request }),
    );
  },
};
