import type { Call } from '../../domain/vocobase/call.ts';

/** Why a call ended as it did, and who can do something about it. */
export interface Diagnosis {
  readonly title: string;
  readonly cause: string;
  readonly actor: string;
  readonly remedies: readonly string[];
  /** Whole commands, with the program's name. */
  readonly commands: readonly string[];
  /** Plivo's code, when its record of the call was found. */
  readonly hangup_cause_code: number | null;
}

/** The result of `call test` and `call show`, and the `call` of `setup`. */
export interface CallResult {
  readonly call_id: string;
  /** The API's own word; one that is unknown to us counts as live. */
  readonly status: string;
  readonly provider: string | null;
  readonly connection_id: string | null;
  readonly from_number: string | null;
  readonly to_number: string | null;
  readonly agent_id: string | null;
  readonly duration_seconds: number | null;
  readonly error_message: string | null;
  /** The changes that were seen, in order; `at` is ISO 8601, UTC. */
  readonly timeline: readonly { readonly status: string; readonly at: string }[];
  /** With anything but `completed`, and with a completed call of only a few seconds. */
  readonly diagnosis: Diagnosis | null;
}

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
