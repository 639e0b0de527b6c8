/** The classes of outcome, as process exit codes. Scripts depend on them: they never change. */
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

export type ExitCode = (typeof exits)[keyof typeof exits];

/** Where a failure comes from: this program's own rules, an API, the way to it, or this machine. */
export type Origin = 'cli' | 'vocobase' | 'plivo' | 'network' | 'local';

/** Who can do something about it. */
export type Actor =
  | 'you'
  | 'you, in the Plivo console'
  | 'your Vocobase account manager'
  | 'Vocobase'
  | 'Plivo support'
  | 'the person called'
  | 'nobody: nothing is wrong';

export type EntryKind = 'error' | 'api' | 'hangup cause' | 'symptom' | 'result';

/**
 * One thing that can be explained. The same data words an error on the terminal, a finding of the
 * doctor, the diagnosis of a call and an answer of `explain`.
 */
export interface Entry {
  readonly kind: EntryKind;
  /** A few words: what the reader sees first. */
  readonly title: string;
  /** What it means, in one to three sentences. */
  readonly meaning: string;
  /** The causes, likeliest first. */
  readonly causes: readonly string[];
  readonly actor: Actor;
  /** What to do, in the order to try it. */
  readonly remedies: readonly string[];
  /** Commands that check or mend it, without the program's name: `connections list`. */
  readonly commands: readonly string[];
  readonly docsUrl: string | null;
  /** The exit code that goes with it, where there is one. */
  readonly exit: ExitCode | null;
}

/** An entry that the program itself can raise. */
export interface ErrorEntry extends Entry {
  readonly kind: 'error';
  /** What failed, in one sentence, when the place that raises it has nothing more exact to say. */
  readonly message: string;
  readonly origin: Origin;
  /** Whether the same command may succeed when it is simply run again. */
  readonly retryable: boolean;
  readonly exit: ExitCode;
}
