import { describe, expect, test } from 'vitest';
import { DEMO_FROM_NUMBER, DEMO_SECOND_CONNECTION_ID } from '../../src/sandbox/demo.ts';
import { plivoNumber } from '../../src/sandbox/world/seed.ts';
import { ask, connect, withSandbox } from './ask.ts';

describe('POST /phone-numbers/sync', () => {
  test('imports what the Plivo account has, and changes nothing the second time', () =>
    withSandbox({}, async (sandbox) => {
      await connect(sandbox);
      const first = await ask(sandbox, 'POST', '/phone-numbers/sync', { provider: 'plivo' });
      expect(first.status).toBe(200);
      expect(first.body.data).toMatchObject({ imported: 4, updated: 1 });
      expect(first.body.data.phone_numbers).toHaveLength(5);
      expect(first.body.data.phone_numbers[0]).toMatchObject({
        phone_number: DEMO_FROM_NUMBER,
        friendly_name: 'Main line',
        is_default: true,
      });
      const second = await ask(sandbox, 'POST', '/phone-numbers/sync', { provider: 'plivo' });
      expect(second.body.data).toMatchObject({ imported: 0, updated: 0 });
    }));

  test('imports 45 numbers, and keeps those that Plivo no longer has', () =>
    withSandbox({ scenario: 'healthy' }, async (sandbox) => {
      sandbox.world().plivo.numbers = Array.from({ length: 45 }, (_, index) =>
        plivoNumber(`+1415555${String(1000 + index)}`),
      );
      const { body } = await ask(sandbox, 'POST', '/phone-numbers/sync', { provider: 'plivo' });
      expect(body.data.imported).toBe(45);
      expect(body.data.phone_numbers).toHaveLength(50);
    }));

  test('takes only the from-number of other providers', () =>
    withSandbox({}, async (sandbox) => {
      await ask(sandbox, 'PUT', '/config/telephony/mcube', { jwt_token: 'j', exe_number: '08012' });
      const { body } = await ask(sandbox, 'POST', '/phone-numbers/sync', { provider: 'mcube' });
      expect(body.data).toMatchObject({
        imported: 0,
        phone_numbers: [{ phone_number: '08012', provider: 'MCUBE' }],
      });
    }));

  test.each([
    ['two-connections', { provider: 'plivo' }, 409, 'CONNECTION_AMBIGUOUS'],
    ['two-connections', { provider: 'plivo', connection_id: DEMO_SECOND_CONNECTION_ID }, 200, null],
    ['default', { provider: 'plivo' }, 400, 'VALIDATION_ERROR'],
    ['default', {}, 400, 'VALIDATION_ERROR'],
    ['token-rotated', { provider: 'plivo' }, 400, 'VALIDATION_ERROR'],
    ['sync-missing', { provider: 'plivo' }, 404, 'NOT_FOUND'],
  ])('in %s, with %j, answers %d', (scenario, order, status, code) =>
    withSandbox({ scenario }, async (sandbox) => {
      const answer = await ask(sandbox, 'POST', '/phone-numbers/sync', order);
      expect([answer.status, answer.body.error?.code ?? null]).toEqual([status, code]);
    }),
  );
});

describe('GET /phone-numbers', () => {
  test('narrows by provider, in either case, and by connection', () =>
    withSandbox({ scenario: 'two-connections' }, async (sandbox) => {
      const total = async (query: string) =>
        (await ask(sandbox, 'GET', `/phone-numbers${query}`)).body.data.total;
      expect(await total('')).toBe(5);
      expect(await total('?provider=PLIVO')).toBe(5);
      expect(await total('?provider=mcube')).toBe(0);
      expect(await total(`?connection_id=${DEMO_SECOND_CONNECTION_ID}`)).toBe(1);
    }));
});

describe('PUT /phone-numbers/{id}', () => {
  test('assigns and clears an agent, renames, deactivates, and keeps fields that were not sent', () =>
    withSandbox({ scenario: 'healthy' }, async (sandbox) => {
      const id = sandbox.world().phoneNumbers[0]?.id;
      const put = async (body: object) =>
        (await ask(sandbox, 'PUT', `/phone-numbers/${id}`, body)).body.data;
      expect(await put({ agent_id: sandbox.agentId })).toEqual({
        id,
        phone_number: DEMO_FROM_NUMBER,
        provider: 'PLIVO',
        friendly_name: 'Main line',
        status: 'ACTIVE',
        is_default: true,
        agent: { id: sandbox.agentId, name: 'Demo Agent' },
      });
      expect(await put({ friendly_name: 'Front desk', status: 'INACTIVE' })).toMatchObject({
        friendly_name: 'Front desk',
        status: 'INACTIVE',
        agent: { id: sandbox.agentId },
      });
      expect(await put({ agent_id: '', friendly_name: null })).toMatchObject({
        agent: null,
        friendly_name: null,
      });
      await put({ agent_id: sandbox.agentId });
      expect((await put({ agent_id: null })).agent).toBeNull();
    }));

  test.each([
    [{ friendly_name: 'x'.repeat(201) }, 400],
    [{ status: 'active' }, 400],
    [{ agent_id: 'nobody' }, 400],
    [{ agent_id: '00000000-0000-4000-8000-000000000000' }, 404],
  ])('refuses %j and changes nothing', (body, status) =>
    withSandbox({ scenario: 'healthy' }, async (sandbox) => {
      const before = structuredClone(sandbox.world().phoneNumbers);
      const path = `/phone-numbers/${before[0]?.id}`;
      const answer = await ask(sandbox, 'PUT', path, { status: 'INACTIVE', ...body });
      expect(answer.status).toBe(status);
      expect(sandbox.world().phoneNumbers).toEqual(before);
    }),
  );

  test('answers 404 for an unknown id', () =>
    withSandbox({}, async (sandbox) => {
      expect((await ask(sandbox, 'PUT', '/phone-numbers/nope', {})).status).toBe(404);
    }));
});
