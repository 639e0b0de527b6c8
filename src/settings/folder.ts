import { posix, win32 } from 'node:path';

/**
 * The folder of the settings: VOCOBASE_CONFIG_DIR, else what the platform sets aside for it. It is
 * not `plivo`: that name belongs to Plivo's own tools.
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
  // The XDG specification: a relative path in its variables is invalid and to be ignored.
  const base = xdg && posix.isAbsolute(xdg) ? xdg : posix.join(home, '.config');
  return posix.join(base, 'vocobase-plivo');
}
