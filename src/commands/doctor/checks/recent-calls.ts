import { shellQuote } from '../../../domain/text/shell-command.ts';
import { type Call, isShortCall, isTerminal, normalStatus } from '../../../domain/vocobase/call.ts';
import { fromWorst, isGood, isRecent, wentWrong } from '../call-judgement.ts';
import { advise, type Check, fail, pass, skip, warn } from '../check.ts';
import { dateOf } from '../words.ts';

/** Vocobase's status of the newest calls; another check explains why they ended. */
export const recentCalls: Check = {
  id: 'recent-calls',
  group: 'calls',
  title: 'Recent calls',
  guide: ['F4a', 'F4b', 'F4c'],
  source: 'GET /calls',
  async run({ ctx, calls }) {
    const ended = (await calls.own()).filter(
      (call) => isTerminal(call.status) && isRecent(call, ctx.now()),
    );
    if (ended.length === 0) return skip('No call through Plivo ended in the last seven days');
    const bad = ended.filter(wentWrong);
    const [newest] = bad;
    if (newest === undefined) {
      return pass(`${ended.length}, none failed`);
    }
    const since = dateOf(newest);
    const found = `${describe(bad, ended.length)}${since === '' ? '' : `, the last on ${since}`}`;
    const advice = advise(
      'Plivo gives the reason under Logs, Call Logs, in its console. This command reads it, with Plivo credentials set.',
      `call show ${shellQuote(newest.call_id)}`,
    );
    // One bad call may be due to its destination, and a later good one shows that the setup works.
    const recovered = ended.slice(0, ended.indexOf(newest)).some(isGood);
    return bad.length > 1 && !recovered ? fail(found, advice) : warn(found, advice);
  },
};

/** `2 of 3 recent calls failed (Unknown Caller ID ×2), and 1 ended within seconds of the answer`. */
function describe(bad: readonly Call[], all: number): string {
  const failed = bad.filter((call) => normalStatus(call.status) === 'failed');
  const short = bad.filter(isShortCall);
  const said = fromWorst(failed.map(({ error_message }) => error_message ?? '').filter(Boolean));
  const reasons = said.length > 0 ? ` (${said.slice(0, 3).join('; ')})` : '';
  const of = `of ${all} recent ${all === 1 ? 'call' : 'calls'}`;
  const dropped = 'ended within seconds of the answer';
  if (failed.length === 0) return `${short.length} ${of} ${dropped}`;
  const rest = short.length === 0 ? '' : `, and ${short.length} ${dropped}`;
  return `${failed.length} ${of} failed${reasons}${rest}`;
}
