import { accessSync, chmodSync, constants, mkdirSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, posix, win32 } from 'node:path';
import { systemCode, systemReason } from './errors.ts';

/**
 * The settings folder: VOCOBASE_CONFIG_DIR, else the platform's place for settings. It is not called
 * `plivo`, because Plivo's own tools use that name.
 */
export function settingsFolder(
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
  home: string,
): string {
  const chosen = env.VOCOBASE_CONFIG_DIR;
  if (chosen) return chosen;
  if (platform === 'win32') {
    const roaming = env.APPDATA || win32.join(home, 'AppData', 'Roaming');
    return win32.join(roaming, 'vocobase-plivo', 'Config');
  }
  if (platform === 'darwin') return posix.join(home, 'Library', 'Preferences', 'vocobase-plivo');
  const xdg = env.XDG_CONFIG_HOME;
  // The XDG specification says to ignore relative paths in its variables.
  const base = xdg && posix.isAbsolute(xdg) ? xdg : posix.join(home, '.config');
  return posix.join(base, 'vocobase-plivo');
}

/** The files in the settings folder, and the one lock for both. */
export function pathsIn(folder: string): {
  readonly config: string;
  readonly keys: string;
  readonly lock: string;
} {
  return {
    config: join(folder, 'config.json'),
    keys: join(folder, 'keys.json'),
    lock: join(folder, 'settings.lock'),
  };
}

/**
 * Creates a missing folder for the user alone; `restrictFolder` is for one that exists. Throws the
 * system's error. Node's own `recursive` never ends below /proc (seen with Node 20), because making
 * a folder there fails with ENOENT although its parent exists.
 */
export function ensureFolder(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return;
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    const code = systemCode(error);
    // Another process created it in between.
    if (code === 'EEXIST' && statSync(folder).isDirectory()) return;
    if (code !== 'ENOENT' || dirname(folder) === folder) throw error;
    ensureFolder(dirname(folder));
    mkdirSync(folder, { mode: 0o700 });
  }
}

/** Creates a missing folder. Returns why files cannot be written there, or null. */
export function whyNotWritable(folder: string): string | null {
  try {
    ensureFolder(folder);
    accessSync(folder, constants.W_OK | constants.X_OK);
    return null;
  } catch (error) {
    return systemReason(error);
  }
}

/** Files that this program creates in the settings folder, temporary and damaged ones included. */
const ourOwn =
  /^(?:(?:config|keys)\.json(?:\.(?:tmp|damaged)-.*)?|world\.json(?:\..*)?|settings\.lock(?:\..*)?|rate|sandbox)$/;

/**
 * Restricts an existing folder to its owner, with a warning. Three kinds are left alone, because
 * others rely on their permissions: another user's folder, one that everyone may write to (such as
 * /tmp), and one that contains anything else.
 */
export function restrictFolder(folder: string, onWarning: (text: string) => void): void {
  const user = process.getuid?.();
  if (user === undefined) return;
  try {
    const { uid, mode } = statSync(folder);
    const openToAll = (mode & 0o1002) !== 0;
    if ((mode & 0o077) === 0 || openToAll || uid !== user) return;
    if (!readdirSync(folder).every((name) => ourOwn.test(name))) return;
    chmodSync(folder, mode & 0o7700);
  } catch {
    // Not ours to change. The files in the folder have their own permissions.
    return;
  }
  onWarning(`Other users of this machine could open ${folder}. Now only you can.`);
}
