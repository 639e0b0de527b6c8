import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { isIPv4 } from 'node:net';

/** A certificate and its private key, as PEM. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

export interface CertificateFacts {
  /** Host names and IPv4 addresses. */
  readonly hosts: readonly string[];
  /** From when and until when, in days from now. */
  readonly days?: readonly [from: number, until: number];
}

export interface Authority {
  /** The self-signed root certificate, for `NODE_EXTRA_CA_CERTS`. */
  readonly root: Certificate;
  issue(facts: CertificateFacts): Certificate;
}

/**
 * A certificate authority of this test. The few structures of X.509 that it takes are written here,
 * so that the tests need neither openssl nor a package.
 */
export function createAuthority(name = 'A private root of these tests'): Authority {
  const own = newKeys();
  const issued = (subject: string, keys: Keys, extensions: Buffer[], days: readonly number[]) =>
    pem('CERTIFICATE', signed(own.privateKey, { issuer: name, subject, keys, extensions, days }));
  const isAuthority = extension('2.5.29.19', true, sequence(tagged(0x01, 0xff)));
  return {
    root: { cert: issued(name, own, [isAuthority], [-1, 30]), key: keyOf(own) },
    issue({ hosts, days = [-1, 30] }) {
      const keys = newKeys();
      const names = hosts.map((host) =>
        isIPv4(host)
          ? tagged(0x87, ...host.split('.').map(Number))
          : tagged(0x82, ...Buffer.from(host)),
      );
      const subject = hosts[0] ?? 'nobody';
      return {
        cert: issued(subject, keys, [extension('2.5.29.17', false, sequence(...names))], days),
        key: keyOf(keys),
      };
    },
  };
}

interface Keys {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

function newKeys(): Keys {
  return generateKeyPairSync('ec', { namedCurve: 'P-256' });
}

function keyOf(keys: Keys): string {
  return keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

interface Content {
  readonly issuer: string;
  readonly subject: string;
  readonly keys: Keys;
  readonly extensions: readonly Buffer[];
  readonly days: readonly number[];
}

function signed(by: KeyObject, content: Content): Buffer {
  const algorithm = sequence(objectId('1.2.840.10045.4.3.2'));
  const toSign = sequence(
    tagged(0xa0, ...tagged(0x02, 2)),
    tagged(0x02, 0x01, ...randomBytes(15)),
    algorithm,
    distinguished(content.issuer),
    sequence(...content.days.map(utcTime)),
    distinguished(content.subject),
    content.keys.publicKey.export({ type: 'spki', format: 'der' }),
    tagged(0xa3, ...sequence(...content.extensions)),
  );
  return sequence(toSign, algorithm, tagged(0x03, 0, ...sign('sha256', toSign, by)));
}

function extension(id: string, critical: boolean, value: Buffer): Buffer {
  const flag = critical ? [tagged(0x01, 0xff)] : [];
  return sequence(objectId(id), ...flag, tagged(0x04, ...value));
}

function distinguished(commonName: string): Buffer {
  const attribute = sequence(objectId('2.5.4.3'), tagged(0x0c, ...Buffer.from(commonName)));
  return sequence(tagged(0x31, ...attribute));
}

function utcTime(days: number): Buffer {
  const at = new Date(Date.now() + days * 86_400_000).toISOString();
  return tagged(0x17, ...Buffer.from(`${at.slice(2, 19).replace(/\D/g, '')}Z`));
}

function objectId(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return tagged(0x06, first * 40 + second, ...rest.flatMap(inBase128));
}

function inBase128(value: number): number[] {
  const digits = [value & 0x7f];
  for (let left = value >> 7; left > 0; left >>= 7) digits.unshift((left & 0x7f) | 0x80);
  return digits;
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return tagged(0x30, ...Buffer.concat(parts));
}

/** Tag, length, value: all there is to DER. */
function tagged(tag: number, ...bytes: readonly number[]): Buffer {
  const size = bytes.length;
  const long = size < 0x100 ? [0x81, size] : [0x82, size >> 8, size & 0xff];
  return Buffer.from([tag, ...(size < 0x80 ? [size] : long), ...bytes]);
}

function pem(label: string, der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}
