import { type ErrorCode, errorCatalogue } from './catalogue/errors.ts';
import type { ErrorEntry, ExitCode, Origin } from './entry.ts';

/** The HTTP request and the reply to it, in the words of the API. Never with secrets. */
export interface HttpFacts {
  /** Upper case: `POST`. */
  method: string;
  /** Relative to the base URL: `/calls/start`. */
  path: string;
  /** The HTTP status. Null if no reply arrived. */
  status: number | null;
  /** The code in the error body (`LIMIT_REACHED`); Plivo sends none. */
  code: string | null;
  /** The message in the error body, stripped of control characters. */
  message: string | null;
  /** The id that the API gave the request, such as Plivo's `api_id`. */
  request_id: string | null;
}

/** What is known when an error is thrown. The catalogue provides the rest. */
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
  /** Only for a code with several exits: `INTERRUPTED` is 130, 129, or 143, depending on the signal. */
  exit?: ExitCode;
  cause?: unknown;
}

/**
 * The one way a command fails. It is thrown where the cause is known and shown in one place. What a
 * reader sees is in the facts or, by its code, in the catalogue.
 */
export class CliError extends Error {
  override readonly name = 'CliError';
  readonly code: ErrorCode;
  readonly facts: ErrorFacts;

  constructor(code: ErrorCode, facts: ErrorFacts = {}) {
    super(
      facts.message ?? errorCatalogue()[code].message,
      facts.cause === undefined ? undefined : { cause: facts.cause },
    );
    this.code = code;
    this.facts = facts;
  }

  /** The catalogue's entry for the code. */
  get entry(): ErrorEntry {
    return errorCatalogue()[this.code];
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

  /** The page to read more. Null if there is none. */
  get docsUrl(): string | null {
    return this.facts.docsUrl === undefined ? this.entry.docsUrl : this.facts.docsUrl;
  }

  /** Where the failure comes from. */
  get origin(): Origin {
    return this.facts.origin ?? this.entry.origin;
  }

  /** Whether running the same command again may succeed without doing anything twice. */
  get retryable(): boolean {
    return this.facts.retryable ?? this.entry.retryable;
  }

  /** The HTTP request and its reply. Null if the error is not about a request. */
  get http(): HttpFacts | null {
    return this.facts.http ?? null;
  }

  /** Data for scripts. Empty if there is none. */
  get details(): Readonly<Record<string, unknown>> {
    return this.facts.details ?? {};
  }

  /** The same error with more facts. Later facts win, and the keys of `details` are merged. */
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
 * True for a failure with a code, after which other work can continue. False for a bug of this program
 * and for Ctrl-C, which must end everything: rethrow both.
 */
export function isKnownFailure(thrown: unknown): thrown is CliError {
  return thrown instanceof CliError && thrown.code !== 'INTERRUPTED';
}
