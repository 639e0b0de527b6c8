import { isKnownFailure } from '../../../errors/cli-error.ts';
import type { ValueSource } from '../../../ports/settings.ts';
import { type Advice, adviceOnError, advise, type Check, fail, pass, warn } from '../check.ts';

/** Checks that Vocobase's API can be reached, whatever it says about the key. */
export const apiAnswers: Check = {
  id: 'api',
  group: 'account',
  title: "Vocobase's API",
  guide: [],
  source: 'GET /config',
  async run({ config, baseUrl, baseUrlSource }) {
    try {
      await config.read();
      return pass(baseUrl);
    } catch (error) {
      if (!isKnownFailure(error)) throw error;
      const found = error.message.replace(/\.$/, '');
      const advice = adviceOnError(error);
      const status = error.http?.status ?? null;
      if (error.code === 'RATE_LIMITED' || status === 429) return warn(found, advice);
      // Only an API at this address can refuse the key.
      if (status === 401 || status === 403) return pass(`${baseUrl} answered ${status}`);
      if (status === null || status >= 500) return fail(found, advice);
      return fail(found, checkAddress(baseUrl, baseUrlSource));
    }
  },
};

/** Another server answers there, or the API is at another path of that host. */
function checkAddress(baseUrl: string, source: ValueSource): Advice {
  return advise(
    `Check the base URL. It is ${baseUrl}, ${places[source]}. The default is https://api.vocobase.com/api/v2.`,
    source === 'profile' ? 'config unset base_url' : 'explain UNEXPECTED_RESPONSE',
  );
}

const places: Readonly<Record<ValueSource, string>> = {
  flag: 'from --base-url',
  environment: 'from VOCOBASE_BASE_URL',
  profile: 'set in the profile (base_url)',
  default: 'the default',
  sandbox: "the sandbox's",
};
