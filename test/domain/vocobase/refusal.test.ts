import { describe, expect, test } from 'vitest';
import { explainRefusal } from '../../../src/domain/vocobase/refusal.ts';
import type { ErrorCode } from '../../../src/errors/catalogue/errors.ts';
import type { Vocobase } from '../../../src/ports/vocobase.ts';
import { failed, type Move, ok, page, startServer } from '../../http/scripted-server.ts';
import { errorOf } from '../../http/test-exchange.ts';
import { aConfig, agentId, testVocobase } from '../../vocobase/test-vocobase.ts';

const call = (vocobase: Vocobase) =>
  vocobase
    .startCall({ agentId, toNumber: '+14155550101', provider: 'plivo', connectionId: null })
    .catch(async (error: unknown) => {
      throw await explainRefusal(vocobase, error, 'plivo');
    });

describe('a 403 on a call', () => {
  const refusedCall = (message: string, config: Move) => ({
    'POST /calls/start': failed(403, 'FORBIDDEN', message),
    'GET /config': config,
  });

  test('because plivo is absent carries the request that can be sent, and no way through setup', async () => {
    const server = await startServer(
      refusedCall('no', ok(aConfig({ allowed_telephony_providers: ['twilio'] }))),
    );
    const { vocobase } = testVocobase(server);
    const error = await errorOf(call(vocobase));
    expect(error.details.request).toMatch(
      /^Subject: Enable Plivo[\s\S]*Acme[\s\S]*lists only twilio/,
    );
    expect([...error.hints, ...error.commands].join(' ')).not.toContain('setup');
  });

  test.each<[string, string, Move, ErrorCode]>([
    [
      'plivo is absent',
      'no',
      ok(aConfig({ allowed_telephony_providers: ['twilio'] })),
      'PROVIDER_NOT_ALLOWED',
    ],
    [
      'plivo is there in capitals',
      'no',
      ok(aConfig({ allowed_telephony_providers: ['PLIVO'] })),
      'FORBIDDEN',
    ],
    ['the balance is gone', 'no', ok(aConfig({ credits: 0 })), 'INSUFFICIENT_BALANCE'],
    [
      'the balance is below nothing',
      'no',
      ok(aConfig({ credits: '-3.2' })),
      'INSUFFICIENT_BALANCE',
    ],
    ['the message says balance', 'Insufficient balance', ok(aConfig()), 'INSUFFICIENT_BALANCE'],
    [
      'the message says credits',
      'No credits left',
      ok(aConfig({ credits: 5 })),
      'INSUFFICIENT_BALANCE',
    ],
    ['the message says credentials', 'Check credentials', ok(aConfig({ credits: 5 })), 'FORBIDDEN'],
    ['the partner is not active', 'no', ok(aConfig({ status: 'suspended' })), 'PARTNER_INACTIVE'],
    ['nothing explains it', 'no', ok(aConfig({ credits: 5 })), 'FORBIDDEN'],
    ['the configuration is refused too', 'no', failed(403, 'FORBIDDEN', 'no'), 'PARTNER_INACTIVE'],
    [
      'it is refused too, but money was named',
      'balance',
      failed(403, 'FORBIDDEN', 'no'),
      'INSUFFICIENT_BALANCE',
    ],
    ['the configuration cannot be read', 'no', failed(404, null, 'no'), 'FORBIDDEN'],
    ['the configuration is unreadable', 'no', page(200), 'FORBIDDEN'],
  ])('%s', async (_name, message, config, code) => {
    const server = await startServer(refusedCall(message, config));
    const error = await errorOf(call(testVocobase(server).vocobase));
    expect(error.code).toBe(code);
    expect(error.http).toMatchObject({
      method: 'POST',
      path: '/calls/start',
      status: 403,
      message,
    });
    expect(server.asked()).toEqual(['POST /calls/start', 'GET /config']);
  });

  test('makes the cause likely, not proven, after a second 403', async () => {
    const server = await startServer(refusedCall('no', failed(403, 'FORBIDDEN', 'no')));
    const error = await errorOf(call(testVocobase(server).vocobase));
    expect(error.message).toContain('likely');
    expect(error.details).toEqual({ proven: false });
  });
});

describe('a 429 because no call slot is free', () => {
  const limited = failed(429, 'LIMIT_REACHED', 'Limit reached');
  const full = {
    'POST /calls/start': limited,
    'GET /calls/concurrency': ok({ limit: 3, active: 3 }),
  };

  test('carries the request to send to the account manager', async () => {
    const server = await startServer({ ...full, 'GET /config': ok(aConfig()) });
    const error = await errorOf(call(testVocobase(server).vocobase));
    expect(error.code).toBe('CONCURRENCY_LIMIT');
    expect(error.details.request).toMatch(
      /^Subject: Raise our limit[\s\S]*Acme[\s\S]*limit of 3, with 3 calls/,
    );
  });

  test('carries none if the account cannot be read', async () => {
    const server = await startServer({ ...full, 'GET /config': limited });
    const error = await errorOf(call(testVocobase(server).vocobase));
    expect(error.code).toBe('CONCURRENCY_LIMIT');
    expect(error.details).toEqual({ limit: 3, active: 3, remaining: 0 });
  });
});
