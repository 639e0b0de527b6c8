import { parseConnectionName } from '../../domain/vocobase/connection-name.ts';
import { CliError } from '../../errors/cli-error.ts';
import { selectedAgent } from '../../flows/agent.ts';
import {
  type CredentialFlags,
  type GivenCredentials,
  missingCredentials,
  readCredentials,
} from '../../flows/connection/credentials.ts';
import {
  accept,
  acceptNumber,
  type Missing,
  missingConsent,
  onlyOneOf,
  requireInputs,
  withMissingKey,
} from '../../flows/input.ts';
import type { Context } from '../../ports/context.ts';
import type { EnvFile } from '../../ports/settings.ts';
import { parseVoicemailMessage } from '../agents/set-voicemail.ts';

/** The options of `setup`. */
export interface SetupInput extends CredentialFlags {
  readonly fromNumber?: string | undefined;
  readonly name?: string | undefined;
  readonly agent?: string | undefined;
  readonly callTo?: string | undefined;
  /** False with `--no-sync-numbers`, undefined without either flag. */
  readonly syncNumbers?: boolean | undefined;
  readonly voicemail?: boolean | undefined;
  readonly voicemailMessage?: string | undefined;
  /** False with `--no-call`. */
  readonly call?: boolean | undefined;
  readonly envFile?: string | undefined;
  readonly allowPendingAccess?: boolean | undefined;
}

/** The same input, checked; null if not given. */
export interface Given {
  readonly credentials: GivenCredentials;
  readonly fromNumber: string | null;
  /** The name of a named connection; null means the default one. */
  readonly name: string | null;
  readonly callTo: string | null;
  /** The dotenv file to write the connection's id to. */
  readonly envFile: EnvFile | null;
  readonly input: SetupInput;
}

/**
 * Checks all input before any request: first formats, then everything that is missing if no one can
 * answer, then whether a billed call has consent.
 */
export async function readInput(ctx: Context, input: SetupInput): Promise<Given> {
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

  onlyOneOf({ '--call-to': input.callTo, '--no-call': input.call === false });
  onlyOneOf({
    '--voicemail-message': input.voicemailMessage,
    '--no-voicemail': input.voicemail === false,
  });

  const missing: Missing[] = missingCredentials(credentials);
  if (fromNumber === null) missing.push({ flag: '--from-number', env: null, what: 'caller ID' });
  const consent = callTo === null ? [] : missingConsent(ctx, 'consent to a billed call');
  if (missing.length > 0) missing.push(...consent);
  requireInputs(ctx, await withMissingKey(ctx, missing));
  if (!ctx.prompt.available && (await ctx.findApiKey()) === null) {
    throw new CliError('API_KEY_MISSING');
  }
  if (consent.length > 0) {
    throw new CliError('CONFIRMATION_REQUIRED', {
      message: `--call-to ${callTo} places a billed call, which needs consent.`,
      hints: ['Add --yes to consent, or leave --call-to out.'],
      details: { missing: consent },
    });
  }
  // An empty variable is refused before the connection is written, not in the step that reads it.
  if (callTo !== null || input.voicemail === true) {
    await selectedAgent({ inputs: ctx.inputs, settings: ctx.settings }, input.agent);
  }
  const envFile = input.envFile === undefined ? null : await ctx.envFile(input.envFile);
  return { credentials, fromNumber, name, callTo, envFile, input };
}
