import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');
const built = join(root, 'dist/main.cjs');
const lock = join(root, 'node_modules/.plivo-build');
/** A build takes seconds; a lock this old was left by a process that was killed. Milliseconds. */
const lockExpires = 120_000;

/** Prepares a run of the tests, and returns what cleans up after it. */
export default function setup(): () => void {
  build();
  const cache = mkdtempSync(join(tmpdir(), 'plivo-test-cache-'));
  // The runs of the program share what they compiled, as the runs of one user do.
  process.env.PLIVO_TEST_CACHE = cache;
  return () => rmSync(cache, { recursive: true, force: true });
}

/**
 * Builds the program where a source is newer than what was built. Several runs may start at the same
 * time: one builds, the others wait for it.
 */
function build(): void {
  while (isStale()) {
    if (!takeLock()) {
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
      continue;
    }
    try {
      if (isStale()) {
        execFileSync('npm', ['run', '--silent', 'build'], { cwd: root, stdio: 'inherit' });
      }
      return;
    } finally {
      rmSync(lock, { recursive: true, force: true });
    }
  }
}

function isStale(): boolean {
  const at = modified(built);
  return [...sources()].some((file) => modified(file) > at);
}

function* sources(): Iterable<string> {
  yield join(root, 'package.json');
  yield join(root, 'tsdown.config.ts');
  for (const file of readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })) {
    yield join(root, 'src', file);
  }
}

function modified(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

function takeLock(): boolean {
  try {
    mkdirSync(lock);
    return true;
  } catch {
    if (Date.now() - modified(lock) > lockExpires) rmSync(lock, { recursive: true, force: true });
    return false;
  }
}
