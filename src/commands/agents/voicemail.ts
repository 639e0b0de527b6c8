import type { Agent } from '../../domain/agent.ts';
import { asSaid, type Said } from '../../domain/as-said.ts';
import { CliError } from '../../errors/cli-error.ts';
import type { Action } from '../../ports/action.ts';
import { findAgent } from '../shared/choose-agent.ts';
import { accept } from '../shared/value.ts';
import { voicemailState } from './card.ts';
import { parseVoicemailMessage, setVoicemail, type VoicemailChange } from './set-voicemail.ts';

export interface VoicemailInput {
  readonly agent: string;
  readonly enable?: boolean | undefined;
  readonly disable?: boolean | undefined;
  /** False with `--no-message`. */
  readonly message?: string | false | undefined;
}

export interface VoicemailResult {
  readonly agent: Said<Agent>;
}

/** What happens to calls that reach a mailbox. */
export const voicemail: Action<VoicemailInput, VoicemailResult> = {
  async run(ctx, input) {
    refuseNothing(input);
    const change: VoicemailChange = {
      ...(input.enable || input.disable ? { enabled: input.enable === true } : {}),
      ...(input.message === false ? { message: null } : {}),
      ...(typeof input.message === 'string'
        ? { message: accept(ctx, parseVoicemailMessage(input.message), '--message') }
        : {}),
    };
    const vocobase = await ctx.vocobase();
    const agent = await ctx.say.progress('Setting the voicemail of the agent', async () => {
      const { id } = await findAgent(vocobase, input.agent);
      return setVoicemail(vocobase, id, change);
    });
    if (agent.voicemail_detection_enabled) {
      ctx.say.notice(
        'Vocobase must enable carrier-side detection for the connection too; until then calls ignore this. No API shows whether it has.',
      );
    }
    return { agent: asSaid(agent) };
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
}: Said<Agent>): string {
  if (!enabled) return 'Calls that reach a mailbox are not told apart from others.';
  return message
    ? `A call that reaches a mailbox speaks this, then ends: ${message}`
    : 'A call that reaches a mailbox ends without a word.';
}

function refuseNothing({ enable, disable, message }: VoicemailInput): void {
  if (enable && disable) {
    throw new CliError('USAGE', {
      message: '--enable and --disable exclude each other.',
      hints: ['Keep one of them.'],
      commands: [],
    });
  }
  if ([enable, disable, message].some((one) => one !== undefined)) return;
  throw new CliError('USAGE', {
    message: 'Nothing was named that should change.',
    hints: ['Name it: --enable, --disable, --message or --no-message.'],
    commands: ['agents voicemail --help'],
  });
}
