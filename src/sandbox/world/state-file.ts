import {
  mkdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { World } from './world.ts';

/** The one world of a server. The object stays the same; its content may come from a file. */
export interface Store {
  world(): World;
  /** Looks at the world as it is now, in the file too, and keeps what the work changed. */
  visit<T>(work: (world: World) => T): Promise<T>;
}

export interface StoreOptions {
  file: string | null;
  begin: () => World;
  /** Changes a world that was found in the file at the start. */
  resume: (world: World) => void;
}

export async function createStore(options: StoreOptions): Promise<Store> {
  const world = options.begin();
  if (options.file === null) {
    return { world: () => world, visit: async (work) => work(world) };
  }

  const file = openStateFile(options.file);
  const visit = <T>(work: (world: World) => T): Promise<T> =>
    file.alone(() => {
      const found = file.readIfChanged();
      if (found) Object.assign(world, found);
      const result = work(world);
      file.write(world);
      return result;
    });

  await file.alone(() => {
    const found = file.readIfChanged();
    if (found) {
      Object.assign(world, found);
      options.resume(world);
    }
    file.write(world);
  });
  return { world: () => world, visit };
}

/** A lock that is older was left behind by a process that died: handling takes milliseconds. */
const LOCK_IS_STALE_AFTER = 3000;

/** Where a world survives its process. */
export interface StateFile {
  /** The world in the file; null when there is none, or when it did not change since the last look. */
  readIfChanged(): World | null;
  /** Writes the world if it differs from what the file holds. */
  write(world: World): void;
  /** Runs alone among the processes that use the file. */
  alone<T>(work: () => T): Promise<T>;
}

/**
 * Opens a state file, making its folder (0700) when it is not there. The file itself is 0600. A file
 * that cannot be read as a world is set aside under `.corrupt-<time>` and taken as absent.
 */
export function openStateFile(file: string): StateFile {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  let seen = { stamp: '', content: '' };

  return {
    readIfChanged: () => {
      const stamp = stampOf(file);
      if (stamp !== null && stamp === seen.stamp) return null;
      seen = { stamp: '', content: '' };
      if (stamp === null) return null;
      const content = readFileSync(file, 'utf8');
      const world = parseWorld(content);
      if (!world) {
        renameSync(file, `${file}.corrupt-${new Date().toISOString().replace(/[:.]/g, '-')}`);
        return null;
      }
      seen = { stamp, content };
      return world;
    },
    write: (world) => {
      const content = JSON.stringify(world);
      if (content === seen.content) return;
      const temporary = `${file}.${process.pid}.tmp`;
      rmSync(temporary, { force: true });
      writeFileSync(temporary, content, { mode: 0o600 });
      renameSync(temporary, file);
      seen = { stamp: stampOf(file) ?? '', content };
    },
    alone: async (work) => {
      const lock = `${file}.lock`;
      await takeLock(lock);
      try {
        return work();
      } finally {
        releaseLock(lock);
      }
    },
  };
}

/** Changes with every write: a rename brings a new inode even within one tick of the clock. */
function stampOf(file: string): string | null {
  const stat = statSync(file, { throwIfNoEntry: false });
  return stat ? `${stat.ino}:${stat.mtimeMs}:${stat.size}` : null;
}

function parseWorld(content: string): World | null {
  try {
    const parsed: unknown = JSON.parse(content);
    return isWorld(parsed) ? parsed : null;
  } catch {
    return null;
  }
}

function isWorld(value: unknown): value is World {
  if (typeof value !== 'object' || value === null) return false;
  const world = value as Partial<World>;
  return (
    world.version === 1 &&
    typeof world.scenario === 'string' &&
    [world.apiKeyHashes, world.voices, world.agents, world.connections].every(Array.isArray) &&
    [world.phoneNumbers, world.calls, world.webhooks].every(Array.isArray) &&
    [world.plivo?.accounts, world.plivo?.numbers, world.plivo?.calls].every(Array.isArray) &&
    [world.choices, world.partner, world.disturbances, world.rateWindows].every(
      (part) => typeof part === 'object' && part !== null,
    )
  );
}

async function takeLock(lock: string): Promise<void> {
  for (;;) {
    try {
      mkdirSync(lock);
      return;
    } catch (error) {
      if (!isCode(error, 'EEXIST')) throw error;
      const stat = statSync(lock, { throwIfNoEntry: false });
      if (stat && Date.now() - stat.mtimeMs > LOCK_IS_STALE_AFTER) releaseLock(lock);
      else await sleep(5);
    }
  }
}

/** Another process may have judged the lock stale and taken it away first. */
function releaseLock(lock: string): void {
  try {
    rmdirSync(lock);
  } catch (error) {
    if (!isCode(error, 'ENOENT')) throw error;
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
