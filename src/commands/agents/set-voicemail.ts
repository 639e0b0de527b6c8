import { type Parsed, unusable, usable } from '../../domain/text/parsed.ts';
import { shellQuote } from '../../domain/text/shell-command.ts';
import type { Agent, AgentFields } from '../../domain/vocobase/agent.ts';
import { CliError } from '../../errors/cli-error.ts';
import type { Vocobase } from '../../ports/vocobase.ts';

const longest = 500;

/** What a voicemail hears, at most 500 characters; an empty text means nothing. */
export function parseVoicemailMessage(given: string): Parsed<string> {
  const message = given.trim();
  const length = [...message].length;
  if (length <= longest) return usable(message);
  return unusable(
    'INVALID_VALUE',
    `A voicemail message has at most ${longest} characters; this one has ${length}.`,
  );
}

export interface VoicemailChange {
  readonly enabled?: boolean;
  /** Null and an empty text take the message away. */
  readonly message?: string | null;
}

/**
 * Sends only what is named, reads the agent again and compares. Throws UNEXPECTED_RESPONSE, naming
 * the fields, when the agent does not say what was sent.
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
  const differing = [
    enabled !== undefined &&
      agent.voicemail_detection_enabled !== enabled && {
        field: 'voicemail_detection_enabled',
        sent: enabled,
        read: agent.voicemail_detection_enabled,
      },
    message !== undefined &&
      (agent.voicemail_message ?? '') !== (message ?? '') && {
        field: 'voicemail_message',
        sent: sent.voicemail_message ?? null,
        read: agent.voicemail_message,
      },
  ].filter((one) => one !== false);
  if (differing.length > 0) {
    const fields = differing.map(({ field }) => field).join(' and ');
    throw new CliError('UNEXPECTED_RESPONSE', {
      message: `The update of agent ${agent.agent_name} was accepted, but ${fields} reads otherwise than sent.`,
      hints: ['Look at the agent: it says what is in force.'],
      commands: [`agents show ${shellQuote(agentId)}`],
      details: { agent_id: agentId, differing },
    });
  }
  return agent;
}
