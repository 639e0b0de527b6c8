import { maskAuthId } from '../../../domain/mask.ts';
import { providerConfig } from '../../../domain/partner-config.ts';
import { wholeCommand } from '../../../domain/whole-command.ts';
import type { Context } from '../../../ports/context.ts';
import { askCredentials } from '../../shared/plivo-credentials.ts';
import { always, type Draft, type SetupStep } from '../draft.ts';
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
    const known = ctx.prompt.available ? whatIsThere(ctx, draft) : [];
    const where = complete || ctx.mode.sandbox !== null ? [] : words.whereCredentials;
    const gap = known.length > 0 && where.length > 0 ? [''] : [];
    const lines = [...known, ...gap, ...where];
    if (lines.length > 0) ctx.say.paragraph(lines);
    const credentials = await askCredentials(ctx, given);
    return {
      status: 'done',
      evidence: `${maskAuthId(credentials.authId)}, the format fits`,
      adds: { credentials },
    };
  },
};

/** The default connection that is there already; and the other ways on, where no flag chose this one. */
function whatIsThere(ctx: Context, { config, given, accessPending }: Draft): readonly string[] {
  const stored = config === null ? null : providerConfig(config, 'plivo');
  if (!stored?.configured || given.name !== null) return [];
  const said = [words.configuredAlready(stored.from_number)];
  if (given.fromNumber !== null || accessPending) return said;
  return [...said, ...words.insteadOfGoingOn((command) => wholeCommand(ctx, command))];
}
