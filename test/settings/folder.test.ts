import { expect, test } from 'vitest';
import { settingsFolder } from '../../src/settings/folder.ts';

const home = '/home/ana';

test.each<[string, NodeJS.Platform, Record<string, string>, string]>([
  ['on Linux', 'linux', {}, '/home/ana/.config/vocobase-plivo'],
  ['on FreeBSD', 'freebsd', {}, '/home/ana/.config/vocobase-plivo'],
  ['with XDG_CONFIG_HOME', 'linux', { XDG_CONFIG_HOME: '/data/c' }, '/data/c/vocobase-plivo'],
  [
    'with a relative XDG_CONFIG_HOME',
    'linux',
    { XDG_CONFIG_HOME: 'c' },
    '/home/ana/.config/vocobase-plivo',
  ],
  [
    'with an empty XDG_CONFIG_HOME',
    'linux',
    { XDG_CONFIG_HOME: '' },
    '/home/ana/.config/vocobase-plivo',
  ],
  [
    'on macOS, whatever XDG says',
    'darwin',
    { XDG_CONFIG_HOME: '/c' },
    '/home/ana/Library/Preferences/vocobase-plivo',
  ],
  ['with VOCOBASE_CONFIG_DIR', 'darwin', { VOCOBASE_CONFIG_DIR: '/tmp/own' }, '/tmp/own'],
  [
    'with an empty VOCOBASE_CONFIG_DIR',
    'linux',
    { VOCOBASE_CONFIG_DIR: '' },
    '/home/ana/.config/vocobase-plivo',
  ],
])("the settings are in the platform's folder: %s", (_, platform, env, folder) => {
  expect(settingsFolder(env, platform, home)).toBe(folder);
});

test.each([
  [{ APPDATA: 'D:\\Roaming' }, 'D:\\Roaming\\vocobase-plivo\\Config'],
  [{}, 'C:\\Users\\ana\\AppData\\Roaming\\vocobase-plivo\\Config'],
])('on Windows the settings are in the roaming data', (env, folder) => {
  expect(settingsFolder(env, 'win32', 'C:\\Users\\ana')).toBe(folder);
});
