import { mkdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { removeFolders, runPlivo, settingsFolder } from '../../support/run.ts';
import { everything, openWorld, requestLines } from '../../support/world.ts';

afterAll(removeFolders);

// Node.js itself looks for the file of any --env-file, and stops if it is missing, unless a `--` comes
// first (https://github.com/nodejs/node/issues/54232).
const first = '--';

const create = ['connections', 'create', '--name', 'Sales', '--from-number', '+14155550100'];

test.each([
  ['connections create', create],
  ['setup', ['setup', '--name', 'Sales', '--from-number', '+14155550100']],
  ['setup of the default connection', ['setup', '--from-number', '+14155550100']],
])('%s writes the id into the file, and keeps the rest and its mode', async (_, args) => {
  const world = await openWorld();
  const file = join(await settingsFolder(), '.env');
  await writeFile(file, 'A=1\r\nexport VOCOBASE_CONNECTION_ID="old"\r\nB=2\r\n', { mode: 0o640 });
  const run = await runPlivo([...args, '--env-file', file], { env: everything(world) });
  expect(run.exit, run.stderr).toBe(0);
  const id = world.world().connections[0]?.id;
  expect(await readFile(file, 'utf8')).toBe(
    `A=1\r\nexport VOCOBASE_CONNECTION_ID="${id}"\r\nB=2\r\n`,
  );
  expect((await stat(file)).mode & 0o777).toBe(0o640);
});

test('connections use creates a missing file that only the user can read', async () => {
  const world = await openWorld({ scenario: 'healthy' });
  const folder = await settingsFolder();
  const file = join(folder, 'new.env');
  const name = world.world().connections[0]?.name ?? '';
  const args = ['connections', 'use', name, '--env-file', file];
  const env = { ...everything(world), VOCOBASE_CONFIG_DIR: folder };
  const dry = await runPlivo([first, ...args, '--dry-run'], { env });
  expect(dry.json()).toEqual({ dry_run: true, requests: [] });
  await expect(stat(file)).rejects.toThrow();
  const run = await runPlivo([first, ...args], { env });
  expect(run.exit, run.stderr).toBe(0);
  expect(await readFile(file, 'utf8')).toBe(
    `VOCOBASE_CONNECTION_ID=${world.world().connections[0]?.id}\n`,
  );
  expect((await stat(file)).mode & 0o777).toBe(0o600);
});

describe('anything but a regular file is refused before any request', () => {
  test.each<[string, (folder: string) => Promise<string>]>([
    ['a device', async () => '/dev/null'],
    [
      'a link',
      async (folder) => {
        await writeFile(join(folder, 'target'), 'A=1\n');
        await symlink(join(folder, 'target'), join(folder, 'link'));
        return join(folder, 'link');
      },
    ],
    [
      'a folder',
      async (folder) => {
        await mkdir(join(folder, 'sub'));
        return join(folder, 'sub');
      },
    ],
    ['a file in a folder that is not there', async (folder) => join(folder, 'none', '.env')],
    ['an empty path', async () => ''],
  ])('%s', async (_, make) => {
    const world = await openWorld();
    const path = await make(await settingsFolder());
    const run = await runPlivo([first, ...create, '--json', '--env-file', path], {
      env: everything(world),
    });
    expect(run.exit).toBe(2);
    expect(run.error()).toMatchObject({ code: 'INVALID_VALUE', details: { path } });
    expect(requestLines(world)).toEqual([]);
  });
});
