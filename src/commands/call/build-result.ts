import type { Call } from '../../domain/vocobase/call.ts';
import type { CallResult } from './call-result.ts';

/** What was asked for, where the API's answer does not repeat it. */
export type Asked = Partial<
  Pick<CallResult, 'provider' | 'connection_id' | 'to_number' | 'agent_id'>
>;

/** The result for a call: the API's words, completed by what was asked for. */
export function buildResult(
  call: Call,
  timeline: CallResult['timeline'],
  diagnosis: CallResult['diagnosis'],
  asked: Asked = {},
): CallResult {
  return {
    call_id: call.call_id,
    status: call.status,
    provider: call.provider ?? asked.provider ?? null,
    connection_id: call.connection_id ?? asked.connection_id ?? null,
    from_number: call.from_number,
    to_number: call.to_number ?? asked.to_number ?? null,
    agent_id: call.agent_id ?? asked.agent_id ?? null,
    duration_seconds: call.duration_seconds,
    error_message: call.error_message,
    timeline,
    diagnosis,
  };
}
