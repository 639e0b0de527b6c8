import { describe, expect, test } from 'vitest';
import { DEMO_FROM_NUMBER, DEMO_INDIAN_NUMBER } from '../../src/sandbox/demo.ts';
import type { Sandbox } from '../../src/sandbox/server.ts';
import { ask, callTo, connect, credentials, withSandbox } from './ask.ts';

const create = (sandbox: Sandbox, more: object = {}) =>
  ask(sandbox, 'POST', '/telephony/connections', {
    provider: 'plivo',
    name: 'Plivo India - Sales',
    ...credentials(sandbox),
    ...more,
  });

describe('POST /telephony/connections', () => {
  test('answers 201 with the documented object, with the from-number as its first row', () =>
    withSandbox({}, async (sandbox) => {
      const { status, body } = await create(sandbox);
      expect(status).toBe(201);
      const { connection } = body.data;
      expect(connection).toEqual({
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        connection_id: connection.id,
        provider: 'plivo',
        provider_key: 'PLIVO',
        name: 'Plivo India - Sales',
        status: 'ACTIVE',
        is_default: true,
        phone_numbers: [
          {
            id: expect.any(String),
            phone_number: DEMO_FROM_NUMBER,
            friendly_name: null,
            status: 'ACTIVE',
            is_default: true,
            agent: null,
          },
        ],
      });
    }));

  test('keeps the first connection as the default', () =>
    withSandbox({}, async (sandbox) => {
      await connect(sandbox);
      const { body } = await create(sandbox, { from_number: DEMO_INDIAN_NUMBER });
      expect(body.data.connection.is_default).toBe(false);
      const config = await ask(sandbox, 'GET', '/config');
      expect(config.body.data.telephony.plivo.from_number).toBe(DEMO_FROM_NUMBER);
    }));

  test('accepts account_sid for the Auth ID, and no from-number', () =>
    withSandbox({}, async (sandbox) => {
      const { status, body } = await create(sandbox, {
        auth_id: undefined,
        account_sid: sandbox.authId,
        from_number: undefined,
      });
      expect([status, body.data.connection.phone_numbers]).toEqual([201, []]);
      const config = await ask(sandbox, 'GET', '/config');
      expect(config.body.data.telephony.plivo.configured).toBe(false);
    }));

  test.each([
    [{ name: '' }, 'name is required'],
    [{ name: 'x'.repeat(101) }, 'name must be at most 100 characters'],
    [{ provider: 'PLIVO' }, /^provider must be one of twilio, /],
    [{ provider: undefined }, /^provider must be one of/],
    [{ auth_id: undefined }, 'auth_id is required'],
    [{ auth_token: undefined }, 'auth_token is required'],
    [{ from_number: '+0123' }, /^from_number must be/],
    [{ auth_token: 'B'.repeat(40) }, /401 from Plivo/],
    [{ provider: 'twilio' }, 'account_sid is required'],
    [{ provider: 'exotel', account_sid: 'a' }, 'api_key is required'],
    [{ provider: 'vobiz', auth_id: undefined }, 'auth_id is required'],
    [{ provider: 'tata_smartflo' }, 'tata_email is required'],
    [{ provider: 'sip' }, 'sip_host is required'],
    [{ provider: 'voicelink' }, 'username is required'],
    [{ provider: 'mcube' }, 'jwt_token is required'],
    [{ provider: 'mcube', jwt_token: 'j', exe_number: '12' }, /^exe_number must have/],
  ])('refuses %j', (change, message) =>
    withSandbox({}, async (sandbox) => {
      const { status, body } = await create(sandbox, change);
      expect([status, body.error.code]).toEqual([400, 'VALIDATION_ERROR']);
      expect(body.error.message).toMatch(
        typeof message === 'string' ? new RegExp(`^${message}$`) : message,
      );
      expect(sandbox.world().connections).toEqual([]);
    }),
  );
});

describe('GET /telephony/connections', () => {
  test('lists every connection, inactive ones too, and narrows by provider', () =>
    withSandbox({ scenario: 'two-connections' }, async (sandbox) => {
      await ask(sandbox, 'PUT', '/config/telephony/mcube', { jwt_token: 'j', exe_number: '08012' });
      const all = await ask(sandbox, 'GET', '/telephony/connections');
      expect(all.body.data.total).toBe(3);
      const id = all.body.data.connections[1].connection_id;
      await ask(sandbox, 'DELETE', `/telephony/connections/${id}`);
      const plivo = await ask(sandbox, 'GET', '/telephony/connections?provider=plivo');
      expect(plivo.body.data.connections.map((each: { status: string }) => each.status)).toEqual([
        'ACTIVE',
        'INACTIVE',
      ]);
    }));

  test('refuses a provider that does not exist', () =>
    withSandbox({}, async (sandbox) => {
      const { status } = await ask(sandbox, 'GET', '/telephony/connections?provider=nope');
      expect(status).toBe(400);
    }));
});

describe('changing a connection, an extension of the sandbox', () => {
  test.each(['PATCH', 'PUT'])('%s renames it and says that it is an extension', (method) =>
    withSandbox({ scenario: 'healthy' }, async (sandbox) => {
      const id = sandbox.world().connections[0]?.id;
      const answer = await ask(sandbox, method, `/telephony/connections/${id}`, { name: 'New' });
      expect(answer.body.data.connection.name).toBe('New');
      expect(answer.headers.get('x-sandbox-extension')).toBe('U9');
    }),
  );

  test('deactivating the default makes the other connection the default, and ends the ambiguity', () =>
    withSandbox({ scenario: 'two-connections' }, async (sandbox) => {
      const [first, second] = sandbox.world().connections;
      expect((await callTo(sandbox, '+14155550142')).body.error.code).toBe('CONNECTION_AMBIGUOUS');
      await ask(sandbox, 'PATCH', `/telephony/connections/${first?.id}`, { status: 'INACTIVE' });
      const config = await ask(sandbox, 'GET', '/config');
      expect(config.body.data.telephony.plivo.from_number).toBe(second?.from_number);
      expect((await callTo(sandbox, '+14155550142')).body.data.from_number).toBe(
        second?.from_number,
      );
    }));

  test.each(['PATCH', 'DELETE'])('%s answers 404 for an unknown id', (method) =>
    withSandbox({}, async (sandbox) => {
      const { status } = await ask(sandbox, method, '/telephony/connections/nope', {});
      expect(status).toBe(404);
    }),
  );
});
