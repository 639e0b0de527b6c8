import { afterAll, describe, expect, test } from 'vitest';
import { removeFolders, runPlivo, settingsFolder } from '../../support/run.ts';
import { openWorld, requestLines } from '../../support/world.ts';

afterAll(removeFolders);

/** A folder of settings that holds the key of the first sandbox, stored for its address. */
async function storedFor(address: string, key: string): Promise<Record<string, string>> {
  const env = { VOCOBASE_CONFIG_DIR: await settingsFolder(), VOCOBASE_BASE_URL: address };
  const login = ['login', '--store', 'file', '--api-key-stdin'];
  expect(await runPlivo(login, { env, stdin: `${key}\n` })).toMatchObject({ exit: 0 });
  return env;
}

describe('a stored key', () => {
  test('is sent to the base URL that it was stored for', async () => {
    const own = await openWorld();
    const env = await storedFor(own.vocobaseBaseUrl, own.apiKey);
    expect((await runPlivo(['whoami'], { env })).exit).toBe(0);
  });

  test.each([
    ['the environment', (url: string) => ({ args: [], env: { VOCOBASE_BASE_URL: url } })],
    ['a flag', (url: string) => ({ args: ['--base-url', url], env: {} })],
  ])('is never sent to another base URL, set by %s', async (_, naming) => {
    const own = await openWorld();
    const other = await openWorld();
    const env = await storedFor(own.vocobaseBaseUrl, own.apiKey);
    const named = naming(other.vocobaseBaseUrl);
    for (const command of [['whoami'], ['connections', 'list'], ['api', 'GET', '/config']]) {
      const ran = await runPlivo([...command, ...named.args, '--json'], {
        env: { ...env, ...named.env },
      });
      expect(ran).toMatchObject({ exit: 4, stdout: '' });
      expect(ran.error<{ message: string }>()).toMatchObject({
        code: 'API_KEY_MISSING',
        message: expect.stringContaining(own.vocobaseBaseUrl),
      });
      expect(ran.stderr).not.toContain(own.apiKey);
    }
    expect(requestLines(other)).toEqual([]);
  });

  test('is not used if the base URL was changed in the settings', async () => {
    const own = await openWorld();
    const other = await openWorld();
    const { VOCOBASE_BASE_URL: _, ...env } = await storedFor(own.vocobaseBaseUrl, own.apiKey);
    await runPlivo(['config', 'set', 'base_url', other.vocobaseBaseUrl], { env });
    expect(await runPlivo(['connections', 'list'], { env })).toMatchObject({ exit: 4 });
    expect(requestLines(other)).toEqual([]);
  });
});

describe('a refused key', () => {
  test('from VOCOBASE_API_KEY: the error says so', async () => {
    const world = await openWorld();
    const env = {
      VOCOBASE_BASE_URL: world.vocobaseBaseUrl,
      VOCOBASE_API_KEY: 'rg_live_made_up_and_not_known',
    };
    const ran = await runPlivo(['connections', 'list', '--json'], { env });
    expect(ran.error<{ hints: string[] }>()).toMatchObject({
      code: 'UNAUTHORIZED',
      hints: [expect.stringContaining('VOCOBASE_API_KEY')],
      commands: ['plivo whoami'],
    });
  });

  test('from the key store: the error does not blame the variable', async () => {
    const world = await openWorld();
    const env = await storedFor(world.vocobaseBaseUrl, world.apiKey);
    world.world().apiKeyHashes.length = 0;
    const ran = await runPlivo(['connections', 'list', '--json'], { env });
    expect(ran.error().code).toBe('UNAUTHORIZED');
    expect(ran.stderr).not.toContain('The key came from');
  });
});
