import { once } from 'node:events';
import { createConnection } from 'node:net';
import { describe, expect, test } from 'vitest';
import type { Sandbox } from '../../src/sandbox/server.ts';
import { ask, askPlivo, credentials, testClock, withSandbox } from './ask.ts';

const config = (sandbox: Sandbox) => ask(sandbox, 'GET', '/config');
const isReset = (request: Promise<unknown>) =>
  request.then(
    () => false,
    () => true,
  );

describe.each([
  ['rate-limited', null],
  ['rate-limited-retry-after', '1'],
])('%s', (scenario, retryAfter) => {
  test('refuses two of three attempts, counted for each request', () =>
    withSandbox({ scenario }, async (sandbox) => {
      const statuses: number[] = [];
      for (let index = 0; index < 6; index += 1) statuses.push((await config(sandbox)).status);
      expect(statuses).toEqual([429, 429, 200, 429, 429, 200]);
      const other = await ask(sandbox, 'GET', '/agent');
      expect(other.status).toBe(429);
      expect(other.body.error.code).toBe('LIMIT_REACHED');
      expect(other.headers.get('retry-after')).toBe(retryAfter);
    }));

  test('does not affect Plivo', () =>
    withSandbox({ scenario }, async (sandbox) => {
      expect((await askPlivo(sandbox)).status).toBe(200);
    }));
});

describe('flaky', () => {
  test('answers 503, then resets, then answers properly', () =>
    withSandbox({ scenario: 'flaky' }, async (sandbox) => {
      expect((await config(sandbox)).status).toBe(503);
      expect(await isReset(config(sandbox))).toBe(true);
      expect((await config(sandbox)).status).toBe(200);
      expect((await askPlivo(sandbox)).status).toBe(503);
      expect(sandbox.requests().map((entry) => entry.status)).toEqual([503, null, 200, 503]);
    }));

  test('does nothing for the 503 and everything for the reset', () =>
    withSandbox({ scenario: 'flaky' }, async (sandbox) => {
      const body = { provider: 'plivo', name: 'Plivo', ...credentials(sandbox) };
      const create = () => ask(sandbox, 'POST', '/telephony/connections', body);
      await create();
      expect(sandbox.world().connections).toHaveLength(0);
      expect(await isReset(create())).toBe(true);
      expect(sandbox.world().connections).toHaveLength(1);
    }));
});

test('garbled answers HTML, half a JSON, nothing, then properly, at both APIs', () =>
  withSandbox({ scenario: 'garbled' }, async (sandbox) => {
    for (const read of [config, (each: Sandbox) => askPlivo(each)]) {
      const html = await read(sandbox);
      expect([html.status, html.headers.get('content-type')]).toEqual([
        200,
        'text/html; charset=utf-8',
      ]);
      const half = await read(sandbox);
      expect([half.status, half.body, half.text.startsWith('{')]).toEqual([200, undefined, true]);
      const empty = await read(sandbox);
      expect([empty.status, empty.text]).toEqual([200, '']);
      expect((await read(sandbox)).body).toBeDefined();
    }
  }));

describe('latency', () => {
  test('comes from the scenario, and an option overrides it', () =>
    withSandbox({ scenario: 'slow', latencyMs: 0 }, async (sandbox) => {
      expect(sandbox.world().faults.latencyMs).toBe(1200);
      expect((await config(sandbox)).status).toBe(200);
    }));

  test('does not delay closing', () =>
    withSandbox({ latencyMs: 3_600_000 }, async (sandbox) => {
      const waiting = isReset(config(sandbox));
      await sandbox.close();
      expect(await waiting).toBe(true);
    }));
});

describe('the documented limits', () => {
  const times = async (count: number, request: () => Promise<{ status: number }>) => {
    const statuses: number[] = [];
    for (let index = 0; index < count; index += 1) statuses.push((await request()).status);
    return statuses.indexOf(429);
  };

  test('count the call list as a general request with that choice', () =>
    withSandbox({ enforceLimits: true }, async (sandbox) => {
      sandbox.world().choices.callListCountsAsCall = false;
      expect(await times(12, () => ask(sandbox, 'GET', '/calls'))).toBe(-1);
    }));

  test('are 60 and 10 a minute, counted separately, and end with the minute', () => {
    const clock = testClock();
    return withSandbox({ enforceLimits: true, now: clock.now }, async (sandbox) => {
      expect(await times(12, () => ask(sandbox, 'GET', '/calls/concurrency'))).toBe(10);
      expect(await times(1, () => ask(sandbox, 'GET', '/calls'))).toBe(0);
      expect(await times(61, () => config(sandbox))).toBe(60);
      clock.pass(59);
      expect((await config(sandbox)).status).toBe(429);
      clock.pass(1);
      expect((await config(sandbox)).status).toBe(200);
      expect((await ask(sandbox, 'GET', '/calls')).status).toBe(200);
    });
  });

  test('send no header unless switched on', () => {
    const clock = testClock();
    return withSandbox({ enforceLimits: true, now: clock.now }, async (sandbox) => {
      await times(10, () => ask(sandbox, 'GET', '/calls'));
      clock.pass(15);
      expect((await ask(sandbox, 'GET', '/calls')).headers.get('retry-after')).toBeNull();
      sandbox.world().choices.retryAfterHeader = true;
      expect((await ask(sandbox, 'GET', '/calls')).headers.get('retry-after')).toBe('45');
    });
  });

  test('are not enforced unless requested', () =>
    withSandbox({}, async (sandbox) => {
      expect(await times(70, () => ask(sandbox, 'GET', '/calls'))).toBe(-1);
    }));
});

test('close does not wait for a connection with a half-sent request', () =>
  withSandbox({}, async (sandbox) => {
    const socket = createConnection(sandbox.port, '127.0.0.1');
    await once(socket, 'connect');
    socket.write(
      'PUT /api/v2/config/telephony/plivo HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 9\r\n\r\n{',
    );
    await config(sandbox);
    socket.on('error', () => {});
    const gone = once(socket, 'close');
    await sandbox.close();
    await gone;
    expect(await isReset(config(sandbox))).toBe(true);
  }));
