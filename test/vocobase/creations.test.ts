import { describe, expect, test } from 'vitest';
import { CliError } from '../../src/errors/cli-error.ts';
import {
  failed,
  freePort,
  hang,
  type Move,
  nested,
  ok,
  oversized,
  page,
  reset,
  startServer,
  truncated,
} from '../http/scripted-server.ts';
import { errorOf } from '../http/test-exchange.ts';
import {
  aCall,
  aConnection,
  agentId,
  aNumber,
  anAgent,
  secondsLater,
  testVocobase,
} from './test-vocobase.ts';

const start = { agentId, toNumber: '+14155550101', provider: 'plivo', connectionId: 'c-1' };

const unclear: readonly [string, Move][] = [
  ['a reset', reset],
  ['a timeout', hang],
  ['an answer cut off', truncated],
  ['500', failed(500, 'INTERNAL_ERROR', 'no')],
  ['503', { status: 503, body: '' }],
  ['504 as a web page', page(504)],
  ['408', { status: 408 }],
  ['425', { status: 425 }],
  ['201 with nothing', { status: 201, body: '' }],
  ['200 as a web page', page(200)],
  ['201 without an id', { status: 201, body: { success: true, data: { status: 'pending' } } }],
  ['200 that says it failed', { body: { success: false } }],
  ['a redirect elsewhere', { status: 303, headers: { location: '/telephony/connections/1' } }],
  ['201 with 20 MB', oversized],
  ['201 with JSON nested 5,000 deep', nested(2500)],
];

const clear: readonly [string, Move, string][] = [
  ['400', failed(400, 'VALIDATION_ERROR', 'no'), 'VALIDATION_ERROR'],
  ['401', failed(401, 'UNAUTHORIZED', 'no'), 'UNAUTHORIZED'],
  ['404', failed(404, 'NOT_FOUND', 'no'), 'NOT_FOUND'],
  ['409', failed(409, 'CONFLICT', 'no'), 'CONFLICT'],
  ['500 that tells of Plivo', failed(500, null, '401 from Plivo'), 'PLIVO_UNAUTHORIZED'],
];

/** Only what never answers is given little time. */
const patience = (move: Move) => (move === hang ? { timeoutMs: 400 } : {});

const posts = (asked: readonly string[]) => asked.filter((line) => line.startsWith('POST'));

describe('starting a call', () => {
  test('always sends the provider, and never a from-number', async () => {
    const server = await startServer({
      'POST /calls/start': {
        status: 201,
        body: { data: aCall({ call_id: 'k', session_id: 's' }) },
      },
    });
    const { vocobase } = testVocobase(server);
    const call = await vocobase.startCall({ ...start, variables: { name: 'Ada' } });
    expect(call).toMatchObject({ call_id: 'k', status: 'pending', session_id: 's' });
    expect(JSON.parse(server.hits[0]?.body ?? '')).toEqual({
      agent_id: agentId,
      to_number: '+14155550101',
      provider: 'plivo',
      connection_id: 'c-1',
      variables: { name: 'Ada' },
    });
  });

  test.each(unclear)('uses the call that exists after %s', async (_name, move) => {
    const server = await startServer({
      'POST /calls/start': move,
      'GET /calls': ok({ calls: [aCall({ call_id: 'mine', to_number: '14155550101' })] }),
    });
    const { vocobase } = testVocobase(server, patience(move));
    expect(await vocobase.startCall(start)).toMatchObject({ call_id: 'mine' });
    expect(server.asked()).toEqual(['POST /calls/start', 'GET /calls?limit=10']);
  });

  test.each(unclear)('checks twice and reports what is known after %s', async (_name, move) => {
    const server = await startServer({
      'POST /calls/start': move,
      'GET /calls': ok({ calls: [aCall({ to_number: '+14155550199' })] }),
    });
    const { vocobase, slept } = testVocobase(server, patience(move));
    const error = await errorOf(vocobase.startCall(start));
    expect(error.code).toBe('OUTCOME_UNKNOWN');
    expect(error.details.known).toBe('not-seen');
    expect(error.message).toContain('The call to +14155550101 may have been started');
    expect(error.message).toContain('shows no new call to +14155550101; it may still appear');
    expect(error.http).toMatchObject({ method: 'POST', path: '/calls/start' });
    expect(error.retryable).toBe(false);
    expect(posts(server.asked())).toHaveLength(1);
    expect(server.hits).toHaveLength(3);
    expect(slept).toEqual([3000]);
  });

  test.each(clear)('reports a clear refusal after %s', async (_name, move, code) => {
    const server = await startServer({ '*': move });
    const error = await errorOf(testVocobase(server).vocobase.startCall(start));
    expect(error.code).toBe(code);
    expect(server.asked()).toEqual(['POST /calls/start']);
  });

  test('reports that nothing happened when the connection was refused', async () => {
    const { vocobase, slept } = testVocobase({ url: `http://127.0.0.1:${await freePort()}` });
    expect((await errorOf(vocobase.startCall(start))).code).toBe('NETWORK_UNREACHABLE');
    expect(slept).toEqual([500, 1000, 2000]);
  });

  test('finds the call at the second check', async () => {
    const server = await startServer({
      'POST /calls/start': reset,
      'GET /calls': [ok({ calls: [] }), ok({ calls: [aCall({ call_id: 'late' })] })],
    });
    const { vocobase } = testVocobase(server);
    expect(await vocobase.startCall(start)).toMatchObject({ call_id: 'late' });
  });

  test.each<[string, readonly Move[]]>([
    ['never', [page(200)]],
    ['only the first time', [ok({ calls: [] }), failed(404, null, 'no')]],
  ])('says that nothing is known when the list can be read %s', async (_name, moves) => {
    const server = await startServer({ 'POST /calls/start': reset, 'GET /calls': moves });
    const error = await errorOf(testVocobase(server).vocobase.startCall(start));
    expect(error.code).toBe('OUTCOME_UNKNOWN');
    expect(error.details.known).toBe('unknown');
    expect(error.message).toContain('The call list could not be read');
    expect(posts(server.asked())).toHaveLength(1);
  });

  test.each([
    ['another number', { to_number: '+14155550102' }],
    ['another agent', { agent_id: 'other' }],
    ['the other direction', { direction: 'inbound' }],
    ['an earlier time', { created_at: secondsLater(-61) }],
    ['no time', { created_at: null }],
    ['a time that cannot be read', { created_at: 'just now' }],
  ])('does not claim a call of %s', async (_name, facts) => {
    const server = await startServer({
      'POST /calls/start': reset,
      'GET /calls': ok({ calls: [aCall(facts)] }),
    });
    const error = await errorOf(testVocobase(server).vocobase.startCall(start));
    expect(error.code).toBe('OUTCOME_UNKNOWN');
  });

  /** A server whose clock is so many seconds ahead, and its calls by that clock. */
  const serverAhead = (seconds: number, calls: readonly unknown[]) =>
    startServer({
      'POST /calls/start': reset,
      'GET /calls': {
        headers: { date: new Date(secondsLater(seconds)).toUTCString() },
        body: { data: { calls } },
      },
    });

  test.each([-600, 0, 600])('uses the clock of a server that is %i s ahead', async (ahead) => {
    const server = await serverAhead(ahead, [
      aCall({ call_id: 'older', created_at: secondsLater(ahead - 20) }),
      aCall({ call_id: 'mine', created_at: secondsLater(ahead + 1) }),
    ]);
    const call = await testVocobase(server).vocobase.startCall(start);
    expect(call).toMatchObject({ call_id: 'mine' });
  });

  test.each([
    ['half a second before', 0, { created_at: secondsLater(-0.5) }],
    ['at an unknown time', 0, { created_at: null }],
    ['within the second, by a clock that is ahead', 600, { created_at: secondsLater(600.5) }],
    ['in the same second, without its fraction', 0, { created_at: '2026-03-01T11:59:59Z' }],
  ])('stays unclear if a call was created %s', async (_name, ahead, facts) => {
    const server = await serverAhead(ahead, [aCall({ call_id: 'perhaps', ...facts })]);
    const error = await errorOf(testVocobase(server).vocobase.startCall(start));
    expect(error.code).toBe('OUTCOME_UNKNOWN');
    expect(error.message).toContain('perhaps, which may be this one or an earlier one');
    expect(error.details).toMatchObject({
      known: 'unknown',
      candidates: [{ call_id: 'perhaps', status: 'pending', to_number: '+14155550101' }],
    });
  });

  test('stays unclear if two calls match', async () => {
    const server = await serverAhead(0, [aCall({ call_id: 'a' }), aCall({ call_id: 'b' })]);
    const error = await errorOf(testVocobase(server).vocobase.startCall(start));
    expect(error.details).toMatchObject({ candidates: [{ call_id: 'a' }, { call_id: 'b' }] });
  });

  test.each([
    ['created 20 s before', { created_at: secondsLater(-20) }],
    ['ended before', { created_at: null, ended_at: secondsLater(-5) }],
  ])('never claims a call that was %s', async (_name, facts) => {
    const server = await serverAhead(0, [aCall(facts)]);
    const error = await errorOf(testVocobase(server).vocobase.startCall(start));
    expect(error.details).toEqual({ known: 'not-seen', fault: 'NETWORK_UNREACHABLE' });
  });

  test('does not claim the call it started before', async () => {
    const first = aCall({ call_id: 'first' });
    const server = await startServer({
      'POST /calls/start': [{ status: 201, body: { data: first } }, reset],
      'GET /calls': ok({ calls: [first] }),
    });
    const { vocobase } = testVocobase(server);
    await vocobase.startCall(start);
    expect((await errorOf(vocobase.startCall(start))).code).toBe('OUTCOME_UNKNOWN');
  });

  test('says when it was interrupted after the request was sent', async () => {
    const server = await startServer({ 'POST /calls/start': reset, 'GET /calls': ok([]) });
    const { vocobase } = testVocobase(server, {
      sleep: () => Promise.reject(new CliError('INTERRUPTED')),
    });
    const error = await errorOf(vocobase.startCall(start));
    expect(error.code).toBe('INTERRUPTED');
    expect(error.message).toContain('The call to +14155550101 may have been started');
    expect(error.commands).toEqual(['call list']);
  });
});

describe('creating a connection', () => {
  const fields = { provider: 'plivo', name: 'Sales', from_number: '+14155550100' };

  test('returns what the API created', async () => {
    const connection = aConnection();
    const server = await startServer({ '*': { status: 201, body: { data: { connection } } } });
    const { vocobase } = testVocobase(server);
    expect(await vocobase.createConnection(fields)).toMatchObject({
      connection_id: connection.connection_id,
      phone_numbers: [{ phone_number: '+14155550100' }],
    });
    expect(server.asked()).toEqual(['POST /telephony/connections']);
  });

  test.each(unclear)('uses the connection that exists after %s', async (_name, move) => {
    const connection = aConnection();
    const server = await startServer({
      'POST /telephony/connections': move,
      'GET /telephony/connections': ok({ connections: [aConnection({ name: 'A' }), connection] }),
    });
    const { vocobase } = testVocobase(server, patience(move));
    expect((await vocobase.createConnection(fields)).connection_id).toBe(connection.connection_id);
    expect(server.hits).toHaveLength(2);
  });

  test.each(clear)('reports a clear refusal after %s', async (_name, move, code) => {
    const server = await startServer({ '*': move });
    const error = await errorOf(testVocobase(server).vocobase.createConnection(fields));
    expect(error.code).toBe(code);
    expect(server.hits).toHaveLength(1);
  });

  test.each([
    ['another name', { name: 'Support' }],
    ['another number', { phone_numbers: [aNumber({ phone_number: '+14155550177' })] }],
    ['another provider', { provider: 'twilio' }],
    ['another state', { status: 'INACTIVE' }],
  ])('does not claim a connection of %s', async (_name, facts) => {
    const server = await startServer({
      'POST /telephony/connections': reset,
      'GET /telephony/connections': ok({ connections: [aConnection(facts)] }),
    });
    const error = await errorOf(testVocobase(server).vocobase.createConnection(fields));
    expect(error.code).toBe('OUTCOME_UNKNOWN');
    expect(error.details).toEqual({ known: 'not-seen', fault: 'NETWORK_UNREACHABLE' });
    expect(error.commands).toEqual(['connections list --provider plivo']);
    expect(posts(server.asked())).toHaveLength(1);
  });

  test.each([
    ['in another case', { name: 'SALES' }],
    ['without a number, as the documented sample has it', { phone_numbers: [] }],
  ])('uses a connection that is listed %s', async (_name, facts) => {
    const connection = aConnection(facts);
    const server = await startServer({
      'POST /telephony/connections': reset,
      'GET /telephony/connections': ok({ connections: [connection] }),
    });
    const created = await testVocobase(server).vocobase.createConnection(fields);
    expect(created.connection_id).toBe(connection.connection_id);
  });

  test('stays unclear if two match', async () => {
    const server = await startServer({
      'POST /telephony/connections': reset,
      'GET /telephony/connections': ok({ connections: [aConnection(), aConnection()] }),
    });
    const error = await errorOf(testVocobase(server).vocobase.createConnection(fields));
    expect(error.details.candidates).toHaveLength(2);
  });

  test('is repeated after 429', async () => {
    const server = await startServer({
      'POST /telephony/connections': [
        failed(429, 'LIMIT_REACHED', 'no'),
        { status: 201, body: { data: { connection: aConnection() } } },
      ],
    });
    const { vocobase } = testVocobase(server);
    await vocobase.createConnection(fields);
    expect(server.hits).toHaveLength(2);
  });
});

describe('creating an agent', () => {
  const fields = { agent_name: 'Test', prompt: 'p', voice_id: 'v' };

  test.each([
    ['a new one is there', { created_at: secondsLater(1) }, null],
    ['only an old one is there', { created_at: secondsLater(-3600) }, 'OUTCOME_UNKNOWN'],
    ['one of unknown age is there', {}, 'OUTCOME_UNKNOWN'],
    [
      'one of another name is there',
      { agent_name: 'X', created_at: secondsLater(1) },
      'OUTCOME_UNKNOWN',
    ],
  ])('looks up the agent by name: %s', async (_name, facts, code) => {
    const agent = anAgent(facts);
    const server = await startServer({
      'POST /agent': reset,
      'GET /agent': ok({ agents: [agent], total: 1 }),
    });
    const created = testVocobase(server).vocobase.createAgent(fields);
    if (code === null) expect((await created).id).toBe(agent.id);
    else expect((await errorOf(created)).code).toBe(code);
    expect(posts(server.asked())).toHaveLength(1);
  });
});
