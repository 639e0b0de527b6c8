import { chmodSync, readdirSync, statSync } from 'node:fs';

/** What this program puts into the folder of the settings, temporary and damaged files included. */
const ourOwn =
  /^(?:(?:config|keys)\.json(?:\.(?:tmp|damaged)-.*)?|world\.json(?:\..*)?|settings\.lock(?:\..*)?|rate|sandbox)$/;

/**
 * Closes a folder that was there before to other users, and says so. Left as it is: a folder of
 * somebody else, one in which everybody may write (such as /tmp), and one that holds anything else,
 * because its permissions are not for us alone to choose.
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
    // Not ours to change: the files in it are closed to others by themselves.
    return;
  }
  onWarning(`${folder} was open to other users of this machine; now only you can look into it.`);
}
