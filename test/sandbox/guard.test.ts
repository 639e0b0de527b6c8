import { request as httpRequest } from 'node:http';
import { describe, expect, test } from 'vitest';
import type { Sandbox } from '../../src/sandbox/server.ts';
import { withSandbox } from './ask.ts';

interface Sent {
  method?: string;
  path?: string;
  headers?: Record<string, string>;
  body?: string;
}

/** Sends a request as it is: fetch would correct the path and forbid the headers. */
function send(sandbox: Sandbox, { method = 'GET', path = '/api/v2/config', headers, body }: Sent) {
  return new Promise<{ status: number; text: string }>((resolve, reject) => {
    const authorization = path.includes('/v1/')
      ? `Basic ${Buffer.from(`${sandbox.authId}:${sandbox.authToken}`).toString('base64')}`
      : `Bearer ${sandbox.apiKey}`;
    const request = httpRequest(
      {
        host: '127.0.0.1',
        port: sandbox.port,
        method,
        path,
        headers: {
          authorization,
          ...(body !== undefined && { 'Content-Length': String(body.length) }),
          ...headers,
        },
      },
      (response) => {
        let text = '';
        response.on('data', (chunk: Buffer) => {
          text += chunk;
        });
        response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}

const routes: Sent[] = [
  { path: '/api/v2/config' },
  { method: 'POST', path: '/api/v2/calls/start', body: '{}' },
  { path: '/v1/Account/MASANDBOXDEMO0000001/' },
  { path: '/__sandbox/requests' },
  { method: 'POST', path: '/__sandbox/reset' },
  { method: 'PUT', path: '/__sandbox/scenario', body: '{"scenario":"healthy"}' },
  { path: '/nope' },
];

describe.each(routes)('%j', (route) => {
  const foreign: Record<string, string>[] = [
    { host: 'sandbox.example' },
    { host: 'localhost.example' },
    { host: '127.0.0.1.example' },
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: 'http://localhost:1' },
    { origin: 'http://127.0.0.1.example' },
    { 'sec-fetch-site': 'cross-site' },
  ];
  test.each(foreign)('is refused with %j', (headers) =>
    withSandbox({ scenario: 'two-connections' }, async (sandbox) => {
      const { status, text } = await send(sandbox, { ...route, headers });
      expect(status).toBe(403);
      expect(JSON.parse(text).error.code).toBe('FORBIDDEN');
      expect(sandbox.scenario).toBe('two-connections');
      expect(sandbox.requests()).toEqual([]);
    }),
  );
});

test('the names of loopback are accepted, and pages of the sandbox itself', () =>
  withSandbox({}, async (sandbox) => {
    const own = `127.0.0.1:${sandbox.port}`;
    const accepted: Record<string, string>[] = [
      { host: 'localhost' },
      { host: `LOCALHOST:${sandbox.port}` },
      { host: `[::1]:${sandbox.port}` },
      { host: own, origin: `http://${own}`, 'sec-fetch-site': 'same-origin' },
      { host: own, origin: `http://localhost:${sandbox.port}` },
      { host: own, 'sec-fetch-site': 'none' },
    ];
    for (const headers of accepted) expect((await send(sandbox, { headers })).status).toBe(200);
  }));

test.each([
  '//api/v2/config',
  '/api/v2//config',
  '/__sandbox//requests',
  '/api/v2/%zz',
  '/api/v2/../config',
  '/api/v2/%2e%2e/config',
  '/api/v2/a%00b',
  '/api\\v2/config',
  'http://127.0.0.1/api/v2/config',
  '*',
])('the target %s is a 400', (path) =>
  withSandbox({}, async (sandbox) => {
    const { status, text } = await send(sandbox, { path });
    expect([status, JSON.parse(text).error.code]).toEqual([400, 'VALIDATION_ERROR']);
  }),
);

test.each([
  ['//v1/Account/MASANDBOXDEMO0000001/', ''],
  ['/v1//Account//MASANDBOXDEMO0000001//', '""'],
  ['/v1/Account/MASANDBOXDEMO0000001//Number/?limit=&offset=0', '""'],
  ['/v1/Account/MASANDBOXDEMO0000001/Number?', 'not JSON'],
])('Plivo’s API takes %s with the body %j', (path, body) =>
  withSandbox({}, async (sandbox) => {
    const headers = { 'Content-Type': 'application/json', ACCEPT: '*/*' };
    expect((await send(sandbox, { path, body, headers })).status).toBe(200);
  }),
);
