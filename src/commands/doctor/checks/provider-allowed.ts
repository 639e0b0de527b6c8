import { accountManagerRequest } from '../../../domain/vocobase/account-manager-request.ts';
import { accountOf } from '../../../domain/vocobase/partner-config.ts';
import { judgeAccess } from '../../../domain/vocobase/readiness.ts';
import { advise, type Check, fail, pass, unknown } from '../check.ts';

/** Calls start only through a listed provider, and only Vocobase changes the list. */
export const providerAllowed: Check = {
  id: 'provider-allowed',
  group: 'account',
  title: 'Plivo enabled',
  guide: ['P3', 'S3', 'F1'],
  source: 'GET /config',
  async run({ config }) {
    const account = await config.need();
    const allowed = account.allowed_telephony_providers;
    if (allowed === null) return unknown('GET /config does not list the enabled providers');
    const list = allowed.length === 0 ? 'none' : allowed.join(', ');
    if (judgeAccess({ ...account, status: null }).status !== 'failed') {
      return pass(`Enabled: ${list}`);
    }
    const request = accountManagerRequest(accountOf(account), {
      kind: 'provider',
      provider: 'plivo',
      allowed,
    });
    return fail(
      `Plivo is not enabled for this account (enabled: ${list})`,
      advise(
        `Calls through Plivo are refused until your Vocobase account manager enables it. Send this request:\n\n${request}`,
        'explain PROVIDER_NOT_ALLOWED',
      ),
    );
  },
};
