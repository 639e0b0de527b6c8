import type { Agent } from '../../domain/vocobase/agent.ts';
import type { Context } from '../../ports/context.ts';
import type { Choice } from '../../ports/prompt.ts';
import type { Vocobase } from '../../ports/vocobase.ts';
import { voicemailState } from './card.ts';
import { parseVoicemailMessage, type VoicemailChange } from './set-voicemail.ts';

/** A change whose message is still to be typed. */
interface Wish {
  readonly enabled?: boolean;
  readonly message?: 'ask' | null;
}

/** What a person wants to change about the voicemail of an agent, which is shown as it is now. */
export async function askVoicemailChange(
  ctx: Pick<Context, 'prompt' | 'log'>,
  vocobase: Pick<Vocobase, 'getAgent'>,
  agentId: string,
): Promise<VoicemailChange> {
  const agent = await ctx.log.progress('Reading the agent', () => vocobase.getAgent(agentId));
  const { message, ...rest } = await ctx.prompt.choose({
    message: `${agent.agent_name}: voicemail detection is ${voicemailState(agent)}. What shall change?`,
    flag: '--enable, --disable, --message or --no-message',
    what: 'change',
    choices: wishes(agent),
  });
  if (message !== 'ask') return message === undefined ? rest : { ...rest, message };
  const typed = await ctx.prompt.text({
    message: 'What shall a mailbox hear? (Empty: the call just ends.)',
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
  const now = message ? `A mailbox hears now: ${message}` : 'A mailbox hears nothing now.';
  const on: Choice<Wish>[] = [
    { value: { enabled: true }, name: 'Turn detection on', description: now },
    { value: { enabled: true, message: 'ask' }, name: 'Turn it on, and set the message' },
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
      ? [{ value: { message: null }, name: 'Take the message away', description: now }]
      : []),
  ];
}
