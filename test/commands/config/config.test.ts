import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type RunOptions, removeFolders, runPlivo, settingsFolder } from '../../support/run.ts';
import { openTerminal } from '../../support/terminal.ts';

let folder: string;
beforeEach(async () => {
  folder = await settingsFolder();
});
afterEach(removeFolders);

const plivo = (args: readonly string[], options: RunOptions = {}) =>
  runPlivo(args, { ...options, env: { VOCOBASE_CONFIG_DIR: folder, ...options.env } });

test.each([
  ['agent', 'Front Desk', 'Front Desk'],
  ['connection', ' 9b7f1c44 ', '9b7f1c44'],
  ['call_to', '+1 (415) 555-0142', '+14155550142'],
  ['call_to', '0014155550142', '+14155550142'],
  ['base_url', 'https://api.example.com/api/v2/', 'https://api.example.com/api/v2'],
  ['base_url', 'http://127.0.0.1:4010/api/v2', 'http://127.0.0.1:4010/api/v2'],
  ['timeout', '12.5', 12.5],
  ['endpoints.phone_numbers', '/numbers', '/numbers'],
  ['endpoints.phone_numbers_sync', '/api/v2/numbers/import', '/numbers/import'],
])('set %s %j stores %j, and get prints it', async (key, given, stored) => {
  const set = await plivo(['config', 'set', key, given]);
  expect(set.exit).toBe(0);
  expect(set.json()).toEqual({ settings: { [key]: stored } });
  const get = await plivo(['config', 'get', key]);
  expect(get.stdout).toBe(`${stored}\n`);
  const json = await plivo(['config', 'get', key, '--json']);
  expect(json.json()).toEqual({ name: key, value: stored });
});

test.each([
  ['agent', '', 'INVALID_VALUE'],
  ['agent', 'two\nlines', 'INVALID_VALUE'],
  ['call_to', '4155550142', 'INVALID_PHONE_NUMBER'],
  ['base_url', 'http://api.example.com/api/v2', 'INSECURE_BASE_URL'],
  ['base_url', 'api.example.com', 'INVALID_VALUE'],
  ['timeout', '0', 'INVALID_VALUE'],
  ['timeout', '3601', 'INVALID_VALUE'],
  ['timeout', '30s', 'INVALID_VALUE'],
  ['endpoints.phone_numbers', 'numbers', 'INVALID_VALUE'],
  ['endpoints.phone_numbers', '//elsewhere.example/numbers', 'INVALID_VALUE'],
  ['endpoints.phone_numbers', 'https://elsewhere.example/numbers', 'INVALID_VALUE'],
  ['endpoints.phone_numbers', '/numbers?all=1', 'INVALID_VALUE'],
])('refuses set %s %j with %s, and stores nothing', async (key, given, code) => {
  const set = await plivo(['config', 'set', key, given, '--json']);
  expect([set.exit, set.stdout, set.error().code]).toEqual([2, '', code]);
  expect((await plivo(['config', 'list'])).json()).toEqual({ settings: {} });
});

test.each(['get', 'set', 'unset'])('%s suggests the key that was meant', async (verb) => {
  const args = ['config', verb, 'base-url', ...(verb === 'set' ? ['x'] : []), '--json'];
  const refused = await plivo(args);
  expect(refused.exit).toBe(2);
  expect(refused.error()).toMatchObject({
    code: 'INVALID_VALUE',
    details: { given: 'base-url', near: ['base_url'] },
  });
});

test('prints null for a value that is not set, or was unset', async () => {
  const get = await plivo(['config', 'get', 'agent', '--json']);
  expect(get.json()).toEqual({ name: 'agent', value: null });
  await plivo(['config', 'set', 'agent', 'Front Desk']);
  await plivo(['config', 'set', 'timeout', '12']);
  const unset = await plivo(['config', 'unset', 'agent']);
  expect(unset.json()).toEqual({ settings: { timeout: 12 } });
  expect((await plivo(['config', 'unset', 'agent'])).exit).toBe(0);
});

test.each([
  ['agent', 'VOCOBASE_AGENT_ID', 'Front Desk'],
  ['connection', 'VOCOBASE_CONNECTION_ID', 'Sales'],
  ['base_url', 'VOCOBASE_BASE_URL', 'https://api.example.com'],
])('set %s warns that %s takes precedence', async (key, variable, value) => {
  const set = await plivo(['config', 'set', key, value], { env: { [variable]: value } });
  expect(set.exit).toBe(0);
  expect(set.stderr).toContain(`${variable} is set and takes precedence.`);
  const empty = await plivo(['config', 'set', key, value], { env: { [variable]: '' } });
  expect(empty.exit).toBe(0);
  expect(empty.stderr).not.toContain(variable);
});

test('keeps settings apart by profile', async () => {
  await plivo(['config', 'set', 'agent', 'Front Desk', '--profile', 'staging']);
  expect((await plivo(['config', 'list'])).json()).toEqual({ settings: {} });
  const env = { VOCOBASE_PROFILE: 'staging' };
  expect((await plivo(['config', 'list'], { env })).json()).toEqual({
    settings: { agent: 'Front Desk' },
  });
});

test('path names the file that holds the settings', async () => {
  const path = join(folder, 'config.json');
  expect((await plivo(['config', 'path'])).stdout).toBe(`${path}\n`);
  const json = await plivo(['config', 'path', '--json']);
  expect(json.json()).toEqual({ name: 'path', value: path });
  await plivo(['config', 'set', 'agent', 'Front Desk']);
  expect(await readFile(path, 'utf8')).toContain('Front Desk');
});

test('--dry-run changes nothing', async () => {
  const dry = await plivo(['config', 'set', 'agent', 'Front Desk', '--dry-run']);
  expect([dry.exit, dry.json()]).toEqual([0, { dry_run: true, requests: [] }]);
  expect(dry.stderr).toContain('agent would be set to Front Desk in the profile default.');
  await plivo(['config', 'set', 'agent', 'Front Desk']);
  await plivo(['config', 'unset', 'agent', '--dry-run']);
  expect((await plivo(['config', 'get', 'agent'])).stdout).toBe('Front Desk\n');
});

test('stores an impossible number with a warning', async () => {
  const set = await plivo(['config', 'set', 'call_to', '+1415555']);
  expect(set.json()).toEqual({ settings: { call_to: '+1415555' } });
  expect(set.stderr).toContain('+1415555 may not exist');
});

test('sets a damaged file aside, and stores the value in a new one', async () => {
  await writeFile(join(folder, 'config.json'), '{ broken');
  const set = await plivo(['config', 'set', 'agent', 'Front Desk']);
  expect(set.exit).toBe(0);
  expect(set.json()).toEqual({ settings: { agent: 'Front Desk' } });
  expect(set.stderr).toContain('damaged');
});

test('prints the bare value and the bare path for a person', async () => {
  await plivo(['config', 'set', 'agent', 'Front Desk']);
  const get = await plivo(['config', 'get', 'agent', '--no-json']);
  expect(get.stdout).toBe('Front Desk\n');
  const none = await plivo(['config', 'get', 'timeout', '--no-json']);
  expect([none.stdout, none.stderr]).toEqual(['', 'timeout is not set.\n']);
  const path = await plivo(['config', 'path', '--no-json']);
  expect(path.stdout).toBe(`${join(folder, 'config.json')}\n`);
});

test('lists every key at a terminal, even without a value', async () => {
  const person = await openTerminal(['config', 'set', 'timeout', '12'], {
    env: { VOCOBASE_CONFIG_DIR: folder },
  });
  await person.sees('timeout is set in the profile default  12');
  await person.sees(/agent\s+not set/);
  await person.sees(/timeout\s+12/);
  await person.sees('endpoints.phone_numbers_sync');
  expect(await person.exit()).toBe(0);
});

test('sends no request, so the base URL may lead nowhere', async () => {
  const env = { VOCOBASE_BASE_URL: 'http://127.0.0.1:1/api/v2' };
  expect((await plivo(['config', 'set', 'agent', 'Front Desk'], { env })).exit).toBe(0);
});
