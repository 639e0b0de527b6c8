/** The exit codes of the process. Scripts depend on them, so they never change. */
export const exits = {
  done: 0,
  fault: 1,
  usage: 2,
  unreachable: 3,
  credentials: 4,
  notPermitted: 5,
  state: 6,
  limit: 7,
  callStillLive: 8,
  foundFailing: 20,
  callNotCompleted: 21,
  hungUp: 129,
  interrupted: 130,
  terminated: 143,
} as const;

/** One of the exit codes above. */
export type ExitCode = (typeof exits)[keyof typeof exits];

/** Where a failure comes from: this program's rules, an API, the network, or this machine. */
export type Origin = 'cli' | 'vocobase' | 'plivo' | 'network' | 'local';

/** Who can act on it. */
export type Actor =
  | 'you'
  | 'you, in the Plivo console'
  | 'your Vocobase account manager'
  | 'Vocobase'
  | 'Plivo support'
  | 'the person called'
  | 'nobody: nothing is wrong';

/**
 * What an entry of `explain` is about. `api` is a code of Vocobase's API; `result` is a verdict or
 * a call status.
 */
export type EntryKind = 'error' | 'api' | 'hangup cause' | 'symptom' | 'result';

/**
 * One thing that can be explained. Errors on the terminal, findings of `doctor`, diagnoses of calls,
 * and `explain` all use the same data.
 */
export interface Entry {
  readonly kind: EntryKind;
  /** A few words, which the reader sees first. */
  readonly title: string;
  /** What it means, in one to three sentences. */
  readonly meaning: string;
  /** The causes, most likely first. */
  readonly causes: readonly string[];
  readonly actor: Actor;
  /** What to do, in the order to try it. */
  readonly remedies: readonly string[];
  /** Commands that check or fix it, without the program's name: `connections list`. */
  readonly commands: readonly string[];
  readonly docsUrl: string | null;
  /** Its exit code, if it has one. */
  readonly exit: ExitCode | null;
}

/** An error that this program can raise. */
export interface ErrorEntry extends Entry {
  readonly kind: 'error';
  /** What failed, in one sentence. Used if the place that throws it gives no message. */
  readonly message: string;
  readonly origin: Origin;
  /** Whether running the same command again may succeed. */
  readonly retryable: boolean;
  readonly exit: ExitCode;
}
