import type { Agent } from '../../domain/vocobase/agent.ts';
import type { AsReceived } from '../../domain/vocobase/as-received.ts';
import { CliError } from '../../errors/cli-error.ts';
import { agentArgument, findOrPickAgent } from '../../flows/agent.ts';
import { accept } from '../../flows/input.ts';
import { requireArgument } from '../../flows/pick.ts';
import type { Action } from '../../ports/action.ts';
import type { Context } from '../../ports/context.ts';
import { askVoicemailChange } from './ask-voicemail.ts';
import { voicemailState } from './card.ts';
import { parseVoicemailMessage, setVoicemail, type VoicemailChange } from './set-voicemail.ts';

export interface VoicemailInput {
  readonly agent?: string | undefined;
  readonly enable?: boolean | undefined;
  readonly disable?: boolean | undefined;
  /** False with `--no-message`. */
  readonly message?: string | false | undefined;
}

export interface VoicemailResult {
  readonly agent: AsReceived<Agent>;
}

/** What happens to calls that reach a mailbox. */
export const voicemail: Action<VoicemailInput, VoicemailResult> = {
  async run(ctx, input) {
    requireArgument(ctx, input.agent, agentArgument);
    const named = readChange(ctx, input);
    if (named === null && !ctx.prompt.available) throw nothingNamed();
    const vocobase = await ctx.vocobase();
    const { id } = await findOrPickAgent(ctx, vocobase, input.agent);
    const change = named ?? (await askVoicemailChange(ctx, vocobase, id));
    const agent = await ctx.log.progress('Setting the voicemail of the agent', () =>
      setVoicemail(vocobase, id, change),
    );
    if (agent.voicemail_detection_enabled) {
      ctx.log.notice(
        'Vocobase must enable carrier-side detection for the connection too; until then calls ignore this. No API shows whether it has.',
      );
    }
    return { agent: agent.received };
  },

  view({ agent }, style) {
    return [
      `${style.mark.pass} ${style.bold(agent.agent_name ?? 'The agent')}: voicemail detection is ${voicemailState(agent)}.`,
      style.wrap(consequence(agent)),
    ].join('\n');
  },
};

function consequence({
  voicemail_detection_enabled: enabled,
  voicemail_message: message,
}: AsReceived<Agent>): string {
  if (!enabled) return 'Calls that reach a mailbox are not told apart from others.';
  return message
    ? `A call that reaches a mailbox speaks this, then ends: ${message}`
    : 'A call that reaches a mailbox ends without a word.';
}

/** What the flags name, checked; null when they name nothing. */
function readChange(
  ctx: Pick<Context, 'log'>,
  { enable, disable, message }: VoicemailInput,
): VoicemailChange | null {
  if (enable && disable) {
    throw new CliError('USAGE', {
      message: '--enable and --disable exclude each other.',
      hints: ['Keep one of them.'],
      commands: [],
    });
  }
  if ([enable, disable, message].every((one) => one === undefined)) return null;
  return {
    ...(enable || disable ? { enabled: enable === true } : {}),
    ...(message === false ? { message: null } : {}),
    ...(typeof message === 'string'
      ? { message: accept(ctx, parseVoicemailMessage(message), '--message') }
      : {}),
  };
}

function nothingNamed(): CliError {
  return new CliError('USAGE', {
    message: 'Nothing was named that should change.',
    hints: ['Name it: --enable, --disable, --message or --no-message.'],
    commands: ['agents voicemail --help'],
  });
}
