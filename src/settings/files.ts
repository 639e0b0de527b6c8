import {
  accessSync,
  chmodSync,
  closeSync,
  constants,
  fsyncSync,
  linkSync,
  lstatSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { isRecord } from '../domain/text/is-record.ts';
import { systemCode } from './errors.ts';

/** The text of a file, null if it does not exist. Throws other system errors. */
export function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const code = systemCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw error;
  }
}

/** Editors on Windows begin a file with a byte order mark, which JSON.parse refuses. */
export function parseJson(text: string): unknown {
  return JSON.parse(text.startsWith('\uFEFF') ? text.slice(1) : text);
}

/** The own value of a key: a profile may be called `constructor`. */
export function own(record: Readonly<Record<string, unknown>>, key: string): unknown {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

/**
 * Throws the system's error when the file cannot be replaced, before anything is tried. A read-only
 * file counts: it was made so on purpose, although replacing it would work. Without this check conf
 * retries for a second.
 */
export function checkReplaceable(path: string): void {
  const target = realPath(path);
  accessSync(dirname(target), constants.W_OK);
  try {
    accessSync(target, constants.W_OK);
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw error;
  }
}

/** Creates the missing file that a link points to, so that a write does not replace the link. */
export function fulfilLink(path: string, content: string): void {
  try {
    if (!lstatSync(path).isSymbolicLink()) return;
  } catch {
    return;
  }
  try {
    realpathSync(path);
  } catch {
    writeFileSync(path, content, { mode: 0o600, flag: 'a' });
  }
}

/**
 * Replaces the file at once, readable by the user alone: other processes see the old content or the
 * new. `durable` waits until it is on the disk.
 */
export function replaceFile(path: string, content: string, durable: boolean): void {
  const target = realPath(path);
  // Math.random is enough, because `wx` refuses a name that is taken. node:crypto takes 2 ms to load.
  const temporary = `${target}.tmp-${process.pid}-${Math.random().toString(36).slice(2)}`;
  try {
    const file = openSync(temporary, 'wx', 0o600);
    try {
      writeFileSync(file, content);
      if (durable) fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, target);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/**
 * Removes the temporary files that a killed process left beside a file: one may hold an API key. Only
 * under the lock, where no other process is writing. conf names its temporary files the same way.
 */
export function removeLeftovers(path: string): void {
  const target = realPath(path);
  const prefix = `${basename(target)}.tmp-`;
  try {
    for (const name of readdirSync(dirname(target))) {
      if (name.startsWith(prefix)) rmSync(join(dirname(target), name), { force: true });
    }
  } catch {
    // Not readable or not ours: the write that follows says so.
  }
}

/**
 * Renames a damaged file, keeping its content, and returns the new path. `now` is in milliseconds
 * since 1970. Only under the lock.
 */
export function setAside(path: string, now: number): string {
  const target = realPath(path);
  const stamp = new Date(now).toISOString().replaceAll(':', '-');
  chmodSync(target, 0o600);
  for (let count = 1; ; count += 1) {
    const aside = `${target}.damaged-${stamp}${count === 1 ? '' : `-${count}`}`;
    if (moveUnlessTaken(target, aside)) return aside;
  }
}

function moveUnlessTaken(from: string, to: string): boolean {
  try {
    // Unlike a rename, a link never replaces a file.
    linkSync(from, to);
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false;
    // Some file systems have no links.
    renameSync(from, to);
    return true;
  }
  unlinkSync(from);
  return true;
}

/** The content of a file of this program: a version, records by name, and any other members. */
export interface Versioned {
  readonly content: Readonly<Record<string, unknown>>;
  readonly version: number;
  readonly records: Readonly<Record<string, unknown>>;
}

/** Reads a file whose records are in `member`. Null when it is damaged. */
export function readVersioned(content: unknown, member: string, newest: number): Versioned | null {
  if (!isRecord(content)) return null;
  const version = own(content, 'version') ?? newest;
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) return null;
  const records = own(content, member) ?? {};
  if (isRecord(records)) return { content, version, records };
  // A newer format may store its records in another way.
  return version > newest ? { content, version, records: {} } : null;
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
