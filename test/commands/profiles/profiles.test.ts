import { afterEach, beforeEach, expect, test } from 'vitest';
import { type RunOptions, removeFolders, runPlivo, settingsFolder } from '../../support/run.ts';
import { openTerminal } from '../../support/terminal.ts';
import { addresses, openWorld } from '../../support/world.ts';

let folder: string;
beforeEach(async () => {
  folder = await settingsFolder();
});
afterEach(removeFolders);

const plivo = (args: readonly string[], options: RunOptions = {}) =>
  runPlivo(args, { ...options, env: { VOCOBASE_CONFIG_DIR: folder, ...options.env } });

const makeProfile = (name: string) =>
  plivo(['config', 'set', 'agent', `Agent of ${name}`, '--profile', name]);

test('a new machine has only the default profile', async () => {
  const list = await plivo(['profiles', 'list']);
  expect(list.json()).toEqual({ profiles: [{ name: 'default', current: true }] });
});

test('use makes a profile the current one, for the next command', async () => {
  await makeProfile('staging');
  const use = await plivo(['profiles', 'use', 'staging']);
  expect(use.json()).toEqual({ profiles: [{ name: 'staging', current: true }] });
  const get = await plivo(['config', 'get', 'agent']);
  expect(get.stdout).toBe('Agent of staging\n');
});

test('the default profile can be selected again, although it is empty', async () => {
  await makeProfile('staging');
  await plivo(['profiles', 'use', 'staging']);
  const back = await plivo(['profiles', 'use', 'default']);
  expect(back.json()).toEqual({
    profiles: [
      { name: 'default', current: true },
      { name: 'staging', current: false },
    ],
  });
});

test.each(['use', 'remove'])('%s suggests the profile that was meant', async (verb) => {
  await makeProfile('staging');
  const refused = await plivo(['profiles', verb, 'stagin', '--yes', '--json']);
  expect([refused.exit, refused.stdout]).toEqual([6, '']);
  expect(refused.error()).toMatchObject({
    code: 'NOT_FOUND',
    details: { given: 'stagin', near: ['staging'] },
  });
});

test.each(['use', 'remove'])('%s refuses an invalid profile name', async (verb) => {
  const refused = await plivo(['profiles', verb, '../elsewhere', '--yes', '--json']);
  expect([refused.exit, refused.error().code]).toEqual([2, 'INVALID_VALUE']);
});

test('remove without consent removes nothing', async () => {
  await makeProfile('staging');
  const refused = await plivo(['profiles', 'remove', 'staging', '--json']);
  expect([refused.exit, refused.error().code]).toEqual([2, 'CONFIRMATION_REQUIRED']);
  expect((await plivo(['profiles', 'list'])).stdout).toContain('staging');
});

test('remove deletes the settings and the stored key, and the default is current again', async () => {
  const sandbox = await openWorld({ scenario: 'healthy' });
  const { VOCOBASE_BASE_URL = '', VOCOBASE_API_KEY = '' } = addresses(sandbox);
  await plivo(['config', 'set', 'base_url', VOCOBASE_BASE_URL, '--profile', 'staging']);
  const login = ['login', '--profile', 'staging', '--store', 'file', '--api-key-stdin'];
  expect((await plivo(login, { stdin: VOCOBASE_API_KEY })).exit).toBe(0);
  await plivo(['profiles', 'use', 'staging']);

  const removed = await plivo(['profiles', 'remove', 'staging', '--yes']);
  expect(removed.json()).toEqual({ profiles: [{ name: 'default', current: true }] });

  const whoami = await plivo(['whoami', '--profile', 'staging', '--json'], {
    env: { VOCOBASE_BASE_URL },
  });
  expect(whoami.error().code).toBe('API_KEY_MISSING');
});

test('--dry-run removes nothing and needs no consent', async () => {
  await makeProfile('staging');
  const dry = await plivo(['profiles', 'remove', 'staging', '--dry-run']);
  expect([dry.exit, dry.json()]).toEqual([0, { dry_run: true, requests: [] }]);
  expect((await plivo(['profiles', 'list'])).stdout).toContain('staging');
});

test('a person is asked, and sees which profile is current', async () => {
  await makeProfile('staging');
  const env = { VOCOBASE_CONFIG_DIR: folder };
  const refusing = await openTerminal(['profiles', 'remove', 'staging'], { env });
  await refusing.sees('Remove the profile staging');
  refusing.answers('n');
  expect(await refusing.exit()).toBe(130);

  const agreeing = await openTerminal(['profiles', 'remove', 'staging'], { env });
  await agreeing.sees('Remove the profile staging');
  agreeing.answers('y');
  await agreeing.sees('The profile staging is removed');
  await agreeing.sees('* default');
  expect(await agreeing.exit()).toBe(0);
});

test('names the variable that overrides the current profile', async () => {
  await makeProfile('staging');
  await makeProfile('ci');
  const use = await plivo(['profiles', 'use', 'staging'], { env: { VOCOBASE_PROFILE: 'ci' } });
  expect(use.stderr).toContain('VOCOBASE_PROFILE is set to ci');
});
