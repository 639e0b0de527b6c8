import { maskAuthId } from '../../../domain/text/mask.ts';
import { wholeCommand } from '../../../domain/text/shell-command.ts';
import { providerConfig } from '../../../domain/vocobase/partner-config.ts';
import { askCredentials } from '../../../flows/connection/credentials.ts';
import type { Context } from '../../../ports/context.ts';
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
    if (lines.length > 0) ctx.log.paragraph(lines);
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
