import { maskAuthId } from '../../../domain/text/mask.ts';
import { type Call, isCompleted } from '../../../domain/vocobase/call.ts';
import { isRecent, isRefusal } from '../call-judgement.ts';
import { type Advice, advise, type Check, CheckEnd, fail, pass, skip, warn } from '../check.ts';
import { letThrough } from '../facts.ts';
import { dateOf, plivoConsole } from '../words.ts';

/** Only a clear 401 is a refusal: a 403 may be an IP allow-list that lets Vocobase in. */
export const carrierCredentials: Check = {
  id: 'plivo-credentials',
  group: 'carrier',
  title: 'Plivo credentials',
  guide: ['P1', 'S1', 'F3a'],
  source: 'Plivo GET /Account/',
  async run({ ctx, credentials, verdict, calls }) {
    const { authId } = await credentials.need().catch((error: unknown) => {
      if (!(error instanceof CheckEnd)) throw error;
      throw new CheckEnd(
        skip(
          error.message,
          advise(
            'Set PLIVO_AUTH_ID and PLIVO_AUTH_TOKEN to check the Plivo account, its numbers, and why calls ended.',
          ),
        ),
      );
    });
    const said = await verdict.own();
    const masked = maskAuthId(authId);
    if (said.kind === 'accepted') {
      return pass([said.account?.name, masked].filter(Boolean).join(', '));
    }
    if (said.kind === 'refused') {
      const listed = (await calls.read().catch(letThrough)) ?? [];
      return fail(
        `Plivo refused ${masked} with the Auth Token on this machine (401)`,
        adviceOnRefusal(listed.filter((call) => isRecent(call, ctx.now()))),
      );
    }
    const isForbidden = /\b403\b/.test(said.reason);
    return warn(
      `The credentials could not be checked with Plivo. ${said.reason.replace(/\.$/, '')}`,
      isForbidden
        ? advise(
            'This proves nothing about the credentials. Look at Account Settings, IP Whitelisting, in the Plivo console. If only Vocobase is listed, that is fine.',
            'explain ip-allow-list',
          )
        : advise('This proves nothing about the credentials. Look at https://status.plivo.com.'),
    );
  },
};

/** Calls use the token that Vocobase holds, so the newest call shows which side is out of date. */
function adviceOnRefusal(calls: readonly Call[]): Advice {
  const copy = `Copy Auth ID and Auth Token again, both from the Overview page of the Plivo console (${plivoConsole}), into PLIVO_AUTH_ID and PLIVO_AUTH_TOKEN.`;
  const newest = calls.find((call) => isCompleted(call.status) || isRefusal(call));
  if (newest === undefined) {
    return advise(
      `${copy} Whether Vocobase holds a newer token, no API shows.`,
      'explain PLIVO_UNAUTHORIZED',
    );
  }
  return isRefusal(newest)
    ? advise(
        `${copy} Calls are refused too, so then send the pair to Vocobase with credentials rotate.`,
        'explain PLIVO_UNAUTHORIZED',
      )
    : advise(
        `A call went through on ${dateOf(newest)}, so Vocobase may hold a newer token than this machine. ${copy}`,
        'explain PLIVO_UNAUTHORIZED',
      );
}
