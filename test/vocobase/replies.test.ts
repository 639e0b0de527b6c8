import { describe, expect, test } from 'vitest';
import { type Move, ok, page, startServer } from '../http/scripted-server.ts';
import { errorOf, secrets } from '../http/test-exchange.ts';
import {
  aCall,
  aConfig,
  aConnection,
  agentId,
  aNumber,
  anAgent,
  testVocobase,
} from './test-vocobase.ts';

describe('the configuration', () => {
  test.each<[string, Move]>([
    ['in its envelope', ok(aConfig())],
    ['without one', { body: aConfig() }],
    ['with members that are new', ok({ ...aConfig(), plan: { tier: 9 }, status: 'active' })],
    ['after a byte order mark', { body: `\uFEFF${JSON.stringify(aConfig())}` }],
  ])('is read %s', async (_name, move) => {
    const server = await startServer({ 'GET /config': move });
    const { vocobase } = testVocobase(server);
    expect(await vocobase.config()).toEqual({
      name: 'acme',
      display_name: 'Acme',
      status: 'active',
      allowed_telephony_providers: ['twilio', 'PLIVO'],
      telephony: { plivo: { configured: true, from_number: '+14155550100' } },
      credits: null,
      agent_limit: null,
      current_agent_count: null,
    });
    expect(server.hits[0]?.headers.authorization).toBe(`Bearer ${secrets.apiKey}`);
  });

  test('is not taken from a reply of which only parts are readable', async () => {
    const server = await startServer({ '*': ok({ name: 'acme' }) });
    expect(await testVocobase(server).vocobase.config()).toMatchObject({
      name: 'acme',
      allowed_telephony_providers: null,
      telephony: null,
    });
    const strange = await startServer({ '*': ok({ allowed: ['plivo'], telephony: 7 }) });
    expect((await errorOf(testVocobase(strange).vocobase.config())).code).toBe(
      'UNEXPECTED_RESPONSE',
    );
  });

  test.each([
    [
      'objects',
      [{ provider: 'plivo' }, { name: 'twilio', enabled: true }, { name: 'sip', enabled: false }],
    ],
    ['flags', { plivo: true, twilio: true, sip: false }],
  ])('lists the allowed providers as %s too', async (_name, allowed_telephony_providers) => {
    const server = await startServer({ '*': ok(aConfig({ allowed_telephony_providers })) });
    const config = await testVocobase(server).vocobase.config();
    expect(config.allowed_telephony_providers).toEqual(['plivo', 'twilio']);
  });

  test.each([
    ['a word', 'all'],
    ['objects without a name', [{ x: 1 }]],
    ['an object without flags', { plan: 'gold' }],
  ])(
    'does not say which providers are allowed if the reply has %s',
    async (_name, allowed_telephony_providers) => {
      const server = await startServer({ '*': ok(aConfig({ allowed_telephony_providers })) });
      const config = await testVocobase(server).vocobase.config();
      expect(config.allowed_telephony_providers).toBeNull();
    },
  );

  test('is read if members are missing or have another type', async () => {
    const data = {
      allowed_telephony_providers: ['plivo', 7, null],
      telephony: { PLIVO: { configured: 'yes' }, mcube: { configured: true }, sip: 3 },
      credits: '12.5',
      status: 4,
      agent_limit: {},
    };
    const server = await startServer({ '*': ok(data) });
    expect(await testVocobase(server).vocobase.config()).toMatchObject({
      name: null,
      status: '4',
      allowed_telephony_providers: ['plivo'],
      // What cannot be read of a provider is left out: it would say that it is not configured.
      telephony: { mcube: { configured: true, from_number: null } },
      credits: 12.5,
      agent_limit: null,
    });
  });

  test.each<[string, Move, string]>([
    ['a web page', page(200), 'web page'],
    ['cut-off JSON', { body: '{"success":true,"data":{"na' }, 'cannot be read'],
    ['nothing', { body: '' }, 'empty'],
    ['a word', { body: 'OK' }, 'not JSON'],
    ['an empty object', ok({}), 'no config'],
    ['null', { body: 'null' }, 'no config'],
    ['a failure beside 200, without a code', { body: { success: false } }, 'another form'],
  ])('that is %s is an unexpected response', async (_name, move, words) => {
    const server = await startServer({ '*': move });
    const error = await errorOf(testVocobase(server).vocobase.config());
    expect(error.code).toBe('UNEXPECTED_RESPONSE');
    expect(error.message).toContain(words);
    expect(error.http).toMatchObject({ method: 'GET', path: '/config', status: 200 });
  });

  test('shows the first 200 characters of what it cannot read, masked', async () => {
    const body = `<html>${secrets.apiKey} \u001b[31m${'x'.repeat(500)}`;
    const server = await startServer({ '*': { body } });
    const { details } = await errorOf(testVocobase(server).vocobase.config());
    expect(details).toMatchObject({ status: 200 });
    expect(details.body_start).toMatch(/^<html>\*{4} x+$/);
    expect(details.body_start).toHaveLength(200);
  });

  test.each([
    ['cut off', '{"data":{"call_id":"c","session":{"transcript":[{"content":"my card is 4111"'],
    ['not under its promised form', '{"data":{"session":{"transcript":"my card is 4111"}}}'],
    ['under a longer name', '{"items":[{"full_transcript":["my card is 4111"]}]}'],
  ])('shows no words of a call from a transcript that is %s', async (_name, body) => {
    const server = await startServer({ '*': { body } });
    const { details } = await errorOf(testVocobase(server).vocobase.config());
    expect(details.body_start).toContain('transcript');
    expect(details.body_start).not.toContain('4111');
  });
});

describe('a list', () => {
  const first = aConnection();
  const second = aConnection({ name: 'Support' });
  test.each<[string, unknown]>([
    ['under its name', { success: true, data: { connections: [first, second], total: 2 } }],
    ['in data', { success: true, data: [first, second] }],
    ['at the top', [first, second]],
    ['under its name without an envelope', { connections: [first, second] }],
    ['beside items that cannot be read', { data: [first, 'x', { name: 'no id' }, null, second] }],
  ])('is found %s', async (_name, body) => {
    const server = await startServer({ '*': { body } });
    const connections = await testVocobase(server).vocobase.listConnections('plivo');
    expect(connections.map((one) => one.name)).toEqual(['Sales', 'Support']);
    expect(server.asked()).toEqual(['GET /telephony/connections?provider=plivo']);
  });

  test('may be empty', async () => {
    const server = await startServer({ '*': ok({ connections: [] }) });
    expect(await testVocobase(server).vocobase.listConnections()).toEqual([]);
  });

  test.each([
    ['is not there', { connection: {} }],
    ['holds nothing that can be read', { connections: [{ a: 1 }, 'x'] }],
  ])('is an unexpected response if it %s', async (_name, data) => {
    const server = await startServer({ '*': ok(data) });
    const error = await errorOf(testVocobase(server).vocobase.listConnections());
    expect(error.code).toBe('UNEXPECTED_RESPONSE');
  });

  test('is read further if its total says that there is more', async () => {
    const server = await startServer({
      '*': [ok({ connections: [first], total: 2 }), ok({ connections: [second], total: 2 })],
    });
    expect(await testVocobase(server).vocobase.listConnections()).toHaveLength(2);
    expect(server.asked()[1]).toBe('GET /telephony/connections?offset=1');
  });

  test('ends when a page repeats earlier items', async () => {
    const server = await startServer({ '*': ok({ connections: [first], total: 99 }) });
    expect(await testVocobase(server).vocobase.listConnections()).toHaveLength(1);
    expect(server.asked()).toEqual([
      'GET /telephony/connections',
      'GET /telephony/connections?offset=1',
      'GET /telephony/connections?page=2',
    ]);
  });

  const rows = Array.from({ length: 7 }, () => aConnection());
  const paging: readonly [string, (query: URLSearchParams) => unknown][] = [
    ['a total', (query) => ({ connections: from(query.get('offset')), total: 7 })],
    [
      'has_more beside it',
      (query) => ({
        connections: from(query.get('offset')),
        pagination: { has_more: Number(query.get('offset')) < 4 },
      }),
    ],
    [
      'page numbers',
      (query) => {
        const page = Number(query.get('page') ?? 1);
        return { connections: from(3 * (page - 1)), page, total_pages: 3 };
      },
    ],
    [
      'page numbers that no member names',
      (query) => ({ connections: from(3 * (Number(query.get('page') ?? 1) - 1)), total: 7 }),
    ],
    [
      'the address of the next page',
      (query) => {
        const after = Number(query.get('after'));
        return {
          connections: from(after),
          next: after < 6 ? `https://api.example/v2/x?after=${after + 3}` : null,
        };
      },
    ],
    [
      'a cursor',
      (query) => {
        const cursor = Number(query.get('cursor'));
        return {
          connections: from(cursor),
          meta: { next_cursor: cursor < 6 ? String(cursor + 3) : null },
        };
      },
    ],
    ['a full page', (query) => ({ connections: from(query.get('offset')), limit: 3 })],
  ];

  function from(start: unknown): readonly unknown[] {
    return rows.slice(Number(start), Number(start) + 3);
  }

  test.each(paging)('is read to its end when it pages by %s', async (_name, answer) => {
    const server = await startServer({
      '*': (request, response) => {
        const query = new URL(request.url ?? '', 'http://x').searchParams;
        response.end(JSON.stringify({ success: true, data: answer(query) }));
      },
    });
    const listed = await testVocobase(server).vocobase.listConnections();
    expect(listed.map((one) => one.connection_id)).toEqual(rows.map((one) => one.connection_id));
  });

  test.each([
    ['items', { items: rows }],
    ['results, beside other members', { results: rows, total: 7, page: { size: 9 } }],
    ['a list within an object', { data: { list: rows } }],
    ['a bare list', rows],
  ])('may be called %s', async (_name, data) => {
    const server = await startServer({ '*': ok(data) });
    expect(await testVocobase(server).vocobase.listConnections()).toHaveLength(7);
  });

  test('has each item once, also on a single page', async () => {
    const server = await startServer({ '*': ok({ connections: [first, first], total: 2 }) });
    expect(await testVocobase(server).vocobase.listConnections()).toHaveLength(1);
  });

  test('is requested without a page size if every one is refused', async () => {
    const agents = [anAgent()];
    const server = await startServer({
      '*': (request, response) => {
        const isRefused = request.url?.includes('limit') === true;
        const error = { code: 'VALIDATION_ERROR', message: 'limit is not a parameter' };
        response.statusCode = isRefused ? 400 : 200;
        response.end(JSON.stringify(isRefused ? { error } : { data: { agents } }));
      },
    });
    expect(await testVocobase(server).vocobase.listAgents()).toHaveLength(1);
  });

  test.each([
    ['agents', 'GET /agent'],
    ['calls', 'GET /calls'],
  ])('is requested in smaller pages if a page size is refused: %s', async (name, address) => {
    const objects = Array.from({ length: 30 }, () => (name === 'agents' ? anAgent() : aCall()));
    const server = await startServer({
      [address]: (request, response) => {
        const query = new URL(request.url ?? '', 'http://x').searchParams;
        const limit = Number(query.get('limit'));
        const offset = Number(query.get('offset'));
        const data = { [name]: objects.slice(offset, offset + limit), total: 30 };
        const error = { code: 'VALIDATION_ERROR', message: 'limit must not exceed 25' };
        response.statusCode = limit > 25 ? 400 : 200;
        response.end(JSON.stringify(limit > 25 ? { error } : { data }));
      },
    });
    const { vocobase } = testVocobase(server);
    const listed =
      name === 'agents'
        ? await vocobase.listAgents()
        : (await vocobase.listCalls({ limit: 100 })).calls;
    expect(listed).toHaveLength(30);
  });
});

describe('a connection', () => {
  test('keeps unknown members and fills in missing ones', async () => {
    const server = await startServer({
      '*': ok([
        { id: 12, provider_key: 'PLIVO', region: 'in', phone_numbers: [{ id: 'n' }, aNumber()] },
      ]),
    });
    const [connection] = await testVocobase(server).vocobase.listConnections();
    expect(connection).toMatchObject({
      id: '12',
      connection_id: '12',
      provider: 'plivo',
      provider_key: 'PLIVO',
      name: '',
      status: '',
      is_default: null,
      region: 'in',
    });
    expect(connection?.phone_numbers).toHaveLength(1);
  });

  test('shows its numbers in E.164, if the API shows their country', async () => {
    const rows = [{ phone_number: '14155550100' }, { phone_number: '+14155550101' }];
    const server = await startServer({
      '*': ok([
        { id: 'p', provider: 'plivo', from_number: '1 415 555 0100', phone_numbers: rows },
        { id: 'm', provider: 'mcube', from_number: '8012345678' },
        { id: 'q', provider: 'plivo', from_number: '+1 (415) 555-0100' },
        { id: 'r', provider: 'plivo', from_number: '(415) 555-0100' },
        { id: 's', provider: 'plivo', from_number: '9876543210' },
      ]),
      'GET /config': ok(
        aConfig({ telephony: { plivo: { configured: true, from_number: '14155550100' } } }),
      ),
    });
    const { vocobase } = testVocobase(server);
    expect(await vocobase.listConnections()).toMatchObject([
      {
        from_number: '+14155550100',
        phone_numbers: [{ phone_number: '+14155550100' }, { phone_number: '+14155550101' }],
      },
      { from_number: '8012345678' },
      { from_number: '+14155550100' },
      // A country is never guessed: the number might be written back.
      { from_number: '(415) 555-0100' },
      { from_number: '9876543210' },
    ]);
    expect((await vocobase.config()).telephony?.plivo?.from_number).toBe('+14155550100');
  });

  test('has the provider that the list was filtered by', async () => {
    const server = await startServer({ '*': ok([{ connection_id: 'c' }]) });
    const [connection] = await testVocobase(server).vocobase.listConnections('plivo');
    expect(connection).toEqual({
      connection_id: 'c',
      provider: 'plivo',
      name: '',
      status: '',
      is_default: null,
      phone_numbers: [],
      received: { connection_id: 'c' },
    });
  });

  test('includes what the API sent, without default values', async () => {
    const sent = {
      connection_id: 'c',
      name: 'Sales',
      phone_numbers: [{ phone_number: '+14155550100' }],
    };
    const server = await startServer({ '*': ok([sent]) });
    const [connection] = await testVocobase(server).vocobase.listConnections('plivo');
    expect(connection?.received).toEqual(sent);
    expect(connection?.phone_numbers[0]).toMatchObject({ status: '', agent: null });
  });
});

describe('a call', () => {
  test('is read with every optional member missing', async () => {
    const server = await startServer({
      '*': ok({ call_id: 77, session: { x: 1 }, created_at: 4 }),
    });
    expect(await testVocobase(server).vocobase.getCall('a/b')).toEqual({
      call_id: '77',
      status: 'unknown',
      provider: null,
      connection_id: null,
      from_number: null,
      to_number: null,
      agent_id: null,
      duration_seconds: null,
      error_message: null,
      started_at: null,
      ended_at: null,
      created_at: '4',
      disposition: null,
      answered_by: null,
      processing_complete: null,
      session: expect.objectContaining({ transcript: null }),
    });
    expect(server.asked()).toEqual(['GET /calls/a%2Fb']);
  });

  test('has no duration if the reply says -1', async () => {
    const duration_seconds = -1;
    const call = { ...aCall({ call_id: 'k', duration_seconds }), session: { duration_seconds } };
    const server = await startServer({ 'GET /calls/k': ok(call) });
    expect(await testVocobase(server).vocobase.getCall('k')).toMatchObject({
      duration_seconds: null,
      session: { duration_seconds: null },
    });
  });

  test('has no transcript if none of its turns can be read', async () => {
    const session = { transcript: ['Hello', 5, null] };
    const server = await startServer({ 'GET /calls/k': ok({ call_id: 'k', session }) });
    const { vocobase } = testVocobase(server);
    expect((await vocobase.getCall('k')).session?.transcript).toBeNull();
  });

  test('has a session as far as the reply includes one', async () => {
    const transcript = [
      { role: 'bot', content: 'Hello', timestamp: '2026-03-01T12:00:01Z', latency_ms: 5 },
      { role: 'user', text: 'Hi' },
      'noise',
    ];
    const session = { session_id: 's', credits_used: '0.9', recording_url: null, transcript };
    const server = await startServer({
      'GET /calls/k': [
        ok({ ...aCall({ call_id: 'k' }), session, processing_complete: true }),
        ok({ ...aCall({ call_id: 'k' }), session: { processing_complete: false } }),
        ok(aCall({ call_id: 'k' })),
      ],
    });
    const { vocobase } = testVocobase(server);
    expect(await vocobase.getCall('k')).toMatchObject({
      processing_complete: true,
      session: {
        session_id: 's',
        credits_used: 0.9,
        recording: false,
        started_at: null,
        transcript: [
          { role: 'bot', content: 'Hello', timestamp: '2026-03-01T12:00:01Z' },
          { role: 'user', content: 'Hi', timestamp: null },
        ],
      },
    });
    expect(await vocobase.getCall('k')).toMatchObject({
      processing_complete: false,
      session: { recording: null, transcript: null },
    });
    expect(await vocobase.getCall('k')).toMatchObject({ processing_complete: null, session: null });
  });

  test('is listed with the total, or with as many as are known', async () => {
    const server = await startServer({
      '*': [ok({ calls: [aCall()], total: 41 }), ok({ calls: [aCall()] })],
    });
    const { vocobase } = testVocobase(server);
    const filter = { limit: 1, offset: 4, status: 'failed' };
    expect((await vocobase.listCalls(filter)).total).toBe(41);
    expect((await vocobase.listCalls(filter)).total).toBe(5);
    expect(server.asked()[0]).toBe('GET /calls?limit=1&offset=4&status=failed');
  });

  test.each([
    [
      { limit: 3, active: 1, remaining: 2 },
      { limit: 3, active: 1, remaining: 2 },
    ],
    [
      { limit: 3, active: 5 },
      { limit: 3, active: 5, remaining: 0 },
    ],
    [{ active: 5 }, { limit: null, active: 5, remaining: null }],
  ])('may be one of so many: %j', async (data, expected) => {
    const server = await startServer({ '*': ok(data) });
    expect(await testVocobase(server).vocobase.concurrency()).toEqual(expected);
  });
});

describe('an agent', () => {
  test('is read with the names of the requests', async () => {
    const server = await startServer({
      '*': ok({
        id: agentId,
        agent_name: 'A',
        transferEnabled: true,
        transferNumber: '+14155550101',
        endCallMessage: 'bye',
        extraction_config: { includeToolLogs: true },
        voicemail_detection_enabled: false,
      }),
    });
    expect(await testVocobase(server).vocobase.getAgent(agentId)).toMatchObject({
      id: agentId,
      transfer_enabled: true,
      transfer_number: '+14155550101',
      end_call_message: 'bye',
      extraction_config: { includeToolLogs: true },
      voicemail_detection_enabled: false,
      voicemail_message: null,
      agent_type: null,
    });
  });

  test('is listed from all pages, whatever their size', async () => {
    const agents = Array.from({ length: 5 }, () => anAgent());
    const server = await startServer({
      'GET /agent': (request, response) => {
        const offset = Number(new URL(request.url ?? '', 'http://x').searchParams.get('offset'));
        response.end(
          JSON.stringify({ success: true, data: { agents: agents.slice(offset, offset + 2) } }),
        );
      },
    });
    expect(await testVocobase(server).vocobase.listAgents()).toHaveLength(5);
    expect(server.asked()[1]).toBe('GET /agent?limit=100&offset=2');
  });

  test('is listed once by a server that ignores the offset', async () => {
    const server = await startServer({ '*': ok({ agents: [anAgent(), anAgent()], total: 9 }) });
    expect(await testVocobase(server).vocobase.listAgents()).toHaveLength(2);
    expect(server.hits).toHaveLength(3);
  });

  test('sends only the named fields when changed', async () => {
    const server = await startServer({ '*': ok({ agent: anAgent({ voicemail_message: null }) }) });
    await testVocobase(server).vocobase.updateAgent(agentId, { voicemail_message: null });
    expect(server.hits[0]).toMatchObject({
      method: 'PUT',
      url: `/agent/${agentId}`,
      body: '{"voicemail_message":null}',
    });
  });

  test('has voices, of which only the id is required', async () => {
    const server = await startServer({
      '*': ok({ voices: [{ voice_id: 'v1', name: 'Asha' }, { name: 'no id' }, { id: 'v2' }] }),
    });
    expect(await testVocobase(server).vocobase.listVoices()).toEqual([
      { id: 'v1', name: 'Asha', language: null, gender: null },
      { id: 'v2', name: null, language: null, gender: null },
    ]);
  });
});

describe('a phone number', () => {
  test('sends only the named fields when changed, and is read back', async () => {
    const number = aNumber({ agent: { id: agentId, name: 'A', extra: 1 } });
    const server = await startServer({ '*': ok(number) });
    const { vocobase } = testVocobase(server);
    expect(await vocobase.updatePhoneNumber(number.id, { agent_id: null })).toMatchObject({
      phone_number: '+14155550100',
      agent: { id: agentId, name: 'A' },
    });
    expect(server.hits[0]).toMatchObject({
      method: 'PUT',
      url: `/phone-numbers/${number.id}`,
      body: '{"agent_id":null}',
    });
  });

  test('is listed by provider and connection', async () => {
    const server = await startServer({ '*': ok({ phone_numbers: [aNumber()], total: 1 }) });
    const filter = { provider: 'plivo', connectionId: 'c-1' };
    expect(await testVocobase(server).vocobase.listPhoneNumbers(filter)).toHaveLength(1);
    expect(server.asked()).toEqual(['GET /phone-numbers?provider=plivo&connection_id=c-1']);
  });

  test.each<[string, unknown, unknown]>([
    [
      'counts and rows',
      { imported: 1, updated: 2, phone_numbers: [aNumber({ id: 'n' })] },
      { imported: 1, updated: 2, phone_numbers: [{ id: 'n' }] },
    ],
    [
      'rows that name no provider',
      { imported: 1, phone_numbers: [aNumber({ id: 'n', provider: undefined })] },
      { imported: 1, phone_numbers: [{ id: 'n', phone_number: '+14155550100' }] },
    ],
    [
      'rows for counts',
      { imported: [{}, {}], updated: [] },
      { imported: 2, updated: 0, phone_numbers: null },
    ],
    [
      'nothing that is known',
      { done: true },
      { imported: null, updated: null, phone_numbers: null },
    ],
  ])('is synced, whatever the reply contains: %s', async (_name, data, expected) => {
    const server = await startServer({ 'POST /phone-numbers/sync': ok(data) });
    const { vocobase } = testVocobase(server);
    const body = { provider: 'plivo', connectionId: 'c-1' };
    expect(await vocobase.syncPhoneNumbers(body)).toMatchObject(expected as object);
    expect(server.hits[0]?.body).toBe('{"provider":"plivo","connection_id":"c-1"}');
  });

  test('is found at the configured paths', async () => {
    const server = await startServer({
      'GET /v3/dids': ok({ phone_numbers: [] }),
      'POST /v3/dids/import': ok({ imported: 0 }),
    });
    const { vocobase } = testVocobase(server, {
      endpoints: { phoneNumbers: 'v3/dids', phoneNumbersSync: '/v3/dids/import' },
    });
    await vocobase.listPhoneNumbers({});
    await vocobase.syncPhoneNumbers({ provider: 'plivo', connectionId: null });
    expect(server.asked()).toEqual(['GET /v3/dids', 'POST /v3/dids/import']);
    expect(server.hits[1]?.body).toBe('{"provider":"plivo"}');
  });
});

describe('the default connection', () => {
  test.each<[string, Move, unknown]>([
    ['what it says', ok({ auth_id: 'MATE****ST00' }), { auth_id: 'MATE****ST00' }],
    ['nothing', { status: 204, body: '' }, {}],
    ['success only', { body: { success: true, data: null } }, {}],
  ])('is written, whatever the reply contains: %s', async (_name, move, expected) => {
    const server = await startServer({ 'PUT /config/telephony/plivo': move });
    const { vocobase } = testVocobase(server);
    expect(await vocobase.putDefaultConnection('plivo', { auth_id: 'x' })).toEqual(expected);
    expect(server.hits[0]?.body).toBe('{"auth_id":"x"}');
  });
});

describe('a reply that is only a message', () => {
  const message = ok({ message: 'Done' });

  test('is read back after a change of an agent', async () => {
    const server = await startServer({
      'PUT /agent/a': message,
      'GET /agent/a': ok(anAgent({ id: 'a', voicemail_message: 'Bye' })),
    });
    const { vocobase } = testVocobase(server);
    expect(await vocobase.updateAgent('a', { voicemail_message: 'Bye' })).toMatchObject({
      voicemail_message: 'Bye',
    });
  });

  test('is read back after a change of a number', async () => {
    const server = await startServer({
      'PUT /phone-numbers/n': message,
      'GET /phone-numbers': ok([aNumber({ id: 'n', friendly_name: 'Desk' })]),
    });
    const { vocobase } = testVocobase(server);
    expect(await vocobase.updatePhoneNumber('n', { friendly_name: 'Desk' })).toMatchObject({
      friendly_name: 'Desk',
    });
  });

  test('means the agent with that name after creating one', async () => {
    const server = await startServer({
      'POST /agent': message,
      'GET /agent': ok([anAgent({ id: 'new', agent_name: 'Test' })]),
    });
    const fields = { agent_name: 'Test', prompt: 'p', voice_id: 'v' };
    expect((await testVocobase(server).vocobase.createAgent(fields)).id).toBe('new');
  });

  test.each([
    ['a message', message],
    ['nothing', { status: 204, body: '' }],
    ['data that is null', ok(null)],
    ['a word as data', ok('synced')],
  ])('leaves the counts of a sync open: %s', async (_name, move) => {
    const server = await startServer({ '*': move });
    const { vocobase } = testVocobase(server);
    expect(await vocobase.syncPhoneNumbers({ provider: 'plivo', connectionId: 'c' })).toEqual({
      imported: null,
      updated: null,
      phone_numbers: null,
    });
  });

  test('still requires a connection for a path with {connection_id}', async () => {
    const server = await startServer({ '*': message });
    const endpoints = { phoneNumbersSync: '/telephony/connections/{connection_id}/sync' };
    const { vocobase } = testVocobase(server, { endpoints });
    await vocobase.syncPhoneNumbers({ provider: 'plivo', connectionId: 'c/1' });
    expect(server.asked()).toEqual(['POST /telephony/connections/c%2F1/sync']);
    const unnamed = vocobase.syncPhoneNumbers({ provider: 'plivo', connectionId: null });
    expect((await errorOf(unnamed)).code).toBe('INVALID_VALUE');
  });
});

describe('any request', () => {
  test.each([
    ['get', 'config', 'GET /api/v2/config'],
    ['GET', '/calls?limit=2', 'GET /api/v2/calls?limit=2'],
    ['GET', '//other.example/x', 'GET /api/v2//other.example/x'],
    ['DELETE', '/agent/1', 'DELETE /api/v2/agent/1'],
  ])(
    'sends %s %s below the base URL and returns the reply unchanged',
    async (method, path, asked) => {
      const server = await startServer({ '*': { status: 418, body: 'short' } });
      const { vocobase } = testVocobase({ url: `${server.url}/api/v2/` });
      expect(vocobase.baseUrl).toBe(`${server.url}/api/v2`);
      expect(await vocobase.raw(method, path)).toMatchObject({ status: 418, text: 'short' });
      expect(server.asked()).toEqual([asked]);
    },
  );

  test('repeats only reads and replacements', async () => {
    const server = await startServer({ '*': { status: 503 } });
    const { vocobase } = testVocobase(server);
    await vocobase.raw('POST', '/x', { a: 1 });
    expect(server.hits).toHaveLength(1);
    await vocobase.raw('PUT', '/x', { a: 1 });
    expect(server.hits).toHaveLength(5);
  });
});
