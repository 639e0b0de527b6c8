import { isCompleted } from '../../../domain/vocobase/call.ts';
import { symptoms } from '../../../errors/catalogue/symptoms.ts';
import { isRefusal } from '../call-judgement.ts';
import type { Check } from '../check.ts';
import { letThrough } from '../facts.ts';
import { adviceFrom, fail, pass, unknown } from '../finding.ts';

/**
 * The token that Vocobase holds cannot be read back. Calls show it: what `error_message` says is
 * undocumented (U24), so only words that speak of Plivo and its 401 count.
 */
export const storedToken: Check = {
  id: 'stored-token',
  group: 'connection',
  title: 'Token that Vocobase holds',
  guide: ['F3b', 'R1'],
  async run({ calls, connection, verdict }) {
    await connection.need();
    const newest = (await calls.need()).find((call) => isCompleted(call.status) || isRefusal(call));
    if (newest === undefined) {
      return unknown('no call has shown it yet, and no API does', {
        remedy: 'A test call shows it.',
        commands: ['call test --to <number>'],
      });
    }
    if (!isRefusal(newest)) return pass('a recent call went through Plivo');
    const atHand = (await verdict.read().catch(letThrough))?.kind ?? null;
    const which =
      atHand === 'accepted'
        ? '. Plivo accepts the token at hand, so the stored one is likely out of date'
        : '';
    return fail(
      `the last call failed: ${newest.error_message}${which}`,
      adviceFrom(symptoms['plivo-401-after-rotation']),
    );
  },
};
