import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, expect, onTestFinished, test } from 'vitest';
import { removeFolders, runPlivo, settingsFolder } from '../../support/run.ts';
import { openTerminal } from '../../support/terminal.ts';
import { addresses, openWorld } from '../../support/world.ts';

afterEach(removeFolders);

interface Received {
  readonly method: string;
  readonly url: string;
  readonly authorization: string | undefined;
  readonly body: string;
}

const key = 'rg_live_made_up_for_this_test';

/** A server that gives one answer to everything, and remembers what it was asked. */
async function openApi(status: number, body: string, type = 'application/json') {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += chunk;
    const { method = '', url = '', headers } = request;
    received.push({ method, url, authorization: headers.authorization, body: text });
    response.writeHead(status, { 'content-type': type, 'x-made-up': 'yes' }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const env = { VOCOBASE_BASE_URL: `${origin}/api/v2`, VOCOBASE_API_KEY: key };
  return { origin, received, env };
}

test('prints the body as the API sent it', async () => {
  const body = '{"success":true,"data":{"id":12345678901234567890,"b":1.0}}';
  const { env, received } = await openApi(200, body);
  const got = await runPlivo(['api', 'get', '/config'], { env });
  expect([got.exit, got.stdout, got.stderr]).toEqual([0, `${body}\n`, '']);
  expect(received).toEqual([
    { method: 'GET', url: '/api/v2/config', authorization: `Bearer ${key}`, body: '' },
  ]);
});

test.each([
  [400, 2],
  [401, 4],
  [403, 5],
  [404, 6],
  [408, 3],
  [409, 6],
  [418, 1],
  [422, 2],
  [501, 3],
])('prints a %i like any reply and exits with %i', async (status, exit) => {
  const body = '{"success":false,"error":{"code":"SOME","message":"Some words"}}';
  const { env } = await openApi(status, body);
  const got = await runPlivo(['api', 'POST', '/config', '--json'], { env });
  expect([got.exit, got.stdout, got.stderr]).toEqual([exit, `${body}\n`, '']);
});

test('exits with 7 after repeated 429s', async () => {
  const { env } = await openApi(429, '{}');
  const got = await runPlivo(['api', 'DELETE', '/things/1'], { env });
  expect([got.exit, got.stdout]).toEqual([7, '{}\n']);
});

test.each([400, 409, 422])(
  'exits with 6 for CONNECTION_AMBIGUOUS with status %i',
  async (status) => {
    const body = '{"success":false,"error":{"code":"CONNECTION_AMBIGUOUS","message":"which"}}';
    const { env } = await openApi(status, body);
    expect((await runPlivo(['api', 'POST', '/calls/start', '--yes'], { env })).exit).toBe(6);
  },
);

test('does not exit with 0 when a 2xx reply reports a failure', async () => {
  const { env } = await openApi(200, '{"success":false}');
  expect((await runPlivo(['api', 'GET', '/config'], { env })).exit).toBe(1);
});

test('also reports a failure on stderr without --json', async () => {
  const { env } = await openApi(404, '{}');
  const got = await runPlivo(['api', 'GET', '/nothing?x=1'], { env });
  expect(got.stderr).toContain('The API answered GET /nothing with 404.');
});

test.each([
  ['/config', '/api/v2/config'],
  ['config', '/api/v2/config'],
  ['/api/v2/config', '/api/v2/config'],
  ['api/v2/config?a=1#part', '/api/v2/config?a=1'],
  ['/api/v2', '/api/v2/'],
  ['/api/v20/config', '/api/v2/api/v20/config'],
  ['<origin>/api/v2/config?a=1', '/api/v2/config?a=1'],
])('requests the path %s as %s', async (given, asked) => {
  const { env, origin, received } = await openApi(200, '{}');
  const got = await runPlivo(['api', 'GET', given.replace('<origin>', origin)], { env });
  expect(got.exit).toBe(0);
  expect(received.map(({ url }) => url)).toEqual([asked]);
});

test('drops a pasted /api/v2 even if the base URL has none', async () => {
  const { env, origin, received } = await openApi(200, '{}');
  const own = { ...env, VOCOBASE_BASE_URL: origin };
  await runPlivo(['api', 'GET', '/api/v2/config'], { env: own });
  expect(received.map(({ url }) => url)).toEqual(['/config']);
});

test.each([
  'https://elsewhere.example/api/v2/config',
  'https://127.0.0.1/api/v2/config',
  '<origin>/other/config',
  'http://user:word@127.0.0.1/api/v2/config',
  '/../config',
  '../config',
  '/a/./../../config',
  '/%2e%2e/config',
  '/.%2E/config',
  '/%252e%252e/config',
  '/..%2fconfig',
  '/..\\config',
  '/.\t./config',
  '/..;/config',
  '<origin>/api/v2/../other',
  '<origin>/api/v2/%2e%2e/other',
  'C:/Program Files/Git/config',
])('refuses %s, because the key must not go elsewhere', async (given) => {
  const { env, origin, received } = await openApi(200, '{}');
  const got = await runPlivo(['api', 'GET', given.replace('<origin>', origin), '--json'], { env });
  expect([got.exit, got.error().code, received]).toEqual([2, 'INVALID_VALUE', []]);
});

test.each(['/calls/start', 'calls/start/', '/api/v2/calls/start?x=1', '//Calls/%73tart'])(
  'requires --yes for POST %s, which is billed',
  async (path) => {
    const { env, received } = await openApi(201, '{"data":{"call_id":"c"}}');
    const refused = await runPlivo(['api', 'post', path, '--no-input'], { env });
    expect([refused.exit, refused.stdout]).toEqual([2, '']);
    expect(refused.stderr).toContain('--yes');
    expect(received).toEqual([]);
    const dry = await runPlivo(['api', 'POST', path, '--dry-run'], { env });
    expect(dry.json()).toMatchObject({ dry_run: true });
    expect(received).toEqual([]);
    expect((await runPlivo(['api', 'POST', path, '--yes'], { env })).exit).toBe(0);
    expect((await runPlivo(['api', 'GET', '/calls/start'], { env })).exit).toBe(0);
    expect(received).toHaveLength(2);
  },
);

test.each([
  ['nested 5,000 deep', '['.repeat(5000) + ']'.repeat(5000), 0],
  ['of 20 MB', `"${'x'.repeat(20_000_000)}"`, 1],
])('reports a body %s without blaming this program', async (_name, body, exit) => {
  const { env } = await openApi(200, body);
  const got = await runPlivo(['api', 'GET', '/x', '--json'], { env });
  expect(got.exit).toBe(exit);
  if (exit === 0) expect(got.stdout).toBe(`${body}\n`);
  else expect(got.error().code).toBe('UNEXPECTED_RESPONSE');
});

test('turns fields into a JSON body, with JSON types for JSON text', async () => {
  const folder = await settingsFolder();
  await writeFile(join(folder, 'prompt.txt'), 'true\n');
  const { env, received } = await openApi(201, '{}');
  const fields = [
    'name=Front Desk',
    'active=true',
    'quiet=false',
    'agent=null',
    'limit=5',
    'rate=0.5',
    'phone_number=+14155550142',
    'id=007',
    'large=12345678901234567890',
    'empty=',
    'prompt=@prompt.txt',
    'equation=a=b',
  ];
  const args = ['api', 'POST', '/things', ...fields.flatMap((field) => ['--field', field])];
  await runPlivo(args, { env, cwd: folder });
  expect(JSON.parse(received[0]?.body ?? '')).toEqual({
    name: 'Front Desk',
    active: true,
    quiet: false,
    agent: null,
    limit: 5,
    rate: 0.5,
    phone_number: '+14155550142',
    id: '007',
    large: '12345678901234567890',
    empty: '',
    prompt: 'true',
    equation: 'a=b',
  });
});

test('puts fields into the query with GET, even twice', async () => {
  const { env, received } = await openApi(200, '{}');
  const fields = ['--field', 'limit=5', '--field', 'to=+1415', '--field', 'limit=6'];
  await runPlivo(['api', 'GET', '/calls?status=failed', ...fields], { env });
  expect(received).toMatchObject([
    { url: '/api/v2/calls?status=failed&limit=5&to=%2B1415&limit=6', body: '' },
  ]);
});

test.each([
  ['a text', (_: string) => ['--body', '{"a":[1,{"b":null}]}'], ''],
  ['a file', (file: string) => ['--body', `@${file}`], ''],
  ['standard input', (_: string) => ['--body', '-'], '{"a":[1,{"b":null}]}\n'],
])('reads a body from %s', async (_, flags, stdin) => {
  const file = join(await settingsFolder(), 'body.json');
  await writeFile(file, '{"a":[1,{"b":null}]}\n');
  const { env, received } = await openApi(200, '{}');
  await runPlivo(['api', 'PUT', '/things/1', ...flags(file)], { env, stdin });
  expect(JSON.parse(received[0]?.body ?? '')).toEqual({ a: [1, { b: null }] });
});

test.each([
  [['POST', '/x', '--body', '{}', '--field', 'a=b'], 'USAGE'],
  [['GET', '/x', '--body', '{}'], 'USAGE'],
  [['POST', '/x', '--field', 'a=1', '--field', 'a=2'], 'USAGE'],
  [['POST', '/x', '--field', 'a=@-', '--field', 'b=@-'], 'USAGE'],
  [['POST', '/x', '--field', 'a'], 'INVALID_VALUE'],
  [['POST', '/x', '--field', '=a'], 'INVALID_VALUE'],
  [['POST', '/x', '--field', 'a=@no-such-file'], 'INVALID_VALUE'],
  [['POST', '/x', '--body', '@no-such-file'], 'INVALID_VALUE'],
  [['POST', '/x', '--body', '{"token": secret-words}'], 'INVALID_VALUE'],
  [['POST', '/x', '--body', ''], 'INVALID_VALUE'],
  [['POSTS', '/x'], 'INVALID_VALUE'],
  [['/x', 'GET'], 'INVALID_VALUE'],
  [['GET'], 'USAGE'],
])('refuses %j with %s before any request', async (args, code) => {
  const { env, received } = await openApi(200, '{}');
  const got = await runPlivo(['api', ...args, '--json'], { env });
  expect([got.exit, got.stdout, got.error().code, received]).toEqual([2, '', code, []]);
  expect(got.stderr).not.toContain('secret-words');
});

test('prints status and headers in one document with --include', async () => {
  const { env } = await openApi(404, '{"a":1}');
  const got = await runPlivo(['api', 'GET', '/x', '--include'], { env });
  expect(got.exit).toBe(6);
  expect(got.json()).toMatchObject({
    status: 404,
    headers: { 'x-made-up': 'yes' },
    body: { a: 1 },
  });
});

test('prints status and headers before the body for a person with --include', async () => {
  const { env } = await openApi(200, '{"a":1}');
  const got = await runPlivo(['api', 'GET', '/x', '--include', '--no-json'], { env });
  expect(got.stdout).toMatch(/^HTTP 200\n(.+: .+\n)+\n\{\n {2}"a": 1\n\}\n$/);
});

test.each([
  ['<html>\n<b>Bad</b></html>', '"<html>\\n<b>Bad</b></html>"\n', '<html>\n<b>Bad</b></html>\n'],
  ['', 'null\n', ''],
  ['{"cut":', '"{\\"cut\\":"\n', '{"cut":\n'],
])('prints the non-JSON body %j as one document for a program', async (body, json, words) => {
  const { env } = await openApi(200, body, 'text/html');
  expect((await runPlivo(['api', 'GET', '/x'], { env })).stdout).toBe(json);
  expect((await runPlivo(['api', 'GET', '/x', '--no-json'], { env })).stdout).toBe(words);
});

test('does not mask a body from a file that the API echoes', async () => {
  const file = join(await settingsFolder(), 'body.json');
  await writeFile(file, '{"name":"desk"}');
  const { env } = await openApi(200, '{"received":{"name":"desk"}}');
  const got = await runPlivo(['api', 'POST', '/x', '--body', `@${file}`], { env });
  expect(got.json()).toEqual({ received: { name: 'desk' } });
});

test('masks the secrets of this run, but not those that the API creates', async () => {
  const token = 'madeUpAuthToken00000000000000000000000001';
  const { env } = await openApi(200, JSON.stringify({ key, token, made: 'whsec_once_only' }));
  const got = await runPlivo(['api', 'GET', '/x'], { env: { ...env, PLIVO_AUTH_TOKEN: token } });
  expect(got.json()).toEqual({ key: '****', token: '****', made: 'whsec_once_only' });
});

test('keeps control characters of an API off the terminal', async () => {
  const { env } = await openApi(200, '{"name":"a\\u001b]0;b\\u0007\\u009b31mc"}');
  const person = await openTerminal(['api', 'GET', '/x'], { env });
  expect(await person.exit()).toBe(0);
  expect(person.raw()).not.toContain('\u001b]0;');
  expect(person.raw()).not.toContain('\u009b');
  expect(person.screen()).toContain('"name": "a');
});

test('shows a masked write and sends a read with --dry-run', async () => {
  const { env, received } = await openApi(200, '{"a":1}');
  const body = ['--field', 'auth_token=abc', '--field', 'name=Front Desk'];
  const dry = await runPlivo(['api', 'PUT', '/x', ...body, '--dry-run'], { env });
  expect(dry.json()).toEqual({
    dry_run: true,
    requests: [
      {
        method: 'PUT',
        url: `${env.VOCOBASE_BASE_URL}/x`,
        body: { auth_token: '****', name: 'Front Desk' },
      },
    ],
  });
  expect(received).toEqual([]);
  const read = await runPlivo(['api', 'GET', '/x', '--dry-run'], { env });
  expect(read.json()).toEqual({ a: 1 });
});

test('reports API_KEY_MISSING without a key, and NETWORK_UNREACHABLE without a server', async () => {
  const { env, received } = await openApi(200, '{}');
  const { VOCOBASE_API_KEY: _, ...keyless } = env;
  const missing = await runPlivo(['api', 'GET', '/x', '--json'], { env: keyless });
  expect([missing.exit, missing.error().code, received]).toEqual([4, 'API_KEY_MISSING', []]);
  const nowhere = { ...env, VOCOBASE_BASE_URL: 'http://127.0.0.1:1/api/v2' };
  const lost = await runPlivo(['api', 'POST', '/x', '--json'], { env: nowhere });
  expect([lost.exit, lost.stdout, lost.error().code]).toEqual([3, '', 'NETWORK_UNREACHABLE']);
});

test('reaches what no command offers, in the sandbox too', async () => {
  const sandbox = await openWorld({ scenario: 'healthy' });
  const got = await runPlivo(['api', 'GET', '/calls/concurrency'], { env: addresses(sandbox) });
  expect(got.exit).toBe(0);
  expect(got.stdout).toContain('limit');
  const own = await runPlivo(['api', 'GET', '/config', '--sandbox']);
  expect(own.exit).toBe(0);
  expect(own.stdout).toContain('sandbox-demo');
});
