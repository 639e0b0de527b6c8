import type { GuideId } from '../../errors/catalogue/symptoms.ts';
import type { Entry } from '../../errors/entry.ts';
import type { Facts } from './facts.ts';

export type CheckGroup =
  | 'account'
  | 'connection'
  | 'carrier'
  | 'numbers'
  | 'agent'
  | 'calls'
  | 'machine'
  | 'console';

/** One thing that can be wrong, in a file of its own. The list of them is the doctor. */
export interface Check {
  /** Permanent: `--only` and scripts name it. */
  readonly id: string;
  readonly group: CheckGroup;
  readonly title: string;
  /** The entries of the setup guide that it replaces. */
  readonly guide: readonly GuideId[];
  /** What its verdict rests on, as `report` names it. */
  readonly source: Source;
  run(facts: Facts): Promise<Finding>;
}

/** Where the facts of a check come from. */
export type Source =
  | 'GET /config'
  | 'GET /telephony/connections'
  | 'GET /phone-numbers'
  | 'GET /agent'
  | 'GET /calls'
  | 'GET /calls/concurrency'
  | 'Plivo GET /Account/'
  | 'Plivo GET /Number/'
  | 'Plivo GET /Call/'
  | 'this machine'
  | 'no API';

/**
 * `pass`: read back. `warn`: worth a look, or not proven. `fail`: proven wrong. `skip`: cannot be
 * checked now. `unknown`: no API shows it. The last two never count against the result.
 */
export type CheckStatus = 'pass' | 'warn' | 'fail' | 'skip' | 'unknown';

/** What a check found. Nothing in it may be a secret: people paste it into tickets. */
export interface Finding {
  readonly status: CheckStatus;
  /** A sentence without its period, so that it can be a headline. */
  readonly found: string;
  /** The cause and what to do, as sentences. */
  readonly remedy: string | null;
  /** Without the program's name; each can be run as it stands in this state. */
  readonly commands: readonly string[];
}

/** What to do about a finding. */
export interface Advice {
  readonly remedy: string;
  readonly commands: readonly string[];
}

/** A finding with its check, as the result shows it. */
export interface CheckResult {
  readonly id: Check['id'];
  readonly group: CheckGroup;
  readonly title: string;
  readonly status: CheckStatus;
  readonly found: string;
  readonly remedy: string | null;
  /** Whole commands, with the program's name. */
  readonly commands: readonly string[];
}

/** Ends a check from within: a fact that it needs could not be had. */
export class CheckEnd extends Error {
  readonly finding: Finding;

  constructor(finding: Finding) {
    super(finding.found);
    this.name = 'CheckEnd';
    this.finding = finding;
  }
}

export function pass(found: string): Finding {
  return finding('pass', found);
}

export function skip(found: string, advice?: Advice): Finding {
  return finding('skip', found, advice);
}

export function unknown(found: string, advice?: Advice): Finding {
  return finding('unknown', found, advice);
}

export function warn(found: string, advice: Advice): Finding {
  return finding('warn', found, advice);
}

export function fail(found: string, advice: Advice): Finding {
  return finding('fail', found, advice);
}

/** A remedy with the commands beside it. */
export function advise(remedy: string, ...commands: string[]): Advice {
  return { remedy, commands };
}

/** The remedies of an error or a catalogue entry; what only leads to the doctor is left out. */
export function adviceFrom(entry: Pick<Entry, 'remedies' | 'commands'>): Advice {
  const remedies = entry.remedies.filter((remedy) => !/\bdoctor\b/.test(remedy));
  // Placeholders are for a reader who knows the value; a finding prints what runs.
  const commands = entry.commands.filter((words) => words !== 'doctor' && !words.includes('<'));
  return { remedy: remedies.join(' '), commands };
}

function finding(status: CheckStatus, found: string, advice?: Advice): Finding {
  return { status, found, remedy: advice?.remedy ?? null, commands: advice?.commands ?? [] };
}
