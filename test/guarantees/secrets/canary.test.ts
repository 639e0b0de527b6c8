import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { environment, startPlivo } from '../../support/child.ts';
import {
  type FaultServer,
  madeUp,
  startFaultServer,
  storeConnection,
} from '../../support/fault-server.ts';
import { tattlingPage, tattlingRefusal, tattlingSuccess } from '../../support/faults.ts';
import { declaredProgram } from '../../support/program.ts';
import { type Ran, removeFolders, runPlivo, settingsFolder } from '../../support/run.ts';
import { openTerminal } from '../../support/terminal.ts';

afterAll(removeFolders);

/** Secrets that occur nowhere else in the world. */
const canary = {
  apiKey: 'rg_live_CanaryKeyQ7w8E9r0T1y2U3i4O5p6',
  authToken: 'CanaryTokenZx1Cv2Bn3Mq4Ws5Ed6Rf7Tg8Yh9Uj',
  twilio: 'CanaryTwilio0a1b2c3d4e5f60718293',
  exotelKey: 'CanaryExotelKey9z8y7x6w5v',
  exotelToken: 'CanaryExotelToken1q2w3e4r',
  password: 'CanaryPassword!5&7=9?x',
  jwt: 'CanaryJwt.eyJhbGciOi.SflKxwRJSM',
} as const;

/** Any twelve characters of one: what is cut in the middle of a secret shows a part of it. */
const traces: ReadonlySet<string> = new Set(
  [
    ...Object.values(canary).map((secret) => secret.replace('rg_live_', '')),
    // The part of the Basic header that holds the token.
    Buffer.from(`${madeUp.authId}:${canary.authToken}`).toString('base64').slice(28),
  ].flatMap((secret) =>
    Array.from({ length: secret.length - 11 }, (_, at) => secret.slice(at, at + 12)),
  ),
);

function traceIn(text: string): string | null {
  for (const trace of traces)
    if (text.includes(trace))
      return text.slice(Math.max(0, text.indexOf(trace) - 120), text.indexOf(trace) + 40);
  return null;
}

async function filesBelow(folder: string): Promise<{ path: string; text: string }[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async (entry) => {
        const path = join(entry.parentPath, entry.name);
        return { path, text: await readFile(path, 'latin1') };
      }),
  );
}

let files: string;

beforeAll(async () => {
  files = await settingsFolder();
  await writeFile(join(files, 'token.txt'), `${canary.authToken}\n`);
  await writeFile(join(files, 'body.json'), JSON.stringify({ auth_token: canary.authToken }));
  await writeFile(join(files, 'key.txt'), canary.apiKey);
});

const number = madeUp.fromNumber;
const create = (provider: string, ...more: string[]) => [
  ...['connections', 'create', '--name', 'Canary', '--provider', provider],
  ...more,
];

/** Every command that there is, with every way to hand a secret over. */
const lines = (): readonly (readonly string[])[] => [
  ['setup', '--from-number', number, '--sync-numbers', '--voicemail', '--agent', madeUp.agentId],
  ['setup', '--from-number', number, '--skip-carrier-check', '--auth-token', canary.authToken],
  ['setup', '--from-number', number, '--auth-token', ` "Auth Token: ${canary.authToken}" `],
  [
    'setup',
    '--name',
    'Canary',
    '--from-number',
    number,
    '--auth-token-file',
    join(files, 'token.txt'),
  ],
  ['setup', '--from-number', number, '--auth-token', canary.authToken.slice(0, 39)],
  ['setup', '--from-number', number, '--auth-id', canary.authToken],
  ['status'],
  ['doctor'],
  ['doctor', '--api-report'],
  ['status', '--all-connections'],
  ['report', '--output', '-'],
  ['report', '--format', 'md', '--output', '-'],
  ['explain', canary.authToken],
  ['connections', 'list', '--all'],
  ['connections', 'show', 'Plivo'],
  ['connections', 'use', 'Plivo'],
  create('plivo', '--from-number', number),
  create('plivo', '--from-number', number, '--auth-token', `'${canary.authToken}'`),
  create(
    'twilio',
    '--account-sid',
    'AC00000000000000000000000000000000',
    '--auth-token',
    canary.twilio,
    '--from-number',
    number,
  ),
  create(
    'exotel',
    '--account-sid',
    'canary1',
    '--api-key',
    canary.exotelKey,
    '--auth-token',
    canary.exotelToken,
    '--subdomain',
    'api.exotel.com',
    '--caller-id',
    number,
  ),
  create(
    'voicelink',
    '--username',
    'canary',
    '--password',
    canary.password,
    '--did-number',
    number,
  ),
  create('mcube', '--jwt-token', canary.jwt, '--exe-number', '2045678901'),
  create(
    'sip',
    '--sip-host',
    'sip.example.com',
    '--outbound-username',
    'canary',
    `--outbound-password=${canary.password}`,
  ),
  create(
    'tata_smartflo',
    '--tata-email',
    'a@example.com',
    '--tata-password',
    canary.password,
    '--from-number',
    number,
  ),
  ['connections', 'create', '--default', '--from-number', number],
  ['credentials', 'rotate', '--auth-token', canary.authToken],
  ['credentials', 'rotate', '--auth-token', canary.authToken, '--skip-carrier-check'],
  ['numbers', 'list'],
  ['numbers', 'sync'],
  ['numbers', 'update', number, '--friendly-name', 'Canary'],
  [
    'call',
    'test',
    '--to',
    madeUp.destination,
    '--agent',
    madeUp.agentId,
    '--poll-interval',
    '0.05',
  ],
  [
    'call',
    'test',
    '--to',
    madeUp.destination,
    '--agent',
    madeUp.agentId,
    '--var',
    `secret=${canary.authToken}`,
    '--no-wait',
  ],
  ['call', 'list'],
  ['call', 'show', madeUp.agentId],
  ['agents', 'list'],
  ['agents', 'show', madeUp.agentName],
  ['agents', 'create', '--name', 'Canary', '--prompt', 'p', '--voice', 'v1', '--type', 'outbound'],
  ['agents', 'voicemail', madeUp.agentName, '--enable'],
  ['login', '--api-key-file', join(files, 'key.txt'), '--store', 'file'],
  ['whoami'],
  ['logout'],
  ['config', 'list'],
  ['config', 'get', 'agent'],
  ['config', 'set', 'agent', 'Canary'],
  ['config', 'unset', 'agent'],
  ['config', 'path'],
  ['profiles', 'list'],
  ['profiles', 'use', 'other'],
  ['profiles', 'remove', 'other'],
  ['report', '--output', '-'],
  ['report', '--output', join(files, 'report.html'), '--yes'],
  ['sandbox', 'scenarios'],
  ['sandbox', 'choices'],
  ['sandbox', 'use', 'healthy'],
  ['schema', 'error'],
  ['report', '--output', '-'],
  ['sandbox', 'reset'],
  ['completion', 'bash'],
  ['help', 'security'],
  ['api', 'GET', '/config', '--include'],
  [
    'api',
    'POST',
    '/telephony/connections',
    '--body',
    JSON.stringify({ provider: 'plivo', auth_token: canary.authToken }),
  ],
  ['api', 'PUT', '/config/telephony/plivo', '--body', `@${join(files, 'body.json')}`],
  ['api', 'PUT', '/config/telephony/plivo', '--field', `auth_token=${canary.authToken}`],
  ['api', 'GET', `/config?auth_token=${canary.authToken}&x=${canary.apiKey}`],
];

/** Commands that run until they are stopped have a test of their own. */
const elsewhere = ['sandbox start'];

async function openServer(): Promise<FaultServer> {
  return startFaultServer((world) => {
    world.apiKey = canary.apiKey;
    world.tokens.add(canary.authToken);
    storeConnection(world);
    world.callStory = ['failed'];
  });
}

async function runIn(
  server: FaultServer,
  line: readonly string[],
  more: readonly string[],
  folder: string,
): Promise<Ran> {
  return runPlivo([...line, '--yes', '--timeout', '5', ...more], {
    env: {
      ...environment(server),
      VOCOBASE_API_KEY: canary.apiKey,
      PLIVO_AUTH_TOKEN: canary.authToken,
      VOCOBASE_CONFIG_DIR: folder,
    },
  });
}

const words = ['--no-json', '--verbose'];
const json = ['--json', '--verbose'];

const worlds = [
  { name: 'a healthy world', fault: null, mode: words },
  { name: 'a healthy world', fault: null, mode: ['--no-json', '--dry-run'] },
  { name: 'a world that repeats secrets in refusals', fault: tattlingRefusal(400), mode: words },
  { name: 'a world that repeats secrets in answers', fault: tattlingSuccess, mode: words },
  { name: 'a world that repeats secrets in answers', fault: tattlingSuccess, mode: json },
  { name: 'a world of pages that repeat secrets', fault: tattlingPage, mode: words },
] as const;

/** What asks no API is the same in every world. */
const offline = /^(explain|schema|config|profiles|sandbox|completion|help|logout)/;

test('every command is covered', async () => {
  const program = await declaredProgram();
  const leaves = (command: typeof program, path: string): string[] =>
    command.commands.length === 0
      ? [path]
      : command.commands.flatMap((one) =>
          leaves(one as typeof program, `${path} ${one.name()}`.trim()),
        );
  const tried = lines().map((line) => line.join(' '));
  const missing = leaves(program, '').filter(
    (path) => !elsewhere.includes(path) && !tried.some((line) => line.startsWith(path)),
  );
  expect(missing).toEqual([]);
});

test.concurrent.for(worlds)(
  'no command shows or keeps a secret in $name: $mode',
  { timeout: 120_000 },
  async ({ fault, mode }, { expect }) => {
    for (const line of lines()) {
      if (fault !== null && offline.test(line[0] ?? '')) continue;
      const server = await openServer();
      if (fault !== null) server.fault('*', fault);
      const folder = await settingsFolder();
      const ran = await runIn(server, line, mode, folder);
      await server.close();
      const where = `${line.join(' ')} ${mode.join(' ')}`;
      expect(traceIn(ran.stdout), `stdout of ${where}`).toBeNull();
      expect(traceIn(ran.stderr), `stderr of ${where}`).toBeNull();
      for (const { path, text } of await filesBelow(folder)) {
        const mayHoldKey = line[0] === 'login' && path.endsWith('keys.json');
        const searched = mayHoldKey ? text.replaceAll(canary.apiKey, '') : text;
        expect(traceIn(searched), `${path} after ${where}`).toBeNull();
      }
    }
  },
);

test('login keeps the API key in one file that only the user can read', async () => {
  const server = await openServer();
  const folder = await settingsFolder();
  const ran = await runIn(
    server,
    ['login', '--api-key-file', join(files, 'key.txt'), '--store', 'file'],
    [],
    folder,
  );
  await server.close();
  expect(ran.exit, ran.stderr).toBe(0);
  const holders = (await filesBelow(folder)).filter(({ text }) => text.includes(canary.apiKey));
  expect(holders.map(({ path }) => path)).toEqual([join(folder, 'keys.json')]);
  expect((await stat(join(folder, 'keys.json'))).mode & 0o777).toBe(0o600);
});

describe('the process list', () => {
  test('shows no secret flag once the program runs', async () => {
    const server = await openServer();
    const held = server.holdAt(1);
    const args = ['setup', '--auth-token', canary.authToken, '--from-number', number];
    const child = await startPlivo(args, {
      ...environment(server),
      VOCOBASE_API_KEY: canary.apiKey,
    });
    await held;
    const list = await readFile(`/proc/${child.process.pid}/cmdline`, 'latin1');
    child.process.kill('SIGKILL');
    await child.ended;
    await server.close();
    expect(list).toContain('plivo');
    expect(list).not.toContain('Canary');
    expect(list).not.toContain('--auth-token');
  });

  test("is mentioned in the flag's help", async () => {
    const help = await runPlivo(['help', 'security']);
    expect(help.stdout).toMatch(/process\s+(list|title)/i);
  });
});

describe('a bug of this program', () => {
  test.each([['--no-json'], ['--json']])(
    'shows no secret, even in its stack trace: %s',
    async (mode) => {
      const folder = await settingsFolder();
      const hook = join(folder, 'break.cjs');
      // Something deep inside breaks, with secrets in its words.
      await writeFile(
        hook,
        `process.hrtime.bigint = () => {
         throw new Error('boom ' + process.env.VOCOBASE_API_KEY + ' ' + process.env.PLIVO_AUTH_TOKEN);
       };`,
      );
      const server = await openServer();
      const ran = await runPlivo(['setup', '--from-number', number, '--verbose', mode], {
        env: {
          ...environment(server),
          VOCOBASE_API_KEY: canary.apiKey,
          PLIVO_AUTH_TOKEN: canary.authToken,
          NODE_OPTIONS: `--require ${hook}`,
        },
      });
      await server.close();
      expect(ran.exit).toBe(1);
      expect(ran.stderr).toContain('INTERNAL');
      expect(ran.stderr).toContain('boom');
      expect(traceIn(ran.stderr)).toBeNull();
      expect(ran.stdout).toBe('');
    },
  );
});

describe('a person who types secrets', () => {
  test('sees none of them, even when the server echoes them', async () => {
    const server = await openServer();
    server.fault('PUT /config/telephony/:provider', tattlingRefusal(400));
    const { VOCOBASE_API_KEY: _, PLIVO_AUTH_TOKEN: __, ...env } = environment(server);
    const args = ['setup', '--from-number', number, '--skip-carrier-check', '--verbose'];
    const person = await openTerminal(args, { env });
    await person.sees('? API key');
    person.answers(`Bearer ${canary.apiKey}`);
    await person.sees('? Save this key on this machine?');
    person.answers('n');
    await person.sees('Auth Token (hidden)');
    person.answers(`"Auth Token: ${canary.authToken}"`);
    await person.sees('? Send this to Vocobase?');
    person.answers('');
    await person.sees('exit 2');
    expect(await person.exit()).toBe(2);
    await server.close();
    expect(traceIn(person.raw())).toBeNull();
  });
});

test('the sandbox keeps no token, and nothing from the environment', async () => {
  const folder = await settingsFolder();
  const token = 'CanaryTokenZx1Cv2Bn3Mq4Ws5Ed6Rf7Tg8Yh9Uj';
  const ran = await runPlivo(
    ['setup', '--sandbox', '--auth-id', 'MASANDBOXDEMO0000001', '--auth-token', token],
    { env: { VOCOBASE_CONFIG_DIR: folder, VOCOBASE_API_KEY: canary.apiKey } },
  );
  expect(traceIn(ran.stdout + ran.stderr)).toBeNull();
  const files = await filesBelow(folder);
  expect(files.length).toBeGreaterThan(0);
  for (const { path, text } of files) expect(traceIn(text), path).toBeNull();
});
