import {
  createdAt,
  endedAt,
  isLive,
  price,
  reachedAt,
  statusAt,
  talkSeconds,
} from '../world/calls.ts';
import type {
  Agent,
  Call,
  CallStatus,
  Connection,
  PhoneNumber,
  Speech,
  World,
} from '../world/world.ts';

/** ISO 8601 in UTC with milliseconds, as the guides print times. */
export function iso(at: number): string {
  return new Date(at).toISOString();
}

/** A phone number with its plus, or without (U14). */
export function spelled({ choices }: World, phoneNumber: string): string {
  return choices.plusInNumbers ? phoneNumber : phoneNumber.replace(/^\+/, '');
}

function isoOrNull(at: number | null): string | null {
  return at === null ? null : iso(at);
}

/** The documented connection object. The members of its rows are partly inferred. */
export function connectionView(world: World, connection: Connection) {
  return {
    id: connection.id,
    connection_id: connection.id,
    provider: connection.provider,
    provider_key: connection.provider.toUpperCase(),
    name: connection.name,
    ...activity(world, connection),
    ...(world.choices.isDefaultShown && { is_default: connection.is_default }),
    phone_numbers: world.phoneNumbers
      .filter((row) => row.connection_id === connection.id)
      .map((row) => {
        const { provider: _, ...view } = phoneNumberView(world, row);
        return view;
      }),
  };
}

/** The members that show whether a connection is active (U9). */
function activity({ choices }: World, { status }: Connection) {
  if (choices.activeStatus === 'is_active') return { is_active: status === 'ACTIVE' };
  return { status: status === 'ACTIVE' ? choices.activeStatus : status };
}

/** A phone number as `PUT /phone-numbers/{id}` documents it. */
export function phoneNumberView(world: World, row: PhoneNumber) {
  const connection = world.connections.find((each) => each.id === row.connection_id);
  const agent = world.agents.find((each) => each.id === row.agent_id && !each.deleted);
  return {
    id: row.id,
    phone_number: spelled(world, row.phone_number),
    provider: connection?.provider.toUpperCase() ?? '',
    friendly_name: row.friendly_name,
    status: row.status,
    is_default: row.phone_number === connection?.from_number,
    agent: agent ? { id: agent.id, name: agent.agent_name } : null,
  };
}

/** The documented agent object, in its mixed case. */
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

/** Words that a real API might use for the final statuses (U25). */
const otherWords: Readonly<Partial<Record<CallStatus, string>>> = {
  completed: 'ended',
  failed: 'error',
  no_answer: 'unanswered',
  busy: 'user_busy',
  canceled: 'cancelled_by_user',
};

function statusView(world: World, status: CallStatus): string {
  return (world.choices.finalStatuses === 'other-words' && otherWords[status]) || status;
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
    from_number: spelled(world, call.from_number),
    to_number: call.to_number,
    status: statusView(world, statusAt(call, now)),
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
  return { ...callView(world, call, now), session: sessionView(world, call, now) };
}

/** The session of a call (U26), which starts when the call is answered; null if it has none. */
function sessionView(world: World, call: Call, now: number) {
  const { sessions, transcripts, processingComplete, processingSeconds } = world.choices;
  const answered = reachedAt(call, 'in_progress', now);
  if (sessions === 'none' || (sessions === 'answered-calls' && answered === null)) return null;
  const ended = endedAt(call, now);
  const delay = processingComplete === 'later' ? processingSeconds * 1000 : 0;
  const processed = ended !== null && ended + delay <= now ? ended + delay : null;
  const seconds = talkSeconds(call, now);
  const agent = world.agents.find((each) => each.id === call.agent_id);
  return {
    session_id: call.session_id,
    duration_seconds: ended === null ? null : seconds,
    credits_used: processed === null ? null : price(seconds),
    ...(transcripts !== 'missing' && {
      transcript: processed === null || transcripts === 'empty' ? [] : transcript(world, call, now),
    }),
    latency: null,
    recording_url:
      processed !== null && agent?.enable_recording && seconds > 0 ? recordingUrl(call) : null,
    status: ended === null ? 'active' : statusView(world, statusAt(call, now)),
    started_at: isoOrNull(answered),
    ended_at: isoOrNull(ended),
    ...(processingComplete !== 'absent' && {
      processing_complete: processingComplete === 'null' ? null : processed !== null,
      pipeline_completed_at: processingComplete === 'null' ? null : isoOrNull(processed),
    }),
  };
}

/** The URL of a call's recording. Nothing is served there. */
export function recordingUrl(call: Call): string {
  return `https://recordings.invalid/${call.session_id}.mp3`;
}

function startedAt(call: Call, now: number): number | null {
  const second = call.steps[1];
  return second && isLive(second.status) ? reachedAt(call, second.status, now) : null;
}

const roles = {
  'bot-user': { agent: 'bot', callee: 'user' },
  'assistant-human': { agent: 'assistant', callee: 'human' },
  'agent-callee': { agent: 'agent', callee: 'callee' },
} as const;

/** The turns of everyone who was heard, spread over the conversation. */
function transcript(world: World, call: Call, now: number) {
  const answered = reachedAt(call, 'in_progress', now);
  const ended = endedAt(call, now);
  if (answered === null || ended === null) return [];
  const agent = world.agents.find((each) => each.id === call.agent_id);
  const greeting = agent?.intro_message ?? 'Hello.';
  const isVoicemail = call.ending.answered_by === 'machine';
  const message = isVoicemail && agent?.voicemail_detection_enabled && agent.voicemail_message;
  const said = {
    nobody: [],
    agent: [['agent', message || greeting]],
    callee: [
      ['callee', 'Hello?'],
      ['callee', 'Hello, is anyone there?'],
    ],
    both: [
      ['agent', greeting],
      ['callee', 'Hello, I can hear you.'],
      ['agent', 'Thank you. This was a test call. Goodbye.'],
      ['callee', 'Goodbye.'],
    ],
  } as const satisfies Record<Speech, readonly (readonly ['agent' | 'callee', string])[]>;
  const turns: readonly (readonly ['agent' | 'callee', string])[] = said[call.ending.speech];
  return turns.map(([speaker, content], index) => ({
    role: roles[world.choices.transcriptRoles][speaker],
    content,
    timestamp: iso(answered + ((ended - answered) * (index + 1)) / (turns.length + 2)),
    latency_ms: speaker === 'agent' ? 420 : 0,
  }));
}
