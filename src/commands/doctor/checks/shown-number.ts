import { symptoms } from '../../../errors/catalogue/symptoms.ts';
import type { Check } from '../check.ts';
import { adviceFrom, pass, warn } from '../finding.ts';

/**
 * An active number of the agent goes before the connection's, and no call can choose.
 * https://docs.vocobase.com/telephony/connections
 */
export const shownNumber: Check = {
  id: 'shown-number',
  group: 'numbers',
  title: 'Number that calls show',
  guide: ['S1', 'F5a'],
  async run({ shown }) {
    const numbers = await shown.need();
    const bound = numbers.filter(({ agent }) => agent !== null);
    const own = numbers.find(({ agent }) => agent === null)?.phone_number ?? null;
    if (bound.length === 0) return pass(`calls show ${own}`);
    const listed = bound.map(({ agent, phone_number }) => `calls of ${agent} show ${phone_number}`);
    const others = own === null ? '' : `; others show ${own}`;
    const [first] = bound;
    return warn(
      `${listed.join(', ')}${others}`,
      adviceFrom(
        {
          ...symptoms['wrong-caller-id'],
          remedies: ['Take the number from the agent, if this is not meant.'],
        },
        { commands: ['numbers list', `numbers update ${first?.phone_number} --no-agent`] },
      ),
    );
  },
};
