import { existsSync } from 'node:fs';
import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { removeFolders, runPlivo, settingsFolder } from '../../support/run.ts';
import { openTerminal } from '../../support/terminal.ts';

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
  expect(one.json()).toEqual({ reset: true, scenario: 'healthy' });
  expect(existsSync(place('healthy').folder)).toBe(false);

  const all = await plivo('sandbox', 'reset');
  expect(all.json()).toEqual({ reset: true, scenario: 'default' });
  for (const scenario of ['default', 'slow'])
    expect(existsSync(place(scenario).folder)).toBe(false);
  expect((await plivo('sandbox', 'reset')).json()).toEqual({ reset: true, scenario: 'default' });
});

test('deletes what was remembered with --sandbox, and keeps real settings', async () => {
  await plivo('config', 'set', 'agent', 'Front Desk');
  await visit('healthy');
  await plivo('sandbox', 'reset', '--sandbox', '--scenario', 'healthy');
  const kept = await plivo('config', 'get', 'agent', '--sandbox', '--scenario', 'healthy');
  expect([kept.exit, kept.stdout]).toEqual([0, '']);
  expect((await plivo('config', 'get', 'agent')).stdout).toBe('Front Desk\n');
});

test('deletes all scenarios with --sandbox and no scenario', async () => {
  await visit('healthy');
  expect((await plivo('sandbox', 'reset', '--sandbox')).exit).toBe(0);
  expect(existsSync(place('healthy').folder)).toBe(false);
});

test('does not touch other files in the folder', async () => {
  const own = join(folder, 'sandbox', 'my-project');
  await mkdir(own, { recursive: true });
  await writeFile(join(own, 'notes.txt'), 'mine');
  expect((await plivo('sandbox', 'reset')).exit).toBe(0);
  expect(existsSync(join(own, 'notes.txt'))).toBe(true);
});

test('--dry-run resets nothing', async () => {
  await visit('healthy');
  const dry = await plivo('sandbox', 'reset', '--dry-run');
  expect([dry.exit, dry.json()]).toEqual([0, { dry_run: true, requests: [] }]);
  expect(existsSync(place('healthy').folder)).toBe(true);
});

describe('a state file of --sandbox', () => {
  const file = () => join(place('default').folder, 'world.json');
  const status = () => plivo('status', '--sandbox', '--no-json');
  beforeEach(() => mkdir(place('default').folder, { recursive: true }));

  test('is set aside when damaged, and the new path is shown', async () => {
    await writeFile(file(), '{"version":2}');
    const first = await status();
    expect(first.exit).toBe(20);
    const aside = /The old file is now (\S+)\./.exec(first.stderr)?.[1] ?? '';
    expect(await readFile(aside, 'utf8')).toBe('{"version":2}');
    expect((await status()).stderr).not.toContain('damaged');
  });

  test('is refused when it is a link, and sandbox reset deletes only the link', async () => {
    const target = join(folder, 'precious');
    await writeFile(target, 'mine');
    await symlink(target, file());
    const refused = await plivo('status', '--sandbox', '--json');
    expect([refused.exit, refused.error().code]).toEqual([6, 'SETTINGS_UNWRITABLE']);
    expect((await plivo('sandbox', 'reset')).exit).toBe(0);
    expect((await status()).exit).toBe(20);
    expect(await readFile(target, 'utf8')).toBe('mine');
  });
});

describe('use', () => {
  const scenarioOf = async (...args: string[]) => {
    const { json } = await plivo('connections', 'list', '--sandbox', ...args);
    return { 0: 'default', 1: 'healthy', 2: 'two-connections' }[json<{ total: number }>().total];
  };

  test('keeps a scenario for the next commands; --scenario takes precedence', async () => {
    expect(await scenarioOf()).toBe('default');
    const used = await plivo('sandbox', 'use', 'two-connections');
    expect([used.exit, used.json()]).toEqual([0, { scenario: 'two-connections' }]);
    expect(await scenarioOf()).toBe('two-connections');
    expect(await scenarioOf('--scenario', 'healthy')).toBe('healthy');
    expect(await scenarioOf('--scenario', 'default')).toBe('default');
    const reset = await plivo('sandbox', 'reset');
    expect(reset.json()).toEqual({ reset: true, scenario: 'two-connections' });
    expect(await scenarioOf()).toBe('two-connections');
    await plivo('sandbox', 'use', 'default', '--sandbox');
    expect(await scenarioOf()).toBe('default');
  });

  test('keeps --scenario default in hints when it overrides the kept scenario', async () => {
    await plivo('sandbox', 'use', 'two-connections');
    const named = await plivo('status', '--sandbox', '--scenario', 'default', '--no-json');
    expect(named.stdout).toContain('plivo setup --sandbox --scenario default');
    const show = ['connections', 'show', 'nope', '--sandbox', '--scenario', 'default', '--json'];
    const missing = (await plivo(...show)).error<{ commands: string[] }>();
    expect(missing.commands[0]).toMatch(/--sandbox --scenario default$/);
  });

  test('leaves the kept scenario out of hints', async () => {
    await plivo('sandbox', 'use', 'healthy');
    const { stdout } = await plivo('status', '--sandbox', '--no-json');
    expect(stdout).toMatch(/plivo doctor --sandbox$/m);
  });

  test('does not affect a command without --sandbox', async () => {
    await plivo('sandbox', 'use', 'healthy');
    const { error } = await plivo('connections', 'list', '--json');
    expect(error().code).toBe('API_KEY_MISSING');
  });

  test.each([
    [['use', 'two-conections'], 'INVALID_VALUE'],
    [['use'], 'INPUT_REQUIRED'],
  ])('%j is refused with %s', async (words, code) => {
    const refused = await plivo('sandbox', ...words, '--json');
    expect([refused.exit, refused.error().code]).toEqual([2, code]);
  });

  test('with --dry-run keeps nothing', async () => {
    const dry = await plivo('sandbox', 'use', 'healthy', '--dry-run');
    expect(dry.json()).toEqual({ dry_run: true, requests: [] });
    expect(await scenarioOf()).toBe('default');
  });

  test('ignores a kept name that no longer exists', async () => {
    await plivo('sandbox', 'use', 'healthy');
    await writeFile(join(folder, 'sandbox', 'scenario'), 'gone');
    expect(await scenarioOf()).toBe('default');
  });

  test('lets a person pick from a list that typing narrows', async () => {
    const person = await openTerminal(['sandbox', 'use'], {
      env: { VOCOBASE_CONFIG_DIR: folder },
    });
    await person.sees('Scenario');
    person.presses('two-conn');
    await person.sees('two-conn');
    person.presses('\r');
    await person.sees('now use the scenario two-connections');
    expect(await person.exit()).toBe(0);
    expect(await scenarioOf()).toBe('two-connections');
  });
});
