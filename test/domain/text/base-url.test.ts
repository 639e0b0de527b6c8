import { describe, expect, test } from 'vitest';
import { isLoopback, isLoopbackUrl, parseBaseUrl } from '../../../src/domain/text/base-url.ts';

function read(given: string): string {
  const parsed = parseBaseUrl(given);
  return parsed.ok ? parsed.value : `${parsed.problem.code}: ${parsed.problem.message}`;
}

describe('a base URL', () => {
  test.each([
    ['https://api.example.com/api/v2', 'https://api.example.com/api/v2'],
    [' https://api.example.com/api/v2// ', 'https://api.example.com/api/v2'],
    ['https://API.example.com', 'https://api.example.com'],
    ['http://127.0.0.1:4010/api/v2', 'http://127.0.0.1:4010/api/v2'],
    ['http://localhost/', 'http://localhost'],
    ['http://[::1]:80/x', 'http://[::1]/x'],
    ['"https://api.example.com/v2"', 'https://api.example.com/v2'],
    ['Base URL: https://api.example.com', 'https://api.example.com'],
  ])('reads %j as %j', (given, value) => {
    expect(read(given)).toBe(value);
  });

  test('says what was removed from a pasted one', () => {
    expect(parseBaseUrl(" 'https://api.example.com' ")).toMatchObject({
      notices: ['Removed spaces around it.', 'Removed quotes around it.'],
    });
    expect(parseBaseUrl('https://api.example.com/')).toMatchObject({ notices: [] });
  });

  const insecure =
    'INSECURE_BASE_URL: Secrets are sent to this address, so it must begin with https://.';
  test.each([
    ['api.example.com', 'INVALID_VALUE: This is not a URL.'],
    ['', 'INVALID_VALUE: This is not a URL.'],
    ['https://me@example.com', 'INVALID_VALUE: A base URL has no user name and no password.'],
    ['https://:x@example.com', 'INVALID_VALUE: A base URL has no user name and no password.'],
    ['https://example.com/?a=1', 'INVALID_VALUE: A base URL has no query and no fragment.'],
    ['https://example.com/#a', 'INVALID_VALUE: A base URL has no query and no fragment.'],
    ['http://api.example.com', insecure],
    ['ftp://localhost/', insecure],
    ['http://10.0.0.1', insecure],
  ])('refuses %j: %s', (given, why) => {
    expect(read(given)).toBe(why);
  });

  test.each([
    ['nonsense', 'A base URL starts with https://, for example https://api.vocobase.com/api/v2.'],
    [
      'http://example.com',
      'http:// is accepted only on this machine: localhost, 127.0.0.1, or [::1].',
    ],
  ])('suggests the right form for %j', (given, hint) => {
    const parsed = parseBaseUrl(given);
    expect(parsed.ok ? [] : parsed.problem.hints).toEqual([hint]);
  });
});

test.each([
  ['localhost', true],
  ['LOCALHOST', true],
  ['[::1]', true],
  ['::1', true],
  ['127.0.0.1', true],
  ['127.255.10.254', true],
  ['128.0.0.1', false],
  ['127.0.0.1.example.com', false],
  ['x127.0.0.1', false],
  ['127.0.0', false],
  ['localhost.example.com', false],
  ['0.0.0.0', false],
  [':[:1', false],
  [':]:1', false],
])('%s is this machine: %s', (host, is) => {
  expect(isLoopback(host)).toBe(is);
});

test('decides by the host alone, and refuses nonsense', () => {
  expect(isLoopbackUrl('http://127.0.0.1:80/x')).toBe(true);
  expect(isLoopbackUrl('https://[::1]/')).toBe(true);
  expect(isLoopbackUrl('https://example.com/127.0.0.1')).toBe(false);
  expect(isLoopbackUrl('localhost')).toBe(false);
});
