import {
  createdAt,
  endedAt,
  isLive,
  price,
  reachedAt,
  statusAt,
  talkSeconds,
} from '../world/calls.ts';
import type { Agent, Call, Connection, PhoneNumber, World } from '../world/world.ts';

/** ISO 8601 in UTC with milliseconds, as the documentation's guides print times. */
export function iso(at: number): string {
  return new Date(at).toISOString();
}

function isoOrNull(at: number | null): string | null {
  return at === null ? null : iso(at);
}

/** The connection object of the documentation; the members of its rows are partly inferred. */
export function connectionView(world: World, connection: Connection) {
  return {
    id: connection.id,
    connection_id: connection.id,
    provider: connection.provider,
    provider_key: connection.provider.toUpperCase(),
    name: connection.name,
    status: connection.status,
    is_default: connection.is_default,
    phone_numbers: world.phoneNumbers
      .filter((row) => row.connection_id === connection.id)
      .map((row) => {
        const { provider: _, ...view } = phoneNumberView(world, row);
        return view;
      }),
  };
}

/** A phone number as `PUT /phone-numbers/{id}` documents it. */
export function phoneNumberView(world: World, row: PhoneNumber) {
  const connection = world.connections.find((each) => each.id === row.connection_id);
  const agent = world.agents.find((each) => each.id === row.agent_id && !each.deleted);
  return {
    id: row.id,
    phone_number: row.phone_number,
    provider: connection?.provider.toUpperCase() ?? '',
    friendly_name: row.friendly_name,
    status: row.status,
    is_default: row.phone_number === connection?.from_number,
    agent: agent ? { id: agent.id, name: agent.agent_name } : null,
  };
}

/** The agent object, in the mixed case in which the documentation answers it. */
export function agentView(agent: Agent) {
  return {
    id: agent.id,
    agent_name: agent.agent_name,
    agent_type: agent.agent_type,
    status: 'active',
    prompt: agent.prompt,
    voice_id: agent.voice_id,
    language: agent.language,
    intro_message: agent.intro_message,
    voicemail_detection_enabled: agent.voicemail_detection_enabled,
    voicemail_message: agent.voicemail_message,
    enable_recording: agent.enable_recording,
    kb_threshold: agent.kb_threshold,
    kb_include_summaries: false,
    kb_result_format: null,
    kb_enable_llm_processing: false,
    kb_llm_system_prompt: null,
    variables: agent.variables,
    extraction_config: agent.extraction_config,
    project_id: agent.project_id,
    transferEnabled: agent.transfer_enabled,
    transferNumber: agent.transfer_number,
    transferMessage: agent.transfer_message,
    transfer_instructions: agent.transfer_instructions,
    endCallEnabled: agent.end_call_enabled,
    endCallMessage: agent.end_call_message,
    end_call_instructions: agent.end_call_instructions,
    max_call_duration_secs: agent.max_call_duration_secs,
    background_audio_id: agent.background_audio_id,
    background_audio_volume: agent.background_audio_volume,
    document_count: 0,
    created_at: iso(agent.created_at),
    updated_at: iso(agent.updated_at),
  };
}

/** A call as the call list shows it. */
export function callView(world: World, call: Call, now: number) {
  const ended = endedAt(call, now);
  const { ending } = call;
  return {
    call_id: call.id,
    agent_id: call.agent_id,
    session_id: call.session_id,
    direction: call.direction,
    from_number: call.from_number,
    to_number: call.to_number,
    status: statusAt(call, now),
    provider: call.provider,
    duration_seconds: ended === null ? null : talkSeconds(call, now),
    error_message: ended !== null && world.choices.failureText ? ending.error_message : null,
    ...(world.choices.dispositionOnCalls && {
      disposition: ended === null ? null : ending.disposition,
      answered_by: ended === null ? null : ending.answered_by,
    }),
    started_at: isoOrNull(startedAt(call, now)),
    ended_at: isoOrNull(ended),
    created_at: iso(createdAt(call)),
  };
}

/** A call with its session, as `GET /calls/{id}` shows it. */
export function callDetailView(world: World, call: Call, now: number) {
  const ended = endedAt(call, now);
  const seconds = talkSeconds(call, now);
  return {
    ...callView(world, call, now),
    session: {
      session_id: call.session_id,
      duration_seconds: ended === null ? null : seconds,
      credits_used: ended === null ? null : price(seconds),
      transcript: ended === null ? [] : transcript(world, call, now),
      latency: null,
      recording_url: null,
      status: sessionStatus(call, now),
      started_at: isoOrNull(startedAt(call, now)),
      ended_at: isoOrNull(ended),
      processing_complete: ended !== null,
      pipeline_completed_at: isoOrNull(ended),
    },
  };
}

function startedAt(call: Call, now: number): number | null {
  const second = call.steps[1];
  return second && isLive(second.status) ? reachedAt(call, second.status, now) : null;
}

function sessionStatus(call: Call, now: number): string {
  const status = statusAt(call, now);
  return isLive(status) ? 'active' : status;
}

function transcript(world: World, call: Call, now: number) {
  const answered = reachedAt(call, 'in_progress', now);
  const agent = world.agents.find((each) => each.id === call.agent_id);
  if (answered === null) return [];
  const greeting = agent?.intro_message ?? 'Hello.';
  const said = [{ role: 'bot', content: greeting, timestamp: iso(answered), latency_ms: 420 }];
  if (call.ending.answered_by === 'human' && talkSeconds(call, now) > 2) {
    const reply = {
      role: 'user',
      content: 'Hello, I can hear you.',
      timestamp: iso(answered + 2000),
    };
    said.push({ ...reply, latency_ms: 0 });
  }
  return said;
}
