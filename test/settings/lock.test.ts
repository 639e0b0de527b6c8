import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { withLock } from '../../src/settings/lock.ts';
import { bundle, type Program, rejection, start, useFolders } from './support.ts';

const newFolder = useFolders();
let count: Program;
let hold: Program;
let breakSlowly: Program;

beforeAll(async () => {
  count = await bundle('count');
  hold = await bundle('hold');
  breakSlowly = await bundle('break-slowly');
});

afterAll(() => {
  count.remove();
  hold.remove();
  breakSlowly.remove();
});

/** A lock as a process leaves it that ended without giving it up. */
function leaveLock(path: string, note: string): string {
  mkdirSync(path);
  const file = join(path, 'fedcba9876543210');
  writeFileSync(file, note);
  return file;
}

async function countInProcesses(folder: string, processes: number, times: number): Promise<number> {
  const file = join(folder, 'count');
  writeFileSync(file, '0');
  const args = [join(folder, 'lock'), file, String(times)];
  const ended = await Promise.all(
    Array.from({ length: processes }, () => start(count, args).ended),
  );
  expect(ended.map(({ code }) => code)).toEqual(Array(processes).fill(0));
  return Number(readFileSync(file, 'utf8'));
}

test('processes with one lock lose nothing and leave nothing behind', async () => {
  const folder = newFolder();
  expect(await countInProcesses(folder, 6, 20)).toBe(120);
  expect(readdirSync(folder)).toEqual(['count']);
});

test('calls within one process exclude each other too', async () => {
  const lock = join(newFolder(), 'lock');
  let inside = 0;
  const seen = await Promise.all(
    Array.from({ length: 8 }, () =>
      withLock(lock, async () => {
        inside += 1;
        await new Promise((resolve) => setImmediate(resolve));
        const most = inside;
        inside -= 1;
        return most;
      }),
    ),
  );
  expect(seen).toEqual(Array(8).fill(1));
});

test('the lock is released when the work throws', async () => {
  const lock = join(newFolder(), 'lock');
  await expect(withLock(lock, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  expect(existsSync(lock)).toBe(false);
  expect(await withLock(lock, () => 'done')).toBe('done');
});

test('a lock of a living process is waited for, up to the limit', async () => {
  const folder = newFolder();
  const lock = join(folder, 'lock');
  const holder = start(hold, [lock]);
  await holder.said('held');
  expect(await rejection(withLock(lock, () => 'done', { limitMs: 100 }))).toMatchObject({
    code: 'SETTINGS_UNWRITABLE',
    retryable: true,
    message: expect.stringContaining('Another process'),
  });
  expect(readdirSync(folder)).toEqual(['lock']);
  holder.kill();
  await holder.ended;
});

test('the lock of a killed process is broken at once', async () => {
  const lock = join(newFolder(), 'lock');
  const holder = start(hold, [lock]);
  await holder.said('held');
  holder.kill();
  await holder.ended;
  expect(await withLock(lock, () => 'done', { limitMs: 2000 })).toBe('done');
});

test('a lock of a killed process lets only one of many waiting processes in at a time', async () => {
  const folder = newFolder();
  const lock = join(folder, 'lock');
  const holder = start(hold, [lock]);
  await holder.said('held');
  holder.kill();
  await holder.ended;
  expect(await countInProcesses(folder, 6, 5)).toBe(30);
});

test.each([
  [
    'taken long ago on another machine',
    JSON.stringify({ pid: process.pid, host: 'elsewhere', at: Date.now() - 31_000 }),
  ],
  [
    'taken long ago by a process id that lives again',
    JSON.stringify({ pid: process.pid, host: hostname(), at: Date.now() - 31_000 }),
  ],
  [
    'with a time far in the future',
    JSON.stringify({ pid: process.pid, host: 'elsewhere', at: Date.now() + 3_600_000 }),
  ],
])('a lock %s is broken', async (_, note) => {
  const lock = join(newFolder(), 'lock');
  leaveLock(lock, note);
  expect(await withLock(lock, () => 'done', { limitMs: 2000 })).toBe('done');
});

test('a lock without content is broken by its age', async () => {
  const lock = join(newFolder(), 'lock');
  const file = leaveLock(lock, 'not a note');
  await rejection(withLock(lock, () => 'done', { limitMs: 50 }));
  const old = new Date(Date.now() - 31_000);
  utimesSync(file, old, old);
  expect(await withLock(lock, () => 'done', { limitMs: 2000 })).toBe('done');
});

test('a fresh lock of another machine is kept, whatever process id it names', async () => {
  const lock = join(newFolder(), 'lock');
  const file = leaveLock(lock, JSON.stringify({ pid: 2 ** 30, host: 'elsewhere', at: Date.now() }));
  await rejection(withLock(lock, () => 'done', { limitMs: 50 }));
  expect(existsSync(file)).toBe(true);
});

test('a lock that changes owners while another process is about to break it is not broken', async () => {
  const folder = newFolder();
  const [lock, go] = [join(folder, 'lock'), join(folder, 'go')];
  leaveLock(lock, JSON.stringify({ pid: 1, host: 'elsewhere', at: 0 }));
  const slow = start(breakSlowly, [lock, go]);
  await slow.said('found stale');
  await withLock(lock, async () => {
    const mine = readdirSync(lock);
    writeFileSync(go, '');
    await slow.said('tried to delete');
    expect(readdirSync(lock)).toEqual(mine);
  });
  expect((await slow.ended).output).toContain('took it');
});

test("an owner whose lock was broken does not release the next owner's lock", async () => {
  const lock = join(newFolder(), 'lock');
  let finishFirst = () => {};
  const first = withLock(
    lock,
    () =>
      new Promise<void>((resolve) => {
        finishFirst = resolve;
      }),
  );
  // With an age of 0 every lock is stale, as after a laptop has slept.
  await withLock(
    lock,
    async () => {
      finishFirst();
      await first;
      expect(readdirSync(lock)).toHaveLength(1);
    },
    { staleMs: -1 },
  );
});

test('the leftovers of a killed waiting process are removed', async () => {
  const folder = newFolder();
  const lock = join(folder, 'lock');
  const note = JSON.stringify({ pid: 1, host: 'elsewhere', at: 0 });
  leaveLock(lock, note);
  mkdirSync(`${lock}.0123456789abcdef`);
  writeFileSync(join(`${lock}.0123456789abcdef`, '0123456789abcdef'), note);
  await withLock(lock, () => 'done');
  expect(readdirSync(folder)).toEqual([]);
});

test("a file with the lock's name is reported, and the work does not run", async () => {
  const path = join(newFolder(), 'settings.lock');
  writeFileSync(path, 'text');
  let done = false;
  const error = await rejection(
    withLock(path, () => {
      done = true;
    }),
  );
  expect(error).toMatchObject({
    code: 'SETTINGS_UNWRITABLE',
    exit: 6,
    message: expect.stringContaining(`${path} is a file`),
  });
  expect([done, readFileSync(path, 'utf8')]).toEqual([false, 'text']);
  expect(readdirSync(dirname(path))).toEqual(['settings.lock']);
});
