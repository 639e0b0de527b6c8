import { sentence } from '../domain/text/sentence.ts';
import type { Wait } from '../http/repeat.ts';
import type { Log } from '../ports/log.ts';

/** How a person learns that the program waits, and why. */
export interface Waits {
  /** Before a request is sent again. */
  beforeTry(wait: Wait): void;
  /** Until the budget of requests has room again; in milliseconds. */
  forBudget(ms: number, reason: string): void;
}

export function tellWaits(log: Pick<Log, 'notice' | 'event'>): Waits {
  const said = new Set<string>();
  return {
    beforeTry({ reason, ms, attempt, of }) {
      // Checks that run side by side meet the same fault: it is said once.
      const fault = `${reason} ${attempt}`;
      if (said.has(fault)) return;
      said.add(fault);
      log.event('wait', { reason: sentence(reason), ms, attempt, of });
      log.notice(`${sentence(reason)} Waiting ${seconds(ms)} before try ${attempt} of ${of}.`);
    },
    forBudget(ms, reason) {
      log.event('wait', { reason: sentence(reason), ms, attempt: null, of: null });
      log.notice(`${sentence(reason)} Waiting ${seconds(ms)}.`);
    },
  };
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}
