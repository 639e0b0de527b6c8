import { execFile } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, test } from 'vitest';
import { binary, nodeUnderTest, removeFolders, settingsFolder } from '../support/run.ts';

afterAll(removeFolders);

const run = promisify(execFile);
const answer = await run(nodeUnderTest, [binary, 'explain', '3030'], { env: {} });

/** Runs the program with a home folder of its own. */
async function explain(home: string, env: Readonly<Record<string, string>> = {}, words = ['3030']) {
  return run(nodeUnderTest, [binary, 'explain', ...words], { env: { HOME: home, ...env } });
}

const folderIn = (home: string) => join(home, '.cache', 'vocobase-plivo');
const filesIn = (home: string) =>
  existsSync(folderIn(home))
    ? readdirSync(folderIn(home)).map((name) => join(folderIn(home), name))
    : [];

async function keptFile(home: string): Promise<string> {
  await explain(home);
  const [file = '', ...more] = filesIn(home);
  expect(more).toEqual([]);
  return file;
}

describe('compiled code', () => {
  test('is kept for the next run, in a file that only its owner can open', async () => {
    const home = await settingsFolder();
    const file = await keptFile(home);
    expect(file).toMatch(/-explain\.bin$/);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(folderIn(home)).mode & 0o777).toBe(0o700);
    const { mtimeMs, size } = statSync(file);
    expect(size).toBeGreaterThan(50_000);
    expect(await explain(home)).toEqual(answer);
    // A file that has everything is not written again.
    expect(statSync(file)).toMatchObject({ mtimeMs, size });
  });

  test('grows with what another run of the command loads', async () => {
    const home = await settingsFolder();
    const file = await keptFile(home);
    const { size } = statSync(file);
    await explain(home, {}, ['calls', 'ring', 'then', 'drop']);
    expect(statSync(file).size).toBeGreaterThan(size);
    expect(filesIn(home)).toEqual([file]);
  });

  test('of an earlier build is dropped', async () => {
    const home = await settingsFolder();
    const file = await keptFile(home);
    const [name = ''] = Object.keys(indexOf(readFileSync(file)));
    const old = `x${name.slice(1)}`;
    const renamed = readFileSync(file, 'latin1').replaceAll(JSON.stringify(name), `"${old}"`);
    writeFileSync(file, renamed, 'latin1');
    expect(Object.keys(indexOf(readFileSync(file)))).toContain(old);
    expect(await explain(home)).toEqual(answer);
    const names = Object.keys(indexOf(readFileSync(file)));
    expect(names).toContain(name);
    expect(names).not.toContain(old);
  });

  test.each([
    ['empty', () => Buffer.alloc(0)],
    ['cut off', (bytes: Buffer) => bytes.subarray(0, bytes.length / 2)],
    ['damaged in one byte', (bytes: Buffer) => withByteChanged(bytes, bytes.length / 3)],
    ['of another program', () => Buffer.from('{"not":"ours"}')],
    ['compiled by another version of V8', (bytes: Buffer) => withOtherVersion(bytes)],
  ])('that is %s is ignored and replaced', async (_, damage) => {
    const home = await settingsFolder();
    const file = await keptFile(home);
    const bytes = readFileSync(file);
    writeFileSync(file, damage(bytes));
    expect(await explain(home)).toEqual(answer);
    expect(Math.abs(statSync(file).size - bytes.length)).toBeLessThan(bytes.length / 10);
    expect(await explain(home)).toEqual(answer);
  });

  test('is not trusted if other users could have written it', async () => {
    const home = await settingsFolder();
    const file = await keptFile(home);
    chmodSync(file, 0o666);
    expect(await explain(home)).toEqual(answer);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  test('is not read through a link', async () => {
    const home = await settingsFolder();
    const file = await keptFile(home);
    const other = await settingsFolder();
    mkdirSync(folderIn(other), { recursive: true, mode: 0o700 });
    const link = join(folderIn(other), file.split('/').at(-1) ?? '');
    symlinkSync(file, link);
    expect(await explain(other)).toEqual(answer);
    expect(statSync(link).ino).not.toBe(statSync(file).ino);
  });

  test('of other versions and of killed runs is removed', async () => {
    const home = await settingsFolder();
    mkdirSync(folderIn(home), { recursive: true });
    for (const name of ['0.0.1-v20.20.2-x64-explain.bin', '0.1.0-v20.20.2-x64-explain.bin.4711']) {
      writeFileSync(join(folderIn(home), name), 'old');
    }
    const [file, ...more] = [await keptFile(home), ...filesIn(home).slice(1)];
    expect(more).toEqual([]);
    expect(statSync(file).size).toBeGreaterThan(50_000);
  });

  test.each([
    ['the home folder cannot be written', async () => ({ HOME: '/proc/self' })],
    ['there is no home folder', async () => ({ HOME: '/nonexistent/home' })],
    ['the home folder is a relative path', async () => ({ HOME: 'home' })],
    ['the cache folder is a file', async () => ({ XDG_CACHE_HOME: binary })],
  ])('is no obstacle where %s', async (_, env) => {
    expect(await explain(await settingsFolder(), await env())).toEqual(answer);
  });

  test('is neither read nor kept with NODE_DISABLE_COMPILE_CACHE', async () => {
    const home = await settingsFolder();
    expect(await explain(home, { NODE_DISABLE_COMPILE_CACHE: '1' })).toEqual(answer);
    expect(filesIn(home)).toEqual([]);
  });

  test('is not kept among the settings, and not by a dry run', async () => {
    const home = await settingsFolder();
    expect(await explain(home, { VOCOBASE_CONFIG_DIR: home })).toEqual(answer);
    expect(await explain(home, {}, ['3030', '--dry-run'])).toEqual(answer);
    expect(filesIn(home)).toEqual([]);
  });

  test.each([
    ['the default settings folder', 'vocobase-plivo', {}],
    ['VOCOBASE_CONFIG_DIR', 'vocobase-plivo', { VOCOBASE_CONFIG_DIR: 'vocobase-plivo' }],
    ['a folder below the cache', 'own', { VOCOBASE_CONFIG_DIR: 'own' }],
  ])('leaves settings in %s alone where the cache would be', async (_, folder, variables) => {
    const home = await settingsFolder();
    const settings = join(home, folder);
    const env = {
      HOME: home,
      XDG_CONFIG_HOME: home,
      XDG_CACHE_HOME: home,
      ...Object.fromEntries(Object.entries(variables).map(([name]) => [name, settings])),
    };
    await run(nodeUnderTest, [binary, 'config', 'set', 'call_to', '+14155550142'], { env });
    await explain(home, env);
    expect(readdirSync(settings)).toContain('config.json');
    const { stdout } = await run(nodeUnderTest, [binary, 'config', 'get', 'call_to'], { env });
    expect(stdout).toBe('+14155550142\n');
  });

  test('leaves files of other programs in its folder alone', async () => {
    const home = await settingsFolder();
    mkdirSync(folderIn(home), { recursive: true, mode: 0o700 });
    const names = ['keys.json', 'notes.bin', '2024.txt'];
    for (const name of names) writeFileSync(join(folderIn(home), name), 'other');
    await explain(home);
    expect(readdirSync(folderIn(home))).toEqual(expect.arrayContaining(names));
  });

  test('is kept below the home folder if XDG_CACHE_HOME is relative', async () => {
    const home = await settingsFolder();
    expect(await explain(home, { XDG_CACHE_HOME: 'cache' })).toEqual(answer);
    expect(filesIn(home)).toHaveLength(1);
  });

  test('is kept in XDG_CACHE_HOME', async () => {
    const home = await settingsFolder();
    const cache = join(home, 'elsewhere');
    await explain(home, { XDG_CACHE_HOME: cache });
    expect(readdirSync(join(cache, 'vocobase-plivo'))).toHaveLength(1);
    expect(filesIn(home)).toEqual([]);
  });

  test.each([[['--version']], [['nosuchcommand']], [['../../x']]])(
    'is not kept for %s',
    async (words) => {
      const home = await settingsFolder();
      await run(nodeUnderTest, [binary, ...words], { env: { HOME: home } }).catch(() => {});
      expect(filesIn(home)).toEqual([]);
    },
  );
});

/** Where the code of each built file is in a kept file. */
function indexOf(bytes: Buffer): Record<string, number[]> {
  return JSON.parse(bytes.toString('latin1', 4, 4 + bytes.readUInt32LE(0)));
}

/** Changes the version that V8 writes behind the magic number of each script. */
function withOtherVersion(bytes: Buffer): Buffer {
  const changed = Buffer.from(bytes.subarray(0, bytes.length / 2));
  const start = Math.ceil((4 + changed.readUInt32LE(0)) / 8) * 8;
  for (const [from = 0] of Object.values(indexOf(bytes))) {
    const at = start + from + 4;
    changed.writeUInt32LE((changed.readUInt32LE(at) ^ 1) >>> 0, at);
  }
  return Buffer.concat([changed, changed]);
}

function withByteChanged(bytes: Buffer, at: number): Buffer {
  const changed = Buffer.from(bytes);
  changed[Math.floor(at)] = (changed[Math.floor(at)] ?? 0) ^ 0xff;
  return changed;
}
