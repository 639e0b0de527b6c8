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
 * Thrown by a client in place of a writing request under `--dry-run`. A command with one write lets
 * it pass; a flow with several catches it step by step and continues.
 */
export class DryRunStop extends Error {
  readonly request: PlannedRequest;

  constructor(request: PlannedRequest) {
    super('dry run');
    this.name = 'DryRunStop';
    this.request = request;
  }
}
