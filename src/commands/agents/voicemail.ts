import type { Agent } from '../../domain/vocobase/agent.ts';
import type { AsReceived } from '../../domain/vocobase/as-received.ts';
import { CliError } from '../../errors/cli-error.ts';
import { agentArgument, findOrPickAgent } from '../../flows/agent.ts';
import { accept, onlyOneOf } from '../../flows/input.ts';
import { requireArgument } from '../../flows/pick.ts';
import type { Action } from '../../ports/action.ts';
import type { Context } from '../../ports/context.ts';
import type { Choice } from '../../ports/prompt.ts';
import type { Vocobase } from '../../ports/vocobase.ts';
import { parseVoicemailMessage, setVoicemail, type VoicemailChange } from './set-voicemail.ts';
import { voicemailState } from './view.ts';

interface VoicemailInput {
  readonly agent?: string | undefined;
  readonly enable?: boolean | undefined;
  readonly disable?: boolean | undefined;
  /** False with `--no-message`. */
  readonly message?: string | false | undefined;
}

interface VoicemailResult {
  readonly agent: AsReceived<Agent>;
}

/** `agents voicemail`: changes what happens when the agent's call reaches voicemail. */
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
        'Vocobase must also enable carrier-side detection for the connection. Until then calls ignore this setting. No API shows whether it has.',
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
  if (!enabled) return 'Calls that reach voicemail are treated like any other call.';
  return message
    ? `When voicemail is detected, the call ends after this message: ${message}`
    : 'When voicemail is detected, the call ends without playback.';
}

/** The change named by the flags, checked; null if they name none. */
function readChange(
  ctx: Pick<Context, 'log'>,
  { enable, disable, message }: VoicemailInput,
): VoicemailChange | null {
  onlyOneOf({ '--enable': enable, '--disable': disable });
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
    message: 'No change was given.',
    hints: ['Use --enable, --disable, --message, or --no-message.'],
    commands: ['agents voicemail --help'],
  });
}

/** A change whose message a person still has to type. */
interface Wish {
  readonly enabled?: boolean;
  readonly message?: 'ask' | null;
}

/** Shows the agent's voicemail settings and asks a person what to change. */
async function askVoicemailChange(
  ctx: Pick<Context, 'prompt' | 'log'>,
  vocobase: Pick<Vocobase, 'getAgent'>,
  agentId: string,
): Promise<VoicemailChange> {
  const agent = await ctx.log.progress('Reading the agent', () => vocobase.getAgent(agentId));
  const { message, ...rest } = await ctx.prompt.choose({
    message: `Voicemail detection of ${agent.agent_name} (${voicemailState(agent)})`,
    flag: '--enable, --disable, --message, or --no-message',
    what: 'change',
    choices: wishes(agent),
  });
  if (message !== 'ask') return message === undefined ? rest : { ...rest, message };
  const typed = await ctx.prompt.text({
    message: 'Voicemail message (leave empty to hang up without one)',
    flag: '--message',
    what: 'voicemail message',
    parse: parseVoicemailMessage,
  });
  return { ...rest, message: typed };
}

function wishes({
  voicemail_detection_enabled: enabled,
  voicemail_message: message,
}: Agent): Choice<Wish>[] {
  const now = message ? `Message now: ${message}` : 'No message now';
  const on: Choice<Wish>[] = [
    { value: { enabled: true }, name: 'Turn detection on', description: now },
    { value: { enabled: true, message: 'ask' }, name: 'Turn detection on, and set the message' },
  ];
  const off: Choice<Wish> = { value: { enabled: false }, name: 'Turn detection off' };
  return [
    ...(enabled ? [] : on),
    ...(enabled === false ? [] : [off]),
    {
      value: { message: 'ask' },
      name: enabled ? 'Set the message' : 'Set the message only',
      description: now,
    },
    ...(message
      ? [{ value: { message: null }, name: 'Remove the message', description: now }]
      : []),
  ];
}
