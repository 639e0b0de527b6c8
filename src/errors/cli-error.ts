import { type ErrorCode, errors } from './catalogue/errors.ts';
import type { ErrorEntry, ExitCode, Origin } from './entry.ts';

/** What was asked over HTTP and how it was answered, in the words of the API. Never with secrets. */
export interface HttpFacts {
  /** Upper case: `POST`. */
  method: string;
  /** Relative to the base URL: `/calls/start`. */
  path: string;
  /** The HTTP status; null when no answer came. */
  status: number | null;
  /** The code in the error body (`LIMIT_REACHED`); Plivo sends none. */
  code: string | null;
  /** The message in the error body, stripped of control characters. */
  message: string | null;
  /** What the API gives to find the request again; Plivo's `api_id`. */
  request_id: string | null;
}

/** What is known beyond the catalogue when an error is raised. What is left out comes from there. */
export interface ErrorFacts {
  /** What failed and why, in one or two sentences. */
  message?: string;
  /** What to do, in the order to try it. Replaces the catalogue's remedies and its commands. */
  hints?: readonly string[];
  /** Commands without the program's name. Replaces the catalogue's commands. */
  commands?: readonly string[];
  docsUrl?: string | null;
  origin?: Origin;
  retryable?: boolean;
  http?: HttpFacts | null;
  /** Data for scripts. Its keys are snake_case, and permanent like the code. */
  details?: Readonly<Record<string, unknown>>;
  /** Only for a code with two exits: `INTERRUPTED` is 143 when the process was terminated. */
  exit?: ExitCode;
  cause?: unknown;
}

/**
 * The one way a command fails. It is thrown where the cause is known and shown in one place.
 * Everything a reader sees is either in the facts or, by the code, in the catalogue.
 */
export class CliError extends Error {
  override readonly name = 'CliError';
  readonly code: ErrorCode;
  readonly facts: ErrorFacts;

  constructor(code: ErrorCode, facts: ErrorFacts = {}) {
    super(
      facts.message ?? errors[code].message,
      facts.cause === undefined ? undefined : { cause: facts.cause },
    );
    this.code = code;
    this.facts = facts;
  }

  /** The catalogue's entry for the code. */
  get entry(): ErrorEntry {
    return errors[this.code];
  }

  /** The exit code the process ends with. */
  get exit(): ExitCode {
    return this.facts.exit ?? this.entry.exit;
  }

  /** What to do next, in the order to try it. */
  get hints(): readonly string[] {
    return this.facts.hints ?? this.entry.remedies;
  }

  /** Commands that check or fix it, without the program's name. */
  get commands(): readonly string[] {
    return this.facts.commands ?? (this.facts.hints === undefined ? this.entry.commands : []);
  }

  /** The page that says more; null when there is none. */
  get docsUrl(): string | null {
    return this.facts.docsUrl === undefined ? this.entry.docsUrl : this.facts.docsUrl;
  }

  /** Where the failure comes from. */
  get origin(): Origin {
    return this.facts.origin ?? this.entry.origin;
  }

  /** Whether the same command may succeed when it is simply run again, without doing anything twice. */
  get retryable(): boolean {
    return this.facts.retryable ?? this.entry.retryable;
  }

  /** What was asked over HTTP and how it was answered; null when it was not about a request. */
  get http(): HttpFacts | null {
    return this.facts.http ?? null;
  }

  /** Data for scripts; empty when there is none. */
  get details(): Readonly<Record<string, unknown>> {
    return this.facts.details ?? {};
  }

  /** The same error knowing more. Later facts win; the keys of `details` are joined. */
  with(facts: ErrorFacts): CliError {
    const details = { ...this.facts.details, ...facts.details };
    return new CliError(this.code, {
      cause: this.cause,
      ...this.facts,
      ...facts,
      ...(Object.keys(details).length > 0 ? { details } : {}),
    });
  }
}

/**
 * Whether work can go on after this, without what failed: a failure that has a code. A fault of the
 * program's own is none, and neither is Ctrl-C, which is to end everything: both are thrown on.
 */
export function isKnownFailure(thrown: unknown): thrown is CliError {
  return thrown instanceof CliError && thrown.code !== 'INTERRUPTED';
}
