import { parseConnectionName } from '../../domain/vocobase/connection-name.ts';
import { CliError } from '../../errors/cli-error.ts';
import { missingCredentials, readCredentials } from '../../flows/connection/credentials.ts';
import { canConsent } from '../../flows/consent.ts';
import { accept } from '../../flows/input.ts';
import { type Missing, requireInputs, withMissingKey } from '../../flows/missing-input.ts';
import { acceptNumber } from '../../flows/number-value.ts';
import type { Context } from '../../ports/context.ts';
import { parseVoicemailMessage } from '../agents/set-voicemail.ts';
import type { Given, SetupInput } from './draft.ts';

/**
 * Checks everything that was given, before any request: formats first, then what is missing where
 * nobody can be asked, all of it at once, then whether a billed call has its consent.
 */
export async function readGiven(ctx: Context, input: SetupInput): Promise<Given> {
  const credentials = await readCredentials(ctx, input);
  const number = async (value: string | undefined, flag: string) =>
    value === undefined ? null : acceptNumber(ctx, value, flag);
  const demo = ctx.prompt.available ? null : await ctx.demo();
  const fromNumber = (await number(input.fromNumber, '--from-number')) ?? demo?.fromNumber ?? null;
  const callTo = await number(input.callTo, '--call-to');
  const name =
    input.name === undefined ? null : accept(ctx, parseConnectionName(input.name), '--name');
  if (input.voicemailMessage !== undefined) {
    accept(ctx, parseVoicemailMessage(input.voicemailMessage), '--voicemail-message');
  }

  const missing: Missing[] = [...missingCredentials(credentials)];
  if (fromNumber === null) missing.push({ flag: '--from-number', env: null, what: 'from-number' });
  const needsAgent = callTo !== null || input.voicemail || input.voicemailMessage !== undefined;
  if (needsAgent && !ctx.prompt.available) {
    const agent = input.agent ?? (await ctx.settings()).read().agent;
    if (agent === undefined) missing.push({ flag: '--agent', env: null, what: 'agent' });
  }
  requireInputs(ctx, await withMissingKey(ctx, missing));
  if (!ctx.prompt.available && (await ctx.findApiKey()) === null) {
    throw new CliError('API_KEY_MISSING');
  }
  if (callTo !== null && !canConsent(ctx)) {
    throw new CliError('CONFIRMATION_REQUIRED', {
      message: `--call-to ${callTo} places a billed call, which needs consent.`,
      hints: ['Add --yes to consent, or leave --call-to out.'],
      commands: [],
      details: { missing: [{ flag: '--yes', env: null, what: 'consent to a billed call' }] },
    });
  }
  return { credentials, fromNumber, name, callTo, input };
}
