import { describe, expect, test } from 'vitest';
import { createCarrier } from '../../src/carrier/client.ts';
import type { ErrorCode } from '../../src/errors/catalogue/errors.ts';
import { CliError } from '../../src/errors/cli-error.ts';
import { freePort, type Move, page, reset, startServer } from '../http/scripted-server.ts';
import { errorOf, masker, secrets, testExchange } from '../http/test-exchange.ts';

const { authId, authToken } = secrets;
const subaccount = 'SATESTTESTTESTTEST00';

function testCarrier(server: { readonly url: string }, id = authId) {
  const { exchange, slept } = testExchange();
  const credentials = { authId: id, authToken };
  return {
    carrier: createCarrier({ baseUrl: `${server.url}/v1/`, credentials, exchange, masker }),
    slept,
  };
}

const account = {
  api_id: 'a-1',
  auth_id: authId,
  name: 'Ada',
  account_type: 'developer',
  billing_mode: 'prepaid',
  cash_credits: '1.80900',
  auto_recharge: false,
  state: 'NY',
};

const unauthorized: Move = {
  status: 401,
  headers: { 'content-type': 'text/html' },
  body: 'Could not verify your access level for that URL.\nYou have to login with proper credentials',
};

const numbersAt = `GET /v1/Account/${authId}/Number/`;

describe('the account', () => {
  test('is requested with Basic credentials and a trailing slash', async () => {
    const server = await startServer({ [`GET /v1/Account/${authId}/`]: { body: account } });
    expect(await testCarrier(server).carrier.verify()).toEqual({
      kind: 'accepted',
      account: {
        auth_id: authId,
        name: 'Ada',
        account_type: 'developer',
        billing_mode: 'prepaid',
        cash_credits: 1.809,
        auto_recharge: false,
      },
    });
    const pair = Buffer.from(`${authId}:${authToken}`).toString('base64');
    expect(server.hits[0]?.headers.authorization).toBe(`Basic ${pair}`);
  });

  test('is read with members missing or of another type', async () => {
    const server = await startServer({
      '*': { body: { auth_id: authId, auto_recharge: 'true', cash_credits: 'many', name: {} } },
    });
    expect(await testCarrier(server).carrier.verify()).toEqual({
      kind: 'accepted',
      account: {
        auth_id: authId,
        name: null,
        account_type: null,
        billing_mode: null,
        cash_credits: null,
        auto_recharge: true,
      },
    });
  });
});

describe('a read', () => {
  test.each<[string, Move, ErrorCode]>([
    ['401 in plain text', unauthorized, 'PLIVO_UNAUTHORIZED'],
    [
      '401 in JSON',
      { status: 401, body: { error: 'authentication_failed' } },
      'PLIVO_UNAUTHORIZED',
    ],
    ['400', { status: 400, body: { error: 'bad' } }, 'VALIDATION_ERROR'],
    ['403', { status: 403, body: '' }, 'FORBIDDEN'],
    ['404', { status: 404, body: { message: 'not found' } }, 'NOT_FOUND'],
    ['418', { status: 418 }, 'UNEXPECTED_RESPONSE'],
    ['429', { status: 429, body: '' }, 'RATE_LIMITED'],
    ['500', page(500), 'INTERNAL_ERROR'],
    ['200 as a web page', page(200), 'UNEXPECTED_RESPONSE'],
    ['200 with nothing', { body: '' }, 'UNEXPECTED_RESPONSE'],
    ['200 with something else', { body: { hello: 1 } }, 'UNEXPECTED_RESPONSE'],
  ])('fails with %s', async (_name, move, code) => {
    const server = await startServer({ '*': move });
    const error = await errorOf(testCarrier(server).carrier.numbers());
    expect(error.code).toBe(code);
    expect(error.origin).toBe('plivo');
    expect(error.http).toMatchObject({
      method: 'GET',
      path: '/Account/MATE****ST00/Number/',
      code: null,
    });
    expect(JSON.stringify([error.message, error.http, error.details])).not.toContain(authId);
  });

  test('fails with the message and the request id of Plivo', async () => {
    const server = await startServer({
      '*': [
        { status: 401, body: { api_id: 'a-9', error: `wrong ${authToken}` } },
        { status: 403, headers: { 'x-request-id': 'h-9' }, body: { data: { error: 'no' } } },
      ],
    });
    const { carrier } = testCarrier(server);
    expect((await errorOf(carrier.numbers())).http).toMatchObject({
      message: 'wrong ****',
      request_id: 'a-9',
    });
    const forbidden = await errorOf(carrier.numbers());
    expect(forbidden.http).toMatchObject({ message: 'no', request_id: 'h-9' });
    expect(forbidden.hints[0]).toContain('IP addresses');
  });

  test('is blamed on Plivo if its reply is too large to read', async () => {
    const server = await startServer({ '*': { body: ' '.repeat(17 * 1024 * 1024) } });
    const { carrier } = testCarrier(server);
    expect(await errorOf(carrier.number('+14155550100'))).toMatchObject({
      code: 'UNEXPECTED_RESPONSE',
      origin: 'plivo',
      commands: [],
      http: { status: 200 },
    });
  });

  test('reports an unreachable API as a network failure', async () => {
    const { carrier } = testCarrier({ url: `http://127.0.0.1:${await freePort()}` });
    const error = await errorOf(carrier.numbers());
    expect(error.code).toBe('NETWORK_UNREACHABLE');
    expect(error.http).toMatchObject({ path: '/Account/MATE****ST00/Number/', status: null });
  });
});

describe('the verdict', () => {
  test.each<[string, Move, string]>([
    ['an account', { body: account }, 'accepted'],
    ['401', unauthorized, 'refused'],
    ['403', { status: 403 }, 'unchecked'],
    ['404', { status: 404 }, 'unchecked'],
    ['429', { status: 429 }, 'unchecked'],
    ['500', { status: 500 }, 'unchecked'],
    ['a web page', page(200), 'unchecked'],
    ['a reset', reset, 'unchecked'],
    ['a redirect', { status: 302, headers: { location: 'http://login.example/' } }, 'unchecked'],
  ])('on a main account after %s', async (_name, move, kind) => {
    const server = await startServer({ '*': move });
    const verdict = await testCarrier(server).carrier.verify();
    expect(verdict.kind).toBe(kind);
    expect(new Set(server.asked()).size).toBe(1);
  });

  test("includes the error for a refusal, with the account's path", async () => {
    const server = await startServer({ '*': unauthorized });
    expect(await testCarrier(server).carrier.verify()).toMatchObject({
      kind: 'refused',
      error: {
        code: 'PLIVO_UNAUTHORIZED',
        http: { method: 'GET', path: '/Account/MATE****ST00/', status: 401 },
      },
    });
  });

  test.each<[string, Move, Move, string]>([
    ['401, then its numbers', { status: 401 }, { body: { objects: [] } }, 'accepted'],
    ['403, then its numbers', { status: 403 }, { body: { objects: [] } }, 'accepted'],
    ['404, then 401', { status: 404 }, unauthorized, 'refused'],
    ['401, then 401', unauthorized, unauthorized, 'refused'],
    ['401, then 403', unauthorized, { status: 403 }, 'unchecked'],
    ['401, then a web page', unauthorized, page(200), 'unchecked'],
    ['401, then a reset', unauthorized, reset, 'unchecked'],
  ])('on a subaccount after %s', async (_name, first, second, kind) => {
    const server = await startServer({
      [`GET /v1/Account/${subaccount}/`]: first,
      [`GET /v1/Account/${subaccount}/Number/`]: second,
    });
    const verdict = await testCarrier(server, subaccount).carrier.verify();
    expect(verdict).toMatchObject({ kind, ...(kind === 'accepted' ? { account: null } : {}) });
    expect(server.asked()[1]).toBe(`GET /v1/Account/${subaccount}/Number/?limit=1`);
  });

  test('is not given after an interruption', async () => {
    const carrier = createCarrier({
      baseUrl: 'http://127.0.0.1/v1',
      credentials: { authId, authToken },
      exchange: () => Promise.reject(new CliError('INTERRUPTED')),
      masker,
    });
    expect((await errorOf(carrier.verify())).code).toBe('INTERRUPTED');
  });
});

describe('numbers', () => {
  const rented = (count: number) =>
    Array.from({ length: count }, (_, index) => ({
      number: `1415555${String(index).padStart(4, '0')}`,
      voice_enabled: index % 2 === 0,
    }));

  /** Pages as Plivo gives them; the address of the next page is one of the forms that are seen. */
  const paged =
    (all: readonly unknown[], meta: (offset: number) => unknown): Move =>
    (request, response) => {
      const query = new URL(request.url ?? '', 'http://x').searchParams;
      const offset = Number(query.get('offset'));
      const objects = all.slice(offset, offset + Number(query.get('limit')));
      response.end(JSON.stringify({ api_id: 'a', meta: meta(offset), objects }));
    };

  test.each<[string, (offset: number) => unknown, number]>([
    ['by the count in all', () => ({ total_count: 45, next: '' }), 3],
    ['to an empty page without it', () => ({ next: 'v1/x' }), 4],
    ['to an empty page without meta', () => null, 4],
  ])('come from all pages, %s', async (_name, meta, requests) => {
    const server = await startServer({ [numbersAt]: paged(rented(45), meta) });
    const numbers = await testCarrier(server).carrier.numbers({ services: 'voice' });
    expect(numbers).toHaveLength(45);
    expect(server.hits).toHaveLength(requests);
    expect(server.hits[1]?.url).toContain('/Number/?services=voice&limit=20&offset=20');
  });

  test('come once from a server that ignores the offset', async () => {
    const body = { meta: { total_count: 99 }, objects: rented(3) };
    const server = await startServer({ [numbersAt]: { body } });
    expect(await testCarrier(server).carrier.numbers()).toHaveLength(3);
    expect(server.hits).toHaveLength(2);
  });

  test('get their plus, and keep what is readable', async () => {
    const objects = [
      {
        number: 14155550100,
        alias: null,
        region: 'California, UNITED STATES',
        number_type: 'local',
        voice_enabled: true,
        subaccount,
        compliance_status: 'accepted',
      },
      { alias: 'no number' },
      { number: '+14155550101', sub_account: subaccount },
    ];
    const server = await startServer({ [numbersAt]: { body: { objects } } });
    expect(await testCarrier(server).carrier.numbers()).toEqual([
      {
        phone_number: '+14155550100',
        alias: null,
        region: 'California, UNITED STATES',
        number_type: 'local',
        voice_enabled: true,
        sub_account: subaccount,
        compliance_status: 'accepted',
      },
      {
        phone_number: '+14155550101',
        alias: null,
        region: null,
        number_type: null,
        voice_enabled: null,
        sub_account: subaccount,
        compliance_status: null,
      },
    ]);
  });

  test.each([
    ['are not there', {}],
    ['cannot be read', { objects: [{ a: 1 }] }],
  ])('are an unexpected response if they %s', async (_name, body) => {
    const server = await startServer({ '*': { body } });
    const error = await errorOf(testCarrier(server).carrier.numbers());
    expect(error.code).toBe('UNEXPECTED_RESPONSE');
  });

  test('are looked up one by one without a plus', async () => {
    const server = await startServer({
      [`${numbersAt}14155550100/`]: { body: { number: '14155550100', voice_enabled: true } },
      '*': { status: 404, body: { error: 'not found' } },
    });
    const { carrier } = testCarrier(server);
    expect(await carrier.number('+14155550100')).toMatchObject({
      phone_number: '+14155550100',
      voice_enabled: true,
    });
    expect(await carrier.number('+14155550199')).toBeNull();
  });

  test.each<[string, Move, ErrorCode]>([
    ['403', { status: 403 }, 'FORBIDDEN'],
    ['200 with nothing', { body: '' }, 'UNEXPECTED_RESPONSE'],
    ['200 with something else', { body: { hello: 1 } }, 'UNEXPECTED_RESPONSE'],
    ['404 as a web page', page(404), 'NOT_FOUND'],
  ])('are not taken for missing when the lookup ends with %s', async (_name, move, code) => {
    const server = await startServer({ '*': move });
    const error = await errorOf(testCarrier(server).carrier.number('+14155550100'));
    expect(error.code).toBe(code);
    expect(error.http).toMatchObject({ path: '/Account/MATE****ST00/Number/14155550100/' });
  });
});

describe('calls', () => {
  const record = {
    call_uuid: 'u-1',
    from_number: '14155550100',
    to_number: '14155550101',
    call_direction: 'outbound',
    initiation_time: '2022-06-28 19:39:05+05:30',
    answer_time: null,
    end_time: '2022-06-28 19:40:05',
    bill_duration: 4,
    hangup_cause_code: '2030',
    hangup_cause_name: 'Destination Out Of Service',
    hangup_source: 'Carrier',
  };

  test('are found by number and time, in UTC and within 30 days', async () => {
    const server = await startServer({ '*': { body: { objects: [record], meta: {} } } });
    const calls = await testCarrier(server).carrier.calls({
      to: '+14155550101',
      from: '+14155550100',
      endedAfter: new Date('2026-01-01T00:00:00Z'),
      endedBefore: new Date('2026-03-01T10:00:00Z'),
      limit: 1,
    });
    expect(calls).toEqual([
      {
        call_uuid: 'u-1',
        from_number: '+14155550100',
        to_number: '+14155550101',
        direction: 'outbound',
        initiation_time: '2022-06-28T14:09:05.000Z',
        answer_time: null,
        end_time: '2022-06-28 19:40:05',
        bill_duration: 4,
        hangup_cause_code: 2030,
        hangup_cause_name: 'Destination Out Of Service',
        hangup_source: 'Carrier',
      },
    ]);
    const query = new URL(server.hits[0]?.url ?? '', server.url).searchParams;
    expect(Object.fromEntries(query)).toEqual({
      to_number: '14155550101',
      from_number: '14155550100',
      end_time__gte: '2026-01-30 10:00:00',
      end_time__lte: '2026-03-01 10:00:00',
      limit: '20',
      offset: '0',
    });
    expect(server.hits).toHaveLength(1);
  });
});

test('compliance applications are listed under their own member name', async () => {
  const server = await startServer({
    [`GET /v1/Account/${authId}/PhoneNumber/Compliance/`]: {
      body: { compliances: [{ compliance_id: 'k', status: 'accepted', country_iso: 'IN' }] },
    },
  });
  expect(await testCarrier(server).carrier.compliance({ countryIso: 'IN' })).toEqual([
    { id: 'k', status: 'accepted', country_iso: 'IN' },
  ]);
  expect(server.hits[0]?.url).toContain('?country_iso=IN&limit=20');
});

test('verified caller IDs come from all pages, with a plus', async () => {
  const server = await startServer({
    [`GET /v1/Account/${authId}/VerifiedCallerId/`]: {
      body: {
        objects: [{ phone_number: '14155550177', alias: 'Desk', country: 'US' }, { alias: 'none' }],
        meta: { total_count: 2 },
      },
    },
  });
  expect(await testCarrier(server).carrier.verifiedCallerIds()).toEqual([
    { phone_number: '+14155550177', alias: 'Desk', country: 'US' },
  ]);
});

test.each([
  ['attached', { application: `/v1/Account/${authId}/Application/7/` }, /Application/],
  ['none', { application: null }, null],
  ['not said', {}, undefined],
])('the application of a number: %s', async (_name, facts, expected) => {
  const server = await startServer({ '*': { body: { number: '14155550100', ...facts } } });
  const application = (await testCarrier(server).carrier.number('+14155550100'))?.application;
  if (expected instanceof RegExp) expect(application).toMatch(expected);
  else expect(application).toBe(expected);
});
