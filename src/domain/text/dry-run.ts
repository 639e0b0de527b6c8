/** A request that `--dry-run` did not send; secrets masked. */
export interface PlannedRequest {
  readonly method: string;
  readonly url: string;
  readonly body: unknown;
}

/** The result of a command with `--dry-run`. */
export interface DryRun {
  readonly dry_run: true;
  readonly requests: readonly PlannedRequest[];
}

/**
 * Thrown by a client instead of sending a write request under `--dry-run`. A command with one write
 * lets it propagate; a flow with several catches it step by step and continues.
 */
export class DryRunStop extends Error {
  readonly request: PlannedRequest;

  constructor(request: PlannedRequest) {
    super('dry run');
    this.name = 'DryRunStop';
    this.request = request;
  }
}
