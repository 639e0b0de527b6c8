import { join } from 'node:path';

/** One lock for all that lies in the folder of the settings. */
export function settingsLock(folder: string): string {
  return join(folder, 'settings.lock');
}
