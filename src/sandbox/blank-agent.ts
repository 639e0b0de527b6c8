import { randomUUID } from 'node:crypto';
import type { Agent } from './world.ts';

const DEFAULT_PROJECT_ID = '0b0e4b10-5a4d-4b0c-8d3e-000000000001';

/** An agent with the documented defaults; name, prompt and voice are still to be given. */
export function blankAgent(now: number): Agent {
  return {
    id: randomUUID(),
    agent_name: '',
    agent_type: 'outbound',
    prompt: '',
    voice_id: '',
    language: 'en',
    intro_message: null,
    voicemail_detection_enabled: false,
    voicemail_message: null,
    enable_recording: false,
    kb_threshold: null,
    variables: [],
    extraction_config: null,
    project_id: DEFAULT_PROJECT_ID,
    transfer_enabled: false,
    transfer_number: null,
    transfer_message: null,
    transfer_instructions: null,
    end_call_enabled: false,
    end_call_message: null,
    end_call_instructions: null,
    max_call_duration_secs: 600,
    background_audio_id: null,
    background_audio_volume: 0.5,
    deleted: false,
    created_at: now,
    updated_at: now,
  };
}
