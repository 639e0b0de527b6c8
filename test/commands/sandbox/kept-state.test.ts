import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { removeFolders, runPlivo, settingsFolder } from '../../support/run.ts';

let folder: string;
beforeEach(async () => {
  folder = await settingsFolder();
});
afterEach(removeFolders);

const plivo = (...args: string[]) => runPlivo(args, { env: { VOCOBASE_CONFIG_DIR: folder } });

const place = (scenario: string) => ({ scenario, folder: join(folder, 'sandbox', scenario) });

/** Leaves something behind in the embedded sandbox of a scenario. */
const visit = (scenario: string) =>
  plivo('config', 'set', 'agent', 'Demo Agent', '--sandbox', '--scenario', scenario).then(() =>
    plivo('api', 'GET', '/config', '--sandbox', '--scenario', scenario),
  );

test('reset forgets one scenario, or all', async () => {
  for (const scenario of ['default', 'healthy', 'slow'])
    await mkdir(place(scenario).folder, { recursive: true });
  await visit('healthy');
  expect(existsSync(join(place('healthy').folder, 'world.json'))).toBe(true);

  const one = await plivo('sandbox', 'reset', '--scenario', 'healthy');
  expect(one.json()).toEqual({ reset: [place('healthy')] });
  expect(existsSync(place('healthy').folder)).toBe(false);

  const all = await plivo('sandbox', 'reset');
  expect(all.json()).toEqual({ reset: [place('default'), place('slow')] });
  expect((await plivo('sandbox', 'reset')).json()).toEqual({ reset: [] });
});

test('what was remembered under --sandbox goes with its world, real settings stay', async () => {
  await plivo('config', 'set', 'agent', 'Front Desk');
  await visit('healthy');
  await plivo('sandbox', 'reset', '--sandbox', '--scenario', 'healthy');
  const kept = await plivo('config', 'get', 'agent', '--sandbox', '--scenario', 'healthy');
  expect([kept.exit, kept.stdout]).toEqual([0, '']);
  expect((await plivo('config', 'get', 'agent')).stdout).toBe('Front Desk\n');
});

test('with --sandbox and no scenario it is all of them, too', async () => {
  await visit('healthy');
  const all = await plivo('sandbox', 'reset', '--sandbox');
  expect(all.stdout).toContain('healthy');
  expect(existsSync(place('healthy').folder)).toBe(false);
});

test('files of somebody else beside it are left alone', async () => {
  const own = join(folder, 'sandbox', 'my-project');
  await mkdir(own, { recursive: true });
  await writeFile(join(own, 'notes.txt'), 'mine');
  expect((await plivo('sandbox', 'reset')).json()).toEqual({ reset: [] });
  expect(existsSync(join(own, 'notes.txt'))).toBe(true);
});

test('--dry-run resets nothing', async () => {
  await visit('healthy');
  const dry = await plivo('sandbox', 'reset', '--dry-run');
  expect([dry.exit, dry.json()]).toEqual([0, { dry_run: true, requests: [] }]);
  expect(existsSync(place('healthy').folder)).toBe(true);
});
