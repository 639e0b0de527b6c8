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
