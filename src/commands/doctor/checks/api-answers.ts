import { isKnownFailure } from '../../../errors/cli-error.ts';
import type { ValueSource } from '../../../ports/settings.ts';
import type { Check } from '../check.ts';
import { type Advice, adviceFrom, fail, pass, warn } from '../finding.ts';

/** Whether Vocobase's API can be reached at all, whatever it thinks of the key. */
export const apiAnswers: Check = {
  id: 'api',
  group: 'account',
  title: "Vocobase's API",
  guide: [],
  async run({ config, baseUrl, baseUrlSource }) {
    try {
      await config.read();
      return pass(baseUrl);
    } catch (error) {
      if (!isKnownFailure(error)) throw error;
      const advice = adviceFrom({ remedies: error.hints, commands: error.commands });
      if (error.code === 'RATE_LIMITED') return warn(error.message, advice);
      const status = error.http?.status ?? null;
      // Only who knows the address can refuse the key, or ask for patience.
      if (status === 401 || status === 403) return pass(`${baseUrl}, with ${status}`);
      if (status === 429) return warn(error.message, advice);
      if (status === null || status >= 500) return fail(error.message, advice);
      return fail(error.message, checkAddress(baseUrl, baseUrlSource));
    }
  },
};

/** What answers is no API of Vocobase, or stands elsewhere at that host. */
function checkAddress(baseUrl: string, source: ValueSource): Advice {
  return {
    remedy: `Check the base URL: it is ${baseUrl}, ${places[source]}. Without another one it is https://api.vocobase.com/api/v2.`,
    commands: source === 'profile' ? ['config unset base_url'] : [],
  };
}

const places: Readonly<Record<ValueSource, string>> = {
  flag: 'given by --base-url',
  environment: 'from VOCOBASE_BASE_URL',
  profile: 'set in the profile (base_url)',
  default: 'the one that is built in',
  sandbox: "the sandbox's",
};
