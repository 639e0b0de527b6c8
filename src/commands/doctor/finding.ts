import type { Entry } from '../../errors/entry.ts';

/** `skip`: not possible now. `unknown`: no API shows it. Neither counts against the result. */
export type CheckStatus = 'pass' | 'warn' | 'fail' | 'skip' | 'unknown';

/** What a check found. Nothing in it may be a secret: people paste it into tickets. */
export interface Finding {
  readonly status: CheckStatus;
  readonly found: string;
  readonly remedy: string | null;
  /** Without the program's name. */
  readonly commands: readonly string[];
}

/** What to do about a finding. */
export interface Advice {
  readonly remedy: string;
  readonly commands: readonly string[];
}

/** Ends a check from within: a fact that it needs is not to be had. */
export class CheckEnd extends Error {
  readonly finding: Finding;

  constructor(finding: Finding) {
    super(finding.found);
    this.name = 'CheckEnd';
    this.finding = finding;
  }
}

export function pass(found: string): Finding {
  return { status: 'pass', found, remedy: null, commands: [] };
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

/**
 * The words of the catalogue as advice, so that an error, an explanation and a finding say the same.
 * Whoever reads it has just run the doctor, so what only leads to it is left out.
 */
export function adviceFrom(
  entry: Pick<Entry, 'remedies' | 'commands'>,
  own: { readonly commands?: readonly string[]; readonly attach?: string } = {},
): Advice {
  const remedies = entry.remedies.filter((remedy) => !/\bdoctor\b/.test(remedy));
  const commands = (own.commands ?? entry.commands).filter((words) => words !== 'doctor');
  const attached = own.attach === undefined ? [] : ['', 'A request to send:', '', own.attach];
  return { remedy: [remedies.join(' '), ...attached].join('\n'), commands };
}

function finding(status: CheckStatus, found: string, advice: Advice | undefined): Finding {
  return { status, found, remedy: advice?.remedy ?? null, commands: advice?.commands ?? [] };
}
