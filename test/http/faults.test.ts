import { expect, test } from 'vitest';
import { networkFault } from '../../src/http/faults.ts';
import { TransportFault } from '../../src/http/transport-shapes.ts';

const url = new URL('https://api.example.test/x?secret=abc');

/** As ofetch hands it on: wrapped, in a message that quotes the whole address. */
function thrown(error: unknown, sent: boolean, proxy: string | null = null): Error {
  const cause = new TransportFault(error, { sent, proxy });
  return new Error(`[GET] "${url}": <no response>`, { cause });
}

const system = (code: string, syscall?: string) =>
  Object.assign(new Error(`${syscall} ${code}`), { code, ...(syscall ? { syscall } : {}) });

test.each([
  ['a name server that does not answer', system('EAI_AGAIN', 'getaddrinfo'), false, 'dns', false],
  ['no route', system('EHOSTUNREACH', 'connect'), false, 'refused', false],
  ['no network', system('ENETUNREACH', 'connect'), false, 'refused', false],
  ['no answer to the attempt', system('ETIMEDOUT', 'connect'), false, 'refused', false],
  ['a timeout of a made connection', system('ETIMEDOUT', 'read'), true, 'reset', true],
  ['a route lost later', system('EHOSTUNREACH', 'read'), true, 'reset', true],
  ['a reset during the handshake', system('ECONNRESET'), false, 'reset', false],
  ['a broken pipe', system('EPIPE', 'write'), true, 'reset', true],
  [
    'every address of a host',
    new AggregateError([system('ECONNREFUSED', 'connect'), system('ENETUNREACH', 'connect')]),
    false,
    'refused',
    false,
  ],
  ['something unknown', new Error('?'), true, 'reset', true],
])('%s', (_name, error, sentBefore, reason, sent) => {
  const fault = networkFault(thrown(error, sentBefore), url);
  expect(fault.code).toBe('NETWORK_UNREACHABLE');
  expect(fault.details).toMatchObject({ reason, sent, host: 'api.example.test' });
  expect(fault.message).not.toContain('secret');
});

test.each([
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'self-signed'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'root that this machine does not trust'],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'issuer'],
  ['CERT_HAS_EXPIRED', 'expired'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'another host'],
  ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', 'handshake'],
])('%s is described in words', (code, words) => {
  const fault = networkFault(thrown(system(code), false), url);
  expect(fault.code).toBe('NETWORK_TLS');
  expect(fault.message).toContain(words);
  expect(fault.details).toMatchObject({ system_code: code, sent: false });
});

test('a certificate failure behind a proxy is not blamed on the proxy', () => {
  const fault = networkFault(
    thrown(system('SELF_SIGNED_CERT_IN_CHAIN'), true, 'http://p.example:3128'),
    url,
  );
  expect(fault.code).toBe('NETWORK_TLS');
  expect(fault.details.sent).toBe(false);
});
