import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { binary, nodeUnderTest, removeFolders, settingsFolder } from '../support/run.ts';
import { addresses, openWorld } from '../support/world.ts';

afterAll(removeFolders);

const tools = ['dbus-run-session', 'gnome-keyring-daemon'];
const there = tools.every((tool) => spawnSync('which', [tool]).status === 0);

/** A desktop of its own: a session bus, and a key store that a password opened or that stays shut. */
async function openDesktop(keyStore: 'unlocked' | 'locked', env: Record<string, string>) {
  const home = await settingsFolder();
  mkdirSync(join(home, 'run'), { mode: 0o700 });
  const start = keyStore === 'unlocked' ? 'printf pw | gnome-keyring-daemon --unlock' : ':';
  /** Each run has a session of its own, as after a restart of the machine. */
  const run = async (args: readonly string[], stdin = '') => {
    const script = `${start} >/dev/null 2>&1; exec "$0" "$@"`;
    const child = spawn(
      'dbus-run-session',
      ['--', 'bash', '-c', script, nodeUnderTest, binary, ...args],
      {
        env: {
          PATH: process.env.PATH ?? '',
          HOME: home,
          XDG_RUNTIME_DIR: join(home, 'run'),
          VOCOBASE_CONFIG_DIR: join(home, 'settings'),
          ...env,
        },
      },
    );
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk) => (stdout += chunk));
    child.stderr.on('data', (chunk) => (stderr += chunk));
    child.stdin.end(stdin);
    const exit = await new Promise<number | null>((resolve) => child.on('close', resolve));
    // The bus has a word of its own where it may not raise a limit.
    return { exit, stdout, stderr: stderr.replace(/^dbus-daemon\[.*\n/gm, '') };
  };
  return { home, run };
}

/** Every text that lies in a folder, at any depth. */
function textsIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'));
}

describe.skipIf(!there)('with the key store of a Linux desktop', () => {
  test('login stores the key there, later commands find it, logout removes it', async () => {
    const sandbox = await openWorld();
    const { VOCOBASE_API_KEY: apiKey = '', ...env } = addresses(sandbox);
    const { home, run } = await openDesktop('unlocked', env);

    const login = await run(['login', '--api-key-stdin'], apiKey);
    expect(login).toMatchObject({ exit: 0, stderr: '' });
    expect(JSON.parse(login.stdout)).toMatchObject({ stored_in: 'keychain' });
    expect(textsIn(home).some((text) => text.includes(apiKey))).toBe(false);

    const whoami = await run(['whoami']);
    expect(JSON.parse(whoami.stdout)).toMatchObject({ key_source: 'keychain' });
    const doctor = await run(['doctor', '--only', 'key-storage', '--all', '--no-json']);
    expect(doctor.stdout).toContain("This system's key store");

    expect(JSON.parse((await run(['logout'])).stdout)).toEqual({ removed: true });
    expect(await run(['whoami'])).toMatchObject({
      exit: 4,
      stderr: expect.stringContaining('API_KEY_MISSING'),
    });
  });

  test('login stops waiting for a locked store, and uses no file without asking', async () => {
    const sandbox = await openWorld();
    const { VOCOBASE_API_KEY: apiKey = '', ...env } = addresses(sandbox);
    const { home, run } = await openDesktop('locked', env);

    const login = await run(['login', '--api-key-stdin', '--store', 'keychain'], apiKey);
    expect(login).toMatchObject({ exit: 2, stdout: '' });
    expect(login.stderr).toContain('login --store file');
    expect(textsIn(home).some((text) => text.includes(apiKey))).toBe(false);
  });
});
