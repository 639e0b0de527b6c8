import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { type Certificate, createAuthority } from '../../support/certificates.ts';
import { type Ran, removeFolders, runPlivo } from '../../support/run.ts';
import { startSecureFront } from '../../support/secure-front.ts';
import { everything, openWorld, requestLines } from '../../support/world.ts';

afterAll(removeFolders);

const authority = createAuthority();
const another = createAuthority('Another root of these tests');

/** The emulator behind TLS, with the program's environment for it. */
async function secureWorld(certificate: Certificate) {
  const world = await openWorld();
  const front = await startSecureFront(certificate, world.vocobaseBaseUrl);
  const env = {
    ...everything(world),
    VOCOBASE_BASE_URL: `${front.url}/api/v2`,
    PLIVO_BASE_URL: `${front.url}/v1`,
  };
  return { world, env };
}

async function rootFile(...roots: readonly string[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'plivo-roots-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const path = join(folder, 'roots.pem');
  await writeFile(path, roots.join(''));
  return path;
}

const hosts = ['127.0.0.1'];
const good = authority.issue({ hosts });
const expired = authority.issue({ hosts, days: [-9, -2] });
const early = authority.issue({ hosts, days: [2, 9] });
const misnamed = authority.issue({ hosts: ['api.vocobase.test'] });

describe('an API with a certificate from a private root', () => {
  test('works for reads and writes when NODE_EXTRA_CA_CERTS names the root', async () => {
    const { world, env } = await secureWorld(good);
    const roots = await rootFile(another.root.cert, authority.root.cert);
    const ran = await runPlivo(['setup', '--from-number', world.fromNumber, '--json'], {
      env: { ...env, NODE_EXTRA_CA_CERTS: roots },
    });
    expect(ran.stderr).toBe('');
    expect(ran.json().status).toBe('ready');
    expect(requestLines(world)).toContain('PUT /api/v2/config/telephony/plivo');
  });

  test.each([
    ['an unknown root', good, null, 'the issuer of the certificate is not known'],
    ['the wrong root', good, another, 'the issuer of the certificate is not known'],
    ['an expired certificate', expired, authority, 'the certificate has expired'],
    ['one for later', early, authority, 'the certificate is not valid yet'],
    ['the name of another host', misnamed, authority, 'issued for another host'],
    ['a certificate of its own making', another.root, null, 'self-signed'],
  ])('with %s is refused with the cause, and nothing is sent', async (_, own, root, cause) => {
    const { world, env } = await secureWorld(own);
    const trusted = root === null ? {} : { NODE_EXTRA_CA_CERTS: await rootFile(root.root.cert) };
    const ran = await runPlivo(['connections', 'list', '--json'], { env: { ...env, ...trusted } });
    const error = ran.error<{ message: string; retryable: boolean; hints: string[] }>();
    expect(`${error.code} ${ran.exit}`).toBe('NETWORK_TLS 3');
    expect(error.message).toContain(cause);
    expect(error.message).toContain('127.0.0.1:');
    expect(error.hints.join(' ')).toContain('NODE_EXTRA_CA_CERTS');
    expect(error.retryable).toBe(false);
    expect(ran.stdout).toBe('');
    expect(requestLines(world)).toEqual([]);
  });

  test('is named as one that speaks no TLS', async () => {
    const world = await openWorld();
    const url = world.vocobaseBaseUrl.replace('http:', 'https:');
    const ran = await runPlivo(['whoami', '--json'], {
      env: { ...everything(world), VOCOBASE_BASE_URL: url },
    });
    expect(tlsMessage(ran)).toContain('does not speak TLS');
  });

  test('stops a creation before it is sent', async () => {
    const { world, env } = await secureWorld(expired);
    const ran = await runPlivo(
      ['connections', 'create', '--name', 'Sales', '--from-number', world.fromNumber, '--json'],
      { env },
    );
    expect(ran.error().code).toBe('NETWORK_TLS');
    expect(requestLines(world)).toEqual([]);
  });

  test('is checked whatever NODE_TLS_REJECT_UNAUTHORIZED says', async () => {
    const { world, env } = await secureWorld(good);
    const ran = await runPlivo(['whoami', '--json'], {
      env: { ...env, NODE_TLS_REJECT_UNAUTHORIZED: '0' },
    });
    expect(tlsMessage(ran)).toContain('not known');
    expect(requestLines(world)).toEqual([]);
  });
});

function tlsMessage(ran: Ran): string {
  const error = ran.error<{ message: string }>();
  expect(`${error.code} ${ran.exit}`).toBe('NETWORK_TLS 3');
  return error.message;
}
