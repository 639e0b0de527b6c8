import fs from 'node:fs';
import { withLock } from '../../../src/settings/lock.ts';

/**
 * Finds a lock stale, and is stopped just before it deletes it, until a file called `go` is there:
 * the moment in which the lock may change hands.
 */
const [lock = '', go = ''] = process.argv.slice(2);
const deleteFile = fs.unlinkSync;

fs.unlinkSync = (path) => {
  fs.unlinkSync = deleteFile;
  fs.writeSync(1, 'found stale\n');
  while (!fs.existsSync(go)) {
    // Stopped.
  }
  try {
    deleteFile(path);
  } finally {
    fs.writeSync(1, 'tried to delete\n');
  }
};

void withLock(lock, () => fs.writeSync(1, 'took it\n'));
