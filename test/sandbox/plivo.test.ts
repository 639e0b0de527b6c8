import { describe, expect, test } from 'vitest';
import {
  DEMO_ACCOUNT_NAME,
  DEMO_AUTH_ID,
  DEMO_AUTH_TOKEN,
  DEMO_SUBACCOUNT_AUTH_ID,
  DEMO_SUBACCOUNT_AUTH_TOKEN,
} from '../../src/sandbox/demo.ts';
import type { Sandbox } from '../../src/sandbox/server.ts';
import { plivoNumber } from '../../src/sandbox/world/seed.ts';
import { askPlivo, callTo, request, testClock, withSandbox } from './ask.ts';

const numbers = async (sandbox: Sandbox, query: string) =>
  (await askPlivo(sandbox, `/Number/${query}`)).body.objects.map(
    (each: { number: string }) => each.number,
  );

describe('the account', () => {
  test.each(['/', ''])('answers with the documented members at a path ending in "%s"', (end) =>
    withSandbox({}, async (sandbox) => {
      const { status, body } = await askPlivo(sandbox, end);
      expect(status).toBe(200);
      expect(body).toEqual({
        account_type: 'standard',
        address: expect.any(String),
        api_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        auth_id: DEMO_AUTH_ID,
        auto_recharge: false,
        billing_mode: 'prepaid',
        cash_credits: '24.50000',
        city: expect.any(String),
        name: DEMO_ACCOUNT_NAME,
        resource_uri: `/v1/Account/${DEMO_AUTH_ID}/`,
        state: expect.any(String),
        timezone: 'Asia/Kolkata',
      });
    }),
  );

  test.each([
    ['a wrong token', `${DEMO_AUTH_ID}:${'A'.repeat(40)}`],
    ['an unknown id', `MA${'X'.repeat(18)}:${DEMO_AUTH_TOKEN}`],
    ['no pair', 'nothing'],
  ])('answers 401 as plain text to %s', (_, user) =>
    withSandbox({}, async (sandbox) => {
      const { status, headers, text, body } = await askPlivo(sandbox, '/', user);
      expect(status).toBe(401);
      expect(headers.get('content-type')).toContain('text/plain');
      expect(text).toContain('Could not verify your access level');
      expect(body).toBeUndefined();
    }),
  );

  test('answers 401 without any header', () =>
    withSandbox({}, async (sandbox) => {
      const url = `${sandbox.plivoBaseUrl}/Account/${DEMO_AUTH_ID}/`;
      expect((await request(url, 'GET', null)).status).toBe(401);
    }));

  test('lets a main account see its subaccount, and a subaccount only itself', () =>
    withSandbox({}, async (sandbox) => {
      const read = async (authId: string, user: string) => {
        const header = `Basic ${Buffer.from(user).toString('base64')}`;
        return (await request(`${sandbox.plivoBaseUrl}/Account/${authId}/`, 'GET', header)).status;
      };
      const main = `${DEMO_AUTH_ID}:${DEMO_AUTH_TOKEN}`;
      const sub = `${DEMO_SUBACCOUNT_AUTH_ID}:${DEMO_SUBACCOUNT_AUTH_TOKEN}`;
      expect(await read(DEMO_SUBACCOUNT_AUTH_ID, main)).toBe(200);
      expect(await read(DEMO_SUBACCOUNT_AUTH_ID, sub)).toBe(200);
      expect(await read(DEMO_AUTH_ID, sub)).toBe(404);
      const list = await askPlivo(sandbox, '/Subaccount/');
      expect(list.body.objects).toMatchObject([
        {
          auth_id: DEMO_SUBACCOUNT_AUTH_ID,
          enabled: true,
          account: `/v1/Account/${DEMO_AUTH_ID}/`,
        },
      ]);
    }));
});

describe('numbers', () => {
  test('carry the documented members and no plus', () =>
    withSandbox({}, async (sandbox) => {
      const { status, body } = await askPlivo(sandbox, '/Number/14155550100/');
      expect(status).toBe(200);
      expect(body).toMatchObject({
        api_id: expect.any(String),
        number: '14155550100',
        alias: 'Main line',
        sub_account: null,
        region: 'California, UNITED STATES',
        number_type: 'local',
        voice_enabled: true,
        sms_enabled: true,
        application: expect.stringContaining('/Application/'),
        resource_uri: `/v1/Account/${DEMO_AUTH_ID}/Number/14155550100/`,
      });
      expect((await askPlivo(sandbox, '/Number/+14155550100')).status).toBe(200);
    }));

  test('answer 404 in Plivo’s envelope when they are not on the account', () =>
    withSandbox({}, async (sandbox) => {
      const { status, body } = await askPlivo(sandbox, '/Number/14155550199/');
      expect(status).toBe(404);
      expect(body).toEqual({ api_id: expect.any(String), error: 'not found' });
    }));

  test('show their compliance only in India', () =>
    withSandbox({}, async (sandbox) => {
      const { objects } = (await askPlivo(sandbox, '/Number/')).body;
      const states = objects.map((each: object) =>
        'compliance_status' in each ? each.compliance_status : 'absent',
      );
      expect(states).toEqual(['absent', 'absent', 'absent', 'absent', 'accepted']);
    }));

  test('can be filtered', () =>
    withSandbox({}, async (sandbox) => {
      expect(await numbers(sandbox, '?services=voice')).toHaveLength(4);
      expect(await numbers(sandbox, '?services=voice,sms')).toHaveLength(3);
      expect(await numbers(sandbox, '?number_startswith=91')).toEqual(['918035550104']);
      expect(await numbers(sandbox, '?type=fixed')).toEqual(['918035550104']);
      expect(await numbers(sandbox, '?alias=Support%20line')).toEqual(['14155550101']);
      expect(await numbers(sandbox, `?subaccount=${DEMO_SUBACCOUNT_AUTH_ID}`)).toEqual([]);
      expect((await askPlivo(sandbox, '/Number/?services=fax')).status).toBe(400);
    }));

  test('can belong to a subaccount', () =>
    withSandbox({ scenario: 'subaccount-empty' }, async (sandbox) => {
      expect(await numbers(sandbox, '')).toEqual([]);
      const sub = { sub_account: DEMO_SUBACCOUNT_AUTH_ID };
      sandbox.world().plivo.numbers.push(plivoNumber('+14155550160', sub));
      expect(await numbers(sandbox, '')).toEqual(['14155550160']);
    }));

  test('come in pages of at most 20: 45 numbers make three', () =>
    withSandbox({}, async (sandbox) => {
      sandbox.world().plivo.numbers = Array.from({ length: 45 }, (_, index) =>
        plivoNumber(`+1415555${1000 + index}`),
      );
      const path = `/v1/Account/${DEMO_AUTH_ID}/Number/`;
      const first = (await askPlivo(sandbox, '/Number/')).body;
      expect(first.objects).toHaveLength(20);
      expect(first.meta).toEqual({
        limit: 20,
        offset: 0,
        total_count: 45,
        next: `${path}?limit=20&offset=20`,
        previous: null,
      });
      const last = (await askPlivo(sandbox, '/Number/?limit=20&offset=40')).body;
      expect(last.objects).toHaveLength(5);
      expect(last.meta).toMatchObject({ next: null, previous: `${path}?limit=20&offset=20` });
      expect((await askPlivo(sandbox, '/Number/?offset=60')).body.objects).toEqual([]);
      const exact = (await askPlivo(sandbox, '/Number/?limit=15&offset=30')).body;
      expect([exact.objects.length, exact.meta.next]).toEqual([15, null]);
    }));

  test.each(['limit=21', 'limit=0', 'offset=-1', 'limit=x'])('refuse %s', (query) =>
    withSandbox({}, async (sandbox) => {
      const { status, body } = await askPlivo(sandbox, `/Number/?${query}`);
      expect([status, typeof body.error]).toEqual([400, 'string']);
    }),
  );
});

describe('call records', () => {
  const withCalls = (test: (sandbox: Sandbox) => Promise<void>) => {
    const clock = testClock();
    return withSandbox({ scenario: 'healthy', now: clock.now }, async (sandbox) => {
      sandbox.world().plivo.calls = [];
      await callTo(sandbox, '+15005550001');
      clock.pass(3600);
      await callTo(sandbox, '+14155550142');
      clock.pass(60);
      await test(sandbox);
    });
  };
  const found = async (sandbox: Sandbox, query: string) =>
    (await askPlivo(sandbox, `/Call/${query}`)).body.objects.map(
      (each: { hangup_cause_code: number }) => each.hangup_cause_code,
    );

  test('print times in the zone of the account and the code as a number', () =>
    withCalls(async (sandbox) => {
      const [newest] = (await askPlivo(sandbox, '/Call/')).body.objects;
      expect(newest).toMatchObject({
        call_direction: 'outbound',
        from_number: '14155550100',
        to_number: '14155550142',
        initiation_time: '2026-03-15 16:30:00+05:30',
        answer_time: '2026-03-15 16:30:04+05:30',
        end_time: '2026-03-15 16:30:09+05:30',
        call_duration: 5,
        hangup_cause_code: 4000,
        hangup_cause_name: 'Normal Hangup',
        hangup_source: 'Callee',
      });
      const one = await askPlivo(sandbox, `/Call/${newest.call_uuid}/`);
      expect(one.body).toMatchObject(newest);
      expect((await askPlivo(sandbox, '/Call/nope/')).status).toBe(404);
    }));

  test('are filtered by number, code and end, which is in UTC', () =>
    withCalls(async (sandbox) => {
      expect(await found(sandbox, '')).toEqual([4000, 3010]);
      expect(await found(sandbox, '?hangup_cause_code=3010')).toEqual([3010]);
      expect(await found(sandbox, '?to_number=1500555')).toEqual([3010]);
      expect(await found(sandbox, '?from_number=%2B14155550100')).toEqual([4000, 3010]);
      expect(await found(sandbox, '?end_time__gte=2026-03-15 11:00')).toEqual([4000]);
      expect(await found(sandbox, '?end_time__lt=2026-03-15 11:00:09')).toEqual([3010]);
      expect(await found(sandbox, '?end_time__lte=2026-03-15 11:00:09')).toEqual([4000, 3010]);
      expect(await found(sandbox, '?end_time__gt=2026-03-15 11:00:09')).toEqual([]);
    }));

  test.each([
    ['?end_time__gte=2026-01-01 00:00', /30 days/],
    ['?end_time__gte=2026-01-01 00:00&end_time__lte=2026-02-15 00:00', /30 days/],
    ['?end_time__gte=15.03.2026', /YYYY-MM-DD/],
    ['?limit=50', /from 1 to 20/],
  ])('refuse %s', (query, message) =>
    withCalls(async (sandbox) => {
      const { status, body } = await askPlivo(sandbox, `/Call/${query}`);
      expect(status).toBe(400);
      expect(body.error).toMatch(message);
    }),
  );

  test('exist only once a call has ended; until then it is live', () => {
    const clock = testClock();
    return withSandbox({ scenario: 'healthy', now: clock.now }, async (sandbox) => {
      sandbox.world().plivo.calls = [];
      await callTo(sandbox, '+14155550142');
      const listed = async (status: string) =>
        (await askPlivo(sandbox, `/Call/?status=${status}`)).body.calls.length;
      expect([await listed('queued'), await listed('live')]).toEqual([1, 0]);
      clock.pass(2);
      expect([await listed('queued'), await listed('live')]).toEqual([0, 1]);
      expect((await askPlivo(sandbox, '/Call/')).body.objects).toEqual([]);
      clock.pass(60);
      expect((await askPlivo(sandbox, '/Call/')).body.objects).toHaveLength(1);
    });
  });
});

test('compliance applications have a key of their own and filters', () =>
  withSandbox({ scenario: 'india-compliance' }, async (sandbox) => {
    const list = async (query: string) =>
      (await askPlivo(sandbox, `/PhoneNumber/Compliance/${query}`)).body.compliances;
    expect(await list('?country_iso=IN&limit=100')).toMatchObject([{ status: 'rejected' }]);
    expect(await list('?status=accepted')).toEqual([]);
  }));

test('knows prices for the two countries of its numbers', () =>
  withSandbox({}, async (sandbox) => {
    const us = await askPlivo(sandbox, '/Pricing/?country_iso=US');
    expect(us.body).toMatchObject({ country: 'United States', country_code: '1' });
    expect((await askPlivo(sandbox, '/Pricing/?country_iso=ZZ')).status).toBe(404);
  }));

test('answers 501 to what it does not know of Plivo', () =>
  withSandbox({}, async (sandbox) => {
    expect((await askPlivo(sandbox, '/Application/')).status).toBe(501);
  }));
