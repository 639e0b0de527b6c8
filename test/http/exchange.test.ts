import type { AddressInfo } from 'node:net';
import { createServer as createTcpServer } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { CliError } from '../../src/errors/cli-error.ts';
import type { HttpRequest } from '../../src/ports/http.ts';
import {
  freePort,
  hang,
  type Move,
  reset,
  type ScriptedServer,
  slowBody,
  startServer,
  truncated,
} from './scripted-server.ts';
import { errorOf, secrets, testExchange } from './test-exchange.ts';

const get = (server: ScriptedServer, path = '/config'): HttpRequest => ({
  method: 'GET',
  url: server.url + path,
  headers: {},
});

const post = (server: ScriptedServer, path = '/calls/start'): HttpRequest => ({
  method: 'POST',
  url: server.url + path,
  headers: {},
  body: { to_number: '+14155550101' },
});

const once = { api: 'Vocobase', repeat: 'never' } as const;

describe('a request that is answered', () => {
  test('is returned with its status, its headers in lower case, and its text as sent', async () => {
    const server = await startServer({
      '*': { status: 404, headers: { 'X-Request-Id': 'r-1' }, body: '{"a": 1}' },
    });
    const reply = await testExchange().exchange(get(server), once);
    expect(reply).toMatchObject({ status: 404, text: '{"a": 1}' });
    expect(reply.headers['x-request-id']).toBe('r-1');
  });

  test('was sent with its body as JSON and the given headers', async () => {
    const server = await startServer({ '*': { body: {} } });
    const request = { ...post(server), headers: { Authorization: 'Bearer x' } };
    await testExchange().exchange(request, once);
    expect(server.hits[0]).toMatchObject({
      method: 'POST',
      body: '{"to_number":"+14155550101"}',
      headers: {
        authorization: 'Bearer x',
        'content-type': 'application/json',
        accept: 'application/json',
        'content-length': '28',
      },
    });
  });

  test.each([
    ['nothing at all', { status: 204, body: '' }, ''],
    ['an empty text', { status: 200, body: '' }, ''],
    ['characters of several bytes', { status: 200, body: '"नमस्ते ₹"' }, '"नमस्ते ₹"'],
  ])('may contain %s', async (_name, move, text) => {
    const server = await startServer({ '*': move });
    expect((await testExchange().exchange(get(server), once)).text).toBe(text);
  });

  test('uses one connection for several reads, and a new one for each create', async () => {
    const ports: (number | undefined)[] = [];
    const server = await startServer({
      '*': (request, response) => {
        ports.push(request.socket.remotePort);
        response.end('{}');
      },
    });
    const { exchange } = testExchange();
    await exchange(get(server), once);
    await exchange(get(server), once);
    await exchange(post(server), once);
    expect(ports[1]).toBe(ports[0]);
    expect(ports[2]).not.toBe(ports[0]);
  });

  test('may be delayed before each attempt', async () => {
    const server = await startServer({ '*': [{ status: 503 }, { status: 200 }] });
    const held: string[] = [];
    const { exchange } = testExchange({
      beforeSend: async (request) => {
        held.push(`${request.method} after ${server.hits.length}`);
      },
    });
    await exchange(get(server), { api: 'Vocobase', repeat: 'repeatable' });
    expect(held).toEqual(['GET after 0', 'GET after 1']);
  });
});

describe('a request without a complete answer', () => {
  test('a refused connection was not sent', async () => {
    const port = await freePort();
    const request = { method: 'GET', url: `http://127.0.0.1:${port}/config?key=abc`, headers: {} };
    const error = await errorOf(testExchange().exchange(request, once));
    expect(error.code).toBe('NETWORK_UNREACHABLE');
    expect(error.details).toMatchObject({ reason: 'refused', sent: false });
    expect(error.message).toBe(`127.0.0.1:${port} refused the connection.`);
  });

  test('a host that does not exist was not sent', async () => {
    const request = { method: 'GET', url: 'http://nowhere.invalid/config', headers: {} };
    const error = await errorOf(testExchange().exchange(request, once));
    expect(error.code).toBe('NETWORK_UNREACHABLE');
    expect(error.details).toMatchObject({ reason: 'dns', sent: false });
  });

  test.each<[string, Move]>([
    ['reset before any answer', reset],
    ['broken off inside the body', truncated],
  ])('a request that is %s may have arrived', async (_name, move) => {
    const server = await startServer({ '*': move });
    const error = await errorOf(testExchange().exchange(post(server), once));
    expect(error.code).toBe('NETWORK_UNREACHABLE');
    expect(error.details).toMatchObject({ reason: 'reset', sent: true });
  });

  test.each<[string, Move]>([
    ['that never comes', hang],
    ['whose body stops half-way', slowBody],
  ])('an answer %s ends with the timeout', async (_name, move) => {
    const server = await startServer({ '*': move });
    const error = await errorOf(testExchange({ timeoutMs: 300 }).exchange(post(server), once));
    expect(error.code).toBe('TIMEOUT');
    expect(error.details).toMatchObject({ seconds: 0.3, sent: true });
    expect(error.message).toBe(`No complete answer came from ${server.host} within 0.3 seconds.`);
  });

  test('each attempt has the full timeout', async () => {
    const server = await startServer({ '*': [hang, slowBody, { body: '{}' }] });
    const { exchange } = testExchange({ timeoutMs: 400 });
    expect((await exchange(get(server), { api: 'Vocobase', repeat: 'repeatable' })).status).toBe(
      200,
    );
    expect(server.hits).toHaveLength(3);
  });

  test('a server that does not speak HTTP counts as a lost connection', async () => {
    const tcp = createTcpServer((socket) => socket.end('220 mail.example ESMTP\r\n'));
    await new Promise<void>((resolve) => tcp.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void tcp.close());
    const { port } = tcp.address() as AddressInfo;
    const request = { method: 'GET', url: `http://127.0.0.1:${port}/`, headers: {} };
    const error = await errorOf(testExchange().exchange(request, once));
    expect(error.code).toBe('NETWORK_UNREACHABLE');
    expect(error.details.reason).toBe('reset');
  });

  test('https against a server that speaks http is a TLS error', async () => {
    const server = await startServer({ '*': {} });
    const request = { method: 'GET', url: server.url.replace('http', 'https'), headers: {} };
    const error = await errorOf(testExchange().exchange(request, once));
    expect(error.code).toBe('NETWORK_TLS');
    expect(error.message).toContain('does not speak TLS');
    expect(error.details.sent).toBe(false);
  });

  test('Ctrl-C ends it and says whether it was sent', async () => {
    const stop = new AbortController();
    const server = await startServer({ '*': () => stop.abort() });
    const error = await errorOf(testExchange({ signal: stop.signal }).exchange(post(server), once));
    expect(error.code).toBe('INTERRUPTED');
    expect(error.details.sent).toBe(true);
  });

  test('an abort with its own error keeps that error', async () => {
    const stop = new AbortController();
    const server = await startServer({ '*': {} });
    stop.abort(new CliError('INTERRUPTED', { exit: 143 }));
    const error = await errorOf(testExchange({ signal: stop.signal }).exchange(get(server), once));
    expect(error.exit).toBe(143);
    expect(error.details.sent).toBe(false);
    expect(server.hits).toHaveLength(0);
  });
});

describe('a redirect', () => {
  test.each([301, 302, 303, 307, 308])('%i is not followed and names the host', async (status) => {
    const other = await startServer({ '*': {} });
    const server = await startServer({
      '*': { status, headers: { location: `${other.url}/steal?token=${secrets.authToken}` } },
    });
    const { exchange, slept } = testExchange();
    const request = { ...post(server), body: { auth_token: secrets.authToken } };
    const error = await errorOf(exchange(request, { api: 'Vocobase', repeat: 'repeatable' }));
    expect(error.code).toBe('UNEXPECTED_REDIRECT');
    expect(error.message).toContain(other.host);
    expect(error.message).not.toContain('token');
    expect(error.details).toMatchObject({ status, target_host: other.host });
    expect(other.hits).toHaveLength(0);
    expect(server.hits).toHaveLength(1);
    expect(slept).toEqual([]);
  });

  test('on the same host, or without a target, is named as such', async () => {
    const server = await startServer({
      'GET /a': { status: 302, headers: { location: '/login' } },
      'GET /b': { status: 302 },
    });
    const { exchange } = testExchange();
    expect((await errorOf(exchange(get(server, '/a'), once))).message).toContain('same host');
    expect((await errorOf(exchange(get(server, '/b'), once))).message).toContain('without naming');
  });
});
