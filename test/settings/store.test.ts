import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSettings } from '../../src/settings/store.ts';
import {
  asOrdinaryUser,
  bundle,
  modeOf,
  type Program,
  rejection,
  start,
  useFolders,
} from './support.ts';

const newFolder = useFolders();
let writer: Program;

beforeAll(async () => {
  writer = await bundle('write-settings');
});

afterAll(() => writer.remove());

async function open(folder: string, profile: { flag?: string; env?: string } = {}) {
  const warnings: string[] = [];
  const settings = await openSettings({
    folder,
    profile,
    onWarning: (text) => warnings.push(text),
  });
  return { settings, warnings };
}

function put(folder: string, content: unknown, name = 'config.json'): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

function stored(folder: string, name = 'config.json'): unknown {
  return JSON.parse(readFileSync(join(folder, name), 'utf8'));
}

function asideIn(folder: string): string[] {
  return readdirSync(folder).filter((name) => name.startsWith('config.json.damaged-'));
}

describe('reading', () => {
  test('finds no settings without a folder, warns about nothing, and creates nothing', async () => {
    const folder = join(newFolder(), 'not', 'there');
    const { settings, warnings } = await open(folder);
    expect(settings.read()).toEqual({});
    expect(settings.path).toBe(join(folder, 'config.json'));
    expect(settings.profiles()).toEqual([{ name: 'default', current: true }]);
    expect(warnings).toEqual([]);
    expect(existsSync(folder)).toBe(false);
  });

  test('accepts a file with a byte order mark', async () => {
    const folder = newFolder();
    put(folder, `\uFEFF${JSON.stringify({ version: 1, profiles: { default: { agent: 'a' } } })}`);
    const { settings, warnings } = await open(folder);
    expect(settings.read()).toEqual({ agent: 'a' });
    await settings.write('call_to', '+14155550100');
    expect(settings.read()).toEqual({ agent: 'a', call_to: '+14155550100' });
    expect(warnings).toEqual([]);
  });

  test('ignores unusable values with a warning, and keeps them in the file', async () => {
    const folder = newFolder();
    const values = { agent: 7, timeout: '30', base_url: 'https://api.example.com', agnet: 'x' };
    put(folder, { version: 1, profiles: { default: values } });
    const { settings, warnings } = await open(folder);
    expect(settings.read()).toEqual({ base_url: 'https://api.example.com' });
    expect(warnings).toEqual([
      expect.stringContaining('"agent" of the profile default'),
      expect.stringContaining('"timeout" of the profile default'),
      expect.stringContaining('"agnet" of the profile default'),
    ]);
    await settings.write('timeout', 5);
    expect(stored(folder)).toMatchObject({ profiles: { default: { ...values, timeout: 5 } } });
  });

  test.each([
    ['a negative timeout', { timeout: -1 }],
    ['a timeout of nothing', { timeout: 0 }],
    ['a timeout of more than an hour', { timeout: 3601 }],
    ['a timeout too small to write in digits', { timeout: 1e-7 }],
    ['an empty text', { agent: '' }],
    ['a text of spaces', { agent: '  ' }],
    ['a text with control characters', { agent: 'a\u001b[2J' }],
    ['nothing', { agent: null }],
    ['a profile that is no object', 'text'],
  ])('ignores %s', async (_, value) => {
    const folder = newFolder();
    put(folder, { version: 1, profiles: { default: value } });
    const { settings, warnings } = await open(folder);
    expect(settings.read()).toEqual({});
    expect(warnings).toHaveLength(1);
  });

  test('warns about a folder in place of the file, and continues', async () => {
    const folder = newFolder();
    mkdirSync(join(folder, 'config.json'));
    const { settings, warnings } = await open(folder);
    expect(settings.read()).toEqual({});
    expect(warnings).toEqual([expect.stringContaining('it is a folder')]);
    expect(await rejection(settings.write('agent', 'a'))).toMatchObject({
      code: 'SETTINGS_UNWRITABLE',
    });
  });
});

describe('a damaged file', () => {
  test.each([
    ['an empty file', '', 'it is empty'],
    ['a file of spaces', ' \n', 'it is empty'],
    ['half a file', '{ "version": 1, "profi', 'it is not JSON'],
    ['a list', '[]', 'it does not contain settings'],
    ['null', 'null', 'it does not contain settings'],
    [
      'profiles that are a list',
      '{ "version": 1, "profiles": [] }',
      'it does not contain settings',
    ],
    ['a version that is no number', '{ "version": "1" }', 'it does not contain settings'],
  ])('with %s is set aside with its content, reported, and ignored', async (_, content, reason) => {
    const folder = newFolder();
    const path = put(folder, content);
    chmodSync(path, 0o644);
    const { settings, warnings } = await open(folder);
    expect(settings.read()).toEqual({});
    const [aside = ''] = asideIn(folder);
    expect(warnings).toEqual([expect.stringContaining(reason)]);
    expect(warnings[0]).toContain(aside);
    expect(readFileSync(join(folder, aside), 'utf8')).toBe(content);
    expect(modeOf(join(folder, aside))).toBe('600');
    expect(existsSync(path)).toBe(false);
    await settings.write('agent', 'a');
    expect((await open(folder)).settings.read()).toEqual({ agent: 'a' });
  });

  test('is also set aside if it is damaged between reading and writing', async () => {
    const folder = newFolder();
    const { settings, warnings } = await open(folder);
    put(folder, 'broken');
    await settings.write('agent', 'a');
    expect(asideIn(folder)).toHaveLength(1);
    expect(warnings).toHaveLength(1);
    expect(stored(folder)).toEqual({ version: 1, profiles: { default: { agent: 'a' } } });
  });

  test('does not replace another one set aside at the same moment', async () => {
    const folder = newFolder();
    for (const content of ['first', 'second']) {
      put(folder, content);
      await openSettings({
        folder,
        profile: {},
        onWarning: () => {},
        now: () => 1_790_000_000_000,
      });
    }
    const contents = asideIn(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
    expect(contents.sort()).toEqual(['first', 'second']);
  });

  test.skipIf(process.platform === 'win32')(
    'is reported and not overwritten if it cannot be set aside',
    async () => {
      const folder = newFolder();
      put(folder, 'broken');
      const user = asOrdinaryUser(folder);
      chmodSync(folder, 0o500);
      const { output } = await start(writer, [folder, 'p', '1'], user).ended;
      chmodSync(folder, 0o700);
      const { warnings, failure } = JSON.parse(output);
      expect(warnings).toEqual([expect.stringContaining('could not be moved aside')]);
      expect(failure).toMatchObject({ code: 'SETTINGS_UNWRITABLE' });
      expect(readFileSync(join(folder, 'config.json'), 'utf8')).toBe('broken');
    },
  );
});

describe('the current profile', () => {
  const file = { version: 1, current_profile: 'staging', profiles: { staging: { agent: 's' } } };

  test.each([
    [{ flag: 'one', env: 'two' }, file, { name: 'one', source: 'flag' }],
    [{ env: 'two' }, file, { name: 'two', source: 'environment' }],
    [{ env: '' }, file, { name: 'staging', source: 'profile' }],
    [{}, file, { name: 'staging', source: 'profile' }],
    [{}, { version: 1, profiles: {} }, { name: 'default', source: 'default' }],
  ])(
    'is chosen by flag, environment, settings, default: %j',
    async (profile, content, expected) => {
      const folder = newFolder();
      put(folder, content);
      expect((await open(folder, profile)).settings.profile).toEqual(expected);
    },
  );

  test.each([{ flag: '' }, { flag: '../up' }, { flag: '-x' }, { env: 'a b' }, { env: 'a\u0007' }])(
    'cannot be named %j',
    async (profile) => {
      expect(await rejection(open(newFolder(), profile))).toMatchObject({ code: 'INVALID_VALUE' });
    },
  );

  test('ignores an invalid stored name with a warning', async () => {
    const folder = newFolder();
    put(folder, { ...file, current_profile: '../up' });
    const { settings, warnings } = await open(folder);
    expect(settings.profile).toEqual({ name: 'default', source: 'default' });
    expect(warnings).toHaveLength(1);
    expect(settings.profiles()).toEqual([
      { name: 'default', current: true },
      { name: 'staging', current: false },
    ]);
  });
});

describe('writing', () => {
  test('creates the folder and the file for the user alone', async () => {
    const folder = join(newFolder(), 'new', 'folder');
    const { settings } = await open(folder);
    await settings.write('endpoints.phone_numbers', '/telephony/numbers');
    expect(settings.read()).toEqual({ 'endpoints.phone_numbers': '/telephony/numbers' });
    expect(stored(folder)).toEqual({
      version: 1,
      profiles: { default: { 'endpoints.phone_numbers': '/telephony/numbers' } },
    });
    expect(readdirSync(folder)).toEqual(['config.json']);
    expect([modeOf(folder), modeOf(settings.path)]).toEqual(['700', '600']);
  });

  test('tightens a file with loose permissions', async () => {
    const folder = newFolder();
    chmodSync(put(folder, { version: 1, profiles: {} }), 0o644);
    const { settings } = await open(folder);
    await settings.write('agent', 'a');
    expect(modeOf(settings.path)).toBe('600');
  });

  test('removes a value for undefined, and keeps the others', async () => {
    const folder = newFolder();
    const { settings } = await open(folder);
    await settings.write('agent', 'a');
    await settings.write('timeout', 2.5);
    await settings.write('agent', undefined);
    expect(settings.read()).toEqual({ timeout: 2.5 });
    expect((await open(folder)).settings.read()).toEqual({ timeout: 2.5 });
  });

  test('creates no file when there is nothing to remove', async () => {
    const folder = newFolder();
    const { settings } = await open(folder);
    await settings.write('agent', undefined);
    expect(await settings.removeProfile('other')).toBe(false);
    expect(readdirSync(folder)).toEqual([]);
  });

  test.each([
    ['timeout', 'soon'],
    ['timeout', 0],
    ['timeout', 3601],
    ['timeout', Number.NaN],
    ['agent', ''],
    ['agent', 'two\nlines'],
  ] as const)('%s refuses %j', async (name, value) => {
    const { settings } = await open(newFolder());
    expect(await rejection(settings.write(name, value))).toMatchObject({
      code: 'INVALID_VALUE',
      message: expect.stringContaining(name),
    });
  });

  test('keeps what other processes wrote meanwhile', async () => {
    const folder = newFolder();
    const { settings: first } = await open(folder);
    const { settings: second } = await open(folder);
    await first.write('agent', 'a');
    await second.write('connection', 'c');
    expect(second.read()).toEqual({ agent: 'a', connection: 'c' });
  });

  test('keeps unknown members of the file', async () => {
    const folder = newFolder();
    put(folder, { version: 1, theme: 'dark', profiles: { other: { color: 'red' } } });
    const { settings } = await open(folder);
    await settings.write('agent', 'a');
    expect(stored(folder)).toEqual({
      version: 1,
      theme: 'dark',
      profiles: { other: { color: 'red' }, default: { agent: 'a' } },
    });
  });

  test('loses nothing with many processes at once', async () => {
    const folder = join(newFolder(), 'shared');
    const processes = ['a', 'b', 'c', 'd', 'e', 'f'];
    const ended = await Promise.all(
      processes.map((prefix) => start(writer, [folder, prefix, '20']).ended),
    );
    for (const { output } of ended) {
      expect(JSON.parse(output)).toMatchObject({ failure: null, warnings: [] });
    }
    const expected = processes.flatMap((prefix) =>
      Array.from({ length: 20 }, (_, time) => [
        `${prefix}-${time}`,
        { agent: `agent of ${prefix}-${time}` },
      ]),
    );
    expect(stored(folder)).toEqual({ version: 1, profiles: Object.fromEntries(expected) });
    expect(readdirSync(folder)).toEqual(['config.json']);
  });

  test('removes the temporary files of a killed process, and no others', async () => {
    const folder = newFolder();
    for (const name of ['config.json.tmp-12-ab', 'keys.json.tmp-12-ab', 'notes.tmp-1']) {
      put(folder, 'half', name);
    }
    const { settings } = await open(folder);
    await settings.write('agent', 'a');
    expect(readdirSync(folder).sort()).toEqual(['config.json', 'notes.tmp-1']);
  });

  test('leaves no listener for Ctrl-C behind', async () => {
    const { output } = await start(writer, [newFolder(), 'p', '1']).ended;
    expect(JSON.parse(output)).toMatchObject({ failure: null, listeners: 0 });
  });
});

describe('a file that cannot be written', () => {
  const held = { version: 1, profiles: { default: { agent: 'a' } } };

  test.each<[string, (path: string) => void, string]>([
    ['keeps what it held', () => {}, 'reads back differently'],
    ['holds something else', (path) => writeFileSync(path, '{}'), 'reads back differently'],
    ['is damaged', (path) => writeFileSync(path, '{ "ver'), 'reads back differently'],
    ['is gone', (path) => rmSync(path), 'reads back differently'],
  ])('is an error, not a success, if it %s after the write', async (_, write, why) => {
    const folder = newFolder();
    const path = put(folder, held);
    const settings = await openSettings({
      folder,
      profile: {},
      onWarning: () => {},
      writer: async () => (_path, edit) => {
        const next = edit(held);
        write(path);
        return next;
      },
    });
    expect(await rejection(settings.write('agent', 'b'))).toMatchObject({
      code: 'SETTINGS_UNWRITABLE',
      message: `${path} cannot be written: it ${why}.`,
    });
    expect(settings.read()).toEqual({ agent: 'a' });
  });

  test.skipIf(process.platform === 'win32').each([
    ['a read-only folder', (folder: string) => chmodSync(folder, 0o500), '/config.json'],
    [
      'a read-only file',
      (folder: string) => chmodSync(join(folder, 'config.json'), 0o400),
      '/config.json',
    ],
  ])('is named without delay, and settings are still read: %s', async (_, protect, path) => {
    const folder = newFolder();
    put(folder, { version: 1, profiles: { 'p-0': { connection: 'c' } } });
    const user = asOrdinaryUser(folder);
    protect(folder);
    const { output } = await start(writer, [folder, 'p', '1'], user).ended;
    chmodSync(folder, 0o700);
    const { failure, warnings } = JSON.parse(output);
    expect(failure).toMatchObject({ code: 'SETTINGS_UNWRITABLE' });
    expect(failure.message).toContain(`${folder}${path} cannot be written: permission denied`);
    expect(warnings).toEqual([]);
    expect(readdirSync(folder)).toEqual(['config.json']);
    expect(stored(folder)).toEqual({ version: 1, profiles: { 'p-0': { connection: 'c' } } });
  });

  test.runIf(process.platform === 'linux')('is refused at once below /proc', async () => {
    const { settings } = await open('/proc/plivo/settings');
    expect(await rejection(settings.write('agent', 'a'))).toMatchObject({
      code: 'SETTINGS_UNWRITABLE',
      details: { reason: 'ENOENT' },
    });
  });

  test("is not blamed for a file with the lock's name", async () => {
    const folder = newFolder();
    const lock = put(folder, 'text', 'settings.lock');
    const { settings } = await open(folder);
    expect(await rejection(settings.write('agent', 'a'))).toMatchObject({
      code: 'SETTINGS_UNWRITABLE',
      message: expect.stringContaining(`${lock} is a file`),
    });
    expect(readdirSync(folder)).toEqual(['settings.lock']);
  });

  test('is named if it is where the folder belongs', async () => {
    const folder = put(newFolder(), 'text', 'file');
    const { settings, warnings } = await open(join(folder, 'settings'));
    expect(settings.read()).toEqual({});
    expect(warnings).toEqual([]);
    expect(await rejection(settings.write('agent', 'a'))).toMatchObject({
      code: 'SETTINGS_UNWRITABLE',
      message: expect.stringContaining(folder),
      origin: 'local',
    });
  });
});

describe('a newer format', () => {
  test('is read as far as it is known, and never written', async () => {
    const folder = newFolder();
    const content = { version: 2, profiles: { default: { agent: 'a', region: 'eu' } } };
    put(folder, content);
    const { settings, warnings } = await open(folder);
    expect(settings.read()).toEqual({ agent: 'a' });
    expect(warnings).toEqual([]);
    for (const attempt of [
      settings.write('agent', 'b'),
      settings.useProfile('other'),
      settings.removeProfile('default'),
    ]) {
      expect(await rejection(attempt)).toMatchObject({
        code: 'INVALID_VALUE',
        message: expect.stringContaining('newer version'),
      });
    }
    expect(stored(folder)).toEqual(content);
  });

  test('is not taken for a damaged one', async () => {
    const folder = newFolder();
    put(folder, { version: 3, profiles: ['default'] });
    const { settings, warnings } = await open(folder);
    expect(settings.read()).toEqual({});
    expect(warnings).toEqual([]);
    expect(readdirSync(folder)).toEqual(['config.json']);
  });
});

describe.skipIf(process.platform === 'win32')('a file that is a link', () => {
  test('stays a link', async () => {
    const [folder, elsewhere] = [newFolder(), newFolder()];
    put(elsewhere, { version: 1, profiles: { default: { agent: 'a' } } }, 'dotfile.json');
    symlinkSync(join(elsewhere, 'dotfile.json'), join(folder, 'config.json'));
    const { settings } = await open(folder);
    await settings.write('connection', 'c');
    expect(lstatSync(settings.path).isSymbolicLink()).toBe(true);
    expect(stored(elsewhere, 'dotfile.json')).toEqual({
      version: 1,
      profiles: { default: { agent: 'a', connection: 'c' } },
    });
  });

  test('stays a link if its target does not exist yet', async () => {
    const [folder, elsewhere] = [newFolder(), newFolder()];
    symlinkSync(join(elsewhere, 'dotfile.json'), join(folder, 'config.json'));
    const { settings } = await open(folder);
    await settings.write('agent', 'a');
    expect(lstatSync(settings.path).isSymbolicLink()).toBe(true);
    expect(stored(elsewhere, 'dotfile.json')).toMatchObject({
      profiles: { default: { agent: 'a' } },
    });
    expect(modeOf(join(elsewhere, 'dotfile.json'))).toBe('600');
  });

  test('stays a link if its target is damaged', async () => {
    const [folder, elsewhere] = [newFolder(), newFolder()];
    put(elsewhere, 'broken', 'dotfile.json');
    symlinkSync(join(elsewhere, 'dotfile.json'), join(folder, 'config.json'));
    const { settings, warnings } = await open(folder);
    expect(warnings).toHaveLength(1);
    await settings.write('agent', 'a');
    expect(lstatSync(settings.path).isSymbolicLink()).toBe(true);
    expect(readdirSync(elsewhere)).toHaveLength(2);
  });
});

describe('profiles', () => {
  test('are created with their first setting and can be made current', async () => {
    const folder = newFolder();
    const { settings } = await open(folder, { flag: 'staging' });
    await settings.write('agent', 'a');
    expect(settings.profiles()).toEqual([
      { name: 'default', current: true },
      { name: 'staging', current: false },
    ]);
    await settings.useProfile('staging');
    expect(settings.profiles()).toEqual([{ name: 'staging', current: true }]);
    expect((await open(folder)).settings.read()).toEqual({ agent: 'a' });
  });

  test('the current one is listed even without settings', async () => {
    const { settings } = await open(newFolder());
    await settings.useProfile('new');
    expect(settings.profiles()).toEqual([{ name: 'new', current: true }]);
  });

  test('one with only a stored key is listed', async () => {
    const folder = newFolder();
    put(folder, { version: 1, keys: { staging: {} } }, 'keys.json');
    expect((await open(folder)).settings.profiles()).toEqual([
      { name: 'default', current: true },
      { name: 'staging', current: false },
    ]);
  });

  test('removing the current one goes back to the default', async () => {
    const folder = newFolder();
    put(folder, {
      version: 1,
      current_profile: 'staging',
      profiles: { default: { agent: 'd' }, staging: { agent: 's' } },
    });
    const { settings } = await open(folder);
    expect(await settings.removeProfile('staging')).toBe(true);
    expect(settings.read()).toEqual({});
    const { settings: next } = await open(folder);
    expect(next.profile).toEqual({ name: 'default', source: 'default' });
    expect(next.read()).toEqual({ agent: 'd' });
  });

  test.each(['constructor', '__proto__', 'toString'])('may be called %s', async (name) => {
    const folder = newFolder();
    const { settings } = await open(folder, { flag: name });
    expect(settings.read()).toEqual({});
    await settings.write('agent', 'a');
    expect((await open(folder, { flag: name })).settings.read()).toEqual({ agent: 'a' });
    expect(await settings.removeProfile(name)).toBe(true);
    expect((await open(folder, { flag: name })).settings.read()).toEqual({});
  });

  test('an invalid name is refused', async () => {
    const { settings } = await open(newFolder());
    expect(await rejection(settings.useProfile('a/b'))).toMatchObject({ code: 'INVALID_VALUE' });
  });
});
