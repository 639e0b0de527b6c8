import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import type { KeyPlace } from '../../src/ports/settings.ts';
import { createKeyStore } from '../../src/settings/key-store.ts';
import type { Keychain } from '../../src/settings/keychain.ts';
import { modeOf, rejection, useFolders } from './support.ts';

const newFolder = useFolders();
const key = { apiKey: 'rg_live_made_up_for_tests', baseUrl: 'https://api.example.com/api/v2' };
const other = { apiKey: 'rg_live_another_made_up', baseUrl: 'https://other.example.com' };
const noon = Date.parse('2026-11-01T12:00:00.000Z');

/** A system key store that keeps its entries in memory and can be made to misbehave. */
function memoryKeychain(entries = new Map<string, string>()) {
  const keychain: Keychain = {
    read: async (account) => entries.get(account) ?? null,
    write: async (account, secret) => void entries.set(account, secret),
    remove: async (account) => entries.delete(account),
  };
  return { entries, keychain };
}

const hangs: Keychain = {
  read: () => new Promise(() => {}),
  write: () => new Promise(() => {}),
  remove: () => new Promise(() => {}),
};

const refuses: Keychain = {
  read: () => Promise.reject(new Error('it is locked')),
  write: () => Promise.reject(new Error('it is locked')),
  remove: () => Promise.reject(new Error('it is locked')),
};

function open(folder: string, keychain: Keychain | null) {
  const warnings: string[] = [];
  const store = createKeyStore({
    folder,
    keychain: async () => keychain,
    now: () => noon,
    onWarning: (text) => warnings.push(text),
    timeoutMs: 50,
  });
  return { store, warnings, path: join(folder, 'keys.json') };
}

function put(folder: string, content: unknown): string {
  const path = join(folder, 'keys.json');
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content), {
    mode: 0o600,
  });
  return path;
}

const record = {
  api_key: key.apiKey,
  base_url: key.baseUrl,
  stored_at: '2026-11-01T12:00:00.000Z',
};
const inKeychain = { in: 'keychain', base_url: key.baseUrl, stored_at: record.stored_at };

describe('in a file', () => {
  test('a key is readable by the user alone, and kept with its base URL', async () => {
    const folder = join(newFolder(), 'new');
    const { store, path, warnings } = open(folder, memoryKeychain().keychain);
    expect(await store.read('default')).toBeNull();
    expect(existsSync(folder)).toBe(false);
    expect(await store.write('default', key, 'file')).toBe('file');
    expect(await store.read('default')).toEqual({ ...key, place: 'file' });
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({
      version: 1,
      keys: { default: record },
    });
    expect([modeOf(folder), modeOf(path)]).toEqual(['700', '600']);
    expect(readdirSync(folder)).toEqual(['keys.json']);
    expect(warnings).toEqual([]);
  });

  test('each profile has its own key', async () => {
    const { store } = open(newFolder(), null);
    await store.write('default', key, 'file');
    await store.write('staging', other, 'file');
    expect(await store.read('default')).toEqual({ ...key, place: 'file' });
    expect(await store.read('staging')).toEqual({ ...other, place: 'file' });
    expect(await store.read('third')).toBeNull();
  });

  test('parallel stores lose no key', async () => {
    const folder = newFolder();
    const names = Array.from({ length: 12 }, (_, index) => `p${index}`);
    await Promise.all(names.map((name) => open(folder, null).store.write(name, key, 'file')));
    const { store } = open(folder, null);
    const found = await Promise.all(names.map((name) => store.read(name)));
    expect(found).toEqual(names.map(() => ({ ...key, place: 'file' })));
  });

  test.skipIf(process.platform === 'win32')(
    'loose permissions are tightened with a warning',
    async () => {
      const folder = newFolder();
      const path = put(folder, { version: 1, keys: { default: record } });
      chmodSync(path, 0o644);
      const { store, warnings } = open(folder, null);
      expect(await store.read('default')).toEqual({ ...key, place: 'file' });
      expect(modeOf(path)).toBe('600');
      expect(warnings).toEqual([expect.stringContaining('other users of this machine')]);
      await store.read('default');
      expect(warnings).toHaveLength(1);
    },
  );

  test.skipIf(process.platform === 'win32')('a link stays a link', async () => {
    const [folder, elsewhere] = [newFolder(), newFolder()];
    symlinkSync(join(elsewhere, 'k.json'), join(folder, 'keys.json'));
    const { store, path } = open(folder, null);
    await store.write('default', key, 'file');
    expect(lstatSync(path).isSymbolicLink()).toBe(true);
    expect(modeOf(join(elsewhere, 'k.json'))).toBe('600');
    expect(await store.read('default')).toEqual({ ...key, place: 'file' });
  });

  test('an invalid profile name is refused', async () => {
    const { store } = open(newFolder(), null);
    expect(await rejection(store.write('a b', key, 'file'))).toMatchObject({
      code: 'INVALID_VALUE',
    });
  });

  test('an unwritable folder is named', async () => {
    const file = join(newFolder(), 'file');
    writeFileSync(file, '');
    const { store } = open(join(file, 'folder'), null);
    expect(await store.read('default')).toBeNull();
    expect(await rejection(store.write('default', key, 'file'))).toMatchObject({
      code: 'SETTINGS_UNWRITABLE',
      message: expect.stringContaining('keys.json cannot be written'),
    });
  });
});

describe('in the key store of the system', () => {
  test.each<[KeyPlace | 'auto']>([['auto'], ['keychain']])(
    'stores the key there and not in the file with %s',
    async (place) => {
      const folder = newFolder();
      const { entries, keychain } = memoryKeychain();
      const { store, path } = open(folder, keychain);
      expect(await store.write('default', key, place)).toBe('keychain');
      expect(await store.read('default')).toEqual({ ...key, place: 'keychain' });
      expect(readFileSync(path, 'utf8')).not.toContain(key.apiKey);
      expect([...entries.values()]).toEqual([expect.stringContaining(key.apiKey)]);
      expect(JSON.parse(readFileSync(path, 'utf8')).keys).toEqual({ default: inKeychain });
    },
  );

  test('keeps the entries of two settings folders apart', async () => {
    const { keychain } = memoryKeychain();
    const [one, two] = [open(newFolder(), keychain).store, open(newFolder(), keychain).store];
    await one.write('default', key, 'auto');
    await two.write('default', other, 'auto');
    expect(await one.read('default')).toEqual({ ...key, place: 'keychain' });
    expect(await two.remove('default')).toBe(true);
    expect(await one.read('default')).toEqual({ ...key, place: 'keychain' });
  });

  test('is not asked if no key is stored there', async () => {
    const folder = newFolder();
    put(folder, { version: 1, keys: { default: record } });
    const store = createKeyStore({
      folder,
      keychain: () => Promise.reject(new Error('asked')),
      now: () => noon,
      onWarning: () => {},
    });
    expect(await store.read('other')).toBeNull();
    expect(await store.read('default')).toEqual({ ...key, place: 'file' });
    expect(await store.write('third', key, 'file')).toBe('file');
  });

  test('loses the key when it moves to the file, and gets it back when it returns', async () => {
    const { entries, keychain } = memoryKeychain();
    const { store, path } = open(newFolder(), keychain);
    await store.write('default', key, 'keychain');
    await store.write('default', key, 'file');
    expect(entries.size).toBe(0);
    await store.write('default', key, 'auto');
    expect(readFileSync(path, 'utf8')).not.toContain(key.apiKey);
  });

  test.each<[string, Keychain | null, string]>([
    ['is not installed', null, 'the library for it is not installed'],
    ['refuses', refuses, 'it is locked'],
    ['does not answer', hangs, 'no answer in 0.05 seconds'],
    [
      'forgets at once',
      { ...refuses, write: async () => {}, read: async () => null },
      'it returned something other',
    ],
  ])('%s: auto uses the file, and keychain fails', async (_, keychain, why) => {
    const folder = newFolder();
    const { store, warnings, path } = open(folder, keychain);
    expect(await rejection(store.write('default', key, 'keychain'))).toMatchObject({
      code: 'INVALID_VALUE',
      exit: 2,
      message: expect.stringContaining(why),
      commands: ['login --store file'],
    });
    expect(await store.read('default')).toBeNull();
    warnings.length = 0;
    expect(await store.write('default', key, 'auto')).toBe('file');
    expect(await store.read('default')).toEqual({ ...key, place: 'file' });
    expect(warnings[0]).toContain(why);
    expect(warnings[0]).toContain(`The key will be stored in ${path}`);
  });

  test('is named before the key is in the file, if auto cannot use it', async () => {
    const folder = newFolder();
    const seen: boolean[] = [];
    const store = createKeyStore({
      folder,
      keychain: async () => null,
      now: () => noon,
      onWarning: () => seen.push(existsSync(join(folder, 'keys.json'))),
    });
    await store.write('default', key, 'auto');
    expect(seen).toEqual([false]);
  });

  test.each<[string, Keychain | null, string]>([
    ['is not installed any more', null, 'the library for it is not installed'],
    ['is locked', refuses, 'it is locked'],
    ['does not answer', hangs, 'no answer in 0.05 seconds'],
    ['has lost the entry', memoryKeychain().keychain, 'no longer has it'],
    [
      'holds something else',
      { ...refuses, read: async () => 'text' },
      'is not the one stored here',
    ],
    [
      'holds a key for another host',
      {
        ...refuses,
        read: async () => JSON.stringify({ api_key: other.apiKey, base_url: other.baseUrl }),
      },
      'is not the one stored here',
    ],
  ])('makes a stored key unreadable when it %s', async (_, keychain, why) => {
    const folder = newFolder();
    put(folder, { version: 1, keys: { default: inKeychain } });
    expect(await rejection(open(folder, keychain).store.read('default'))).toMatchObject({
      code: 'CONFIG_UNREADABLE',
      exit: 4,
      message: expect.stringContaining(why),
    });
  });

  describe('reports an entry that was written and cannot be read back', () => {
    const late = () => {
      const { entries, keychain } = memoryKeychain();
      return { entries, keychain: { ...keychain, read: hangs.read } };
    };

    test.each<[KeyPlace | 'auto']>([['auto'], ['keychain']])(
      'has no entry left after %s',
      async (place) => {
        const { entries, keychain } = late();
        const { store, warnings } = open(newFolder(), keychain);
        const written = store.write('default', key, place);
        if (place === 'auto') expect(await written).toBe('file');
        else expect(await rejection(written)).toMatchObject({ code: 'INVALID_VALUE' });
        expect(entries.size).toBe(0);
        expect(warnings).toEqual(
          place === 'auto' ? [expect.stringContaining('does not work here')] : [],
        );
      },
    );

    test.each<[string, object]>([
      ['the key store was not used before', {}],
      ['an older key lay there', { default: inKeychain }],
    ])('reports once that an entry cannot be removed: %s', async (_, keys) => {
      const folder = newFolder();
      put(folder, { version: 1, keys });
      const { entries, keychain } = late();
      const { store, warnings } = open(folder, { ...keychain, remove: refuses.remove });
      expect(await store.write('default', key, 'auto')).toBe('file');
      expect(entries.size).toBe(1);
      expect(warnings).toEqual([
        expect.stringContaining('does not work here'),
        expect.stringMatching(/still in the .* it is locked/),
      ]);
      expect(await store.read('default')).toEqual({ ...key, place: 'file' });
    });

    test('loses the entry again if the file cannot be written either', async () => {
      const file = join(newFolder(), 'file');
      writeFileSync(file, '');
      const { entries, keychain } = late();
      const { store } = open(join(file, 'folder'), keychain);
      expect(await rejection(store.write('default', key, 'auto'))).toMatchObject({
        code: 'SETTINGS_UNWRITABLE',
      });
      expect(entries.size).toBe(0);
    });
  });

  test('loses an entry whose record cannot be written', async () => {
    const file = join(newFolder(), 'file');
    writeFileSync(file, '');
    const { entries, keychain } = memoryKeychain();
    const { store } = open(join(file, 'folder'), keychain);
    expect(await rejection(store.write('default', key, 'auto'))).toMatchObject({
      code: 'SETTINGS_UNWRITABLE',
    });
    expect(entries.size).toBe(0);
  });
});

describe('removing', () => {
  test('removes the key from both places', async () => {
    const folder = newFolder();
    const { entries, keychain } = memoryKeychain();
    const { store, path, warnings } = open(folder, keychain);
    await store.write('default', key, 'keychain');
    expect(await store.remove('default')).toBe(true);
    expect(entries.size).toBe(0);
    await store.write('default', key, 'file');
    expect(await store.remove('default')).toBe(true);
    expect(readFileSync(path, 'utf8')).not.toContain(key.apiKey);
    expect(await store.read('default')).toBeNull();
    expect(await store.remove('default')).toBe(false);
    expect(warnings).toEqual([]);
  });

  test('finds an entry whose record is lost', async () => {
    const folder = newFolder();
    const { entries, keychain } = memoryKeychain();
    const { store, path } = open(folder, keychain);
    await store.write('default', key, 'keychain');
    writeFileSync(path, JSON.stringify({ version: 1, keys: {} }));
    expect(await store.remove('default')).toBe(true);
    expect(entries.size).toBe(0);
  });

  test.each<[string, object | null]>([
    ['no key is stored', null],
    ['a key is stored', { default: record }],
  ])('removes the leftovers of a killed login: %s', async (_, keys) => {
    const folder = newFolder();
    if (keys !== null) put(folder, { version: 1, keys });
    writeFileSync(join(folder, 'keys.json.tmp-4711-x1y2'), key.apiKey);
    const { store } = open(folder, null);
    expect(await store.remove('default')).toBe(keys !== null);
    expect(readdirSync(folder)).toEqual(keys === null ? [] : ['keys.json']);
  });

  test('happens at the next login for the leftovers of a killed one', async () => {
    const folder = newFolder();
    writeFileSync(join(folder, 'keys.json.tmp-4711-x1y2'), key.apiKey);
    await open(folder, null).store.write('default', key, 'file');
    expect(readdirSync(folder)).toEqual(['keys.json']);
  });

  test('creates no file if nothing is stored', async () => {
    const folder = newFolder();
    const { store } = open(folder, null);
    expect(await store.remove('default')).toBe(false);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('says when the key store keeps the key', async () => {
    const folder = newFolder();
    put(folder, { version: 1, keys: { default: inKeychain } });
    const { store, warnings } = open(folder, refuses);
    expect(await store.remove('default')).toBe(true);
    expect(await store.read('default')).toBeNull();
    expect(warnings).toEqual([expect.stringContaining('still in the')]);
  });

  test('is silent about the key store when the key was only in the file', async () => {
    const folder = newFolder();
    put(folder, { version: 1, keys: { default: record } });
    const { store, warnings } = open(folder, hangs);
    expect(await store.remove('default')).toBe(true);
    expect(warnings).toEqual([]);
  });
});

describe('a damaged file', () => {
  const half = JSON.stringify({ version: 1, keys: { default: record } }).slice(0, -3);

  function asideIn(folder: string): string {
    const [name = '', ...more] = readdirSync(folder).filter((found) => found.includes('.damaged-'));
    expect(more).toEqual([]);
    return join(folder, name);
  }

  test.each([
    ['half a file', half],
    ['a list with a key', JSON.stringify([record])],
    ['keys that are a list', JSON.stringify({ version: 1, keys: [record] })],
    ['a lost record of the key store', '{ "keys": { "default": { "in": "keychain"'],
  ])('with %s that held a key is an error, and restricted to the user', async (_, content) => {
    const folder = newFolder();
    chmodSync(put(folder, content), 0o644);
    const { store } = open(folder, null);
    const error = await rejection(store.read('default'));
    expect(error).toMatchObject({ code: 'CONFIG_UNREADABLE', exit: 4 });
    expect(error).toMatchObject({ message: expect.stringContaining(asideIn(folder)) });
    expect(readFileSync(asideIn(folder), 'utf8')).toBe(content);
    expect(modeOf(asideIn(folder))).toBe('600');
    expect(await store.read('default')).toBeNull();
  });

  test.each([
    ['an empty file', ''],
    ['a text', 'nothing of ours'],
  ])('with %s that held no key is reported and ignored', async (_, content) => {
    const folder = newFolder();
    put(folder, content);
    const { store, warnings } = open(folder, null);
    expect(await store.read('default')).toBeNull();
    expect(warnings).toEqual([expect.stringContaining(asideIn(folder))]);
  });

  test('is set aside by a login, which then stores the new key', async () => {
    const folder = newFolder();
    put(folder, half);
    const { store, warnings } = open(folder, null);
    expect(await store.write('default', other, 'file')).toBe('file');
    expect(await store.read('default')).toEqual({ ...other, place: 'file' });
    expect(warnings).toEqual([expect.stringContaining('may hold API keys')]);
    expect(readFileSync(asideIn(folder), 'utf8')).toBe(half);
  });

  test.each([
    ['no object', 'text'],
    ['no key', { base_url: key.baseUrl }],
    ['an empty key', { ...record, api_key: '' }],
    ['no base URL', { api_key: key.apiKey }],
  ])('with one record with %s is an error, without affecting the others', async (_, broken) => {
    const folder = newFolder();
    put(folder, { version: 1, keys: { default: broken, staging: record } });
    const { store } = open(folder, null);
    expect(await rejection(store.read('default'))).toMatchObject({ code: 'CONFIG_UNREADABLE' });
    expect(await store.read('staging')).toEqual({ ...key, place: 'file' });
    expect(readdirSync(folder)).toEqual(['keys.json']);
  });

  test("may also be a folder with the file's name, which is an error", async () => {
    const folder = newFolder();
    mkdirSync(join(folder, 'keys.json'));
    const { store } = open(folder, null);
    expect(await rejection(store.read('default'))).toMatchObject({ code: 'CONFIG_UNREADABLE' });
    for (const attempt of [store.write('default', key, 'file'), store.remove('default')]) {
      expect(await rejection(attempt)).toMatchObject({ code: 'CONFIG_UNREADABLE' });
    }
  });
});

describe('a newer format', () => {
  test('is read as far as it is known, and never written', async () => {
    const folder = newFolder();
    const path = put(folder, { version: 2, keys: { default: { ...record, scope: 'all' } } });
    const content = readFileSync(path, 'utf8');
    const { store } = open(folder, null);
    expect(await store.read('default')).toEqual({ ...key, place: 'file' });
    for (const attempt of [store.write('default', other, 'file'), store.remove('default')]) {
      expect(await rejection(attempt)).toMatchObject({ code: 'INVALID_VALUE' });
    }
    expect(readFileSync(path, 'utf8')).toBe(content);
  });

  test('is not taken for a damaged one', async () => {
    const folder = newFolder();
    put(folder, { version: 2, keys: [record] });
    expect(await open(folder, null).store.read('default')).toBeNull();
    expect(readdirSync(folder)).toEqual(['keys.json']);
  });
});

describe("this machine's own key store", () => {
  const bus = process.env.DBUS_SESSION_BUS_ADDRESS;

  afterEach(() => {
    if (bus === undefined) delete process.env.DBUS_SESSION_BUS_ADDRESS;
    else process.env.DBUS_SESSION_BUS_ADDRESS = bus;
  });

  function openReal(folder: string, timeoutMs?: number) {
    return createKeyStore({
      folder,
      now: () => noon,
      onWarning: () => {},
      ...(timeoutMs === undefined ? {} : { timeoutMs }),
    });
  }

  test.runIf(process.platform === 'linux')('makes auto use the file without a bus', async () => {
    const folder = newFolder();
    process.env.DBUS_SESSION_BUS_ADDRESS = `unix:path=${join(folder, 'not-there')}`;
    const store = openReal(folder);
    expect(await store.write('default', key, 'auto')).toBe('file');
    expect(await store.read('default')).toEqual({ ...key, place: 'file' });
  });

  test.runIf(process.platform === 'linux')('is given up when the bus never answers', async () => {
    const folder = newFolder();
    const path = join(folder, 'bus');
    let knocked = 0;
    const server = createServer((socket) => {
      knocked += 1;
      socket.on('error', () => {}).resume();
    });
    await new Promise<void>((resolve) => server.listen(path, resolve));
    process.env.DBUS_SESSION_BUS_ADDRESS = `unix:path=${path}`;
    const error = await rejection(openReal(folder, 1000).write('default', key, 'keychain'));
    expect(error).toMatchObject({ message: expect.stringContaining('no answer in 1 seconds') });
    expect(knocked).toBe(1);
    // Only the end of the other process closes its end of the line.
    await new Promise((resolve) => server.close(resolve));
  });
});
