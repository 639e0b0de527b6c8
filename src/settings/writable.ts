import { accessSync, constants } from 'node:fs';
import { systemReason } from './errors.ts';
import { ensureFolder } from './files.ts';

/** Makes the folder where it is missing. What keeps files from being written there, or null. */
export function whyNotWritable(folder: string): string | null {
  try {
    ensureFolder(folder);
    accessSync(folder, constants.W_OK | constants.X_OK);
    return null;
  } catch (error) {
    return systemReason(error);
  }
}
