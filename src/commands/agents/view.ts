import type { Agent } from '../../domain/vocobase/agent.ts';
import type { AsReceived } from '../../domain/vocobase/as-received.ts';
import type { Style } from '../../ports/style.ts';

const shownPrompt = 300;

/** Shows an agent, with only the start of a long prompt. */
export function agentCard(agent: AsReceived<Agent>, style: Style): string {
  return style.facts([
    ['Name', style.bold(agent.agent_name ?? '–')],
    ['ID', agent.id],
    ['Type', agent.agent_type],
    ['Status', agent.status],
    ['Voice', agent.voice_id],
    ['Voicemail detection', voicemailState(agent)],
    ['Voicemail message', agent.voicemail_message],
    ['Intro', agent.intro_message],
    ['Prompt', agent.prompt == null ? null : beginning(agent.prompt)],
  ]);
}

/** `on`, `off`, or `not said` if the API omits the setting. */
export function voicemailState({
  voicemail_detection_enabled: enabled,
}: AsReceived<Agent>): string {
  return enabled == null ? 'not said' : enabled ? 'on' : 'off';
}

function beginning(prompt: string): string {
  const characters = [...prompt];
  if (characters.length <= shownPrompt) return prompt;
  return `${characters.slice(0, shownPrompt).join('')}… (${characters.length} characters)`;
}
