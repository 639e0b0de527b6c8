import { chmod, lstat, mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  type Ran,
  type RunOptions,
  removeFolders,
  runPlivo,
  settingsFolder,
} from '../support/run.ts';
import { addresses, everything, openWorld } from '../support/world.ts';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = join(await settingsFolder(), 'own');
  file = join(folder, 'config.json');
  await mkdir(folder);
});
afterEach(removeFolders);

const plivo = (args: readonly string[], options: RunOptions = {}): Promise<Ran> =>
  runPlivo(args, { ...options, env: { VOCOBASE_CONFIG_DIR: folder, ...options.env } });

const set = (name: string, value: string, ...more: string[]) =>
  plivo(['config', 'set', name, value, ...more]);

/** Some content that the program wrote itself. */
async function writeSomething(): Promise<string> {
  expect((await set('agent', 'Front Desk')).exit).toBe(0);
  return readFile(file, 'utf8');
}

describe('many processes at once', () => {
  test('lose no setting when they set different ones', async () => {
    const profiles = Array.from({ length: 4 }, (_, index) => `p${index}`);
    const values: [string, string][] = [
      ['agent', 'Front Desk'],
      ['connection', 'Sales India'],
      ['timeout', '12'],
    ];
    const runs = profiles.flatMap((profile) =>
      values.map(([name, value]) => set(name, value, '--profile', profile)),
    );
    expect((await Promise.all(runs)).map(({ exit }) => exit)).toEqual(runs.map(() => 0));
    for (const profile of profiles) {
      const { settings } = (await plivo(['config', 'list', '--profile', profile])).json();
      expect(settings).toEqual({ agent: 'Front Desk', connection: 'Sales India', timeout: 12 });
    }
    expect(await readdir(folder)).toEqual(['config.json']);
  });

  test('set a damaged file aside once, and lose no setting', async () => {
    await writeFile(file, '{ "version": 1, "profi');
    const profiles = Array.from({ length: 6 }, (_, index) => `p${index}`);
    const ran = await Promise.all(profiles.map((name) => set('agent', name, '--profile', name)));
    expect(ran.map(({ exit }) => exit)).toEqual(profiles.map(() => 0));
    const kept = JSON.parse(await readFile(file, 'utf8')) as { profiles: object };
    expect(Object.keys(kept.profiles).sort()).toEqual(profiles);
    const aside = (await readdir(folder)).filter((name) => name.includes('.damaged-'));
    expect(aside).toHaveLength(1);
    expect(await readFile(join(folder, aside[0] ?? ''), 'utf8')).toBe('{ "version": 1, "profi');
  });
});

describe('a damaged file', () => {
  test.each([
    ['cut short', '{ "version": 1, "profiles": { "default": { "agent"'],
    ['empty', ''],
    ['not JSON', 'agent = Front Desk'],
    ['another document', '[1, 2]'],
    ['binary', '\u0000\u0001\ufffd'],
  ])(
    'with %s is set aside with its content and a warning, and the command continues',
    async (_, text) => {
      await writeFile(file, text);
      const world = await openWorld({ scenario: 'healthy' });
      const ran = await plivo(['connections', 'list'], { env: addresses(world) });
      expect(ran.exit).toBe(0);
      expect(ran.json().total).toBe(1);
      expect(ran.stderr.replace(/\s+/g, ' ')).toContain('are not used');
      const aside = (await readdir(folder)).filter((name) => name.includes('.damaged-'));
      expect(aside).toHaveLength(1);
      expect(await readFile(join(folder, aside[0] ?? ''), 'utf8')).toBe(text);
      const again = await plivo(['connections', 'list'], { env: addresses(world) });
      expect(again.stderr).toBe('');
    },
  );

  test('is also set aside with --json, without text on stderr', async () => {
    await writeFile(file, '{');
    const world = await openWorld();
    const ran = await plivo(['whoami', '--json'], { env: addresses(world) });
    expect([ran.exit, ran.stderr]).toEqual([0, '']);
    expect((await readdir(folder)).some((name) => name.includes('.damaged-'))).toBe(true);
  });

  test('loses only the values that cannot be used', async () => {
    const profile = { agent: 'Front Desk', timeout: 'soon', mood: 'good' };
    await writeFile(file, JSON.stringify({ version: 1, profiles: { default: profile } }));
    const ran = await plivo(['config', 'list']);
    expect(ran.json().settings).toEqual({ agent: 'Front Desk' });
    expect(ran.stderr).toContain('timeout');
    expect(ran.stderr).toContain('mood');
    expect((await set('connection', 'Sales')).exit).toBe(0);
    expect(JSON.parse(await readFile(file, 'utf8')).profiles.default).toEqual({
      ...profile,
      connection: 'Sales',
    });
  });

  test('of keys is an error only if the key is needed', async () => {
    const world = await openWorld();
    const { VOCOBASE_API_KEY: apiKey = '', ...where } = addresses(world);
    const login = ['login', '--api-key-stdin', '--store', 'file'];
    expect((await plivo(login, { env: where, stdin: apiKey })).exit).toBe(0);
    const keys = join(folder, 'keys.json');
    const text = (await readFile(keys, 'utf8')).slice(0, -10);
    await writeFile(keys, text);
    const ran = await plivo(['whoami', '--json'], { env: where });
    expect(`${ran.error().code} ${ran.exit}`).toBe('CONFIG_UNREADABLE 4');
    expect(ran.stderr).not.toContain(apiKey);
    expect((await plivo(['whoami'], { env: addresses(world) })).exit).toBe(0);
    expect((await plivo(login, { env: where, stdin: apiKey })).exit).toBe(0);
    expect((await plivo(['whoami'], { env: where })).exit).toBe(0);
  });
});

describe('a file from a newer version', () => {
  const newer = {
    version: 7,
    current_profile: 'default',
    profiles: { default: { agent: 'Front Desk', mood: 'good' } },
    more: [1],
  };

  test('is read as far as it is known, and not changed', async () => {
    const text = JSON.stringify(newer);
    await writeFile(file, text);
    const ran = await plivo(['config', 'list']);
    expect([ran.json().settings, ran.stderr]).toEqual([{ agent: 'Front Desk' }, '']);
    const refused = await set('agent', 'Reception', '--json');
    expect(`${refused.error().code} ${refused.exit}`).toBe('INVALID_VALUE 2');
    expect(refused.error<{ message: string }>().message).toContain('newer version');
    expect(await readFile(file, 'utf8')).toBe(text);
  });
});

describe('no file', () => {
  test('and no folder is a fresh start: reading creates nothing', async () => {
    const nowhere = join(folder, 'not', 'yet');
    const env = { VOCOBASE_CONFIG_DIR: nowhere };
    const ran = await plivo(['config', 'list'], { env });
    expect([ran.exit, ran.json(), ran.stderr]).toEqual([0, { settings: {} }, '']);
    expect(await readdir(folder)).toEqual([]);
    expect((await plivo(['config', 'set', 'agent', 'A'], { env })).exit).toBe(0);
    expect(await readdir(nowhere)).toEqual(['config.json']);
    if (process.platform !== 'win32') {
      expect((await stat(nowhere)).mode & 0o777).toBe(0o700);
      expect((await stat(join(nowhere, 'config.json'))).mode & 0o777).toBe(0o600);
    }
  });

  test('but a folder in its place is a warning, and commands continue without it', async () => {
    await mkdir(file);
    const world = await openWorld();
    const ran = await plivo(['whoami'], { env: addresses(world) });
    expect(ran.exit).toBe(0);
    expect(ran.stderr.replace(/\s+/g, ' ')).toContain('it is a folder');
    const refused = await set('agent', 'A', '--json');
    expect(refused.exit).toBe(6);
    expect(refused.error<{ message: string }>().message).toContain('cannot be written');
  });

  test('but a file in place of its folder is named', async () => {
    const taken = join(folder, 'taken');
    await writeFile(taken, 'mine');
    const env = { VOCOBASE_CONFIG_DIR: taken };
    const world = await openWorld();
    const reading = await plivo(['whoami'], { env: { ...env, ...addresses(world) } });
    expect(reading.exit).toBe(0);
    const refused = await plivo(['config', 'set', 'agent', 'A', '--json'], { env });
    expect(refused.exit).toBe(6);
    expect(refused.error<{ message: string }>().message).toContain('part of the path is a file');
    expect(await readFile(taken, 'utf8')).toBe('mine');
  });
});

// Modes do not stop root; that they stop others is tested with the settings themselves.
describe.skipIf(process.platform === 'win32' || process.getuid?.() === 0)(
  'a read-only file',
  () => {
    test('is read and never replaced', async () => {
      const text = await writeSomething();
      await chmod(file, 0o400);
      const read = await plivo(['config', 'get', 'agent']);
      expect(read.stdout).toBe('Front Desk\n');
      const refused = await set('agent', 'Reception', '--json');
      expect(refused.exit).toBe(6);
      expect(refused.error<{ message: string }>().message).toContain('permission denied');
      expect(await readFile(file, 'utf8')).toBe(text);
      expect(await readdir(folder)).toEqual(['config.json']);
    });
  },
);

describe.skipIf(process.platform === 'win32')('a symbolic link', () => {
  test('stays a link: its target is read and written', async () => {
    const text = await writeSomething();
    const target = join(folder, 'dotfiles.json');
    await writeFile(target, text);
    await mkdir(join(folder, 'linked'));
    const link = join(folder, 'linked', 'config.json');
    await symlink(target, link);
    const env = { VOCOBASE_CONFIG_DIR: join(folder, 'linked') };
    expect((await plivo(['config', 'set', 'connection', 'Sales'], { env })).exit).toBe(0);
    expect((await lstat(link)).isSymbolicLink()).toBe(true);
    expect(JSON.parse(await readFile(target, 'utf8')).profiles.default).toEqual({
      agent: 'Front Desk',
      connection: 'Sales',
    });
  });
});

test('unreadable settings do not stop a setup', async () => {
  await writeFile(file, 'no settings at all');
  const world = await openWorld();
  const ran = await plivo(['setup', '--from-number', world.fromNumber], {
    env: everything(world),
  });
  expect(ran.exit, ran.stderr).toBe(0);
  expect(ran.json().status).toBe('ready');
});
