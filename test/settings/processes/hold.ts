import { withLock } from '../../../src/settings/lock.ts';

/** Takes a lock and keeps it until the process is killed. */
const [lock = ''] = process.argv.slice(2);

void withLock(lock, () => {
  process.stdout.write('held\n');
  return new Promise(() => setInterval(() => {}, 1000));
});
