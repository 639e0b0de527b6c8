import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createRateBudget, fingerprintOf } from '../../src/settings/rate-budget.ts';
import { bundle, type Program, rejection, start, useFolders } from './support.ts';

const newFolder = useFolders();
const fingerprint = fingerprintOf('rg_live_made_up_for_tests');
let taker: Program;

beforeAll(async () => {
  taker = await bundle('take-budget');
});

afterAll(() => taker.remove());

/** A clock that moves only during sleep. */
function newClock(start = 1_790_000_000_000) {
  const clock = {
    time: start,
    now: () => clock.time,
    sleep: async (milliseconds: number) => {
      clock.time += milliseconds;
    },
  };
  return clock;
}

function open(folder: string, clock = newClock()) {
  const waits: [number, string][] = [];
  const budget = createRateBudget({
    folder,
    now: clock.now,
    sleep: clock.sleep,
    onWait: (milliseconds, reason) => waits.push([milliseconds, reason]),
  });
  const take = async (path: string, times: number) => {
    for (let time = 0; time < times; time += 1) await budget.take(fingerprint, path);
  };
  return { budget, take, waits, clock };
}

/** The most requests in any window; a window holds its beginning and not its end. */
function mostInWindow(times: readonly number[], windowMs: number): number {
  return Math.max(
    ...times.map((from) => times.filter((time) => time >= from && time < from + windowMs).length),
  );
}

test.each([
  ['/agents', 60, 'The API takes 60 requests a minute.'],
  ['/callsigns', 60, 'The API takes 60 requests a minute.'],
  ['/telephony/calls', 60, 'The API takes 60 requests a minute.'],
  ['/calls', 10, 'The API takes 10 call requests a minute.'],
  ['/calls?limit=5', 10, 'The API takes 10 call requests a minute.'],
  ['/calls/start', 10, 'The API takes 10 call requests a minute.'],
  ['/calls/concurrency', 10, 'The API takes 10 call requests a minute.'],
])('allows %s %i times a minute, then waits and says so', async (path, limit, reason) => {
  const { take, waits } = open(newFolder());
  await take(path, limit);
  expect(waits).toEqual([]);
  await take(path, 1);
  expect(waits).toEqual([[61_000, reason]]);
});

test('waits only for the oldest request to leave the sliding window', async () => {
  const { take, waits, clock } = open(newFolder());
  await take('/calls', 4);
  clock.time += 45_000;
  await take('/calls', 6);
  await take('/calls', 5);
  expect(waits.map(([milliseconds]) => milliseconds)).toEqual([16_000, 45_000]);
});

test('counts a slow request from its end, when it may have arrived', async () => {
  const { budget, take, waits, clock } = open(newFolder());
  const ended = await budget.take(fingerprint, '/calls/start');
  clock.time += 20_000;
  await ended();
  await take('/calls', 9);
  clock.time += 45_000;
  await take('/calls', 1);
  expect(waits.map(([milliseconds]) => milliseconds)).toEqual([16_000]);
});

test('counts a request within the margin from its start', async () => {
  const { budget, take, waits, clock } = open(newFolder());
  const ended = await budget.take(fingerprint, '/calls/start');
  clock.time += 1000;
  await ended();
  await take('/calls', 10);
  expect(waits.map(([milliseconds]) => milliseconds)).toEqual([60_000]);
});

test('counts a call request in both classes', async () => {
  const { take, waits } = open(newFolder());
  await take('/calls', 10);
  await take('/agents', 50);
  expect(waits).toEqual([]);
  await take('/agents', 1);
  expect(waits).toHaveLength(1);
});

test('leaves calls their own budget as long as both fit', async () => {
  const { take, waits } = open(newFolder());
  await take('/agents', 50);
  await take('/calls', 10);
  expect(waits).toEqual([]);
});

test('shares the counts of one folder, and separates keys', async () => {
  const folder = newFolder();
  const clock = newClock();
  await open(folder, clock).take('/calls', 10);
  const { budget, waits } = open(folder, clock);
  await budget.take(fingerprintOf('rg_live_another'), '/calls');
  expect(waits).toEqual([]);
  await budget.take(fingerprint, '/calls');
  expect(waits).toHaveLength(1);
});

test('does not write the key', async () => {
  const folder = newFolder();
  await open(folder).take('/calls', 1);
  const [name = ''] = readdirSync(join(folder, 'rate'));
  expect(name).toBe(`${fingerprint}.json`);
  expect(fingerprint).toMatch(/^[0-9a-f]{16}$/);
  expect(readFileSync(join(folder, 'rate', name), 'utf8')).not.toContain('rg_live');
});

test('does not leave its folder, whatever the fingerprint', async () => {
  const folder = newFolder();
  const { budget } = open(folder);
  await budget.take('../../outside', '/agents');
  expect(readdirSync(folder)).toEqual(['rate']);
  expect(readdirSync(join(folder, 'rate'))).toHaveLength(1);
});

test.each([
  ['broken', '{ "general": ['],
  ['empty', ''],
  ['of another shape', '{ "general": ["soon"], "calls": [] }'],
])('replaces a state that is %s with what this process counted', async (_, content) => {
  const folder = newFolder();
  const { take, waits } = open(folder);
  mkdirSync(join(folder, 'rate'));
  writeFileSync(join(folder, 'rate', `${fingerprint}.json`), content);
  await take('/calls', 6);
  writeFileSync(join(folder, 'rate', `${fingerprint}.json`), content);
  await take('/calls', 5);
  expect(waits).toHaveLength(1);
});

test('keeps to the limits alone without a place for the state', async () => {
  const file = join(newFolder(), 'file');
  writeFileSync(file, '');
  const { take, waits } = open(join(file, 'folder'));
  await take('/calls', 10);
  expect(waits).toEqual([]);
  await take('/calls', 1);
  expect(waits).toHaveLength(1);
});

test('waits no longer than one window after the clock is set back', async () => {
  const folder = newFolder();
  await open(folder).take('/calls', 10);
  const { take, waits } = open(folder, newClock(1_789_996_400_000));
  await take('/calls', 1);
  expect(waits.map(([milliseconds]) => milliseconds)).toEqual([61_000]);
});

test('does not count a request whose wait is interrupted', async () => {
  const folder = newFolder();
  const { take, clock } = open(folder);
  await take('/calls', 10);
  clock.sleep = () => Promise.reject(new Error('interrupted'));
  const { take: interrupted } = open(folder, clock);
  expect(await rejection(interrupted('/calls', 1))).toMatchObject({ message: 'interrupted' });
  const state = JSON.parse(readFileSync(join(folder, 'rate', `${fingerprint}.json`), 'utf8'));
  expect(state.calls).toHaveLength(10);
});

test('parallel processes never exceed the limit together', async () => {
  const folder = newFolder();
  const ended = await Promise.all(
    Array.from({ length: 4 }, () => start(taker, [folder, '5', '6', '700']).ended),
  );
  const counted: number[] = ended.flatMap(({ output }) => JSON.parse(output));
  expect(counted).toHaveLength(20);
  expect(mostInWindow(counted, 750)).toBeLessThanOrEqual(6);
});
