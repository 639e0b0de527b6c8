import { expect, test } from 'vitest';
import { DryRunStop } from '../../src/domain/text/dry-run.ts';
import type { Vocobase } from '../../src/ports/vocobase.ts';
import { ok, startServer } from '../http/scripted-server.ts';
import { secrets } from '../http/test-exchange.ts';
import { aConfig, agentId, testVocobase } from './test-vocobase.ts';

const pair = { auth_id: secrets.authId, auth_token: secrets.authToken };
const masked = { auth_id: 'MATE****ST00', auth_token: '****' };

const writes: readonly [string, string, (v: Vocobase) => Promise<unknown>, unknown][] = [
  ['PUT', '/config/telephony/plivo', (v) => v.putDefaultConnection('plivo', pair), masked],
  [
    'POST',
    '/telephony/connections',
    (v) => v.createConnection({ provider: 'plivo', ...pair }),
    { provider: 'plivo', ...masked },
  ],
  [
    'POST',
    '/phone-numbers/sync',
    (v) => v.syncPhoneNumbers({ provider: 'plivo', connectionId: null }),
    { provider: 'plivo' },
  ],
  [
    'PUT',
    '/phone-numbers/n',
    (v) => v.updatePhoneNumber('n', { status: 'INACTIVE' }),
    { status: 'INACTIVE' },
  ],
  [
    'POST',
    '/calls/start',
    (v) =>
      v.startCall({
        agentId,
        toNumber: '+14155550101',
        provider: 'plivo',
        connectionId: 'c',
        variables: { a: 'b' },
      }),
    {
      agent_id: agentId,
      to_number: '+14155550101',
      provider: 'plivo',
      connection_id: 'c',
      variables: { a: 'b' },
    },
  ],
  [
    'POST',
    '/agent',
    (v) => v.createAgent({ agent_name: 'A', prompt: 'p', voice_id: 'v' }),
    { agent_name: 'A', prompt: 'p', voice_id: 'v' },
  ],
  ['PUT', '/agent/a', (v) => v.updateAgent('a', { intro_message: null }), { intro_message: null }],
  ['DELETE', '/agent/a', (v) => v.raw('delete', '/agent/a'), null],
];

test.each(writes)('%s %s is shown, not sent', async (method, path, write, body) => {
  const server = await startServer({});
  const { vocobase } = testVocobase(server, { dryRun: true });
  const stop = await write(vocobase).catch((error: unknown) => error);
  expect(stop).toBeInstanceOf(DryRunStop);
  expect((stop as DryRunStop).request).toEqual({ method, url: server.url + path, body });
  expect(server.hits).toHaveLength(0);
});

test('reads are sent', async () => {
  const server = await startServer({ '*': ok(aConfig()) });
  const { vocobase } = testVocobase(server, { dryRun: true });
  await vocobase.config();
  await vocobase.raw('GET', '/config');
  expect(server.hits).toHaveLength(2);
});
