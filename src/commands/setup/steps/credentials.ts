import { maskAuthId } from '../../../domain/mask.ts';
import { askCredentials } from '../../shared/plivo-credentials.ts';
import { always, type SetupStep } from '../draft.ts';
import { words } from '../words.ts';

/** The Auth ID and the Auth Token, their formats checked as they are typed. */
export const credentialsStep: SetupStep = {
  id: 'credentials',
  title: 'Plivo credentials',
  optional: false,
  needed: always,
  async run(ctx, draft) {
    const given = draft.given.credentials;
    const complete = given.authId !== null && given.authToken !== null;
    if (!complete && ctx.mode.sandbox === null) ctx.say.paragraph(words.whereCredentials);
    const credentials = await askCredentials(ctx, given);
    return {
      status: 'done',
      evidence: `${maskAuthId(credentials.authId)}, the format fits`,
      adds: { credentials },
    };
  },
};
