import { expect, test } from 'vitest';
import { formatTrace } from '../../src/http/trace.ts';
import { reset, startServer } from './scripted-server.ts';
import { secrets, testExchange } from './test-exchange.ts';

const { apiKey, authId, authToken } = secrets;

test('shows each attempt with its reply, without a single secret', async () => {
  const server = await startServer({
    '*': [
      { status: 503, headers: { 'x-request-id': 'r-1', 'set-cookie': 'session=abcdef' } },
      { body: { data: { auth_id: authId, secret: 'whsec_abc', note: `saw ${authToken}` } } },
    ],
  });
  const { exchange, traces } = testExchange();
  await exchange(
    {
      method: 'PUT',
      url: `${server.url}/Account/${authId}/x?auth_token=${authToken}&from=1`,
      headers: { authorization: `Bearer ${apiKey}` },
      body: { auth_id: authId, auth_token: authToken, from_number: '+14155550101' },
    },
    { api: 'Vocobase', repeat: 'repeatable' },
  );
  const text = traces.map(formatTrace).join('\n');
  for (const secret of [apiKey, authId, authToken, 'whsec_abc', 'session=abcdef']) {
    expect(text).not.toContain(secret);
  }
  expect(text).toContain(`> PUT ${server.url}/Account/MATE****ST00/x?auth_token=****&from=1\n`);
  expect(text).toContain('(try 2)');
  expect(text).toContain('>   authorization: ****');
  expect(text).toContain(
    '"auth_id":"MATE****ST00","auth_token":"****","from_number":"+14155550101"',
  );
  expect(text).toMatch(/^< 503 PUT .* \d+ ms request r-1$/m);
  expect(text).toMatch(/^< 200 PUT/m);
});

test('hides Basic credentials, which the masker does not know as a secret', async () => {
  const server = await startServer({ '*': { body: { api_id: 'a-1' } } });
  const { exchange, traces } = testExchange();
  const pair = Buffer.from(`${authId}:${authToken}`).toString('base64');
  const request = { method: 'GET', url: server.url, headers: { authorization: `Basic ${pair}` } };
  await exchange(request, { api: 'Vocobase', repeat: 'never' });
  const text = traces.map(formatTrace).join('\n');
  expect(text).not.toContain(pair);
  expect(text).toContain('request a-1');
});

test('shows a failure by its code', async () => {
  const server = await startServer({ '*': reset });
  const { exchange, traces } = testExchange();
  const request = { method: 'GET', url: server.url, headers: {} };
  await exchange(request, { api: 'Vocobase', repeat: 'never' }).catch(() => undefined);
  expect(traces.map(formatTrace)[1]).toMatch(/^! GET .* NETWORK_UNREACHABLE: The connection/);
});

test('removes control characters from replies', async () => {
  const server = await startServer({ '*': { body: 'red \u001b[31malert\u001b[0m\u0007 end' } });
  const { exchange, traces } = testExchange();
  await exchange(
    { method: 'GET', url: server.url, headers: {} },
    { api: 'Vocobase', repeat: 'never' },
  );
  expect(traces.map(formatTrace)[1]).toContain('<   red alert end');
});

test('limits the length of a body', async () => {
  const server = await startServer({ '*': { body: 'x'.repeat(10_000) } });
  const { exchange, traces } = testExchange();
  await exchange(
    { method: 'GET', url: server.url, headers: {} },
    { api: 'Vocobase', repeat: 'never' },
  );
  expect(traces.map(formatTrace)[1]).toContain('… (10000 characters)');
});
