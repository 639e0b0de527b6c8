import { expect, test } from 'vitest';
import { pickCall } from '../../../src/commands/call/show.ts';
import type { Agent } from '../../../src/domain/vocobase/agent.ts';
import type { Call } from '../../../src/domain/vocobase/call.ts';
import { CliError } from '../../../src/errors/cli-error.ts';
import { aCall, listener, logMode, picking } from './parts.ts';

async function offered(
  calls: readonly Call[],
  agents: () => Promise<readonly Agent[]>,
  first: string,
) {
  const prompt = picking(first);
  const vocobase = {
    listCalls: async () => ({ calls, total: calls.length }),
    listAgents: agents,
    listConnections: async () => [],
  };
  const mode = { ...logMode, stderrIsTerminal: true };
  await pickCall({ prompt, log: listener(), mode }, vocobase);
  return prompt.offered;
}

const refused = async () => {
  throw new CliError('INTERNAL_ERROR');
};

test('sorts an API list newest first; a call without a time comes last', async () => {
  const calls = [
    aCall({ created_at: null, to_number: '+14155550103' }),
    aCall({ created_at: '2026-03-01T09:00:00Z', to_number: '+14155550101' }),
    aCall({ created_at: '2026-03-01T10:00:00Z', to_number: '+14155550102', status: 'no_answer' }),
  ];
  expect(await offered(calls, refused, '2026-03-01 10:00 UTC  +14155550102  no answer')).toEqual([
    '2026-03-01 10:00 UTC  +14155550102  no answer',
    '2026-03-01 09:00 UTC  +14155550101  pending',
    '–                     +14155550103  pending',
  ]);
});

test('omits agents that cannot be listed, unless interrupted', async () => {
  const shown = '–  +14155550101  pending';
  expect(await offered([aCall()], refused, shown)).toEqual([shown]);
  const stopped = async () => {
    throw new CliError('INTERRUPTED');
  };
  await expect(offered([aCall()], stopped, shown)).rejects.toMatchObject({ code: 'INTERRUPTED' });
});
