import { expect, test } from 'vitest';
import { DEMO_AUTH_TOKEN } from '../../src/sandbox/demo.ts';
import { ask, askAdmin, askPlivo, callTo, connect, request, withSandbox } from './ask.ts';

test('the log has every request of both APIs, without secrets', () =>
  withSandbox({}, async (sandbox) => {
    await connect(sandbox);
    await askPlivo(sandbox, '/Number/?limit=1');
    await ask(sandbox, 'POST', '/nope', 'not json');
    const { body } = await askAdmin(sandbox, 'GET', '/requests');
    expect(body.data.requests).toEqual([
      {
        at: expect.stringMatching(/Z$/),
        method: 'PUT',
        path: '/api/v2/config/telephony/plivo',
        status: 200,
        body: { auth_id: sandbox.authId, auth_token: '****', from_number: sandbox.fromNumber },
      },
      {
        at: expect.any(String),
        method: 'GET',
        path: `/v1/Account/${sandbox.authId}/Number/?limit=1`,
        status: 200,
      },
      {
        at: expect.any(String),
        method: 'POST',
        path: '/api/v2/nope',
        status: 501,
        body: '(8 characters that are not JSON)',
      },
    ]);
    expect(sandbox.requests()).toEqual(body.data.requests);
  }));

test('the world is shown without hashes of secrets', () =>
  withSandbox({}, async (sandbox) => {
    await connect(sandbox);
    const { text, body } = await askAdmin(sandbox, 'GET', '/world');
    expect(body.data.connections[0].account).toBe(sandbox.authId);
    expect(text).not.toMatch(/[0-9a-f]{64}/);
    expect(text).not.toContain(DEMO_AUTH_TOKEN);
  }));

test('reset starts the scenario over', () =>
  withSandbox({ scenario: 'healthy' }, async (sandbox) => {
    await callTo(sandbox, '+14155550142');
    const { body } = await askAdmin(sandbox, 'POST', '/reset');
    expect(body).toEqual({ success: true, data: { scenario: 'healthy' } });
    expect(sandbox.world().calls).toHaveLength(1);
    expect(sandbox.requests()).toEqual([]);
  }));

test('the scenario can be changed while it runs, and the offered credentials follow', () =>
  withSandbox({}, async (sandbox) => {
    const main = sandbox.authId;
    const put = await askAdmin(sandbox, 'PUT', '/scenario', { scenario: 'subaccount-empty' });
    expect(put.body.data).toEqual({ scenario: 'subaccount-empty' });
    expect(sandbox.scenario).toBe('subaccount-empty');
    expect(sandbox.authId).not.toBe(main);
    const wrong = await askAdmin(sandbox, 'PUT', '/scenario', { scenario: 'nope' });
    expect([wrong.status, wrong.body.error.code]).toEqual([400, 'VALIDATION_ERROR']);
  }));

test('choices are switched one by one', () =>
  withSandbox({ scenario: 'two-connections' }, async (sandbox) => {
    const put = await askAdmin(sandbox, 'PUT', '/choices', { ambiguousStatus: 400 });
    expect(put.body.data.choices).toMatchObject({ ambiguousStatus: 400, createdStatus: 201 });
    const { status, body } = await callTo(sandbox, '+14155550142');
    expect([status, body.error.code]).toEqual([400, 'CONNECTION_AMBIGUOUS']);
  }));

test.each([
  [{ nope: 1 }, /There is no setting nope/],
  [{ ambiguousStatus: 500 }, /ambiguousStatus takes 409, 400, 422/],
  [{ concurrencyLimit: -1 }, /concurrencyLimit takes a number/],
  [{ callSeconds: { dialling: 1 } }, /callSeconds has no dialling/],
  [{ callSeconds: { pending: 'long' } }, /callSeconds.pending takes a number/],
])('the choices %j are refused and change nothing', (patch, message) =>
  withSandbox({}, async (sandbox) => {
    const before = structuredClone(sandbox.world().choices);
    const { status, body } = await askAdmin(sandbox, 'PUT', '/choices', patch);
    expect(status).toBe(400);
    expect(body.error.message).toMatch(message);
    expect(sandbox.world().choices).toEqual(before);
  }),
);

test('an unknown admin path answers 501, and needs no key', () =>
  withSandbox({}, async (sandbox) => {
    expect((await askAdmin(sandbox, 'GET', '/nope')).status).toBe(501);
    expect((await askAdmin(sandbox, 'GET', '/world')).status).toBe(200);
  }));

test('it listens on loopback only', () =>
  withSandbox({}, async (sandbox) => {
    expect(sandbox.vocobaseBaseUrl).toBe(`http://127.0.0.1:${sandbox.port}/api/v2`);
    expect(sandbox.plivoBaseUrl).toBe(`http://127.0.0.1:${sandbox.port}/v1`);
    const { status } = await request(`${sandbox.vocobaseBaseUrl}/config`, 'GET', null);
    expect(status).toBe(401);
  }));

test('a bug of the sandbox is a 500 with its message', () =>
  withSandbox({}, async (sandbox) => {
    Object.assign(sandbox.world(), { partner: null });
    const { status, body } = await ask(sandbox, 'GET', '/config');
    expect([status, body.error.code]).toEqual([500, 'INTERNAL_ERROR']);
    expect(body.error.message).toContain('bug of the sandbox');
  }));
