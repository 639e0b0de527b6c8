import { describe, expect, test } from 'vitest';
import { proxyFor } from '../../src/http/proxy-for.ts';
import { startProxy } from '../support/proxy.ts';
import { freePort, hang, reset, startServer } from './scripted-server.ts';
import { errorOf, testExchange } from './test-exchange.ts';

const once = { api: 'Vocobase', repeat: 'never' } as const;

const request = {
  method: 'POST',
  url: 'http://api.example.test/calls/start',
  headers: { authorization: 'Bearer x' },
  body: { a: 1 },
};

describe('with a proxy in the environment', () => {
  test('requests go through it by a tunnel', async () => {
    const server = await startServer({ '*': { headers: { 'x-request-id': 'r-1' }, body: '"hi"' } });
    const proxy = await startProxy({ to: server.url });
    const { exchange } = testExchange({ env: { http_proxy: proxy.url } });
    const reply = await exchange(request, once);
    expect(reply).toMatchObject({ status: 200, text: '"hi"' });
    expect(reply.headers['x-request-id']).toBe('r-1');
    expect(proxy.asked[0]?.target).toBe('api.example.test:80');
    expect(proxy.asked[0]?.headers['proxy-authorization']).toMatch(/^Basic /);
    expect(proxy.asked[0]?.headers.authorization).toBeUndefined();
    expect(server.hits[0]).toMatchObject({ method: 'POST', body: '{"a":1}' });
    expect(server.hits[0]?.headers).toMatchObject({
      host: 'api.example.test',
      authorization: 'Bearer x',
      'content-type': 'application/json',
    });
  });

  test('redirects are not followed either', async () => {
    const server = await startServer({
      '*': { status: 307, headers: { location: 'http://other.example.test/' } },
    });
    const proxy = await startProxy({ to: server.url });
    const { exchange } = testExchange({ env: { HTTP_PROXY: proxy.url } });
    expect((await errorOf(exchange(request, once))).code).toBe('UNEXPECTED_REDIRECT');
    expect(server.hits).toHaveLength(1);
  });

  test.each([407, 403, 502])(
    'a proxy that answers %i is named without its password',
    async (status) => {
      const proxy = await startProxy({ status });
      const { exchange, slept } = testExchange({ env: { HTTP_PROXY: proxy.url } });
      const error = await errorOf(exchange(request, { api: 'Vocobase', repeat: 'repeatable' }));
      expect(error.code).toBe('NETWORK_PROXY');
      expect(error.message).toContain(proxy.host);
      expect(error.message).toContain(String(status));
      expect(JSON.stringify([error.message, error.details])).not.toContain('s3cret-pass');
      expect(error.details).toMatchObject({ status, proxy: proxy.host, sent: false });
      expect(slept).toEqual([]);
    },
  );

  test('a proxy that does not listen is blamed, not the API', async () => {
    const host = `127.0.0.1:${await freePort()}`;
    const { exchange } = testExchange({ env: { HTTP_PROXY: `http://${host}` } });
    const error = await errorOf(exchange(request, once));
    expect(error.code).toBe('NETWORK_PROXY');
    expect(error.message).toBe(`The proxy ${host} cannot be reached.`);
  });

  test('a malformed proxy address is blamed on the proxy', async () => {
    const { exchange } = testExchange({ env: { HTTP_PROXY: 'http://' } });
    expect((await errorOf(exchange(request, once))).code).toBe('NETWORK_PROXY');
  });

  test('an unsupported kind of proxy is refused as such', async () => {
    const { exchange } = testExchange({
      env: { HTTP_PROXY: 'socks5://ada:s3cret@p.invalid:1080' },
    });
    const error = await errorOf(exchange(request, once));
    expect(error.code).toBe('NETWORK_PROXY');
    expect(error.message).toBe(
      'The proxy p.invalid:1080 is not supported: its address must start with http:// or https://.',
    );
  });

  test('a request lost behind the proxy may have arrived', async () => {
    const server = await startServer({ '*': reset });
    const proxy = await startProxy({ to: server.url });
    const { exchange } = testExchange({ env: { HTTP_PROXY: proxy.url } });
    const error = await errorOf(exchange(request, once));
    expect(error.code).toBe('NETWORK_UNREACHABLE');
    expect(error.details).toMatchObject({ reason: 'reset', sent: true });
  });

  test('the timeout applies', async () => {
    const server = await startServer({ '*': hang });
    const proxy = await startProxy({ to: server.url });
    const { exchange } = testExchange({ env: { HTTP_PROXY: proxy.url }, timeoutMs: 300 });
    const error = await errorOf(exchange(request, once));
    expect(error.code).toBe('TIMEOUT');
    expect(error.details.sent).toBe(true);
  });

  test('an address of this machine is reached directly', async () => {
    const server = await startServer({ '*': { body: '"direct"' } });
    const env = { HTTP_PROXY: `http://127.0.0.1:${await freePort()}` };
    const { exchange } = testExchange({ env });
    const reply = await exchange({ method: 'GET', url: server.url, headers: {} }, once);
    expect(reply.text).toBe('"direct"');
  });
});

describe('which proxy is used', () => {
  const https = 'https://api.vocobase.com/api/v2';
  test.each<[string, string, Record<string, string>, string | null]>([
    ['none is set', https, {}, null],
    ['HTTPS_PROXY', https, { HTTPS_PROXY: 'http://p:1' }, 'http://p:1'],
    [
      'lower case goes first',
      https,
      { https_proxy: 'http://l:1', HTTPS_PROXY: 'http://u:1' },
      'http://l:1',
    ],
    ['HTTP_PROXY stands in for https', https, { HTTP_PROXY: 'http://p:1' }, 'http://p:1'],
    [
      'HTTPS_PROXY does not stand in for http',
      'http://a.example',
      { HTTPS_PROXY: 'http://p:1' },
      null,
    ],
    ['an empty value is none', https, { HTTPS_PROXY: '' }, null],
    [
      'a bare host gets a scheme',
      https,
      { HTTPS_PROXY: 'proxy.corp:3128' },
      'http://proxy.corp:3128',
    ],
    [
      'NO_PROXY names the host',
      https,
      { HTTPS_PROXY: 'http://p:1', NO_PROXY: 'x.y, api.vocobase.com' },
      null,
    ],
    [
      'NO_PROXY names a suffix',
      https,
      { HTTPS_PROXY: 'http://p:1', no_proxy: '.vocobase.com' },
      null,
    ],
    [
      'NO_PROXY names a wildcard',
      https,
      { HTTPS_PROXY: 'http://p:1', NO_PROXY: '*.vocobase.com' },
      null,
    ],
    [
      'NO_PROXY names a parent',
      https,
      { HTTPS_PROXY: 'http://p:1', NO_PROXY: 'vocobase.com' },
      null,
    ],
    [
      'NO_PROXY names a part of a word',
      https,
      { HTTPS_PROXY: 'http://p:1', NO_PROXY: 'base.com' },
      'http://p:1',
    ],
    [
      'NO_PROXY names the port',
      https,
      { HTTPS_PROXY: 'http://p:1', NO_PROXY: 'api.vocobase.com:443' },
      null,
    ],
    [
      'NO_PROXY names another port',
      https,
      { HTTPS_PROXY: 'http://p:1', NO_PROXY: 'api.vocobase.com:80' },
      'http://p:1',
    ],
    ['NO_PROXY is a star', https, { HTTPS_PROXY: 'http://p:1', NO_PROXY: '*' }, null],
    ['loopback', 'http://127.0.0.1:80', { HTTP_PROXY: 'http://p:1' }, null],
    ['loopback by name', 'http://localhost', { HTTP_PROXY: 'http://p:1' }, null],
    ['loopback of IPv6', 'http://[::1]:80', { HTTP_PROXY: 'http://p:1' }, null],
  ])('%s', (_name, url, env, expected) => {
    expect(proxyFor(new URL(url), env)).toBe(expected);
  });
});
