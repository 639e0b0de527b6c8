import { describe, expect, test } from 'vitest';
import {
  DEMO_NEXT_AUTH_TOKEN,
  DEMO_SECOND_NUMBER,
  DEMO_SUBACCOUNT_AUTH_ID,
} from '../../src/sandbox/demo.ts';
import { type Sandbox, scenarios, startSandbox } from '../../src/sandbox/server.ts';
import { ask, askPlivo, callTo, connect, credentials, testClock, withSandbox } from './ask.ts';

const somewhere = '+14155550142';

/** Runs a test in a scenario, with a function that places a call and waits for its end. */
function inScenario(
  scenario: string,
  test: (
    sandbox: Sandbox,
    call: () => Promise<{ status: string; error_message: string | null }>,
  ) => Promise<void>,
) {
  const clock = testClock();
  return withSandbox({ scenario, now: clock.now }, (sandbox) =>
    test(sandbox, async () => {
      const started = await callTo(sandbox, somewhere);
      expect(started.body).toMatchObject({ success: true });
      clock.pass(60);
      return (await ask(sandbox, 'GET', `/calls/${started.body.data.call_id}`)).body.data;
    }),
  );
}

const config = async (sandbox: Sandbox) => (await ask(sandbox, 'GET', '/config')).body.data;
const rolesOf = (call: object) =>
  (call as { session: { transcript: { role: string }[] } }).session.transcript.map(
    ({ role }) => role,
  );
const lastCode = async (sandbox: Sandbox) =>
  (await askPlivo(sandbox, '/Call/?limit=1')).body.objects[0]?.hangup_cause_code;

test('every scenario has a unique name and a summary', () => {
  const names = scenarios.map((scenario) => scenario.name);
  expect(new Set(names).size).toBe(names.length);
  for (const { summary } of scenarios) expect(summary).toMatch(/\.$/);
});

test.each(scenarios.map(({ name }) => name))('%s starts under its name', (scenario) =>
  withSandbox({ scenario }, async (sandbox) => {
    expect(sandbox.scenario).toBe(scenario);
    expect(sandbox.world().scenario).toBe(scenario);
  }),
);

test('a scenario that does not exist is refused with the list of those that do', async () => {
  await expect(startSandbox({ scenario: 'helathy' })).rejects.toThrow(/helathy.*healthy/s);
});

/** Scenarios in which a newcomer starts; all others are configured. */
const unconfigured = [
  'default',
  'plivo-not-allowed',
  'token-refused',
  'rate-limited',
  'rate-limited-retry-after',
  'slow',
  'flaky',
  'garbled',
];
test.each(scenarios.map(({ name }) => name))(
  '%s shows Plivo as configured if its summary says so',
  (scenario) =>
    withSandbox({ scenario }, async (sandbox) => {
      expect(sandbox.world().connections.length === 0).toBe(unconfigured.includes(scenario));
    }),
);

describe('the behavior of each scenario', () => {
  test('healthy completes a call', () =>
    inScenario('healthy', async (sandbox, call) => {
      expect((await call()).status).toBe('completed');
      expect((await config(sandbox)).telephony.plivo.configured).toBe(true);
      expect((await ask(sandbox, 'GET', '/phone-numbers')).body.data.total).toBe(5);
    }));

  test('plivo-not-allowed stores credentials and starts no call', () =>
    inScenario('plivo-not-allowed', async (sandbox) => {
      expect((await config(sandbox)).allowed_telephony_providers).not.toContain('plivo');
      expect((await connect(sandbox)).status).toBe(200);
      expect((await callTo(sandbox, somewhere)).status).toBe(403);
    }));

  test('partner-suspended answers 403 to everything but GET /config', () =>
    inScenario('partner-suspended', async (sandbox) => {
      expect((await config(sandbox)).status).toBe('suspended');
      for (const path of ['/telephony/connections', '/phone-numbers', '/agent', '/calls']) {
        const { status, body } = await ask(sandbox, 'GET', path);
        expect([status, body.error.code]).toEqual([403, 'FORBIDDEN']);
      }
      expect((await connect(sandbox)).status).toBe(403);
    }));

  test('key-revoked answers 401', () =>
    inScenario('key-revoked', async (sandbox) => {
      expect((await ask(sandbox, 'GET', '/config')).status).toBe(401);
      expect((await askPlivo(sandbox)).status).toBe(200);
    }));

  test('token-refused refuses what Plivo accepts', () =>
    inScenario('token-refused', async (sandbox) => {
      expect((await askPlivo(sandbox)).status).toBe(200);
      expect((await connect(sandbox)).body.error.message).toContain('401 from Plivo');
      expect(sandbox.world().connections).toEqual([]);
    }));

  test('token-rotated fails calls until the new token is sent', () =>
    inScenario('token-rotated', async (sandbox, call) => {
      expect((await ask(sandbox, 'GET', '/calls')).body.data.calls[0].status).toBe('failed');
      expect(await call()).toMatchObject({
        status: 'failed',
        error_message: expect.stringContaining('401 from Plivo'),
      });
      expect((await connect(sandbox)).status).toBe(200);
      expect((await call()).status).toBe('completed');
    }));

  test('token-fails-at-call stores anything, fails the next call, and works after sending again', () =>
    inScenario('token-fails-at-call', async (sandbox, call) => {
      const wrong = { ...credentials(sandbox), auth_token: 'A'.repeat(40) };
      expect((await ask(sandbox, 'PUT', '/config/telephony/plivo', wrong)).status).toBe(200);
      expect((await connect(sandbox)).status).toBe(200);
      expect((await call()).error_message).toContain('401 from Plivo');
      expect((await call()).status).toBe('failed');
      await connect(sandbox);
      expect((await call()).status).toBe('completed');
    }));

  test('two-connections is ambiguous without a connection_id', () =>
    inScenario('two-connections', async (sandbox) => {
      expect((await callTo(sandbox, somewhere)).body.error.code).toBe('CONNECTION_AMBIGUOUS');
      for (const { id } of sandbox.world().connections) {
        expect((await callTo(sandbox, somewhere, { connection_id: id })).status).toBe(201);
      }
    }));

  test('no-voice-number rings and drops', () =>
    inScenario('no-voice-number', async (sandbox, call) => {
      expect((await askPlivo(sandbox, '/Number/?services=voice')).body.objects).toEqual([]);
      expect((await call()).status).toBe('failed');
    }));

  test('caller-id-unknown is fixed by a sync', () =>
    inScenario('caller-id-unknown', async (sandbox) => {
      expect((await ask(sandbox, 'GET', '/phone-numbers')).body.data.total).toBe(0);
      await ask(sandbox, 'POST', '/phone-numbers/sync', { provider: 'plivo' });
      const { phone_numbers } = (await ask(sandbox, 'GET', '/phone-numbers')).body.data;
      expect(phone_numbers[0]).toMatchObject({
        phone_number: sandbox.fromNumber,
        is_default: true,
      });
    }));

  test('number-released has the number at Vocobase but not at Plivo', () =>
    inScenario('number-released', async (sandbox, call) => {
      const { phone_numbers } = (await ask(sandbox, 'GET', '/phone-numbers')).body.data;
      expect(phone_numbers[0].phone_number).toBe(sandbox.fromNumber);
      const number = await askPlivo(sandbox, `/Number/${sandbox.fromNumber.slice(1)}/`);
      expect(number.status).toBe(404);
      expect((await call()).status).toBe('failed');
      expect(await lastCode(sandbox)).toBe(3030);
    }));

  test('agent-number calls from the number of the agent', () =>
    inScenario('agent-number', async (sandbox) => {
      const { data } = (await callTo(sandbox, somewhere)).body;
      expect(data.from_number).toBe(DEMO_SECOND_NUMBER);
    }));

  test('no-agent has no agent to call with', () =>
    inScenario('no-agent', async (sandbox) => {
      expect((await ask(sandbox, 'GET', '/agent')).body.data.total).toBe(0);
      expect((await callTo(sandbox, somewhere)).status).toBe(404);
    }));

  test('no-balance shows 0 and refuses calls', () =>
    inScenario('no-balance', async (sandbox) => {
      expect((await config(sandbox)).credits).toBe(0);
      expect((await callTo(sandbox, somewhere)).body.error.code).toBe('FORBIDDEN');
    }));

  test('concurrency-full stays full forever', () => {
    const clock = testClock();
    return withSandbox({ scenario: 'concurrency-full', now: clock.now }, async (sandbox) => {
      clock.pass(24 * 3600);
      const { data } = (await ask(sandbox, 'GET', '/calls/concurrency')).body;
      expect(data).toMatchObject({ limit: 5, active: 5, remaining: 0 });
    });
  });

  test('carrier-blocked turns away this machine, not Vocobase', () =>
    inScenario('carrier-blocked', async (sandbox, call) => {
      for (const path of ['/', '/Number/']) {
        expect((await askPlivo(sandbox, path)).status).toBe(403);
      }
      expect((await connect(sandbox)).status).toBe(200);
      expect((await call()).status).toBe('completed');
    }));

  test('carrier-refused accepts only the next token', () =>
    inScenario('carrier-refused', async (sandbox, call) => {
      expect((await askPlivo(sandbox)).status).toBe(401);
      const next = `${sandbox.authId}:${DEMO_NEXT_AUTH_TOKEN}`;
      expect((await askPlivo(sandbox, '/', next)).status).toBe(200);
      expect((await connect(sandbox)).status).toBe(400);
      expect((await call()).status).toBe('completed');
    }));

  test('carrier-no-credit fails calls with 1010', () =>
    inScenario('carrier-no-credit', async (sandbox, call) => {
      expect((await askPlivo(sandbox)).body.cash_credits).toBe('0.00000');
      expect((await call()).status).toBe('failed');
      expect(await lastCode(sandbox)).toBe(1010);
    }));

  test('carrier-trial is a developer account', () =>
    inScenario('carrier-trial', async (sandbox) => {
      expect((await askPlivo(sandbox)).body.account_type).toBe('developer');
    }));

  test('subaccount-empty offers the credentials of a subaccount, which has no numbers', () =>
    inScenario('subaccount-empty', async (sandbox, call) => {
      expect(sandbox.authId).toBe(DEMO_SUBACCOUNT_AUTH_ID);
      expect((await askPlivo(sandbox, '/Number/')).body.meta.total_count).toBe(0);
      expect((await call()).status).toBe('failed');
      expect(await lastCode(sandbox)).toBe(3030);
    }));

  test('india-compliance fails calls without a record at Plivo', () =>
    inScenario('india-compliance', async (sandbox, call) => {
      const number = await askPlivo(sandbox, `/Number/${sandbox.fromNumber.slice(1)}/`);
      expect(number.body.compliance_status).toBe('rejected');
      expect((await call()).error_message).toContain('compliance');
      expect(await lastCode(sandbox)).toBeUndefined();
    }));

  test('dropped-calls shows them in both records', () =>
    inScenario('dropped-calls', async (sandbox, call) => {
      const { calls } = (await ask(sandbox, 'GET', '/calls')).body.data;
      expect(
        calls.map((each: { status: string; duration_seconds: number }) => [
          each.status,
          each.duration_seconds,
        ]),
      ).toEqual([
        ['completed', 2],
        ['failed', 0],
        ['failed', 0],
      ]);
      const { objects } = (await askPlivo(sandbox, '/Call/')).body;
      expect(objects.map((each: { hangup_cause_code: number }) => each.hangup_cause_code)).toEqual([
        4010, 3030, 3030,
      ]);
      expect((await call()).status).toBe('completed');
    }));

  test('sync-missing answers 404 to the sync, and only to it', () =>
    inScenario('sync-missing', async (sandbox) => {
      const sync = await ask(sandbox, 'POST', '/phone-numbers/sync', { provider: 'plivo' });
      expect(sync.status).toBe(404);
      expect((await ask(sandbox, 'GET', '/phone-numbers')).body.data.total).toBe(1);
    }));

  test('silent-agent completes calls in which only the callee speaks', () =>
    inScenario('silent-agent', async (sandbox, call) => {
      const ended = await call();
      expect(ended).toMatchObject({ status: 'completed', error_message: null });
      expect(new Set(rolesOf(ended))).toEqual(new Set(['user']));
      const past = (await ask(sandbox, 'GET', '/calls')).body.data.calls.at(-1);
      const shown = (await ask(sandbox, 'GET', `/calls/${past.call_id}`)).body.data;
      expect(rolesOf(shown)).not.toContain('bot');
    }));

  test('many-connections has 25 connections, some of which do not work', () =>
    inScenario('many-connections', async (sandbox) => {
      const { connections } = (await ask(sandbox, 'GET', '/telephony/connections?provider=plivo'))
        .body.data;
      expect(connections).toHaveLength(25);
      const prefixes = connections.map((each: { id: string }) => each.id.slice(0, 4));
      expect(new Set(prefixes).size).toBe(25);
      const inactive = connections.filter((each: { status: string }) => each.status === 'INACTIVE');
      expect(inactive).toHaveLength(2);
      const numberless = connections.filter(
        (each: { phone_numbers: unknown[] }) => each.phone_numbers.length === 0,
      );
      expect(numberless).toHaveLength(3);
      const statuses: number[] = [];
      sandbox.world().choices.concurrencyLimit = 100;
      for (const { id } of connections) {
        statuses.push((await callTo(sandbox, somewhere, { connection_id: id })).status);
      }
      expect(statuses.filter((status) => status !== 201)).toEqual([400, 400, 400]);
      expect((await callTo(sandbox, somewhere)).body.error.code).toBe('CONNECTION_AMBIGUOUS');
    }));

  test('voicemail reaches a mailbox, with a message and without detection', () =>
    inScenario('voicemail', async (sandbox, call) => {
      expect(await call()).toMatchObject({ disposition: 'voicemail', answered_by: 'machine' });
      const { data } = (await ask(sandbox, 'GET', `/agent/${sandbox.agentId}`)).body;
      expect(data).toMatchObject({
        voicemail_detection_enabled: false,
        voicemail_message: expect.any(String),
      });
    }));
});
