import type { TypedNames } from '../../domain/text/shell-command.ts';
import type { GuideId } from '../../errors/catalogue/symptoms.ts';
import type { CliError } from '../../errors/cli-error.ts';
import type { Entry } from '../../errors/entry.ts';
import type { Facts } from './facts.ts';

/** The groups of the report, in which passes are folded. */
export type CheckGroup =
  | 'account'
  | 'connection'
  | 'carrier'
  | 'numbers'
  | 'agent'
  | 'calls'
  | 'machine'
  | 'console';

/** One check. Each has a file of its own; doctor is the list of them. */
export interface Check {
  /** Permanent: `--only` and scripts name it. */
  readonly id: string;
  readonly group: CheckGroup;
  readonly title: string;
  /** The entries of the setup guide that the check covers. */
  readonly guide: readonly GuideId[];
  /** The source of its verdict, as `report` names it. */
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
 * `pass`: read back. `warn`: needs attention, or not proven. `fail`: proven wrong. `skip`: cannot
 * be checked now. `unknown`: no API shows it. The last two never count against the result.
 */
export type CheckStatus = 'pass' | 'warn' | 'fail' | 'skip' | 'unknown';

/** What a check found. Must not contain a secret: people paste findings into tickets. */
export interface Finding {
  readonly status: CheckStatus;
  /** A sentence without its period, so that it can be a headline. */
  readonly found: string;
  /** The cause and what to do, as sentences. */
  readonly remedy: string | null;
  /** Without the program's name; each runs as printed in this state. */
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
  /** Complete commands, with the program's name. */
  readonly commands: readonly string[];
}

/** The JSON result of `doctor`. */
export interface DoctorResult {
  readonly status: 'pass' | 'warn' | 'fail';
  readonly checks: readonly CheckResult[];
  /** The account that was checked; null if it could not be read. */
  readonly account: string | null;
  /** The connection that was checked; null if there is none, or more than one. */
  readonly connection: { readonly connection_id: string; readonly name: string } | null;
  readonly seconds: number;
  /** What people see instead of ids in commands. Not in the JSON: programs run the ids. */
  readonly names?: TypedNames;
}

/** `fail` if a check fails, else `warn` if one warns, else `pass`. */
export function worst(results: readonly CheckResult[]): DoctorResult['status'] {
  if (results.some(({ status }) => status === 'fail')) return 'fail';
  return results.some(({ status }) => status === 'warn') ? 'warn' : 'pass';
}

/** Thrown inside a check when a fact that it needs is not available. */
export class CheckEnd extends Error {
  readonly finding: Finding;

  constructor(finding: Finding) {
    super(finding.found);
    this.name = 'CheckEnd';
    this.finding = finding;
  }
}

/** A finding that was read back as correct. */
export function pass(found: string): Finding {
  return finding('pass', found);
}

/** A finding for a check that cannot run now. */
export function skip(found: string, advice?: Advice): Finding {
  return finding('skip', found, advice);
}

/** A finding that no API shows. */
export function unknown(found: string, advice?: Advice): Finding {
  return finding('unknown', found, advice);
}

/** A finding that needs attention, or is not proven. */
export function warn(found: string, advice: Advice): Finding {
  return finding('warn', found, advice);
}

/** A finding that is proven wrong. */
export function fail(found: string, advice: Advice): Finding {
  return finding('fail', found, advice);
}

/** A remedy with the commands beside it. */
export function advise(remedy: string, ...commands: string[]): Advice {
  return { remedy, commands };
}

/** The remedies of an error or a catalogue entry, without those that only lead to doctor. */
export function adviceFrom(entry: Pick<Entry, 'remedies' | 'commands'>): Advice {
  const remedies = entry.remedies.filter((remedy) => !/\bdoctor\b/.test(remedy));
  const commands = entry.commands.filter((words) => words !== 'doctor');
  // A finding prints commands that run as printed; one that needs a value is described in the
  // remedy.
  const open = commands.filter((words) => words.includes('<'));
  return {
    remedy: [...remedies, ...open.map((words) => `Fill in and run: ${words}`)].join(' '),
    commands: commands.filter((words) => !words.includes('<')),
  };
}

/**
 * The remedies for an error that prevented a read. Its own commands may fail the same way, so
 * `explain` replaces them.
 */
export function adviceOnError(error: CliError): Advice {
  const { remedy } = adviceFrom({ remedies: error.hints, commands: error.commands });
  return { remedy, commands: [`explain ${error.code}`] };
}

function finding(status: CheckStatus, found: string, advice?: Advice): Finding {
  return { status, found, remedy: advice?.remedy ?? null, commands: advice?.commands ?? [] };
}
