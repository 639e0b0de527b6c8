import { shellQuote } from '../../../domain/text/shell-command.ts';
import { isCompleted } from '../../../domain/vocobase/call.ts';
import { callerIds } from '../../../domain/vocobase/readiness.ts';
import { isRecent, isRefusal } from '../call-judgement.ts';
import { advise, type Check, fail, pass, skip, unknown, warn } from '../check.ts';
import { type Facts, letThrough } from '../facts.ts';
import { dateOf } from '../words.ts';

/**
 * The token that Vocobase holds cannot be read back. Only calls prove it, as of the time they were
 * placed. What `error_message` says is undocumented (U24), so only text about Plivo's 401 counts.
 */
export const storedToken: Check = {
  id: 'stored-token',
  group: 'connection',
  title: 'Credentials in Vocobase',
  guide: ['F3b', 'R1'],
  source: 'GET /calls',
  async run(facts) {
    const { ctx, calls, used, state, verdict, credentialsReplaced } = facts;
    const connections = await used.need();
    if (connections.length === 0 && callerIds(await state.need()).length === 0) {
      return skip('No Plivo connection is active');
    }
    const testCall = advise('Place a test call. It is billed.', await testCommand(facts));
    if (credentialsReplaced) {
      return unknown('New credentials were sent. Only a call can prove them', testCall);
    }
    const newest = (await calls.need()).find((call) => isCompleted(call.status) || isRefusal(call));
    if (newest === undefined) {
      return unknown('Not verified yet. Only a call can prove it, and no API shows it', testCall);
    }
    const when = dateOf(newest);
    const dated = when === '' ? '' : ` (${when})`;
    if (!isRefusal(newest)) {
      return isRecent(newest, ctx.now())
        ? pass(`Plivo accepted a call${dated}. It proves nothing about a rotation since then`)
        : unknown(
            `The last call that Plivo accepted is old${dated}. It proves nothing about a rotation since then`,
            testCall,
          );
    }
    const atHand = (await verdict.read().catch(letThrough))?.kind ?? null;
    const found = `Plivo refused the credentials that Vocobase holds${dated}`;
    const isDefault = connections.every(({ is_default }) => is_default !== false);
    const advice = advise(
      [
        atHand === 'accepted'
          ? 'Plivo accepts the token on this machine, so the one in Vocobase is likely out of date.'
          : 'The token was likely rotated in Plivo and not sent to Vocobase.',
        atHand === 'refused' && isDefault
          ? 'Plivo refuses the pair on this machine too. Correct it first, then send it with credentials rotate.'
          : isDefault
            ? 'Send the current token. If you did so after that call, place a test call: only a call proves it.'
            : 'The API documents no way to change the credentials of a named connection. Ask Vocobase, or create another connection.',
      ].join(' '),
      isDefault && atHand !== 'refused' ? 'credentials rotate' : 'explain plivo-401-after-rotation',
    );
    return isRecent(newest, ctx.now()) ? fail(found, advice) : warn(found, advice);
  },
};

/**
 * A test call to the last number called; without one a person is asked. Names the connection if a
 * call would be ambiguous without it, or if it was named for this run.
 */
async function testCommand({ ctx, calls, calling, used }: Facts): Promise<string> {
  const [first, second] = await used.need();
  const by = (await calling.read().catch(letThrough))?.by ?? null;
  const isNamed = first !== undefined && (by === 'flag' || second !== undefined);
  const connection = isNamed ? ` --connection ${shellQuote(first.connection_id)}` : '';
  if (ctx.mode.sandbox !== null) return `call test +14155550142${connection}`;
  const listed = (await calls.read().catch(letThrough)) ?? [];
  const last = listed.find(({ to_number }) => to_number?.startsWith('+'))?.to_number;
  return last == null ? `call test${connection}` : `call test ${shellQuote(last)}${connection}`;
}
