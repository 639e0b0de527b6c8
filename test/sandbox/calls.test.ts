import { describe, expect, test } from 'vitest';
import {
  DEMO_CONNECTION_ID,
  DEMO_FROM_NUMBER,
  DEMO_SECOND_CONNECTION_ID,
  DEMO_SECOND_NUMBER,
  DEMO_VERIFIED_NUMBER,
} from '../../src/sandbox/demo.ts';
import type { Sandbox } from '../../src/sandbox/server.ts';
import { ask, askPlivo, callTo, connect, testClock, withSandbox } from './ask.ts';

const somewhere = '+14155550142';
const call = async (sandbox: Sandbox, id: string) =>
  (await ask(sandbox, 'GET', `/calls/${id}`)).body.data;

describe('POST /calls/start', () => {
  test('answers 201 with the documented members and no connection_id', () =>
    withSandbox({ scenario: 'healthy' }, async (sandbox) => {
      const { status, body } = await callTo(sandbox, somewhere);
      expect(status).toBe(201);
      expect(body.data).toEqual({
        call_id: expect.any(String),
        session_id: expect.any(String),
        status: 'pending',
        provider: 'plivo',
        from_number: DEMO_FROM_NUMBER,
        to_number: somewhere,
        agent_id: sandbox.agentId,
      });
    }));

  test.each([
    ['healthy', { agent_id: undefined }, 400, 'VALIDATION_ERROR', /^agent_id is required/],
    ['healthy', { agent_id: 'me' }, 400, 'VALIDATION_ERROR', /^agent_id must be a UUID/],
    ['healthy', { to_number: undefined }, 400, 'VALIDATION_ERROR', /^to_number is required/],
    ['healthy', { to_number: '4155550142' }, 400, 'VALIDATION_ERROR', /^to_number must be/],
    ['healthy', { from_number: DEMO_FROM_NUMBER }, 400, 'VALIDATION_ERROR', /from_number/],
    ['healthy', { provider: 'nope' }, 400, 'VALIDATION_ERROR', /^provider must be one of/],
    ['healthy', { variables: { '1st': 1 } }, 400, 'VALIDATION_ERROR', /^variables/],
    ['healthy', { provider: undefined }, 403, 'FORBIDDEN', /MCube/],
    [
      'healthy',
      { agent_id: '00000000-0000-4000-8000-000000000000' },
      404,
      'NOT_FOUND',
      /^Agent not found/,
    ],
    ['healthy', { connection_id: 'x' }, 400, 'VALIDATION_ERROR', /UUID/],
    [
      'healthy',
      { connection_id: '00000000-0000-4000-8000-000000000000' },
      404,
      'NOT_FOUND',
      /^Connection not found/,
    ],
    [
      'healthy',
      { connection_id: DEMO_CONNECTION_ID, provider: 'twilio' },
      400,
      'VALIDATION_ERROR',
      /belongs to plivo/,
    ],
    ['default', {}, 400, 'VALIDATION_ERROR', /^Plivo not configured$/],
    ['plivo-not-allowed', {}, 403, 'FORBIDDEN', /allowed_telephony_providers/],
    ['two-connections', {}, 409, 'CONNECTION_AMBIGUOUS', /connection_id/],
    ['no-balance', {}, 403, 'FORBIDDEN', /balance/],
    ['concurrency-full', {}, 429, 'LIMIT_REACHED', /concurrent/],
    ['partner-suspended', {}, 403, 'FORBIDDEN', /suspended/],
  ])('in %s, with %j, answers %d %s', (scenario, change, status, code, message) =>
    withSandbox({ scenario }, async (sandbox) => {
      const calls = sandbox.world().calls.length;
      const answer = await callTo(sandbox, somewhere, change);
      expect([answer.status, answer.body.error.code]).toEqual([status, code]);
      expect(answer.body.error.message).toMatch(message);
      expect(sandbox.world().calls).toHaveLength(calls);
    }),
  );

  test('refuses an inactive connection that is named', () =>
    withSandbox({ scenario: 'two-connections' }, async (sandbox) => {
      await ask(sandbox, 'DELETE', `/telephony/connections/${DEMO_SECOND_CONNECTION_ID}`);
      const named = { connection_id: DEMO_SECOND_CONNECTION_ID };
      expect((await callTo(sandbox, somewhere, named)).status).toBe(400);
      expect((await callTo(sandbox, somewhere)).status).toBe(201);
    }));

  test('checks the agent before the provider, and the provider before the connection', () =>
    withSandbox({ scenario: 'plivo-not-allowed' }, async (sandbox) => {
      const nobody = { agent_id: '00000000-0000-4000-8000-000000000000' };
      expect((await callTo(sandbox, somewhere, nobody)).status).toBe(404);
      expect((await callTo(sandbox, somewhere)).status).toBe(403);
    }));

  test('shows the agent’s own active number of the chosen connection, else the default', () =>
    withSandbox({ scenario: 'agent-number' }, async (sandbox) => {
      const row = sandbox.world().phoneNumbers.find((each) => each.agent_id);
      expect((await callTo(sandbox, somewhere)).body.data.from_number).toBe(DEMO_SECOND_NUMBER);
      await ask(sandbox, 'PUT', `/phone-numbers/${row?.id}`, { status: 'INACTIVE' });
      expect((await callTo(sandbox, somewhere)).body.data.from_number).toBe(DEMO_FROM_NUMBER);
    }));

  test('keeps variables as strings', () =>
    withSandbox({ scenario: 'healthy' }, async (sandbox) => {
      await callTo(sandbox, somewhere, { variables: { name: 'Asha', count: 3 } });
      expect(sandbox.world().calls.at(-1)?.variables).toEqual({ name: 'Asha', count: '3' });
    }));
});

describe('the clock', () => {
  test('takes a call through pending, ringing and in_progress, then charges it', () => {
    const clock = testClock();
    return withSandbox({ scenario: 'healthy', now: clock.now }, async (sandbox) => {
      const credits = sandbox.world().partner.credits;
      const { call_id } = (await callTo(sandbox, somewhere)).body.data;
      expect(await call(sandbox, call_id)).toMatchObject({
        status: 'pending',
        duration_seconds: null,
        started_at: null,
        ended_at: null,
        disposition: null,
        answered_by: null,
        created_at: '2026-03-15T10:00:00.000Z',
      });
      clock.pass(1);
      expect((await call(sandbox, call_id)).status).toBe('ringing');
      clock.pass(3);
      expect((await call(sandbox, call_id)).status).toBe('in_progress');
      clock.pass(5);
      expect(await call(sandbox, call_id)).toEqual({
        call_id,
        agent_id: sandbox.agentId,
        session_id: expect.any(String),
        direction: 'outbound',
        from_number: DEMO_FROM_NUMBER,
        to_number: somewhere,
        status: 'completed',
        provider: 'plivo',
        duration_seconds: 5,
        error_message: null,
        disposition: 'completed',
        answered_by: 'human',
        started_at: '2026-03-15T10:00:01.000Z',
        ended_at: '2026-03-15T10:00:09.000Z',
        created_at: '2026-03-15T10:00:00.000Z',
        session: expect.objectContaining({
          duration_seconds: 5,
          credits_used: 0.9,
          status: 'completed',
          processing_complete: true,
          pipeline_completed_at: '2026-03-15T10:00:09.000Z',
        }),
      });
      expect(sandbox.world().partner.credits).toBeCloseTo(credits - 0.9);
    });
  });

  test('runs at the requested speed', () => {
    const clock = testClock();
    const options = { scenario: 'healthy', now: clock.now, secondsPerStep: 60 };
    return withSandbox(options, async (sandbox) => {
      const { call_id } = (await callTo(sandbox, somewhere)).body.data;
      clock.pass(59);
      expect((await call(sandbox, call_id)).status).toBe('pending');
      clock.pass(121);
      expect((await call(sandbox, call_id)).status).toBe('completed');
    });
  });
});

describe('the fixed destinations', () => {
  const cases: [string, string, number, number, string, string][] = [
    ['+15005550001', 'busy', 0, 3010, 'busy', 'not_answered'],
    ['+15005550002', 'no_answer', 0, 3000, 'no_answer', 'not_answered'],
    ['+15005550003', 'failed', 0, 2030, 'failed', 'not_answered'],
    ['+15005550004', 'failed', 0, 3030, 'failed', 'not_answered'],
    ['+15005550005', 'canceled', 0, 1000, 'canceled', 'not_answered'],
    ['+15005550006', 'completed', 5, 4010, 'voicemail', 'machine'],
    ['+15005550007', 'completed', 2, 4010, 'user_hangup_no_speech', 'human'],
    ['+15005550008', 'completed', 5, 4000, 'completed', 'human'],
    ['+15005550009', 'completed', 5, 4000, 'user_hangup_no_speech', 'human'],
    [somewhere, 'completed', 5, 4000, 'completed', 'human'],
  ];
  test.each(cases)(
    '%s ends %s after %d seconds, Plivo says %d',
    (to, status, seconds, code, disposition, answeredBy) => {
      const clock = testClock();
      return withSandbox({ scenario: 'healthy', now: clock.now }, async (sandbox) => {
        const { call_id } = (await callTo(sandbox, to)).body.data;
        clock.pass(60);
        const ended = await call(sandbox, call_id);
        expect(ended).toMatchObject({
          status,
          duration_seconds: seconds,
          disposition,
          answered_by: answeredBy,
        });
        expect(ended.error_message === null).toBe(status !== 'failed');
        const records = await askPlivo(sandbox, `/Call/?to_number=${to.slice(1)}&limit=1`);
        expect(records.body.objects[0]).toMatchObject({
          hangup_cause_code: code,
          call_duration: seconds,
          from_number: DEMO_FROM_NUMBER.slice(1),
        });
      });
    },
  );

  test('+15005550010 fails with a message and without a record at Plivo', () => {
    const clock = testClock();
    return withSandbox({ scenario: 'healthy', now: clock.now }, async (sandbox) => {
      const { call_id } = (await callTo(sandbox, '+15005550010')).body.data;
      clock.pass(60);
      expect(await call(sandbox, call_id)).toMatchObject({
        status: 'failed',
        error_message: 'No route to destination',
        session: { duration_seconds: 0, credits_used: 0, transcript: [] },
      });
      const records = await askPlivo(sandbox, '/Call/?to_number=15005550010');
      expect(records.body.meta.total_count).toBe(0);
    });
  });

  test('a verified caller ID can be shown although Plivo does not rent it out', () => {
    const clock = testClock();
    return withSandbox({ now: clock.now }, async (sandbox) => {
      await connect(sandbox, { from_number: DEMO_VERIFIED_NUMBER });
      const { call_id } = (await callTo(sandbox, somewhere)).body.data;
      clock.pass(60);
      expect((await call(sandbox, call_id)).status).toBe('completed');
    });
  });

  test('a detected mailbox without a message is hung up on, which Plivo records as 9100', () => {
    const clock = testClock();
    return withSandbox({ scenario: 'healthy', now: clock.now }, async (sandbox) => {
      const path = `/agent/${sandbox.agentId}`;
      await ask(sandbox, 'PUT', path, { voicemail_detection_enabled: true });
      await callTo(sandbox, '+15005550006');
      clock.pass(60);
      const records = await askPlivo(sandbox, '/Call/?hangup_cause_code=9100');
      expect(records.body.meta.total_count).toBe(1);
    });
  });
});

describe('the session', () => {
  const cases: [string, string[]][] = [
    [somewhere, ['bot', 'user', 'bot', 'user']],
    ['+15005550001', []],
    ['+15005550006', ['bot']],
    ['+15005550007', []],
    ['+15005550008', ['user', 'user']],
    ['+15005550009', ['bot']],
  ];
  test.each(cases)('of a call to %s has the turns %j', (to, roles) => {
    const clock = testClock();
    return withSandbox({ scenario: 'healthy', now: clock.now }, async (sandbox) => {
      const { call_id } = (await callTo(sandbox, to)).body.data;
      clock.pass(60);
      const { session } = await call(sandbox, call_id);
      const turns: { role: string; content: string; timestamp: string }[] = session.transcript;
      expect(turns.map(({ role }) => role)).toEqual(roles);
      for (const { content, timestamp } of turns) {
        expect(content).not.toBe('');
        expect(timestamp > session.started_at && timestamp < session.ended_at).toBe(true);
      }
      expect([session.processing_complete, session.recording_url]).toEqual([true, null]);
    });
  });

  test('is empty and not complete while the call is live', () => {
    const clock = testClock();
    return withSandbox({ scenario: 'healthy', now: clock.now }, async (sandbox) => {
      const { call_id } = (await callTo(sandbox, somewhere)).body.data;
      clock.pass(5);
      expect((await call(sandbox, call_id)).session).toMatchObject({
        status: 'active',
        duration_seconds: null,
        credits_used: null,
        transcript: [],
        processing_complete: false,
        pipeline_completed_at: null,
        started_at: '2026-03-15T10:00:04.000Z',
      });
    });
  });

  test('has a recording if the agent records', () => {
    const clock = testClock();
    return withSandbox({ scenario: 'healthy', now: clock.now }, async (sandbox) => {
      await ask(sandbox, 'PUT', `/agent/${sandbox.agentId}`, { enable_recording: true });
      const { call_id } = (await callTo(sandbox, somewhere)).body.data;
      clock.pass(60);
      expect((await call(sandbox, call_id)).session.recording_url).toMatch(/^https:/);
    });
  });

  test('is complete some seconds after the end with that choice', () => {
    const clock = testClock();
    return withSandbox({ scenario: 'healthy', now: clock.now }, async (sandbox) => {
      Object.assign(sandbox.world().choices, { processingComplete: 'later', processingSeconds: 8 });
      const { call_id } = (await callTo(sandbox, somewhere)).body.data;
      clock.pass(10);
      const early = (await call(sandbox, call_id)).session;
      expect(early).toMatchObject({
        status: 'completed',
        processing_complete: false,
        credits_used: null,
        transcript: [],
      });
      clock.pass(8);
      const late = (await call(sandbox, call_id)).session;
      expect(late).toMatchObject({ processing_complete: true, credits_used: 0.9 });
      expect(late.transcript).toHaveLength(4);
    });
  });
});

describe('GET /calls', () => {
  test('pages, newest first, and filters by status in any case', () => {
    const clock = testClock();
    return withSandbox({ scenario: 'healthy', now: clock.now }, async (sandbox) => {
      sandbox.world().choices.concurrencyLimit = 100;
      for (let index = 0; index < 12; index += 1) {
        await callTo(sandbox, `+1415555020${index % 10}`);
        clock.pass(0.01);
      }
      const first = (await ask(sandbox, 'GET', '/calls')).body.data;
      expect([first.total, first.limit, first.offset, first.calls.length]).toEqual([13, 10, 0, 10]);
      expect(first.calls[0].to_number).toBe('+14155550201');
      expect(first.calls[0]).not.toHaveProperty('session');
      const rest = (await ask(sandbox, 'GET', '/calls?limit=10&offset=10')).body.data;
      expect(rest.calls).toHaveLength(3);
      const done = (await ask(sandbox, 'GET', '/calls?status=COMPLETED')).body.data;
      expect(done.total).toBe(1);
    });
  });

  test.each(['limit=0', 'limit=101', 'limit=ten', 'limit=', 'offset=-1', 'status=over'])(
    'refuses %s',
    (query) =>
      withSandbox({}, async (sandbox) => {
        expect((await ask(sandbox, 'GET', `/calls?${query}`)).status).toBe(400);
      }),
  );

  test.each(['c1234567-abcd', '00000000-0000-4000-8000-000000000000'])(
    'does not know the call %s',
    (id) =>
      withSandbox({}, async (sandbox) => {
        const { status, body } = await ask(sandbox, 'GET', `/calls/${id}`);
        expect([status, body.error.code]).toEqual([404, 'NOT_FOUND']);
      }),
  );
});

test('GET /calls/concurrency counts live calls until they end', () => {
  const clock = testClock();
  return withSandbox({ scenario: 'healthy', now: clock.now }, async (sandbox) => {
    await callTo(sandbox, somewhere);
    expect((await ask(sandbox, 'GET', '/calls/concurrency')).body.data).toEqual({
      limit: 5,
      limit_source: 'partner',
      active: 1,
      remaining: 4,
      statuses_counted: ['PENDING', 'RINGING', 'IN_PROGRESS'],
    });
    clock.pass(60);
    expect((await ask(sandbox, 'GET', '/calls/concurrency')).body.data.remaining).toBe(5);
  });
});

describe('other call endpoints', () => {
  test('transfer works on a call in progress of an agent that may transfer', () => {
    const clock = testClock();
    return withSandbox({ scenario: 'healthy', now: clock.now }, async (sandbox) => {
      const { call_id, session_id } = (await callTo(sandbox, somewhere)).body.data;
      const transfer = (body?: object) =>
        ask(sandbox, 'POST', `/calls/${call_id}/transfer`, body ?? {});
      expect((await transfer()).status).toBe(400);
      clock.pass(5);
      expect((await transfer({ to: '+14155550150' })).status).toBe(400);
      await ask(sandbox, 'PUT', `/agent/${sandbox.agentId}`, {
        transferEnabled: true,
        transferNumber: '+14155550151',
      });
      expect((await transfer()).body.data).toEqual({
        message: 'Call transferred',
        callId: call_id,
        sessionId: session_id,
      });
    });
  });

  test('recording-url exists for an answered call of an agent that records', () => {
    const clock = testClock();
    return withSandbox({ scenario: 'healthy', now: clock.now }, async (sandbox) => {
      const { call_id } = (await callTo(sandbox, somewhere)).body.data;
      const read = () => ask(sandbox, 'GET', `/calls/${call_id}/recording-url`);
      clock.pass(60);
      expect((await read()).status).toBe(404);
      await ask(sandbox, 'PUT', `/agent/${sandbox.agentId}`, { enable_recording: true });
      expect((await read()).body.data.recording_url).toMatch(/^https:/);
    });
  });
});
