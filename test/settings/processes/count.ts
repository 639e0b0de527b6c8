import { readFileSync, writeFileSync } from 'node:fs';
import { withLock } from '../../../src/settings/lock.ts';

/** Adds 1 to the number in a file, several times, in a way that loses counts without a lock. */
const [lock = '', file = '', times = '0'] = process.argv.slice(2);

async function main(): Promise<void> {
  for (let time = 0; time < Number(times); time += 1) {
    await withLock(lock, async () => {
      const count = Number(readFileSync(file, 'utf8'));
      await new Promise((resolve) => setImmediate(resolve));
      writeFileSync(file, String(count + 1));
    });
  }
}

void main();
