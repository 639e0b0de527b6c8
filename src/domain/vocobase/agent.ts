import { type TypedNames, typedNames } from '../text/shell-command.ts';
import type { AsReceived } from './as-received.ts';

/**
 * A voice agent, with the member names of the API's requests. The API's replies spell some members
 * in camelCase; the client renames those and keeps members it does not know.
 * https://docs.vocobase.com/api-reference/agents/get-an-agent
 */
export interface Agent {
  readonly id: string;
  readonly agent_name: string;
  readonly agent_type: string | null;
  readonly prompt: string | null;
  readonly voice_id: string | null;
  readonly intro_message: string | null;
  readonly voicemail_detection_enabled: boolean | null;
  readonly voicemail_message: string | null;
  readonly status: string | null;
  /** The agent as the API sent it, with the member names of requests, for results. */
  readonly received: AsReceived<Agent>;
  readonly [extra: string]: unknown;
}

/** How to type the names of agents in commands; the API documents them as unique for the partner. */
export function typedAgents(
  agents: readonly { readonly id: string; readonly agent_name: string }[],
): TypedNames {
  return typedNames(agents.map(({ id, agent_name: name }) => ({ id, name })));
}

/** The fields of `POST /agent` and `PUT /agent/{id}` that this program sends. */
export interface AgentFields {
  /** At most 50 characters, unique for the partner. */
  readonly agent_name: string;
  /** At most 120,000 characters. */
  readonly prompt: string;
  readonly voice_id: string;
  readonly agent_type?: 'inbound' | 'outbound';
  /** At most 500 characters; null removes it. */
  readonly intro_message?: string | null;
  readonly voicemail_detection_enabled?: boolean;
  /** At most 500 characters; null clears it. */
  readonly voicemail_message?: string | null;
}

/**
 * A voice of the catalog, `GET /agent/voices`. Its members are undocumented: all but the id may be
 * null.
 */
export interface Voice {
  readonly id: string;
  readonly name: string | null;
  readonly language: string | null;
  readonly gender: string | null;
}
