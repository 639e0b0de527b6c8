import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createKeyStore } from '../../src/settings/key-store.ts';
import { openSettings } from '../../src/settings/store.ts';
import { asOrdinaryUser, modeOf, useFolders } from './support.ts';

const newFolder = useFolders();
const key = { apiKey: 'rg_live_made_up_for_tests', baseUrl: 'https://api.example.com/api/v2' };

async function storeKey(folder: string, onWarning: (text: string) => void): Promise<void> {
  const keys = createKeyStore({ folder, keychain: async () => null, now: Date.now, onWarning });
  await keys.write('default', key, 'file');
}

async function storeSetting(folder: string, onWarning: (text: string) => void): Promise<void> {
  const settings = await openSettings({ folder, profile: {}, onWarning });
  await settings.write('agent', 'Front Desk');
}

const writers = [
  ['a key', storeKey],
  ['a setting', storeSetting],
] as const;

/** A folder as a user may have made it before, with files in it. */
function existing(mode: number, ...names: string[]): string {
  const folder = join(newFolder(), 'made before');
  mkdirSync(folder);
  for (const name of names) writeFileSync(join(folder, name), '{}');
  chmodSync(folder, mode);
  return folder;
}

describe.skipIf(process.platform === 'win32').each(writers)('storing %s', (_, store) => {
  test.each(['755', '750', '770', '711'])(
    'restricts a folder of mode %s, and says so',
    async (mode) => {
      const folder = existing(Number.parseInt(mode, 8));
      mkdirSync(join(folder, 'rate'));
      mkdirSync(join(folder, 'sandbox'));
      writeFileSync(join(folder, 'config.json.damaged-2026-11-01T12-00-00.000Z'), 'broken');
      const warnings: string[] = [];
      await store(folder, (text) => warnings.push(text));
      expect(modeOf(folder)).toBe('700');
      expect(warnings).toEqual([
        expect.stringContaining(`Other users of this machine could open ${folder}.`),
      ]);
      await store(folder, (text) => warnings.push(text));
      expect(warnings).toHaveLength(1);
    },
  );

  test.each([
    ['anything else in it', 0o755, ['notes.txt']],
    ['a hidden file of others in it', 0o755, ['.profile']],
    ['a name that only begins like ours', 0o755, ['config.json.bak']],
    ['everybody writing in it', 0o777, []],
    ['a sticky bit', 0o1770, []],
    ['the right permissions', 0o700, []],
  ])('does not change a folder with %s', async (_name, mode, names) => {
    const folder = existing(mode, ...names);
    const warnings: string[] = [];
    await store(folder, (text) => warnings.push(text));
    expect(modeOf(folder)).toBe((mode & 0o777).toString(8));
    expect(warnings).toEqual([]);
  });

  test.runIf(process.getuid?.() === 0)("does not change another user's folder", async () => {
    const folder = existing(0o755);
    asOrdinaryUser(folder);
    const warnings: string[] = [];
    await store(folder, (text) => warnings.push(text));
    expect(modeOf(folder)).toBe('755');
    expect(warnings).toEqual([]);
  });

  test('restricts the target of a link', async () => {
    const folder = existing(0o755);
    const link = join(newFolder(), 'link');
    symlinkSync(folder, link);
    await store(link, () => {});
    expect(modeOf(folder)).toBe('700');
  });
});

test.skipIf(process.platform === 'win32')('restricts nothing if nothing is stored', async () => {
  const folder = existing(0o755);
  const settings = await openSettings({ folder, profile: {}, onWarning: () => {} });
  await settings.write('agent', undefined);
  expect(modeOf(folder)).toBe('755');
});
