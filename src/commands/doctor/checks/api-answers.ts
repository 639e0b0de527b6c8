import { CliError } from '../../../errors/cli-error.ts';
import type { Check } from '../check.ts';
import { adviceFrom, fail, pass, warn } from '../finding.ts';

/** Whether Vocobase's API can be reached at all, whatever it thinks of the key. */
export const apiAnswers: Check = {
  id: 'api',
  group: 'account',
  title: "Vocobase's API",
  guide: [],
  async run({ config, baseUrl }) {
    try {
      await config.read();
      return pass(baseUrl);
    } catch (error) {
      if (!(error instanceof CliError) || error.code === 'INTERRUPTED') throw error;
      const advice = adviceFrom({ remedies: error.hints, commands: error.commands });
      if (error.code === 'RATE_LIMITED') return warn(error.message, advice);
      const status = error.http?.status ?? null;
      const refused = status !== null && status >= 400 && status < 500;
      return refused ? pass(`${baseUrl}, with ${status}`) : fail(error.message, advice);
    }
  },
};
