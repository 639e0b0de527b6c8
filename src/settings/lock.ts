import {
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { lockBlocked, lockBusy, systemCode } from './errors.ts';

interface LockOptions {
  /** How long to wait for the lock, in milliseconds. */
  readonly limitMs?: number;
  /** From this age in milliseconds a lock counts as abandoned. */
  readonly staleMs?: number;
}

/**
 * Runs the work while no other process holds the same lock. Throws SETTINGS_UNWRITABLE when the
 * lock is not free within the limit or a file has its name, and the system's error when the folder
 * cannot be written.
 *
 * The lock is a folder that contains one file with its owner's random name. A process takes it by
 * renaming a finished folder onto it, which the system refuses while a file is inside, so no
 * process sees an unfinished lock. It is released, or broken when its owner is dead, by deleting
 * the owner's file by name: a process that breaks a lock with a new owner deletes nothing.
 */
export async function withLock<T>(
  path: string,
  work: () => T | Promise<T>,
  { limitMs = 10_000, staleMs = 30_000 }: LockOptions = {},
): Promise<T> {
  const { randomBytes } = process.getBuiltinModule('node:crypto');
  const owner = randomBytes(8).toString('hex');
  const mine = `${path}.${owner}`;
  const deadline = performance.now() + limitMs;
  try {
    prepare(mine, owner);
    for (let pause = 2; !take(mine, path); pause = Math.min(pause * 1.5, 50)) {
      const free = breakStale(path, staleMs);
      if (performance.now() > deadline) throw lockBusy(path, limitMs);
      await delay(free ? 0 : pause * (0.5 + Math.random()));
      prepare(mine, owner);
    }
  } catch (error) {
    rmSync(mine, { recursive: true, force: true });
    throw error;
  }
  try {
    return await work();
  } finally {
    removeOwner(path, owner);
  }
}

function take(mine: string, path: string): boolean {
  try {
    renameSync(mine, path);
    return true;
  } catch (error) {
    const code = systemCode(error);
    if (code === 'ENOTDIR' && statSync(path, { throwIfNoEntry: false })?.isFile()) {
      throw lockBlocked(path);
    }
    // ENOENT: another process removed it after this one was suspended for long.
    if (code === 'ENOTEMPTY' || code === 'EEXIST' || code === 'ENOENT') return false;
    // Windows returns EPERM for an existing folder, whether it is empty or not.
    if (process.platform === 'win32' && (code === 'EPERM' || code === 'EACCES')) return false;
    throw error;
  }
}

/** Repeated while waiting: the age of a lock counts from when it was taken. */
function prepare(mine: string, owner: string): void {
  try {
    mkdirSync(mine, { mode: 0o700 });
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') throw error;
  }
  const note = { pid: process.pid, host: thisHost(), at: Date.now() };
  writeFileSync(join(mine, owner), JSON.stringify(note), { mode: 0o600 });
}

/** Removes an abandoned lock. Returns whether the lock is free now. */
function breakStale(path: string, staleMs: number): boolean {
  let owners: string[];
  try {
    owners = readdirSync(path);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return true;
    throw error;
  }
  const [owner] = owners;
  if (owner === undefined) return removeEmpty(path);
  if (!isStale(join(path, owner), staleMs)) return false;
  const broken = removeOwner(path, owner);
  if (broken) sweep(path, staleMs);
  return broken;
}

function isStale(file: string, staleMs: number): boolean {
  try {
    const note: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (isNote(note)) {
      if (note.host === thisHost() && !isAlive(note.pid)) return true;
      return Math.abs(Date.now() - note.at) > staleMs;
    }
  } catch (error) {
    // Released in between.
    if (systemCode(error) === 'ENOENT') return false;
  }
  try {
    return Date.now() - statSync(file).mtimeMs > staleMs;
  } catch {
    return false;
  }
}

function isNote(value: unknown): value is { pid: number; host: string; at: number } {
  if (typeof value !== 'object' || value === null) return false;
  if (!('pid' in value && 'host' in value && 'at' in value)) return false;
  return (
    Number.isInteger(value.pid) && typeof value.host === 'string' && typeof value.at === 'number'
  );
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemCode(error) !== 'ESRCH';
  }
}

/**
 * Identifies this machine. A process id is meaningful only on one machine since its start and, with
 * containers, within one process namespace: two containers that share a folder may also share their
 * host name.
 */
function thisHost(): string {
  const parts = [hostname()];
  if (process.platform === 'linux') {
    try {
      parts.push(readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim());
      parts.push(readlinkSync('/proc/self/ns/pid'));
    } catch {
      // Without /proc only the host name is known.
    }
  }
  return parts.join(' ');
}

function removeOwner(path: string, owner: string): boolean {
  try {
    unlinkSync(join(path, owner));
  } catch {
    // Another process broke the lock, so the folder is no longer ours.
    return false;
  }
  return removeEmpty(path);
}

/** Removes the folder unless another process has taken the lock. */
function removeEmpty(path: string): boolean {
  try {
    rmdirSync(path);
    return true;
  } catch (error) {
    return systemCode(error) === 'ENOENT';
  }
}

/** Removes the leftovers of processes that were killed while waiting for the lock. */
function sweep(path: string, staleMs: number): void {
  const prefix = `${basename(path)}.`;
  for (const name of readdirSync(dirname(path))) {
    if (!name.startsWith(prefix) || !/^[0-9a-f]{16}$/.test(name.slice(prefix.length))) continue;
    const waiting = join(dirname(path), name);
    try {
      if (isStale(join(waiting, name.slice(prefix.length)), staleMs)) {
        rmSync(waiting, { recursive: true, force: true });
      }
    } catch {
      // Already gone, or not ours to remove.
    }
  }
}
