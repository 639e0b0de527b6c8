import { nameOf } from '../../../domain/vocobase/connection.ts';
import { advise, type Check, pass, warn } from '../check.ts';
import { selector } from './number-drift.ts';

/**
 * The agent's active number takes precedence over the connection's, and a call cannot choose.
 * https://docs.vocobase.com/telephony/connections
 */
export const shownNumber: Check = {
  id: 'shown-number',
  group: 'numbers',
  title: 'Number that calls show',
  guide: ['S1', 'F5a'],
  source: 'GET /phone-numbers',
  async run({ shown, state }) {
    const numbers = await shown.need();
    const judged = await state.need();
    const bound = numbers.filter(({ agent }) => agent !== null);
    const own = numbers.filter(({ agent }) => agent === null);
    const ofConnections = own.map(({ phone_number, connection }) =>
      own.length === 1 || connection === null
        ? phone_number
        : `${nameOf(connection)} ${phone_number}`,
    );
    if (bound.length === 0) return pass(ofConnections.join(', '));
    const listed = bound.map(({ agent, phone_number }) => `${agent} show ${phone_number}`);
    const others = own.length === 0 ? '' : `, not ${ofConnections.join(', ')}`;
    return warn(
      `Calls of ${listed.join(', ')}${others}`,
      advise(
        "An agent's own number comes before the connection's caller ID. Remove it from the agent if that is not intended.",
        ...bound.map(
          ({ phone_number }) => `numbers update ${selector(judged, phone_number)} --no-agent`,
        ),
      ),
    );
  },
};
