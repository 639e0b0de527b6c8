import { describe, expect, test } from 'vitest';
import { DEMO_AUTH_TOKEN, DEMO_FROM_NUMBER, DEMO_SECOND_NUMBER } from '../../src/sandbox/demo.ts';
import { ask, connect, credentials, request, withSandbox } from './ask.ts';

const providers = [
  'twilio',
  'exotel',
  'plivo',
  'vobiz',
  'tata_smartflo',
  'sip',
  'voicelink',
  'mcube',
];

describe('GET /config', () => {
  test('shows a partner that may use Plivo and has not configured it', () =>
    withSandbox({}, async (sandbox) => {
      const { status, body, headers } = await ask(sandbox, 'GET', '/config');
      expect(status).toBe(200);
      expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
      expect(body).toEqual({
        success: true,
        data: {
          name: 'sandbox-demo',
          display_name: 'Sandbox Demo Partner',
          agent_limit: 10,
          current_agent_count: 1,
          credits: 500,
          allowed_voices: expect.any(Array),
          allowed_languages: ['en', 'hi', 'es'],
          status: 'active',
          webhook: { configured: false, url: null, secret: null },
          webhooks: [],
          allowed_telephony_providers: ['twilio', 'plivo', 'vobiz'],
          telephony: Object.fromEntries(
            providers.map((provider) => [provider, { configured: false, from_number: null }]),
          ),
        },
      });
    }));

  test.each([
    ['no header', null],
    ['another scheme', 'Basic abc'],
    ['a key that was never seeded', 'Bearer rg_live_abc123def456'],
    ['a key without the prefix', 'Bearer sk_test_1'],
  ])('answers 401 with the documented envelope to %s', (_, authorization) =>
    withSandbox({}, async (sandbox) => {
      const url = `${sandbox.vocobaseBaseUrl}/config`;
      const { status, body } = await request(url, 'GET', authorization);
      expect(status).toBe(401);
      expect(body).toEqual({
        success: false,
        error: { code: 'UNAUTHORIZED', message: expect.any(String) },
      });
    }),
  );
});

describe('PUT /config/telephony/plivo', () => {
  test('stores the default connection and masks the Auth ID in its answer', () =>
    withSandbox({}, async (sandbox) => {
      const put = await connect(sandbox);
      expect(put.status).toBe(200);
      expect(put.body.data).toEqual({
        auth_id: 'MASA****0001',
        from_number: DEMO_FROM_NUMBER,
        message: 'Plivo credentials updated successfully.',
      });
      const config = await ask(sandbox, 'GET', '/config');
      expect(config.body.data.telephony.plivo).toEqual({
        configured: true,
        from_number: DEMO_FROM_NUMBER,
      });
    }));

  test('updates the same connection when sent again, and keeps the previous number as a row', () =>
    withSandbox({}, async (sandbox) => {
      await connect(sandbox);
      await ask(sandbox, 'PUT', '/config/telephony/plivo', {
        ...credentials(sandbox),
        from_number: DEMO_SECOND_NUMBER,
      });
      const { body } = await ask(sandbox, 'GET', '/telephony/connections');
      expect(body.data.connections).toHaveLength(1);
      expect(
        body.data.connections[0].phone_numbers.map(
          (row: { phone_number: string; is_default: boolean }) => [
            row.phone_number,
            row.is_default,
          ],
        ),
      ).toEqual([
        [DEMO_FROM_NUMBER, false],
        [DEMO_SECOND_NUMBER, true],
      ]);
    }));

  test.each([
    ['auth_id', { auth_id: undefined }, 'auth_id is required'],
    ['auth_token', { auth_token: '' }, 'auth_token is required'],
    ['from_number', { from_number: undefined }, 'from_number is required'],
    ['from_number', { from_number: '14155550100' }, /^from_number must be .* E\.164/],
    ['auth_token', { auth_token: 5 }, 'auth_token must be a string'],
  ])('refuses a body whose %s is wrong: %j', (_, change, message) =>
    withSandbox({}, async (sandbox) => {
      const { status, body } = await ask(sandbox, 'PUT', '/config/telephony/plivo', {
        ...credentials(sandbox),
        ...change,
      });
      expect(status).toBe(400);
      expect(body.error).toEqual({
        code: 'VALIDATION_ERROR',
        message: typeof message === 'string' ? message : expect.stringMatching(message),
      });
    }),
  );

  test.each([
    ['a wrong token', { auth_token: 'A'.repeat(40) }],
    ['an unknown account', { auth_id: `MA${'X'.repeat(18)}` }],
  ])('names a 401 from Plivo and stores nothing for %s', (_, change) =>
    withSandbox({}, async (sandbox) => {
      const put = await ask(sandbox, 'PUT', '/config/telephony/plivo', {
        ...credentials(sandbox),
        ...change,
      });
      expect(put.status).toBe(400);
      expect(put.body.error.code).toBe('VALIDATION_ERROR');
      expect(put.body.error.message).toContain('401 from Plivo');
      expect(sandbox.world().connections).toEqual([]);
    }),
  );

  test('keeps no token, only its hash', () =>
    withSandbox({}, async (sandbox) => {
      await connect(sandbox);
      expect(JSON.stringify(sandbox.world())).not.toContain(DEMO_AUTH_TOKEN);
    }));

  test.each(['{"auth_id":', '[]', '"text"'])('answers 400 to the body %s', (raw) =>
    withSandbox({}, async (sandbox) => {
      const { status, body } = await ask(sandbox, 'PUT', '/config/telephony/plivo', raw);
      expect(status).toBe(400);
      expect(body.error.code).toBe('VALIDATION_ERROR');
    }),
  );
});

describe('the sibling PUTs', () => {
  test.each([
    [
      'twilio',
      { account_sid: 'AC12345678', auth_token: 't', from_number: '+14155550177' },
      {
        account_sid: 'AC12****5678',
        from_number: '+14155550177',
        message: 'Twilio credentials updated successfully.',
      },
    ],
    [
      'exotel',
      {
        account_sid: 'configured',
        api_key: 'k',
        api_token: 't',
        subdomain: 'api.exotel.com',
        caller_id: '+14155550177',
        applet_id: '42',
      },
      {
        account_sid: 'conf****ured',
        subdomain: 'api.exotel.com',
        caller_id: '+14155550177',
        applet_id: '42',
        message: 'Exotel credentials updated successfully.',
      },
    ],
    [
      'vobiz',
      { auth_id: 'MA_XXXXXXXX', auth_token: 't', from_number: '+14155550177' },
      {
        auth_id: 'MA_X****XXXX',
        from_number: '+14155550177',
        message: 'Vobiz credentials updated successfully.',
      },
    ],
    [
      'mcube',
      { jwt_token: 'j', exe_number: '08012345' },
      { exe_number: '08012345', message: 'MCube credentials updated successfully.' },
    ],
    [
      'voicelink',
      { username: 'demo-user', password: 'p', did_number: '+14155550177' },
      {
        username: 'demo****user',
        did_number: '+14155550177',
        message: 'VoiceLink credentials updated successfully.',
      },
    ],
  ])('store the credentials of %s and never return its secrets', (provider, body, data) =>
    withSandbox({}, async (sandbox) => {
      const put = await ask(sandbox, 'PUT', `/config/telephony/${provider}`, body);
      expect(put.status).toBe(200);
      expect(put.body.data).toEqual(data);
      const config = await ask(sandbox, 'GET', '/config');
      expect(config.body.data.telephony[provider].configured).toBe(true);
      for (const field of Object.keys(body)) {
        const { [field]: _, ...rest } = body as Record<string, string>;
        const missing = await ask(sandbox, 'PUT', `/config/telephony/${provider}`, rest);
        expect([missing.status, missing.body.error.message]).toEqual([400, `${field} is required`]);
      }
    }),
  );

  test('require Tata Smartflo to be allowed first', () =>
    withSandbox({}, async (sandbox) => {
      const body = { email: 'demo@example.com', password: 'p', from_number: '+14155550177' };
      const path = '/config/telephony/tata_smartflo';
      expect((await ask(sandbox, 'PUT', path, body)).status).toBe(403);
      sandbox.world().partner.allowed_telephony_providers.push('tata_smartflo');
      expect((await ask(sandbox, 'PUT', path, body)).status).toBe(200);
    }));

  test('do not exist for SIP', () =>
    withSandbox({}, async (sandbox) => {
      const { status, body } = await ask(sandbox, 'PUT', '/config/telephony/sip', {});
      expect([status, body.error.code]).toEqual([404, 'NOT_FOUND']);
    }));
});

test('a path that is not emulated answers 501 with method and path', () =>
  withSandbox({}, async (sandbox) => {
    const { status, body } = await ask(sandbox, 'POST', '/campaigns', {});
    expect(status).toBe(501);
    expect(body.error.message).toContain('POST /api/v2/campaigns');
    expect((await ask(sandbox, 'PATCH', '/config')).status).toBe(501);
    expect((await request(`http://127.0.0.1:${sandbox.port}/`, 'GET', null)).status).toBe(501);
  }));
