import {
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  type Stats,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import * as v from 'valibot';
import { type World, worldSchema } from './world.ts';

/** A lock that is older was left by a process that died: a request takes milliseconds. */
const STALE_LOCK_MS = 3000;

/** The one world of a server. The object stays the same; its content may come from a file. */
export interface Store {
  world(): World;
  /** Runs a change on the current world under the file's lock, and saves the result. */
  update<T>(work: (world: World) => T): Promise<T>;
}

interface StoreOptions {
  /** null keeps the world in memory. */
  file: string | null;
  /** What to do with a file that does not hold a world when the server starts. */
  onDamaged: 'refuse' | 'set-aside';
  /** Called with the path that a damaged file was moved to. */
  onSetAside?: ((path: string) => void) | undefined;
  begin: () => World;
  /** Changes the world that the file contained at the start. */
  resume: (world: World) => void;
}

/** The state file cannot be used. The message is a sentence about it. */
export class StateFileError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'StateFileError';
  }
}

/**
 * Opens the state file (0600), making its folder (0700) if there is none.
 * @throws StateFileError if the path is not a regular file of the sandbox; system errors
 */
export async function createStore(options: StoreOptions): Promise<Store> {
  const { file } = options;
  if (file === null) {
    const world = options.begin();
    return { world: () => world, update: async (work) => work(world) };
  }

  // Checked before anything is written, including the lock.
  const found = readState(file);
  if (found.kind === 'damaged' && options.onDamaged === 'refuse') {
    throw new StateFileError(
      `${file} does not hold the state of a sandbox of this version, so it was left alone.`,
    );
  }
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const world = found.kind === 'world' ? found.world : options.begin();
  let seen = found.kind === 'world' ? found : { stamp: '', content: '' };

  const refresh = (): boolean => {
    const state = readState(file, seen.stamp);
    if (state.kind === 'unchanged') return false;
    seen = { stamp: '', content: '' };
    if (state.kind === 'damaged') {
      const aside = `${file}.corrupt-${new Date().toISOString().replace(/[:.]/g, '-')}`;
      renameSync(file, aside);
      options.onSetAside?.(aside);
    }
    if (state.kind !== 'world') return false;
    seen = { stamp: state.stamp, content: state.content };
    Object.assign(world, state.world);
    return true;
  };
  const save = () => {
    const content = JSON.stringify(world);
    if (content === seen.content) return;
    const temporary = `${file}.${process.pid}.tmp`;
    rmSync(temporary, { force: true });
    writeFileSync(temporary, content, { mode: 0o600, flag: 'wx' });
    renameSync(temporary, file);
    seen = { stamp: stampOf(lstatSync(file)), content };
  };
  const update = <T>(work: (world: World) => T): Promise<T> =>
    locked(`${file}.lock`, () => {
      refresh();
      const result = work(world);
      save();
      return result;
    });

  await locked(`${file}.lock`, () => {
    if (refresh() || found.kind === 'world') options.resume(world);
    save();
  });
  return { world: () => world, update };
}

type State =
  | { kind: 'absent' | 'unchanged' | 'damaged' }
  | { kind: 'world'; stamp: string; content: string; world: World };

/** Reads the file unless its stamp is the known one. An empty file counts as absent. */
function readState(file: string, knownStamp = ''): State {
  const stats = lstatSync(file, { throwIfNoEntry: false });
  if (!stats) return { kind: 'absent' };
  // Saving replaces the file. A device, a pipe, or the target of a link must never be replaced.
  if (!stats.isFile()) {
    throw new StateFileError(`${file} is ${kindOf(stats)}, not a regular file.`);
  }
  const stamp = stampOf(stats);
  if (stamp === knownStamp) return { kind: 'unchanged' };
  const content = readFileSync(file, 'utf8');
  if (content === '') return { kind: 'absent' };
  const world = parseWorld(content);
  return world ? { kind: 'world', stamp, content, world } : { kind: 'damaged' };
}

function kindOf(stats: Stats): string {
  if (stats.isSymbolicLink()) return 'a symbolic link';
  return stats.isDirectory() ? 'a folder' : 'a device, pipe, or socket';
}

/** Changes with every write: a rename brings a new inode even within one tick of the clock. */
function stampOf(stats: Stats): string {
  return `${stats.ino}:${stats.mtimeMs}:${stats.size}`;
}

function parseWorld(content: string): World | null {
  try {
    const parsed = v.safeParse(worldSchema, JSON.parse(content));
    return parsed.success ? parsed.output : null;
  } catch {
    return null;
  }
}

/** Runs while holding a lock, which is a folder because creating one is atomic. */
async function locked<T>(lock: string, work: () => T): Promise<T> {
  await takeLock(lock);
  try {
    return work();
  } finally {
    releaseLock(lock);
  }
}

async function takeLock(lock: string): Promise<void> {
  for (;;) {
    try {
      mkdirSync(lock);
      return;
    } catch (error) {
      if (!isCode(error, 'EEXIST')) throw error;
      const stats = lstatSync(lock, { throwIfNoEntry: false });
      if (stats && Date.now() - stats.mtimeMs > STALE_LOCK_MS) releaseLock(lock);
      else await sleep(5);
    }
  }
}

function releaseLock(lock: string): void {
  try {
    rmdirSync(lock);
  } catch (error) {
    // Another process may have judged the lock stale and removed it first.
    if (!isCode(error, 'ENOENT')) throw error;
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
