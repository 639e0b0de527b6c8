import type { Call, Turn } from '../../domain/vocobase/call.ts';
import { type Conversation, conversationOf } from '../../domain/vocobase/conversation.ts';
import type { Expectation } from './expectations.ts';

/** Why a call ended as it did, and who can act on it. */
export interface Diagnosis {
  readonly title: string;
  readonly cause: string;
  readonly actor: string;
  readonly remedies: readonly string[];
  /** Complete commands, with the program's name. */
  readonly commands: readonly string[];
  /** Plivo's code, if its record of the call was found. */
  readonly hangup_cause_code: number | null;
}

/** One turn of a transcript in `call show --transcript`. */
export interface TranscriptTurn {
  /** As the API sent it. */
  readonly role: string;
  readonly content: string;
  readonly at: string | null;
}

/** The result of `call test` and `call show`, and the `call` of `setup`. */
export interface CallResult {
  readonly call_id: string;
  /** As the API sent it. */
  readonly status: string;
  readonly provider: string | null;
  readonly connection_id: string | null;
  readonly from_number: string | null;
  readonly to_number: string | null;
  readonly agent_id: string | null;
  readonly duration_seconds: number | null;
  readonly error_message: string | null;
  /** The observed changes, in order; `at` is ISO 8601, UTC. */
  readonly timeline: readonly { readonly status: string; readonly at: string }[];
  /** Null if the API gives no session of the call. */
  readonly conversation: Conversation | null;
  /** Empty without `--expect`. */
  readonly expectations: readonly Expectation[];
  /** For anything but a completed call of some seconds in which both sides were heard. */
  readonly diagnosis: Diagnosis | null;
  /** Only with `--transcript`: null if the API gives none. */
  readonly transcript?: readonly TranscriptTurn[] | null;
}

/** The requested values, used if the API's reply does not repeat them. */
export type Asked = Partial<
  Pick<CallResult, 'provider' | 'connection_id' | 'to_number' | 'agent_id'>
>;

/** What was found out about a call beyond the API's call object. */
export type Findings = Pick<CallResult, 'timeline' | 'diagnosis'> &
  Partial<Pick<CallResult, 'expectations'>>;

/** Builds the result: the API's call object, completed by the requested values. */
export function buildResult(call: Call, findings: Findings, asked: Asked = {}): CallResult {
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
    timeline: findings.timeline,
    conversation: conversationOf(call),
    expectations: findings.expectations ?? [],
    diagnosis: findings.diagnosis,
  };
}

/** The turns of a call; null if the API gives no transcript. */
export function transcriptOf({ session }: Pick<Call, 'session'>): readonly TranscriptTurn[] | null {
  const turn = ({ role, content, timestamp }: Turn) => ({ role, content, at: timestamp });
  return session?.transcript?.map(turn) ?? null;
}
