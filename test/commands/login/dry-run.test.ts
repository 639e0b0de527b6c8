import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { removeFolders, runPlivo, settingsFolder } from '../../support/run.ts';
import { openWorld, requestLines } from '../../support/world.ts';

afterAll(removeFolders);

const dryRun = { dry_run: true, requests: [] };

describe('login --dry-run', () => {
  test('asks which account the key belongs to, and stores nothing', async () => {
    const world = await openWorld();
    const folder = await settingsFolder();
    const env = { VOCOBASE_CONFIG_DIR: folder, VOCOBASE_BASE_URL: world.vocobaseBaseUrl };
    const args = ['login', '--api-key-stdin', '--store', 'file', '--profile', 'staging'];
    const dry = await runPlivo([...args, '--dry-run'], { env, stdin: world.apiKey });
    expect([dry.exit, dry.json()]).toEqual([0, dryRun]);
    expect(dry.stderr.replace(/\s+/g, ' ')).toMatch(
      /The key works for .+\. It would be stored for the profile staging\./,
    );
    expect(requestLines(world)).toEqual([expect.stringMatching(/^GET .*\/config$/)]);
    expect(existsSync(join(folder, 'keys.json'))).toBe(false);
    expect((await runPlivo(args, { env, stdin: world.apiKey })).json()).toMatchObject({
      stored_in: 'file',
    });
  });

  test('refuses a key that the API refuses', async () => {
    const world = await openWorld();
    const env = { VOCOBASE_BASE_URL: world.vocobaseBaseUrl };
    const stdin = `rg_live_${'0'.repeat(64)}`;
    const dry = await runPlivo(['login', '--api-key-stdin', '--dry-run', '--json'], { env, stdin });
    expect([dry.exit, dry.error().code]).toEqual([4, 'UNAUTHORIZED']);
  });
});

describe('logout --dry-run', () => {
  const record = { api_key: 'rg_live_made_up', base_url: 'https://api.example.com', stored_at: '' };

  test.each([
    ['a stored key', { default: record }, 'would be removed'],
    ['a key that cannot be read', { default: 7 }, 'would be removed'],
    ['the key of another profile', { staging: record }, 'No API key is stored'],
  ])('does not change %s', async (_, keys, says) => {
    const folder = await settingsFolder();
    const path = join(folder, 'keys.json');
    const before = JSON.stringify({ version: 1, keys });
    writeFileSync(path, before, { mode: 0o600 });
    const dry = await runPlivo(['logout', '--dry-run'], { env: { VOCOBASE_CONFIG_DIR: folder } });
    expect([dry.exit, dry.json()]).toEqual([0, dryRun]);
    expect(dry.stderr.replace(/\s+/g, ' ')).toContain(says);
    expect(readFileSync(path, 'utf8')).toBe(before);
  });
});
