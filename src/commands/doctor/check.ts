import type { GuideId } from '../../errors/catalogue/symptoms.ts';
import type { CliError } from '../../errors/cli-error.ts';
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
  | 'GET /calls/{id}'
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

/** What `doctor` promises. */
export interface DoctorResult {
  readonly status: 'pass' | 'warn' | 'fail';
  readonly checks: readonly CheckResult[];
  /** Whose account was checked; null when it could not be read. */
  readonly account: string | null;
  /** The connection that was checked; null when there is none, or more than one. */
  readonly connection: { readonly connection_id: string; readonly name: string } | null;
  readonly seconds: number;
}

/** Fails where a check fails, and else warns where one warns. */
export function worst(results: readonly CheckResult[]): DoctorResult['status'] {
  if (results.some(({ status }) => status === 'fail')) return 'fail';
  return results.some(({ status }) => status === 'warn') ? 'warn' : 'pass';
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
  const commands = entry.commands.filter((words) => words !== 'doctor');
  // A finding prints what runs as it stands; what needs a value is named within the remedy.
  const open = commands.filter((words) => words.includes('<'));
  return {
    remedy: [...remedies, ...open.map((words) => `Fill in and run: ${words}`)].join(' '),
    commands: commands.filter((words) => !words.includes('<')),
  };
}

/**
 * The remedies of an error that kept something from being read. Its own commands may meet the same
 * error, so the one that explains it stands in for them.
 */
export function adviceOnError(error: CliError): Advice {
  const { remedy } = adviceFrom({ remedies: error.hints, commands: error.commands });
  return { remedy, commands: [`explain ${error.code}`] };
}

function finding(status: CheckStatus, found: string, advice?: Advice): Finding {
  return { status, found, remedy: advice?.remedy ?? null, commands: advice?.commands ?? [] };
}
