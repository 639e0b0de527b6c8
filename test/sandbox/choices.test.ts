import { describe, expect, test } from 'vitest';
import {
  type ChoiceSettings,
  changeSettings,
  choices,
  defaultSettings,
} from '../../src/sandbox/choices.ts';
import * as demo from '../../src/sandbox/demo.ts';
import type { Sandbox } from '../../src/sandbox/server.ts';
import { ask, callTo, connect, credentials, testClock, withSandbox } from './ask.ts';

test('there is one choice for each of the 37 open questions, in order', () => {
  expect(choices.map((choice) => choice.id)).toEqual(
    Array.from({ length: 37 }, (_, index) => `U${index + 1}`),
  );
});

test('every setting belongs to exactly one choice, which offers its default', () => {
  const names = choices.flatMap(({ settings }) => Object.keys(settings));
  expect(names).toEqual(Object.keys(defaultSettings()));
  expect(new Set(names).size).toBe(names.length);
  expect(changeSettings(defaultSettings(), { ...defaultSettings() })).toEqual(defaultSettings());
});

test('every setting has a test in which it changes an answer', () => {
  const tested = new Set([...cases.flatMap(([patch]) => Object.keys(patch)), ...testedElsewhere]);
  expect(Object.keys(defaultSettings()).filter((name) => !tested.has(name))).toEqual([]);
});

/** In this file, and in calls, faults, phone-numbers, and scenarios. */
const testedElsewhere = [
  'ambiguousStatus',
  'verifyCredentials',
  'numberSync',
  'retryAfterHeader',
  'callSeconds',
  'callListCountsAsCall',
  'processingComplete',
  'processingSeconds',
  'voicemailDetection',
];

type Case = [Partial<ChoiceSettings>, string, (sandbox: Sandbox) => Promise<unknown>, unknown];
const plivo = '/config/telephony/plivo';
const body = async (answer: ReturnType<typeof ask>) => (await answer).body;
const dataOf = async (sandbox: Sandbox, path: string) =>
  (await ask(sandbox, 'GET', path)).body.data;
const firstConnection = async (sandbox: Sandbox, ...members: string[]) => {
  const { connections } = await dataOf(sandbox, '/telephony/connections');
  return members.map((member) => connections[0][member]);
};
const lastCall = async (sandbox: Sandbox) => {
  const { calls } = await dataOf(sandbox, '/calls');
  return dataOf(sandbox, `/calls/${calls[0].call_id}`);
};
const createSales = (sandbox: Sandbox) =>
  ask(sandbox, 'POST', '/telephony/connections', {
    provider: 'plivo',
    name: 'Sales',
    ...credentials(sandbox),
  });
const sync = (sandbox: Sandbox) =>
  ask(sandbox, 'POST', '/phone-numbers/sync', { provider: 'plivo' });
const draft = { agent_name: 'New', prompt: 'Talk.', voice_id: '' };
const cases: Case[] = [
  [
    { createdStatus: 200 },
    'default',
    async (sandbox) => {
      const voice_id = sandbox.world().voices[0]?.id;
      return (await ask(sandbox, 'POST', '/agent', { ...draft, voice_id })).status;
    },
    200,
  ],
  [
    { putAnswer: 'message-only' },
    'default',
    async (sandbox) => Object.keys((await connect(sandbox)).body.data),
    ['message'],
  ],
  [
    { partialPut: 'merge' },
    'healthy',
    async (sandbox) => (await ask(sandbox, 'PUT', plivo, { auth_token: sandbox.authToken })).status,
    200,
  ],
  [
    { writeNeedsAllowedProvider: true },
    'plivo-not-allowed',
    async (sandbox) => (await connect(sandbox)).status,
    403,
  ],
  [
    { notConfiguredStatus: 409 },
    'default',
    async (sandbox) => (await callTo(sandbox, '+14155550142')).body.error,
    { code: 'CONFLICT', message: 'Plivo not configured' },
  ],
  [
    { duplicateConnections: 'conflict' },
    'healthy',
    async (sandbox) => {
      const twin = { provider: 'plivo', name: 'Plivo', ...credentials(sandbox) };
      return (await ask(sandbox, 'POST', '/telephony/connections', twin)).status;
    },
    409,
  ],
  [
    { connectionChanges: false },
    'healthy',
    async (sandbox) => {
      const id = sandbox.world().connections[0]?.id;
      return (await ask(sandbox, 'DELETE', `/telephony/connections/${id}`)).status;
    },
    404,
  ],
  [
    { defaultAfterDeactivation: 'none' },
    'two-connections',
    async (sandbox) => {
      const id = sandbox.world().connections[0]?.id;
      await ask(sandbox, 'DELETE', `/telephony/connections/${id}`);
      return sandbox.world().connections.map((each) => each.is_default);
    },
    [false, false],
  ],
  [
    { defaultResolvesAmbiguity: true },
    'two-connections',
    async (sandbox) => (await callTo(sandbox, '+14155550142')).status,
    201,
  ],
  [
    { connectionListShape: 'array' },
    'healthy',
    async (sandbox) =>
      Array.isArray((await body(ask(sandbox, 'GET', '/telephony/connections'))).data),
    true,
  ],
  [
    { unknownProviderFilter: 'empty' },
    'healthy',
    async (sandbox) =>
      (await body(ask(sandbox, 'GET', '/telephony/connections?provider=x'))).data?.total,
    0,
  ],
  [
    { numberListShape: 'array' },
    'healthy',
    async (sandbox) => (await body(ask(sandbox, 'GET', '/phone-numbers'))).data.length,
    5,
  ],
  [
    { providerFromConnection: true },
    'two-connections',
    async (sandbox) => {
      const connection_id = demo.DEMO_SECOND_CONNECTION_ID;
      const order = { connection_id, provider: undefined };
      return (await callTo(sandbox, '+14155550142', order)).status;
    },
    201,
  ],
  [
    { fromNumberInCall: 'ignore' },
    'healthy',
    async (sandbox) =>
      (await callTo(sandbox, '+14155550142', { from_number: demo.DEMO_SECOND_NUMBER })).body.data
        ?.from_number,
    demo.DEMO_FROM_NUMBER,
  ],
  [
    { limitSource: 'key', concurrencyLimit: 3 },
    'healthy',
    async (sandbox) => (await body(ask(sandbox, 'GET', '/calls/concurrency'))).data,
    expect.objectContaining({ limit: 3, limit_source: 'key' }),
  ],
  [
    { failureText: false },
    'token-rotated',
    async (sandbox) => (await body(ask(sandbox, 'GET', '/calls'))).data.calls[0].error_message,
    null,
  ],
  [
    { dispositionOnCalls: false },
    'healthy',
    async (sandbox) => 'disposition' in (await body(ask(sandbox, 'GET', '/calls'))).data.calls[0],
    false,
  ],
  [
    { agentListShape: 'array' },
    'healthy',
    async (sandbox) => (await body(ask(sandbox, 'GET', '/agent'))).data.length,
    1,
  ],
  [
    { creditsInConfig: false },
    'healthy',
    async (sandbox) => 'credits' in (await body(ask(sandbox, 'GET', '/config'))).data,
    false,
  ],
  [
    { telephonyKeys: 'configured' },
    'healthy',
    async (sandbox) => Object.keys((await body(ask(sandbox, 'GET', '/config'))).data.telephony),
    ['plivo'],
  ],
  [
    { inboundAgentsMayCall: false },
    'healthy',
    async (sandbox) => {
      await ask(sandbox, 'PUT', `/agent/${sandbox.agentId}`, { agent_type: 'inbound' });
      return (await callTo(sandbox, '+14155550142')).status;
    },
    400,
  ],
  [
    { unknownAddressStatus: 404 },
    'default',
    async (sandbox) => (await body(ask(sandbox, 'GET', '/nope'))).error.code,
    'NOT_FOUND',
  ],
  [
    { credentialFormatChecked: true },
    'default',
    async (sandbox) =>
      (await ask(sandbox, 'PUT', plivo, { ...credentials(sandbox), auth_id: 'MA1' })).body.error
        .message,
    'auth_id must be 20 characters starting with MA or SA',
  ],
  [
    { redirectAfterWrite: 'create' },
    'healthy',
    async (sandbox) => {
      const { status } = await callTo(sandbox, '+14155550142');
      return [status, sandbox.world().calls.length];
    },
    [303, 2],
  ],
  [
    { redirectAfterWrite: 'put' },
    'default',
    async (sandbox) => [(await connect(sandbox)).status, sandbox.world().connections.length],
    [303, 1],
  ],
  [
    { putAnswer: 'empty' },
    'default',
    async (sandbox) => (await connect(sandbox)).body,
    { success: true },
  ],
  [
    { refusedCredentialsStatus: 401, refusedCredentialsMessage: 'invalid-auth-id-or-token' },
    'token-refused',
    async (sandbox) => {
      const answer = await connect(sandbox);
      return [answer.status, answer.body.error];
    },
    [401, { code: 'UNAUTHORIZED', message: 'Invalid Plivo auth_id or auth_token' }],
  ],
  [
    { notConfiguredMessage: 'own-code' },
    'default',
    async (sandbox) => (await callTo(sandbox, '+14155550142')).body.error.code,
    'PROVIDER_NOT_CONFIGURED',
  ],
  [
    { notConfiguredMessage: 'no-active-connection' },
    'default',
    async (sandbox) => (await callTo(sandbox, '+14155550142')).body.error.message,
    'There is no active Plivo connection',
  ],
  [
    { activeStatus: 'CONNECTED' },
    'healthy',
    (sandbox) => firstConnection(sandbox, 'status'),
    ['CONNECTED'],
  ],
  [
    { activeStatus: 'is_active' },
    'healthy',
    (sandbox) => firstConnection(sandbox, 'status', 'is_active'),
    [undefined, true],
  ],
  [
    { isDefaultShown: false },
    'healthy',
    (sandbox) => firstConnection(sandbox, 'is_default'),
    [undefined],
  ],
  [
    { defaultAfterCreate: 'newest' },
    'healthy',
    async (sandbox) => {
      await createSales(sandbox);
      return sandbox.world().connections.map((each) => each.is_default);
    },
    [false, true],
  ],
  [
    { connectionListShape: 'items' },
    'two-connections',
    async (sandbox) => Object.keys(await dataOf(sandbox, '/telephony/connections')),
    ['items', 'total'],
  ],
  [
    { connectionListPaging: 'page', pageSizeMax: 10 },
    'many-connections',
    async (sandbox) => {
      const page = await dataOf(sandbox, '/telephony/connections?page=3');
      return [page.connections.length, page.page, page.per_page, page.total];
    },
    [5, 3, 10, 25],
  ],
  [
    { connectionListPaging: 'offset' },
    'many-connections',
    async (sandbox) => {
      const page = await dataOf(sandbox, '/telephony/connections?offset=20');
      return [page.connections.length, page.limit, page.offset, page.total];
    },
    [5, 10, 20, 25],
  ],
  [
    { inactiveConnectionsListed: false },
    'many-connections',
    async (sandbox) => (await dataOf(sandbox, '/telephony/connections')).total,
    23,
  ],
  [
    { numberListPaging: 'offset', pageSizeMax: 2 },
    'healthy',
    async (sandbox) => (await dataOf(sandbox, '/phone-numbers')).phone_numbers.length,
    2,
  ],
  [
    { numberRowOnCreate: false },
    'default',
    async (sandbox) => (await createSales(sandbox)).body.data.connection.phone_numbers,
    [],
  ],
  [
    { plusInNumbers: false },
    'healthy',
    async (sandbox) => [
      (await dataOf(sandbox, '/config')).telephony.plivo.from_number,
      (await dataOf(sandbox, '/phone-numbers')).phone_numbers[0].phone_number,
      (await dataOf(sandbox, '/telephony/connections')).connections[0].phone_numbers[0]
        .phone_number,
      (await callTo(sandbox, '+14155550142')).body.data.from_number,
    ],
    Array(4).fill('14155550100'),
  ],
  [
    { numberSync: 'below-connection' },
    'caller-id-unknown',
    async (sandbox) => [
      (
        await ask(
          sandbox,
          'POST',
          `/telephony/connections/${demo.DEMO_CONNECTION_ID}/phone-numbers/sync`,
        )
      ).status,
      (await sync(sandbox)).status,
    ],
    [200, 404],
  ],
  [
    { numberSyncAnswer: 'counts' },
    'caller-id-unknown',
    async (sandbox) => (await sync(sandbox)).body.data,
    { imported: 5, updated: 0 },
  ],
  [
    { numberSyncAnswer: 'empty' },
    'caller-id-unknown',
    async (sandbox) => (await sync(sandbox)).body,
    { success: true },
  ],
  [
    { unusableConnection: 'not-found' },
    'many-connections',
    async (sandbox) => {
      const connection_id = sandbox
        .world()
        .connections.find(({ status }) => status === 'INACTIVE')?.id;
      return (await callTo(sandbox, '+14155550142', { connection_id })).status;
    },
    404,
  ],
  [
    { balanceChecked: 'first' },
    'no-balance',
    async (sandbox) => {
      sandbox.world().agents = [];
      return (await callTo(sandbox, '+14155550142')).status;
    },
    403,
  ],
  [
    { limitMessages: 'same' },
    'concurrency-full',
    async (sandbox) => (await callTo(sandbox, '+14155550142')).body.error.message,
    'Limit reached',
  ],
  [
    { finalStatuses: 'other-words' },
    'healthy',
    async (sandbox) => (await lastCall(sandbox)).status,
    'ended',
  ],
  [{ sessions: 'none' }, 'healthy', async (sandbox) => (await lastCall(sandbox)).session, null],
  [
    { sessions: 'answered-calls' },
    'token-rotated',
    async (sandbox) => (await lastCall(sandbox)).session,
    null,
  ],
  [
    { transcripts: 'missing' },
    'healthy',
    async (sandbox) => (await lastCall(sandbox)).session.transcript,
    undefined,
  ],
  [
    { transcripts: 'empty' },
    'healthy',
    async (sandbox) => (await lastCall(sandbox)).session.transcript,
    [],
  ],
  [
    { transcriptRoles: 'assistant-human' },
    'healthy',
    async (sandbox) => (await lastCall(sandbox)).session.transcript[1].role,
    'human',
  ],
  [
    { processingComplete: 'null' },
    'healthy',
    async (sandbox) => (await lastCall(sandbox)).session.processing_complete,
    null,
  ],
  [
    { processingComplete: 'absent' },
    'healthy',
    async (sandbox) => (await lastCall(sandbox)).session.processing_complete,
    undefined,
  ],
  [
    { agentListPaging: 'page' },
    'healthy',
    async (sandbox) => (await dataOf(sandbox, '/agent')).per_page,
    10,
  ],
  [
    { callListPaging: 'page' },
    'healthy',
    async (sandbox) => (await dataOf(sandbox, '/calls?page=2')).calls,
    [],
  ],
  [
    { pageSizeMax: 20 },
    'healthy',
    async (sandbox) => (await ask(sandbox, 'GET', '/agent?limit=100')).status,
    400,
  ],
  [
    { pageSizeMax: 20, largerPage: 'clamp' },
    'healthy',
    async (sandbox) => (await dataOf(sandbox, '/agent?limit=100')).limit,
    20,
  ],
  [
    { agentPutAnswer: 'message-only' },
    'healthy',
    async (sandbox) => {
      const answer = await ask(sandbox, 'PUT', `/agent/${sandbox.agentId}`, { agent_name: 'Asha' });
      return Object.keys(answer.body.data);
    },
    ['message'],
  ],
  [
    { fromNumberInConfig: false },
    'healthy',
    async (sandbox) => (await dataOf(sandbox, '/config')).telephony.plivo,
    { configured: true },
  ],
  [
    { allowedProviders: 'upper-case' },
    'default',
    async (sandbox) => (await dataOf(sandbox, '/config')).allowed_telephony_providers,
    ['TWILIO', 'PLIVO', 'VOBIZ'],
  ],
  [
    { allowedProviders: 'object' },
    'default',
    async (sandbox) => (await dataOf(sandbox, '/config')).allowed_telephony_providers,
    expect.objectContaining({ plivo: true, mcube: false }),
  ],
  [
    { allowedProviders: 'missing' },
    'default',
    async (sandbox) => 'allowed_telephony_providers' in (await dataOf(sandbox, '/config')),
    false,
  ],
  [
    { activePartnerStatus: 'approved' },
    'default',
    async (sandbox) => (await dataOf(sandbox, '/config')).status,
    'approved',
  ],
  [
    { telephonyKeys: 'none' },
    'default',
    async (sandbox) => 'telephony' in (await dataOf(sandbox, '/config')),
    false,
  ],
  [
    { configShows: 'newest' },
    'two-connections',
    async (sandbox) => (await dataOf(sandbox, '/config')).telephony.plivo.from_number,
    demo.DEMO_INDIAN_NUMBER,
  ],
  [
    { sipPut: 'available' },
    'default',
    async (sandbox) =>
      (await ask(sandbox, 'PUT', '/config/telephony/sip', { sip_host: 'sip.example.com' })).status,
    200,
  ],
];

describe('a switched choice changes the reply', () => {
  test.each(cases)('%j in %s', (patch, scenario, act, expected) =>
    withSandbox({ scenario }, async (sandbox) => {
      expect(await act(sandbox)).not.toEqual(expected);
      await sandbox.reset();
      Object.assign(sandbox.world().choices, patch);
      expect(await act(sandbox)).toEqual(expected);
    }),
  );

  test('voicemailDetection off makes a mailbox look like an unrecognized person', () => {
    const clock = testClock();
    return withSandbox({ scenario: 'healthy', now: clock.now }, async (sandbox) => {
      sandbox.world().choices.voicemailDetection = false;
      const { call_id } = (await callTo(sandbox, '+15005550006')).body.data;
      clock.pass(60);
      const { data } = (await ask(sandbox, 'GET', `/calls/${call_id}`)).body;
      expect(data).toMatchObject({ disposition: 'completed', answered_by: 'unknown' });
    });
  });
});

test.each([
  [demo.DEMO_API_KEY, /^rg_live_\S+$/],
  [demo.DEMO_AUTH_ID, /^MA[A-Z0-9]{18}$/],
  [demo.DEMO_SUBACCOUNT_AUTH_ID, /^SA[A-Z0-9]{18}$/],
  [demo.DEMO_AUTH_TOKEN, /^[A-Za-z0-9]{40}$/],
  [demo.DEMO_PREVIOUS_AUTH_TOKEN, /^[A-Za-z0-9]{40}$/],
  [demo.DEMO_NEXT_AUTH_TOKEN, /^[A-Za-z0-9]{40}$/],
  [demo.DEMO_SUBACCOUNT_AUTH_TOKEN, /^[A-Za-z0-9]{40}$/],
])('the demo value %s has the right form and says that it is a demo', (value, form) => {
  expect(value).toMatch(form);
  expect(value).toMatch(/SANDBOX|DEMO/);
});
