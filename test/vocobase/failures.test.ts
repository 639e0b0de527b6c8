import { describe, expect, test } from 'vitest';
import type { ErrorCode } from '../../src/errors/catalogue/errors.ts';
import type { Vocobase } from '../../src/ports/vocobase.ts';
import {
  failed,
  freePort,
  type Move,
  ok,
  page,
  reset,
  startServer,
} from '../http/scripted-server.ts';
import { errorOf, secrets } from '../http/test-exchange.ts';
import { aConfig, aConnection, agentId, testVocobase } from './test-vocobase.ts';

const putPlivo = (v: Vocobase) => v.putDefaultConnection('plivo', { auth_id: 'x' });
const putTwilio = (v: Vocobase) => v.putDefaultConnection('twilio', { account_sid: 'x' });
const create = (v: Vocobase) => v.createConnection({ provider: 'plivo', name: 'Sales' });
const config = (v: Vocobase) => v.config();
const call = (v: Vocobase) =>
  v.startCall({ agentId, toNumber: '+14155550101', provider: 'plivo', connectionId: null });
const numbers = (v: Vocobase) => v.listPhoneNumbers({});
const sync = (v: Vocobase) => v.syncPhoneNumbers({ provider: 'plivo', connectionId: 'c' });
const agent = (v: Vocobase) => v.createAgent({ agent_name: 'A', prompt: 'p', voice_id: 'v' });

const plain = { 'content-type': 'text/plain' };

type Row = readonly [ErrorCode, (v: Vocobase) => Promise<unknown>, number, string | null, string];

const rows: readonly Row[] = [
  ['UNAUTHORIZED', config, 401, 'UNAUTHORIZED', 'Invalid API key'],
  ['UNAUTHORIZED', config, 401, null, 'Authentication failed'],
  ['UNAUTHORIZED', putPlivo, 401, 'UNAUTHORIZED', 'Authentication failed'],
  ['UNAUTHORIZED', config, 403, 'INVALID_API_KEY', 'no'],
  ['VALIDATION_ERROR', putPlivo, 400, 'VALIDATION_ERROR', 'auth_id must be 20 characters'],
  ['VALIDATION_ERROR', putPlivo, 400, 'VALIDATION_ERROR', 'Invalid auth_token format'],
  ['VALIDATION_ERROR', config, 422, null, 'no'],
  ['VALIDATION_ERROR', config, 500, 'validation_error', 'the code goes before the status'],
  ['VALIDATION_ERROR', config, 200, 'VALIDATION_ERROR', 'even beside a 200'],
  ['FORBIDDEN', config, 403, 'FORBIDDEN', 'Account suspended'],
  ['FORBIDDEN', putPlivo, 403, 'FORBIDDEN', 'You may not change credentials'],
  ['INSUFFICIENT_BALANCE', agent, 403, 'FORBIDDEN', 'Insufficient balance'],
  ['INSUFFICIENT_BALANCE', agent, 403, 'INSUFFICIENT_CREDITS', 'no'],
  ['NOT_FOUND', config, 404, 'NOT_FOUND', 'no'],
  ['CONFLICT', agent, 409, 'CONFLICT', 'An agent of this name exists'],
  ['INTERNAL_ERROR', config, 500, 'INTERNAL_ERROR', 'no'],
  ['INTERNAL_ERROR', config, 503, null, 'no'],
  ['RATE_LIMITED', config, 429, 'LIMIT_REACHED', 'no'],
  ['UNEXPECTED_RESPONSE', config, 418, null, 'no'],
  ['UNEXPECTED_RESPONSE', config, 200, 'SOMETHING_NEW', 'no'],

  [
    'PLIVO_UNAUTHORIZED',
    putPlivo,
    400,
    'VALIDATION_ERROR',
    '401 from Plivo: check the credentials',
  ],
  ['PLIVO_UNAUTHORIZED', putPlivo, 502, null, 'Plivo returned 401'],
  ['PLIVO_UNAUTHORIZED', putPlivo, 401, 'UNAUTHORIZED', 'Plivo authentication failed'],
  ['PLIVO_UNAUTHORIZED', putPlivo, 401, 'VALIDATION_ERROR', 'Credential verification failed'],
  ['UNAUTHORIZED', putPlivo, 401, 'UNAUTHORIZED', 'Invalid credentials'],
  ['PLIVO_UNAUTHORIZED', create, 400, 'VALIDATION_ERROR', 'Could not verify the credentials'],
  ['PLIVO_UNAUTHORIZED', create, 400, null, 'Invalid credentials'],
  ['PLIVO_UNAUTHORIZED', create, 400, 'VALIDATION_ERROR', 'Invalid Plivo auth_id or auth_token'],
  ['PLIVO_UNAUTHORIZED', create, 400, 'VALIDATION_ERROR', 'Invalid auth_id or auth_token'],
  ['PLIVO_UNAUTHORIZED', create, 422, null, 'CREDENTIAL VERIFICATION FAILED'],
  ['PLIVO_UNAUTHORIZED', create, 500, 'INTERNAL_ERROR', 'Failed to authenticate with carrier'],
  ['PLIVO_UNAUTHORIZED', call, 400, 'VALIDATION_ERROR', 'Plivo rejected the credentials'],
  ['PLIVO_UNAUTHORIZED', sync, 502, null, 'Could not verify your access level for that URL.'],
  ['PLIVO_UNAUTHORIZED', putPlivo, 400, 'VALIDATION_ERROR', 'Invalid Plivo auth_id or auth_token'],
  ['PLIVO_UNAUTHORIZED', create, 400, 'VALIDATION_ERROR', 'Invalid auth_id or auth_token'],
  ['PLIVO_UNAUTHORIZED', create, 401, 'UNAUTHORIZED', 'The auth token was rejected'],
  ['PLIVO_UNAUTHORIZED', call, 424, null, 'Credential verification failed'],
  ['UNAUTHORIZED', create, 401, 'UNAUTHORIZED', 'The API key could not be verified'],
  ['VALIDATION_ERROR', putTwilio, 400, null, 'Invalid credentials'],
  ['INTERNAL_ERROR', config, 500, null, 'credential verification failed'],

  ['PROVIDER_NOT_CONFIGURED', call, 400, 'VALIDATION_ERROR', 'Plivo not configured'],
  [
    'PROVIDER_NOT_CONFIGURED',
    call,
    403,
    'FORBIDDEN',
    'Provider is not configured for this account',
  ],
  ['PROVIDER_NOT_CONFIGURED', sync, 404, null, 'plivo has not been configured'],
  ['PROVIDER_NOT_CONFIGURED', call, 409, 'provider_not_configured', 'no'],
  ['PROVIDER_NOT_CONFIGURED', call, 422, null, "Plivo isn't configured"],
  ['PROVIDER_NOT_CONFIGURED', call, 400, null, 'Telephony credentials are missing'],
  ['PROVIDER_NOT_CONFIGURED', call, 404, 'NOT_FOUND', 'No active plivo connection found'],
  ['VALIDATION_ERROR', create, 400, null, 'credentials are missing'],
  ['CONNECTION_AMBIGUOUS', call, 400, 'connection_ambiguous', 'Several connections'],
  ['VALIDATION_ERROR', agent, 400, null, 'transfer is not configured'],

  ['ENDPOINT_NOT_AVAILABLE', numbers, 404, 'NOT_FOUND', 'Not found'],
  ['ENDPOINT_NOT_AVAILABLE', numbers, 501, null, 'no'],
  ['ENDPOINT_NOT_AVAILABLE', sync, 404, null, 'Cannot POST /api/v2/phone-numbers/sync'],
  ['ENDPOINT_NOT_AVAILABLE', sync, 405, null, 'no'],
  ['NOT_FOUND', sync, 404, 'NOT_FOUND', 'Connection not found'],
];

test.each(rows)('%s', async (code, act, status, apiCode, message) => {
  const server = await startServer({ '*': failed(status, apiCode, message) });
  const { vocobase } = testVocobase(server);
  const error = await errorOf(act(vocobase));
  expect(error.code).toBe(code);
  expect(error.origin).toBe('vocobase');
  expect(error.http).toMatchObject({ status, code: apiCode, message });
});

test('blames the credentials for a 401 after GET /config accepted the key', async () => {
  const code = 'PLIVO_UNAUTHORIZED';
  const server = await startServer({
    'GET /config': ok(aConfig()),
    '*': failed(401, 'UNAUTHORIZED', 'Unauthorized'),
  });
  const { vocobase } = testVocobase(server);
  await vocobase.config();
  expect((await errorOf(putPlivo(vocobase))).code).toBe(code);
  expect((await errorOf(create(vocobase))).code).toBe(code);
  expect((await errorOf(call(vocobase))).code).toBe('UNAUTHORIZED');
});

test.each([
  [404, 'Cannot POST /phone-numbers/sync\n', 'Cannot POST /phone-numbers/sync'],
  [502, `upstream said ${secrets.authToken} ${'x'.repeat(300)}`, /^upstream said \*{4} x{180,}$/],
  [418, 'no tea\u001b[31m\there', 'no tea here'],
])('keeps the text of a plain-text error with status %s', async (status, body, words) => {
  const server = await startServer({ '*': { status, headers: plain, body } });
  const { vocobase } = testVocobase(server);
  const { message } = (await errorOf(sync(vocobase))).http ?? {};
  if (typeof words === 'string') expect(message).toBe(words);
  else expect(message).toMatch(words);
  expect(message?.length).toBeLessThanOrEqual(200);
});

test.each<[string, Move]>([
  ['a web page', page(404)],
  ['cut-off JSON', { status: 404, body: '{"success":fal' }],
  ['nothing', { status: 404, body: '' }],
])('ignores the text of %s', async (_name, move) => {
  const server = await startServer({ '*': move });
  const { vocobase } = testVocobase(server);
  expect((await errorOf(sync(vocobase))).http?.message).toBeNull();
});

test('derives no cause from plain text, which may come from a proxy', async () => {
  const body = 'proxy: credential verification failed';
  const server = await startServer({ '*': { status: 502, headers: plain, body } });
  const { vocobase } = testVocobase(server);
  expect((await errorOf(putPlivo(vocobase))).code).toBe('INTERNAL_ERROR');
});

test('keeps the request and the reply in the facts', async () => {
  const server = await startServer({
    '*': {
      status: 404,
      headers: { 'x-request-id': 'r-7' },
      body: {
        success: false,
        error: { code: 'NOT_FOUND', message: `no \u001b[31m${secrets.authToken}\nhere` },
      },
    },
  });
  const { vocobase } = testVocobase({ url: `${server.url}/api/v2` });
  const error = await errorOf(vocobase.getCall('x'));
  expect(error.http).toEqual({
    method: 'GET',
    path: '/calls/x',
    status: 404,
    code: 'NOT_FOUND',
    message: 'no **** here',
    request_id: 'r-7',
  });
  expect(error.message).toBe('Vocobase finds nothing at /calls/x. It says: no **** here.');
});

test.each<[string, Move, ErrorCode]>([
  ['a web page with 403', page(403), 'FORBIDDEN'],
  ['a web page with 502', page(502), 'INTERNAL_ERROR'],
  ['a bare text as the error', { status: 400, body: { error: 'bad' } }, 'VALIDATION_ERROR'],
  ['a message at the top', { status: 400, body: { message: 'bad' } }, 'VALIDATION_ERROR'],
  ['a list', { status: 404, body: [1] }, 'NOT_FOUND'],
])('%s is a failure by its status', async (_name, move, code) => {
  const server = await startServer({ '*': move });
  expect((await errorOf(testVocobase(server).vocobase.config())).code).toBe(code);
});

test('a network failure names the request', async () => {
  const url = `http://127.0.0.1:${await freePort()}`;
  const { vocobase } = testVocobase({ url });
  const error = await errorOf(vocobase.raw('GET', '/config?key=secret'));
  expect(error.code).toBe('NETWORK_UNREACHABLE');
  expect(error.http).toMatchObject({ method: 'GET', path: '/config', status: null });
});

test('a limit says how long to wait, if the reply does', async () => {
  const server = await startServer({ '*': { status: 429, headers: { 'retry-after': '90' } } });
  const error = await errorOf(testVocobase(server).vocobase.config());
  expect(error.code).toBe('RATE_LIMITED');
  expect(error.details).toEqual({ retry_after_seconds: 90 });
  expect(server.hits).toHaveLength(1);
});

test('an unknown path names the setting and the manual way', async () => {
  const server = await startServer({ '*': { status: 404 } });
  const error = await errorOf(sync(testVocobase(server).vocobase));
  expect(error.commands[0]).toBe('config set endpoints.phone_numbers_sync <path>');
  expect(error.hints.join(' ')).toContain('ask Vocobase to sync');
});

describe('several connections', () => {
  const candidates = [
    aConnection({ name: 'Sales' }),
    aConnection({ name: 'Support', is_default: false }),
    aConnection({ name: 'Old', status: 'INACTIVE' }),
    aConnection({ name: 'Other', provider: 'twilio', provider_key: 'TWILIO' }),
  ];
  const expected = candidates
    .slice(0, 2)
    .map(({ connection_id, name }) => ({ connection_id, name }));

  test.each([
    ['a call', call, 409],
    ['a call, with another status', call, 400],
    ['a sync', sync, 409],
  ] as const)('stop %s, and are named', async (_name, act, status) => {
    const server = await startServer({
      'GET /telephony/connections': ok({ connections: candidates }),
      '*': failed(status, 'CONNECTION_AMBIGUOUS', 'Several connections'),
    });
    const error = await errorOf(act(testVocobase(server).vocobase));
    expect(error.code).toBe('CONNECTION_AMBIGUOUS');
    expect(error.details).toEqual({ connections: expected });
    expect(error.http).toMatchObject({ status, code: 'CONNECTION_AMBIGUOUS' });
    expect(server.asked()[1]).toBe('GET /telephony/connections?provider=plivo');
  });

  test('are reported even if their list cannot be read', async () => {
    const server = await startServer({
      'GET /telephony/connections': failed(404, 'NOT_FOUND', 'no'),
      '*': failed(409, 'CONNECTION_AMBIGUOUS', 'Several connections'),
    });
    const error = await errorOf(call(testVocobase(server).vocobase));
    expect(error.code).toBe('CONNECTION_AMBIGUOUS');
    expect(error.details).toEqual({ connections: [] });
  });
});

describe('a 429 on a call', () => {
  const limited = failed(429, 'LIMIT_REACHED', 'Limit reached');

  test('is about concurrency if no slot is free, and is reported at once', async () => {
    const server = await startServer({
      'POST /calls/start': limited,
      'GET /calls/concurrency': ok({ limit: 3, active: 3, remaining: 0 }),
    });
    const { vocobase, slept } = testVocobase(server);
    const error = await errorOf(call(vocobase));
    expect(error.code).toBe('CONCURRENCY_LIMIT');
    expect(error.message).toContain('3 of 3');
    expect(error.details).toEqual({ limit: 3, active: 3, remaining: 0 });
    expect(error.http).toMatchObject({ path: '/calls/start', status: 429, code: 'LIMIT_REACHED' });
    expect(server.asked()).toEqual(['POST /calls/start', 'GET /calls/concurrency']);
    expect(slept).toEqual([]);
  });

  test.each<[string, Move]>([
    ['a slot is free', ok({ limit: 3, active: 1, remaining: 2 })],
    ['the concurrency is limited too', limited],
    ['the concurrency cannot be read', page(200)],
    ['the concurrency breaks off', reset],
    ['the concurrency says nothing', ok({})],
  ])('is about requests if %s, and is waited out', async (_name, move) => {
    const server = await startServer({
      'POST /calls/start': limited,
      'GET /calls/concurrency': move,
    });
    const { vocobase, slept } = testVocobase(server);
    const error = await errorOf(call(vocobase));
    expect(error.code).toBe('RATE_LIMITED');
    expect(slept).toEqual([500, 1000, 2000]);
    expect(server.asked().filter((asked) => asked.startsWith('GET'))).toHaveLength(1);
    expect(server.asked().filter((asked) => asked.startsWith('POST'))).toHaveLength(4);
  });
});

test('a repeated 408 is a timeout', async () => {
  const server = await startServer({ '*': failed(408, null, 'too slow') });
  const error = await errorOf(testVocobase(server).vocobase.config());
  expect(error).toMatchObject({ code: 'TIMEOUT', exit: 3, http: { status: 408 } });
});
