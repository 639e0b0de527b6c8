import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { createAuthority } from '../../support/certificates.ts';
import { startProxy, type TestProxy } from '../../support/proxy.ts';
import { type Ran, removeFolders, runPlivo, settingsFolder } from '../../support/run.ts';
import { startSecureFront } from '../../support/secure-front.ts';
import { everything, openWorld, requestLines } from '../../support/world.ts';

afterAll(removeFolders);

/** Hosts that no name server knows: only a proxy reaches them. */
const vocobaseHost = 'api.vocobase.invalid';
const plivoHost = 'api.plivo.invalid';

const authority = createAuthority();
const certificate = authority.issue({ hosts: [vocobaseHost, plivoHost] });

/** The emulator behind TLS, both APIs under their own host. */
async function distantWorld() {
  const world = await openWorld();
  const front = await startSecureFront(certificate, world.vocobaseBaseUrl);
  const folder = await mkdtemp(join(tmpdir(), 'plivo-roots-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const root = join(folder, 'root.pem');
  await writeFile(root, authority.root.cert);
  const env = {
    ...everything(world),
    VOCOBASE_BASE_URL: `https://${vocobaseHost}/api/v2`,
    PLIVO_BASE_URL: `https://${plivoHost}/v1`,
    NODE_EXTRA_CA_CERTS: root,
  };
  return { world, front, env };
}

/** The password is in no output and in no remaining file. */
async function expectNoPassword(ran: Ran, proxy: Pick<TestProxy, 'password'>, folder: string) {
  expect(ran.stdout + ran.stderr).not.toContain(proxy.password);
  expect(ran.stdout + ran.stderr).not.toContain(encoded(proxy));
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const entry of names.filter((one) => one.isFile())) {
    expect(await readFile(join(entry.parentPath, entry.name), 'utf8')).not.toContain(
      proxy.password,
    );
  }
}

const encoded = ({ password }: Pick<TestProxy, 'password'>) =>
  Buffer.from(`ada:${password}`).toString('base64');

describe('behind a proxy', () => {
  test.each(['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY'])(
    'the whole setup works through tunnels to both APIs: %s',
    async (variable) => {
      const { world, front, env } = await distantWorld();
      const proxy = await startProxy({ to: front.url });
      const folder = await settingsFolder();
      const ran = await runPlivo(
        ['setup', '--from-number', world.fromNumber, '--json', '--verbose'],
        {
          env: { ...env, [variable]: proxy.url, VOCOBASE_CONFIG_DIR: folder },
        },
      );
      expect(ran.exit, ran.stderr).toBe(0);
      expect(ran.json().status).toBe('ready');
      expect(new Set(proxy.asked.map(({ target }) => target))).toEqual(
        new Set([`${vocobaseHost}:443`, `${plivoHost}:443`]),
      );
      for (const { headers } of proxy.asked) {
        expect(headers['proxy-authorization']).toBe(`Basic ${encoded(proxy)}`);
        // What is meant for the API stays inside of the tunnel.
        expect(JSON.stringify(headers)).not.toContain(world.apiKey);
      }
      expect(requestLines(world)).toContain('PUT /api/v2/config/telephony/plivo');
      await expectNoPassword(ran, proxy, folder);
    },
  );

  test('a call is placed once', async () => {
    const { world, front, env } = await distantWorld();
    const proxy = await startProxy({ to: front.url });
    const withProxy = { env: { ...env, HTTPS_PROXY: proxy.url } };
    const setup = await runPlivo(['setup', '--from-number', world.fromNumber], withProxy);
    expect(setup.exit, setup.stderr).toBe(0);
    const ran = await runPlivo(
      ['call', 'test', '--to', '+14155550142', '--agent', 'Demo Agent', '--yes', '--no-wait'],
      withProxy,
    );
    expect(ran.exit, ran.stderr).toBe(0);
    const starts = requestLines(world).filter((line) => line.endsWith('/calls/start'));
    expect(starts).toHaveLength(1);
  });

  test.each([
    [407, 'asks for a user name and password (407)'],
    [403, `refused the request to ${vocobaseHost} (403)`],
    [502, `refused the request to ${vocobaseHost} (502)`],
  ])('a proxy that answers %i is named, not the API', async (status, words) => {
    const { env } = await distantWorld();
    const proxy = await startProxy({ status });
    const folder = await settingsFolder();
    const ran = await runPlivo(['connections', 'list', '--json', '--verbose'], {
      env: { ...env, HTTPS_PROXY: proxy.url, VOCOBASE_CONFIG_DIR: folder },
    });
    const error = lastDocument(ran);
    expect(`${error.code} ${ran.exit}`).toBe('NETWORK_PROXY 3');
    expect(error.message).toBe(`The proxy ${proxy.host} ${words}.`);
    // The address came from a variable, which is not at fault.
    expect(JSON.stringify(error)).not.toContain('VOCOBASE_BASE_URL');
    expect(error.details).toMatchObject({ proxy: proxy.host, status, sent: false });
    // The address of the API is right: the proxy is what has to be corrected.
    expect(JSON.stringify(error)).not.toContain('VOCOBASE_BASE_URL');
    expect(error.hints.join(' ')).toContain('HTTPS_PROXY');
    await expectNoPassword(ran, proxy, folder);
  });

  test('a proxy that does not listen is named, without its password', async () => {
    const { env } = await distantWorld();
    const host = `127.0.0.1:${await closedPort()}`;
    const password = 's3cret-pass';
    const folder = await settingsFolder();
    for (const flags of [['--json'], ['--no-json', '--verbose']]) {
      const ran = await runPlivo(['connections', 'list', ...flags], {
        env: { ...env, HTTPS_PROXY: `http://ada:${password}@${host}`, VOCOBASE_CONFIG_DIR: folder },
      });
      expect(ran.exit).toBe(3);
      expect(ran.stderr).toContain(`The proxy ${host} cannot be reached.`);
      expect(ran.stderr).toContain('NETWORK_PROXY');
      await expectNoPassword(ran, { password }, folder);
    }
  });

  test.each([
    'http://ada:s3cret-pass@',
    'ada:s3cret-pass@nowhere.invalid:x',
    'socks5://ada:s3cret-pass@nowhere.invalid:1080',
  ])(
    'a malformed proxy address (%s) is blamed on the proxy, without the password',
    async (address) => {
      const { env } = await distantWorld();
      const folder = await settingsFolder();
      const ran = await runPlivo(['connections', 'list', '--json', '--verbose'], {
        env: { ...env, HTTPS_PROXY: address, VOCOBASE_CONFIG_DIR: folder },
      });
      expect(`${lastDocument(ran).code} ${ran.exit}`).toBe('NETWORK_PROXY 3');
      await expectNoPassword(ran, { password: 's3cret-pass' }, folder);
    },
  );

  test('a host in NO_PROXY is reached directly', async () => {
    const { world, front, env } = await distantWorld();
    const proxy = await startProxy({ to: front.url });
    const ran = await runPlivo(['setup', '--from-number', world.fromNumber, '--json'], {
      env: { ...env, HTTPS_PROXY: proxy.url, NO_PROXY: `localhost, ${plivoHost}` },
    });
    // No name server knows it then, and a Plivo that cannot be asked does not stop setup.
    expect(ran.exit, ran.stderr).toBe(0);
    const carrier = ran.json<{ steps: { id: string; evidence: string }[] }>().steps;
    expect(carrier.find(({ id }) => id === 'carrier')?.evidence).toContain(plivoHost);
    const targets = proxy.asked.map(({ target }) => target);
    expect(new Set(targets)).toEqual(new Set([`${vocobaseHost}:443`]));
  });

  test('the emulator and other addresses of this machine are reached directly', async () => {
    const proxy = await startProxy({ status: 502 });
    const env = { HTTPS_PROXY: proxy.url, HTTP_PROXY: proxy.url };
    expect((await runPlivo(['setup', '--sandbox'], { env })).exit).toBe(0);
    const world = await openWorld();
    const ran = await runPlivo(['whoami'], { env: { ...env, ...everything(world) } });
    expect(ran.exit).toBe(0);
    expect(proxy.asked).toEqual([]);
  });

  test('a certificate from an unknown root is still a TLS error', async () => {
    const { world, front, env } = await distantWorld();
    const proxy = await startProxy({ to: front.url });
    const { NODE_EXTRA_CA_CERTS: _, ...unaware } = env;
    for (const extra of [{}, { NODE_TLS_REJECT_UNAUTHORIZED: '0' }]) {
      const ran = await runPlivo(['whoami', '--json'], {
        env: { ...unaware, ...extra, HTTPS_PROXY: proxy.url },
      });
      expect(`${ran.error().code} ${ran.exit}`).toBe('NETWORK_TLS 3');
      expect(ran.error<{ message: string }>().message).toContain(vocobaseHost);
    }
    expect(requestLines(world)).toEqual([]);
  });
});

/** After the lines of the trace. */
function lastDocument(ran: Ran) {
  const { error } = JSON.parse(ran.stderr.trimEnd().split('\n').at(-1) ?? '') as {
    error: { code: string; message: string; hints: string[]; details: Record<string, unknown> };
  };
  return error;
}

async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
