import { maskAuthId } from '../../../domain/text/mask.ts';
import { type Call, isCompleted } from '../../../domain/vocobase/call.ts';
import { symptoms } from '../../../errors/catalogue/symptoms.ts';
import { isRefusal } from '../call-judgement.ts';
import type { Check } from '../check.ts';
import { letThrough } from '../facts.ts';
import { type Advice, adviceFrom, CheckEnd, fail, pass, skip, warn } from '../finding.ts';

/** Only a clear 401 is a refusal: a 403 may be an IP allow-list that lets Vocobase in. */
export const carrierCredentials: Check = {
  id: 'plivo-credentials',
  group: 'carrier',
  title: 'Plivo credentials',
  guide: ['P1', 'S1', 'F3a'],
  async run({ credentials, verdict, calls }) {
    const { authId } = await credentials.need().catch((error: unknown) => {
      if (!(error instanceof CheckEnd)) throw error;
      throw new CheckEnd(
        skip(error.message, {
          remedy:
            'Set PLIVO_AUTH_ID and PLIVO_AUTH_TOKEN to have Plivo asked too: about the account, its numbers, and why calls ended.',
          commands: [],
        }),
      );
    });
    const said = await verdict.own();
    const masked = maskAuthId(authId);
    if (said.kind === 'accepted')
      return pass([said.account?.name, masked].filter(Boolean).join(', '));
    if (said.kind === 'refused') {
      return fail(
        `Plivo refuses ${masked} with the Auth Token on this machine (401)`,
        adviceOnRefusal(await calls.read().catch(letThrough)),
      );
    }
    const isForbidden = /\b403\b/.test(said.reason);
    return warn(
      `could not be asked: ${said.reason}`,
      isForbidden
        ? adviceFrom(symptoms['ip-allow-list'], { commands: ['explain ip-allow-list'] })
        : {
            remedy: 'It says nothing about the credentials. Look at https://status.plivo.com.',
            commands: [],
          },
    );
  },
};

/** Calls go out with the token that Vocobase holds, so the newest one tells which side is behind. */
function adviceOnRefusal(calls: readonly Call[] | null): Advice {
  const newest = calls?.find((call) => isCompleted(call.status) || isRefusal(call));
  if (newest !== undefined && !isRefusal(newest)) {
    return {
      remedy:
        'Calls go through, so Vocobase has a newer token than this machine: copy that one from the Plivo console into PLIVO_AUTH_TOKEN. Nothing has to be sent to Vocobase.',
      commands: [],
    };
  }
  return {
    remedy:
      newest === undefined
        ? 'Copy Auth ID and Auth Token again, both from the same account of the Plivo console, into PLIVO_AUTH_ID and PLIVO_AUTH_TOKEN. If calls go through, Vocobase has a newer token already; if they are refused too, send it the pair.'
        : 'Calls are refused as well. Copy Auth ID and Auth Token again, both from the same account of the Plivo console, into PLIVO_AUTH_ID and PLIVO_AUTH_TOKEN, and send the pair to Vocobase.',
    commands: ['credentials rotate'],
  };
}
