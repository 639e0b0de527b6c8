import { describe, expect, test } from 'vitest';
import { ask, withSandbox } from './ask.ts';

describe('webhook endpoints', () => {
  test('show their secret once and keep its hash', () =>
    withSandbox({}, async (sandbox) => {
      const { status, body } = await ask(sandbox, 'POST', '/config/webhooks', {
        label: 'crm',
        url: 'https://example.com/hook',
      });
      expect(status).toBe(201);
      expect(body.data).toEqual({
        id: expect.any(String),
        label: 'crm',
        url: 'https://example.com/hook',
        enabled: true,
        last_delivery_at: null,
        last_delivery_status: null,
        created_at: expect.any(String),
        updated_at: expect.any(String),
        secret: expect.stringMatching(/^whsec_/),
        message: expect.any(String),
      });
      expect(JSON.stringify(sandbox.world())).not.toContain(body.data.secret);
      const path = `/config/webhooks/${body.data.id}/rotate-secret`;
      const rotated = await ask(sandbox, 'POST', path, {});
      expect(rotated.body.data).toMatchObject({ id: body.data.id, label: 'crm' });
      expect(rotated.body.data.secret).not.toBe(body.data.secret);
    }));

  test('PUT /config/webhook keeps one endpoint labelled default', () =>
    withSandbox({}, async (sandbox) => {
      const put = (url: string) => ask(sandbox, 'PUT', '/config/webhook', { webhook_url: url });
      await put('https://example.com/one');
      const { body } = await put('https://example.com/two');
      expect(Object.keys(body.data)).toEqual(['webhook_url', 'webhook_secret', 'message']);
      const config = (await ask(sandbox, 'GET', '/config')).body.data;
      expect(config.webhook).toEqual({
        configured: true,
        url: 'https://example.com/two',
        secret: null,
      });
      expect(config.webhooks).toHaveLength(1);
    }));

  test.each([
    [{ label: 'default', url: 'https://example.com' }],
    [{ label: 'CRM', url: 'https://example.com' }],
    [{ label: 'crm', url: 'http://example.com' }],
  ])('refuse %j', (body) =>
    withSandbox({}, async (sandbox) => {
      expect((await ask(sandbox, 'POST', '/config/webhooks', body)).status).toBe(400);
    }),
  );

  test('are at most five', () =>
    withSandbox({}, async (sandbox) => {
      const url = 'https://example.com';
      for (const label of ['a', 'b', 'c', 'd', 'e']) {
        expect((await ask(sandbox, 'POST', '/config/webhooks', { label, url })).status).toBe(201);
      }
      expect((await ask(sandbox, 'POST', '/config/webhooks', { label: 'f', url })).status).toBe(
        400,
      );
    }));
});
