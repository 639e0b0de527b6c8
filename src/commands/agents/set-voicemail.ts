import { type Parsed, unusable, usable } from '../../domain/text/parsed.ts';
import { shellQuote } from '../../domain/text/shell-command.ts';
import type { Agent, AgentFields } from '../../domain/vocobase/agent.ts';
import { differences, requireSame } from '../../domain/vocobase/read-back.ts';
import type { Vocobase } from '../../ports/vocobase.ts';

const longest = 500;

/** The message for voicemail, at most 500 characters; an empty text removes it. */
export function parseVoicemailMessage(given: string): Parsed<string> {
  const message = given.trim();
  const length = [...message].length;
  if (length <= longest) return usable(message);
  return unusable(
    'INVALID_VALUE',
    `A voicemail message has at most ${longest} characters; this one has ${length}.`,
  );
}

/** The voicemail settings to change; a missing member stays unchanged. */
export interface VoicemailChange {
  readonly enabled?: boolean;
  /** Null and an empty text remove the message. */
  readonly message?: string | null;
}

/**
 * Sends only the named fields, then reads the agent back. Throws UNEXPECTED_RESPONSE with the
 * fields if the agent shows other values than were sent.
 */
export async function setVoicemail(
  vocobase: Pick<Vocobase, 'updateAgent' | 'getAgent'>,
  agentId: string,
  { enabled, message }: VoicemailChange,
): Promise<Agent> {
  const sent: Pick<Partial<AgentFields>, 'voicemail_detection_enabled' | 'voicemail_message'> = {
    ...(enabled === undefined ? {} : { voicemail_detection_enabled: enabled }),
    ...(message === undefined ? {} : { voicemail_message: message === '' ? null : message }),
  };
  await vocobase.updateAgent(agentId, sent);
  const agent = await vocobase.getAgent(agentId);
  const { voicemail_detection_enabled, voicemail_message } = agent;
  const all = { voicemail_detection_enabled, voicemail_message };
  const shown = Object.entries(all).filter(([name]) => name in agent.received);
  requireSame(
    `agent ${agent.agent_name}`,
    differences(sent, Object.fromEntries(shown)),
    [`agents show ${shellQuote(agentId)}`],
    { agent_id: agentId },
  );
  return agent;
}
