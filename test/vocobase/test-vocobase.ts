import { createVocobase, type VocobaseSettings } from '../../src/vocobase/client.ts';
import type { ScriptedServer } from '../http/scripted-server.ts';
import { masker, secrets, testExchange } from '../http/test-exchange.ts';

const now = new Date('2026-03-01T12:00:00.000Z');

/** A moment so many seconds after the request, as the API writes it. */
export const secondsLater = (seconds: number) =>
  new Date(now.getTime() + seconds * 1000).toISOString();

/** The client against a scripted server; waits are noted, not waited. */
export function testVocobase(
  server: Pick<ScriptedServer, 'url'>,
  { timeoutMs = 5000, ...overrides }: Partial<VocobaseSettings & { timeoutMs: number }> = {},
) {
  const { exchange, slept } = testExchange({ timeoutMs });
  const vocobase = createVocobase({
    baseUrl: server.url,
    apiKey: secrets.apiKey,
    exchange,
    endpoints: {},
    dryRun: false,
    masker,
    now: () => now,
    sleep: async (milliseconds) => {
      slept.push(milliseconds);
    },
    ...overrides,
  });
  return { vocobase, slept };
}

let count = 0;
const next = () => String(++count).padStart(12, '0');

export function aConnection(facts: Record<string, unknown> = {}) {
  const connection_id = `9b7f1c44-c87f-4f0c-9124-${next()}`;
  return {
    id: connection_id,
    connection_id,
    provider: 'plivo',
    provider_key: 'PLIVO',
    name: 'Sales',
    status: 'ACTIVE',
    is_default: true,
    phone_numbers: [aNumber()],
    ...facts,
  };
}

export function aNumber(facts: Record<string, unknown> = {}) {
  return {
    id: `f1a2c3d4-1111-2222-3333-${next()}`,
    phone_number: '+14155550100',
    provider: 'PLIVO',
    friendly_name: null,
    status: 'ACTIVE',
    is_default: true,
    agent: null,
    ...facts,
  };
}

export function aCall(facts: Record<string, unknown> = {}) {
  return {
    call_id: `3c90c3cc-0d44-4b50-8888-${next()}`,
    agent_id: agentId,
    direction: 'outbound',
    from_number: '+14155550100',
    to_number: '+14155550101',
    status: 'pending',
    provider: 'plivo',
    duration_seconds: null,
    error_message: null,
    started_at: null,
    ended_at: null,
    created_at: secondsLater(1),
    ...facts,
  };
}

export const agentId = 'a1b2c3d4-e5f6-7890-abcd-ef1234567890';

export function anAgent(facts: Record<string, unknown> = {}) {
  return { id: `a1b2c3d4-e5f6-7890-abcd-${next()}`, agent_name: 'Test', prompt: 'p', ...facts };
}

export function aConfig(facts: Record<string, unknown> = {}) {
  return {
    name: 'acme',
    display_name: 'Acme',
    status: 'active',
    allowed_telephony_providers: ['twilio', 'PLIVO'],
    telephony: { plivo: { configured: true, from_number: '+14155550100' } },
    ...facts,
  };
}
