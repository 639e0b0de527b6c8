import { type Parsed, unusable, usable } from '../text/parsed.ts';

/** https://docs.vocobase.com/api-reference/agents/create-an-agent */
const limits = { name: 50, prompt: 120_000, intro: 500 } as const;

/** The name of an agent, 1 to 50 characters, unique for the partner. */
export function parseAgentName(given: string): Parsed<string> {
  return parseText('An agent name', given.trim(), limits.name);
}

/** The agent's instructions, 1 to 120,000 characters. */
export function parsePrompt(given: string): Parsed<string> {
  return parseText('A prompt', given.replace(/^\ufeff/, '').trim(), limits.prompt);
}

/** The agent's first words, at most 500 characters. Empty means none. */
export function parseIntro(given: string): Parsed<string> {
  const text = given.trim();
  return text === '' ? usable(text) : parseText('An intro', text, limits.intro);
}

type AgentType = 'inbound' | 'outbound';

/** `inbound` or `outbound`, in any case. */
export function parseAgentType(given: string): Parsed<AgentType> {
  const type = given.trim().toLowerCase();
  if (type === 'inbound' || type === 'outbound') return usable(type);
  return unusable('INVALID_VALUE', 'An agent is inbound or outbound.');
}

function parseText(what: string, text: string, most: number): Parsed<string> {
  const length = [...text].length;
  if (length >= 1 && length <= most) return usable(text);
  return unusable(
    'INVALID_VALUE',
    length === 0
      ? `${what} cannot be empty.`
      : `${what} has at most ${most} characters; this one has ${length}.`,
  );
}
