import {
  accessSync,
  chmodSync,
  closeSync,
  constants,
  fsyncSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { systemCode } from './errors.ts';

/** Makes the folder for nobody but the user. One that is already there is for `restrictFolder`. */
export function ensureFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
}

/** The text of a file, null when there is none. Throws the system's error otherwise. */
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
 * Throws the system's error when the file could not be replaced, before anything is tried. A file
 * that is read-only was made so on purpose, though replacing it would work.
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

/** A link that points to nothing yet gets its file, so that writing does not replace the link. */
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
 * Replaces the file at once, readable for nobody but the user: other processes see the old content
 * or the new. `durable` waits until it is on the disk.
 */
export function replaceFile(path: string, content: string, durable: boolean): void {
  const target = realPath(path);
  // Chance is enough, because `wx` refuses a name that is taken; node:crypto costs every start 2 ms.
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

/** Gives a damaged file another name, its content kept, and says which. `now` in milliseconds. Only under the lock. */
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
    // Unlike a rename, a link never replaces what is there.
    linkSync(from, to);
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false;
    // Not every file system has links.
    renameSync(from, to);
    return true;
  }
  unlinkSync(from);
  return true;
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
