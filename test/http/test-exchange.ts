import { onTestFinished } from 'vitest';
import { createMasker } from '../../src/domain/text/mask.ts';
import { CliError } from '../../src/errors/cli-error.ts';
import { createExchange, type ExchangeSettings } from '../../src/http/exchange.ts';
import type { Wait } from '../../src/http/repeat.ts';
import type { TraceEvent } from '../../src/http/trace.ts';

export const secrets = {
  apiKey: 'rg_live_made_up_for_tests_only',
  authId: 'MATESTTESTTESTTEST00',
  authToken: 'MadeUpMadeUpMadeUpMadeUpMadeUpMadeUp0001',
};

export const masker = createMasker(() => [secrets.apiKey, secrets.authToken]);

/** An exchange over real sockets whose waits are noted, not waited. */
export function testExchange(overrides: Partial<ExchangeSettings> = {}) {
  const slept: number[] = [];
  const waits: Wait[] = [];
  const traces: TraceEvent[] = [];
  const open = createExchange({
    timeoutMs: 5000,
    signal: new AbortController().signal,
    sleep: async (milliseconds) => {
      slept.push(milliseconds);
    },
    now: () => new Date('2026-03-01T12:00:00.000Z'),
    random: () => 0.5,
    env: {},
    masker,
    onWait: (wait) => waits.push(wait),
    onTrace: (event) => traces.push(event),
    ...overrides,
  });
  onTestFinished(open.close);
  return { exchange: open.exchange, slept, waits, traces };
}

/** The error that a promise rejects with; anything else fails the test. */
export async function errorOf(work: Promise<unknown>): Promise<CliError> {
  const outcome = await work.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
  if ('error' in outcome && outcome.error instanceof CliError) return outcome.error;
  throw new Error(`expected a CliError, got ${JSON.stringify(outcome)}`, {
    cause: 'error' in outcome ? outcome.error : undefined,
  });
}
