import type { Visit } from '../router.ts';
import type { PlivoAccount } from '../world.ts';

/** A request that was let in, with the account in its path. */
export interface PlivoVisit extends Visit {
  account: PlivoAccount;
  /** The path with its slash at the end, for the links between pages. */
  path: string;
}
