import { describe, expect, test } from 'vitest';
import { type ChoiceSettings, choices, defaultSettings } from '../../src/sandbox/choices.ts';
import * as demo from '../../src/sandbox/demo.ts';
import type { Sandbox } from '../../src/sandbox/server.ts';
import { ask, callTo, connect, credentials, testClock, withSandbox } from './ask.ts';

test('there is one choice for each of the 37 open questions, in order', () => {
  expect(choices.map((choice) => choice.id)).toEqual(
    Array.from({ length: 37 }, (_, index) => `U${index + 1}`),
  );
});

test('every setting belongs to exactly one choice, which offers its default', () => {
  const settings = choices.flatMap(({ setting }) => (setting === null ? [] : [setting]));
  expect(settings.toSorted()).toEqual(Object.keys(defaultSettings).toSorted());
  for (const { setting, options } of choices) {
    if (setting && options) expect(options).toContain(defaultSettings[setting]);
  }
});

describe('a switched choice changes what is answered', () => {
  type Case = [Partial<ChoiceSettings>, string, (sandbox: Sandbox) => Promise<unknown>, unknown];
  const plivo = '/config/telephony/plivo';
  const body = async (answer: ReturnType<typeof ask>) => (await answer).body;
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
      async (sandbox) =>
        (await ask(sandbox, 'PUT', plivo, { auth_token: sandbox.authToken })).status,
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
  ];

  test.each(cases)('%j in %s', (patch, scenario, act, expected) =>
    withSandbox({ scenario }, async (sandbox) => {
      expect(await act(sandbox)).not.toEqual(expected);
      await sandbox.reset();
      Object.assign(sandbox.world().choices, patch);
      expect(await act(sandbox)).toEqual(expected);
    }),
  );

  test('voicemailDetection off makes a mailbox look like a person who was not recognised', () => {
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
])('the demo value %s has the right form and says what it is', (value, form) => {
  expect(value).toMatch(form);
  expect(value).toMatch(/SANDBOX|DEMO/);
});
