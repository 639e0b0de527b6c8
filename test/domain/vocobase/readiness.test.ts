import { describe, expect, test } from 'vitest';
import { callingConnection } from '../../../src/domain/vocobase/calling-connection.ts';
import type { Connection } from '../../../src/domain/vocobase/connection.ts';
import type { PartnerConfig } from '../../../src/domain/vocobase/partner-config.ts';
import {
  type AccountState,
  isReady,
  isUnread,
  judgeReadiness,
} from '../../../src/domain/vocobase/readiness.ts';

const config: PartnerConfig = {
  name: 'acme',
  display_name: 'Acme Corporation',
  status: 'active',
  allowed_telephony_providers: ['plivo'],
  telephony: { plivo: { configured: true, from_number: '+14155550100' } },
  credits: null,
  agent_limit: null,
  current_agent_count: 1,
};

const connection = (change: Partial<Connection> = {}): Connection => ({
  connection_id: 'c1',
  provider: 'plivo',
  name: 'Sales',
  status: 'ACTIVE',
  is_default: true,
  received: {},
  phone_numbers: [],
  ...change,
});

function judge(change: Partial<AccountState> = {}, wanted?: string) {
  const connections = change.connections ?? [connection()];
  const steps = judgeReadiness({
    config,
    connections,
    calling: callingConnection(isUnread(connections) ? [] : connections, 'plivo', wanted),
    phoneNumbers: [],
    agents: [],
    agent: undefined,
    ...change,
  });
  return {
    ready: isReady(steps),
    ...Object.fromEntries(steps.map(({ id, status }) => [id, status])),
  };
}

const unread = { unread: 'It was not there.' };

describe('missing information is not a no', () => {
  test.each<[string, Partial<AccountState>, object]>([
    [
      'no list of providers',
      { config: { ...config, allowed_telephony_providers: null } },
      { access: 'skipped' },
    ],
    [
      'no telephony block',
      { config: { ...config, telephony: null } },
      { caller_id: 'skipped', numbers: 'skipped' },
    ],
    [
      'configured, without a caller ID',
      { config: { ...config, telephony: { plivo: { configured: true, from_number: null } } } },
      { connection: 'done', caller_id: 'skipped' },
    ],
    [
      'no list of connections',
      { connections: unread },
      { connection: 'skipped', caller_id: 'done' },
    ],
    [
      'an empty list of connections',
      { connections: [] },
      { connection: 'skipped', caller_id: 'done' },
    ],
    ['no list of numbers', { phoneNumbers: unread }, { numbers: 'skipped' }],
    ['a caller ID that is not imported', {}, { caller_id: 'done', numbers: 'skipped' }],
    [
      'no list and no count of agents',
      { agents: unread, config: { ...config, current_agent_count: null } },
      { agent: 'skipped' },
    ],
    [
      'several active connections',
      {
        connections: [
          connection(),
          connection({ connection_id: 'c2', name: 'Support', is_default: false }),
        ],
      },
      { connection: 'done' },
    ],
  ])('%s: ready', (_, change, expected) => {
    expect(judge(change)).toMatchObject({ ready: true, ...expected });
  });
});

describe('what is proven wrong or still to do', () => {
  test.each<[string, Partial<AccountState>, object]>([
    [
      'a list of providers without plivo',
      { config: { ...config, allowed_telephony_providers: ['twilio'] } },
      { access: 'failed' },
    ],
    ['a suspended partner', { config: { ...config, status: 'suspended' } }, { access: 'failed' }],
    [
      'an inactive connection alone',
      { connections: [connection({ status: 'INACTIVE' })] },
      { connection: 'failed' },
    ],
    [
      'nothing connected',
      {
        connections: [],
        config: { ...config, telephony: { plivo: { configured: false, from_number: null } } },
      },
      { connection: 'pending', caller_id: 'pending', numbers: 'pending' },
    ],
  ])('%s: incomplete', (_, change, expected) => {
    expect(judge(change)).toMatchObject({ ready: false, ...expected });
  });

  test('a chosen connection that is not there', () => {
    expect(judge({}, 'gone')).toMatchObject({ ready: false, connection: 'failed' });
  });
});
