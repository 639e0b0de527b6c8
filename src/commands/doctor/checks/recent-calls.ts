import { shellQuote } from '../../../domain/text/shell-command.ts';
import { type Call, isShortCall, isTerminal, normalStatus } from '../../../domain/vocobase/call.ts';
import { symptoms } from '../../../errors/catalogue/symptoms.ts';
import { fromWorst, isGood, isRecent, wentWrong } from '../call-judgement.ts';
import type { Check } from '../check.ts';
import { adviceFrom, fail, pass, skip, warn } from '../finding.ts';

/** What Vocobase says of the newest calls; why they ended as they did is another check. */
export const recentCalls: Check = {
  id: 'recent-calls',
  group: 'calls',
  title: 'Recent calls',
  guide: ['F4a', 'F4b', 'F4c'],
  async run({ ctx, calls }) {
    const ended = (await calls.own()).filter(
      (call) => isTerminal(call.status) && isRecent(call, ctx.now()),
    );
    if (ended.length === 0) return skip('no call through Plivo has ended in the last seven days');
    const bad = ended.filter(wentWrong);
    const [newest] = bad;
    if (newest === undefined) {
      return pass(
        ended.length === 1 ? 'one, and it went well' : `${ended.length}, and none failed`,
      );
    }
    const found = `of ${ended.length}: ${describe(bad)}`;
    const advice = adviceFrom(symptoms['plivo-call-logs'], {
      commands: [`call show ${shellQuote(newest.call_id)}`, 'call list'],
    });
    // One bad call may be the fault of its number; a good one since then says that it is mended.
    const mended = ended.slice(0, ended.indexOf(newest)).some(isGood);
    return bad.length > 1 && !mended ? fail(found, advice) : warn(found, advice);
  },
};

function describe(bad: readonly Call[]): string {
  const failed = bad.filter((call) => normalStatus(call.status) === 'failed');
  const short = bad.filter(isShortCall);
  const said = fromWorst(failed.map(({ error_message }) => error_message ?? '').filter(Boolean));
  return [
    failed.length > 0 &&
      `${failed.length} failed${said.length > 0 ? ` (${said.slice(0, 3).join('; ')})` : ''}`,
    short.length > 0 && `${short.length} ended within seconds of the answer`,
  ]
    .filter((part) => part !== false)
    .join(', and ');
}
