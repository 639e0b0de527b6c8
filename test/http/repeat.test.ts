import { describe, expect, test } from 'vitest';
import { CliError } from '../../src/errors/cli-error.ts';
import type { Repeat } from '../../src/ports/http.ts';
import { freePort, hang, type Move, reset, startServer } from './scripted-server.ts';
import { errorOf, testExchange } from './test-exchange.ts';

const request = (url: string, method = 'GET') => ({ method, url, headers: {} });

const rows: readonly [string, Repeat, Move, number][] = [
  ['a reset', 'repeatable', reset, 4],
  ['a timeout', 'repeatable', hang, 4],
  ['408', 'repeatable', { status: 408 }, 4],
  ['425', 'repeatable', { status: 425 }, 4],
  ['429', 'repeatable', { status: 429 }, 4],
  ['500', 'repeatable', { status: 500 }, 4],
  ['503', 'repeatable', { status: 503 }, 4],
  ['501, which stays as it is', 'repeatable', { status: 501 }, 1],
  ['400', 'repeatable', { status: 400 }, 1],
  ['401', 'repeatable', { status: 401 }, 1],
  ['403', 'repeatable', { status: 403 }, 1],
  ['404', 'repeatable', { status: 404 }, 1],
  ['409', 'repeatable', { status: 409 }, 1],
  ['200', 'repeatable', { status: 200 }, 1],
  ['a reset', 'unless-sent', reset, 1],
  ['a timeout', 'unless-sent', hang, 1],
  ['408', 'unless-sent', { status: 408 }, 1],
  ['429', 'unless-sent', { status: 429 }, 4],
  ['500', 'unless-sent', { status: 500 }, 1],
  ['503 with Retry-After', 'unless-sent', { status: 503, headers: { 'retry-after': '1' } }, 1],
  ['a reset', 'never', reset, 1],
  ['429', 'never', { status: 429 }, 1],
  ['503', 'never', { status: 503 }, 1],
];

test.each(rows)('repeats %s with "%s" as often as allowed', async (_name, repeat, move, count) => {
  const server = await startServer({ '*': move });
  const { exchange, slept } = testExchange({ timeoutMs: move === hang ? 300 : 5000 });
  await exchange(request(server.url), { api: 'Vocobase', repeat }).catch(() => undefined);
  expect(server.hits).toHaveLength(count);
  expect(slept).toHaveLength(count - 1);
});

test.each<[Repeat, number]>([
  ['repeatable', 3],
  ['unless-sent', 3],
  ['never', 0],
])('a refused connection with "%s" is waited out %i times', async (repeat, count) => {
  const { exchange, slept } = testExchange();
  const error = await errorOf(
    exchange(request(`http://127.0.0.1:${await freePort()}`, 'POST'), { api: 'Vocobase', repeat }),
  );
  expect(error.code).toBe('NETWORK_UNREACHABLE');
  expect(slept).toHaveLength(count);
});

test('returns the reply of the attempt that succeeds', async () => {
  const server = await startServer({ '*': [{ status: 503 }, reset, { status: 200, body: '"x"' }] });
  const reply = await testExchange().exchange(request(server.url), {
    api: 'Vocobase',
    repeat: 'repeatable',
  });
  expect(reply.text).toBe('"x"');
  expect(server.hits).toHaveLength(3);
});

test('returns the reply of the last attempt when none succeeds', async () => {
  const server = await startServer({
    '*': [{ status: 500 }, { status: 502 }, { status: 503 }, { status: 504, body: 'last' }],
  });
  const reply = await testExchange().exchange(request(server.url), {
    api: 'Vocobase',
    repeat: 'repeatable',
  });
  expect(reply).toMatchObject({ status: 504, text: 'last' });
});

describe('the wait', () => {
  test.each([
    ['in the middle', 0.5, [500, 1000, 2000]],
    ['a fifth less', 0, [400, 800, 1600]],
    ['a fifth more', 1, [600, 1200, 2400]],
  ])('doubles, %s of its jitter', async (_name, random, expected) => {
    const server = await startServer({ '*': { status: 503 } });
    const { exchange, slept } = testExchange({ random: () => random });
    await exchange(request(server.url), { api: 'Vocobase', repeat: 'repeatable' });
    expect(slept).toEqual(expected);
  });

  test.each([
    ['seconds', '7', 7000],
    ['the longest there may be', '60', 60_000],
    ['nothing to wait for', '0', 0],
    ['a date', 'Sun, 01 Mar 2026 12:00:09 GMT', 9000],
    ['a date that has passed', 'Sun, 01 Mar 2026 11:00:00 GMT', 0],
    ['a word', 'soon', 500],
  ])('follows Retry-After: %s', async (_name, value, expected) => {
    const server = await startServer({
      '*': [{ status: 429, headers: { 'retry-after': value } }, { status: 200 }],
    });
    const { exchange, slept } = testExchange();
    expect(
      (await exchange(request(server.url), { api: 'Vocobase', repeat: 'repeatable' })).status,
    ).toBe(200);
    expect(slept).toEqual([expected]);
  });

  test.each(['61', '3600', 'Sun, 01 Mar 2026 12:01:01 GMT'])(
    'does not start when Retry-After asks for more than a minute: %s',
    async (value) => {
      const server = await startServer({
        '*': { status: 429, headers: { 'retry-after': value }, body: 'later' },
      });
      const { exchange, slept } = testExchange();
      const reply = await exchange(request(server.url), { api: 'Vocobase', repeat: 'repeatable' });
      expect(reply).toMatchObject({ status: 429, text: 'later' });
      expect(server.hits).toHaveLength(1);
      expect(slept).toEqual([]);
    },
  );

  test('is reported with its reason', async () => {
    const server = await startServer({ '*': [{ status: 429 }, reset, { status: 502 }, {}] });
    const { exchange, waits } = testExchange();
    await exchange(request(server.url), { api: 'Vocobase', repeat: 'repeatable' });
    expect(waits).toEqual([
      { reason: "Vocobase's API is limiting requests (429)", ms: 500, attempt: 2, of: 4 },
      {
        reason: `Vocobase's API: the connection to ${server.host} was lost before a complete reply arrived`,
        ms: 1000,
        attempt: 3,
        of: 4,
      },
      { reason: "Vocobase's API answered with a server error (502)", ms: 2000, attempt: 4, of: 4 },
    ]);
  });

  test('ends when it is interrupted', async () => {
    const server = await startServer({ '*': { status: 503 } });
    const { exchange } = testExchange({
      sleep: () => Promise.reject(new CliError('INTERRUPTED')),
    });
    const error = await errorOf(
      exchange(request(server.url), { api: 'Vocobase', repeat: 'repeatable' }),
    );
    expect(error.code).toBe('INTERRUPTED');
    expect(server.hits).toHaveLength(1);
  });
});

describe('a limit that is asked about', () => {
  test('ends the waiting with the error that the callback throws', async () => {
    const server = await startServer({ '*': { status: 429 } });
    const { exchange, slept } = testExchange();
    const onLimited = async () => {
      throw new CliError('CONCURRENCY_LIMIT');
    };
    const error = await errorOf(
      exchange(request(server.url, 'POST'), { api: 'Vocobase', repeat: 'unless-sent', onLimited }),
    );
    expect(error.code).toBe('CONCURRENCY_LIMIT');
    expect(server.hits).toHaveLength(1);
    expect(slept).toEqual([]);
  });

  test('passes the reply to the callback, and ignores other statuses', async () => {
    const server = await startServer({ '*': [{ status: 503 }, { status: 429, body: 'x' }, {}] });
    const asked: string[] = [];
    await testExchange().exchange(request(server.url), {
      api: 'Vocobase',
      repeat: 'repeatable',
      onLimited: async (reply) => {
        asked.push(reply.text);
      },
    });
    expect(asked).toEqual(['x']);
  });
});
