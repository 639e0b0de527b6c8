import { maskAuthId } from '../../../domain/mask.ts';
import { errors } from '../../../errors/catalogue/errors.ts';
import { symptoms } from '../../../errors/catalogue/symptoms.ts';
import type { Check } from '../check.ts';
import { adviceFrom, CheckEnd, fail, pass, skip, warn } from '../finding.ts';

/** Only a clear 401 is a refusal: a 403 may be an IP allow-list that lets Vocobase in. */
export const carrierCredentials: Check = {
  id: 'plivo-credentials',
  group: 'carrier',
  title: 'Plivo credentials',
  guide: ['P1', 'S1', 'F3a'],
  async run({ credentials, verdict }) {
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
      return fail(`${masked} is refused (401)`, adviceFrom(errors.PLIVO_UNAUTHORIZED));
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
