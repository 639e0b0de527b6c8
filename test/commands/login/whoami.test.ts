import { afterAll, expect, test } from 'vitest';
import { removeFolders, runPlivo, settingsFolder } from '../../support/run.ts';
import { addresses, openWorld, requestLines } from '../../support/world.ts';

afterAll(removeFolders);

test('whoami shows the account, the key, and where both come from', async () => {
  const world = await openWorld();
  const ran = await runPlivo(['whoami', '--json'], { env: addresses(world) });
  expect(ran.json()).toEqual({
    account: { name: expect.any(String), display_name: expect.any(String), status: 'active' },
    key: `rg_live_…${world.apiKey.slice(-4)}`,
    key_source: 'environment',
    base_url: world.vocobaseBaseUrl,
    profile: 'default',
  });
});

test('whoami --offline sends no request, and does not guess the account', async () => {
  const world = await openWorld();
  const env = { ...addresses(world), VOCOBASE_CONFIG_DIR: await settingsFolder() };
  const login = ['login', '--api-key-stdin', '--store', 'file'];
  await runPlivo(login, { env, stdin: world.apiKey });
  const before = requestLines(world).length;
  const { VOCOBASE_API_KEY: _, ...stored } = env as Record<string, string>;
  const ran = await runPlivo(['whoami', '--offline', '--json'], { env: stored });
  expect(ran.json()).toEqual({
    account: null,
    key: `rg_live_…${world.apiKey.slice(-4)}`,
    key_source: 'file',
    base_url: world.vocobaseBaseUrl,
    profile: 'default',
  });
  expect(requestLines(world)).toHaveLength(before);
  const person = await runPlivo(['whoami', '--offline', '--no-json'], { env: stored });
  expect(person.stdout).toMatch(/Account\s+not checked \(offline\)/);
});

test('whoami --offline without a key is an error, as without --offline', async () => {
  const ran = await runPlivo(['whoami', '--offline', '--json']);
  expect([ran.exit, ran.error().code]).toEqual([4, 'API_KEY_MISSING']);
});

test('login warns before it stores the key in a file when the key store does not work', async () => {
  const world = await openWorld();
  const env = {
    VOCOBASE_BASE_URL: world.vocobaseBaseUrl,
    DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent/bus',
  };
  const ran = await runPlivo(['login', '--api-key-stdin'], { env, stdin: world.apiKey });
  expect([ran.exit, ran.json()]).toEqual([0, expect.objectContaining({ stored_in: 'file' })]);
  expect(ran.stderr.replace(/\s+/g, ' ')).toContain("system's key store does not work here");
});
