import type { GuideId } from '../../errors/catalogue/symptoms.ts';
import type { Facts } from './facts.ts';
import type { Finding } from './finding.ts';

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
  /** The entries of the setup guide that it takes the place of. */
  readonly guide: readonly GuideId[];
  run(facts: Facts): Promise<Finding>;
}
