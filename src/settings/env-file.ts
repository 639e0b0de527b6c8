import {
  accessSync,
  closeSync,
  constants,
  fstatSync,
  ftruncateSync,
  lstatSync,
  openSync,
  readSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname, resolve } from 'node:path';
import { setVariable } from '../domain/text/dotenv.ts';
import { CliError } from '../errors/cli-error.ts';
import type { EnvFile } from '../ports/settings.ts';
import { cannotWrite, systemCode, systemReason } from './errors.ts';

/** Far larger than any real dotenv file. Bytes. */
const largest = 1024 * 1024;

/**
 * Opens a dotenv file of the user's. Throws INVALID_VALUE for a link, a device, or a folder, and
 * for a file that cannot be read or written, before any request, so that nothing is half done.
 */
export function openEnvFile(path: string): EnvFile {
  if (path.trim() === '') throw unusable(path, 'its name is empty');
  // Checked before opening, because opening a device may have side effects. Windows has no
  // O_NOFOLLOW.
  const stat = lstatSync(path, { throwIfNoEntry: false });
  if (stat?.isSymbolicLink()) throw unusable(path, 'it is a link');
  if (stat && !stat.isFile()) throw unusable(path, 'it is not a regular file');
  try {
    withFile(path, constants.O_RDWR, (file) => read(file, path));
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw asUnusable(path, error);
    checkFolder(path);
  }
  return {
    path,
    async set(name, value) {
      if (!/^[\w.:-]+$/.test(value)) {
        throw cannotWrite(path, new Error('the id has characters that have a meaning in the file'));
      }
      try {
        withFile(path, constants.O_RDWR | constants.O_CREAT, (file) => {
          const before = read(file, path);
          const after = setVariable(before, name, value);
          if (after === before) return;
          const bytes = Buffer.from(after, 'latin1');
          writeSync(file, bytes, 0, bytes.length, 0);
          ftruncateSync(file, bytes.length);
        });
      } catch (error) {
        throw error instanceof CliError ? error : cannotWrite(path, error);
      }
    },
  };
}

/** Opens the file itself: a link is not followed, and opening does not wait for a pipe. */
function withFile<T>(path: string, flags: number, use: (file: number) => T): T {
  const { O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants;
  const file = openSync(path, flags | O_NOFOLLOW | O_NONBLOCK, 0o600);
  try {
    return use(file);
  } finally {
    closeSync(file);
  }
}

/** The text with one character for each byte, so that unchanged parts keep their encoding. */
function read(file: number, path: string): string {
  const stat = fstatSync(file);
  if (!stat.isFile()) throw unusable(path, 'it is not a regular file');
  if (stat.size > largest) throw unusable(path, 'it is too large for a dotenv file');
  const bytes = Buffer.alloc(stat.size);
  const length = stat.size === 0 ? 0 : readSync(file, bytes, 0, stat.size, 0);
  const text = bytes.toString('latin1', 0, length);
  if (text.includes('\0')) throw unusable(path, 'it is not a text file in ASCII or UTF-8');
  return text;
}

/** Checks that the folder of a missing file accepts new files. */
function checkFolder(path: string): void {
  const folder = dirname(resolve(path));
  try {
    accessSync(folder, constants.W_OK);
    if (statSync(folder).isDirectory()) return;
  } catch (error) {
    throw asUnusable(path, error);
  }
  throw unusable(path, 'its folder is a file');
}

function asUnusable(path: string, error: unknown): unknown {
  const code = systemCode(error);
  if (code === null) return error;
  return unusable(path, code === 'ELOOP' ? 'it is a link' : systemReason(error));
}

function unusable(path: string, why: string): CliError {
  return new CliError('INVALID_VALUE', {
    message: `--env-file: ${path === '' ? 'the path' : path} cannot be used: ${why}.`,
    hints: ['Name a regular file that you can write, or a path that does not exist yet.'],
    details: { source: '--env-file', path },
  });
}
