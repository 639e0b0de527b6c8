import { chmodSync, readdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { isRecord } from '../domain/text/is-record.ts';
import { CliError } from '../errors/cli-error.ts';
import { cannotWrite, systemCode, systemReason, writtenByNewer } from './errors.ts';
import {
  checkReplaceable,
  fulfilLink,
  own,
  parseJson,
  readText,
  readVersioned,
  removeLeftovers,
  replaceFile,
  setAside,
} from './files.ts';
import { restrictFolder } from './folder.ts';
import { withLock } from './lock.ts';

const keysVersion = 1;

/** A profile's record in the file: the key itself, or where it is stored instead. */
export type KeyRecord =
  | { readonly api_key: string; readonly base_url: string; readonly stored_at: string }
  | { readonly in: 'keychain'; readonly base_url: string; readonly stored_at: string };

interface KeysDocument {
  readonly version: number;
  readonly keys: Readonly<Record<string, unknown>>;
}

/** Where the keys file and its lock are. `now` gives milliseconds. */
export interface KeysFileOptions {
  readonly path: string;
  readonly lock: string;
  readonly now: () => number;
  readonly onWarning: (text: string) => void;
}

/**
 * True if the keys file, or a temporary one of a killed process, may exist. Otherwise logout has
 * nothing to write.
 */
export function hasKeysOrLeftovers(path: string): boolean {
  try {
    if (readText(path) !== null) return true;
    return readdirSync(dirname(path)).some((name) => name.startsWith('keys.json.tmp-'));
  } catch (error) {
    return systemCode(error) !== 'ENOENT' && systemCode(error) !== 'ENOTDIR';
  }
}

/** The record of a profile, null if it has none. Throws CONFIG_UNREADABLE. */
export async function readRecord(
  options: KeysFileOptions,
  profile: string,
): Promise<KeyRecord | null> {
  const found = readKeys(options.path);
  if (found === 'damaged') {
    const aside = await setDamagedAside(options);
    if (aside !== null) throw damaged(options.path, aside);
    return toRecord(options.path, profile, readSoundKeys(options.path));
  }
  tighten(options);
  return toRecord(options.path, profile, found);
}

/**
 * Changes the record of a profile (null removes it) and returns the previous one. Only under the
 * lock. Temporary files of killed processes are removed too: one may hold a whole key. Throws
 * SETTINGS_UNWRITABLE, INVALID_VALUE, CONFIG_UNREADABLE, and the system's error when the file
 * cannot be written.
 */
export function replaceRecord(
  options: KeysFileOptions,
  profile: string,
  record: KeyRecord | null,
): unknown {
  removeLeftovers(options.path);
  const document = readForChange(options);
  const before = own(document.keys, profile);
  if (record === null && before === undefined) return undefined;
  const { [profile]: _, ...others } = document.keys;
  const keys = record === null ? others : { ...others, [profile]: record };
  const text = `${JSON.stringify({ ...document, keys }, null, 2)}\n`;
  checkReplaceable(options.path);
  restrictFolder(dirname(options.path), options.onWarning);
  fulfilLink(options.path, '{}\n');
  replaceFile(options.path, text, true);
  if (readText(options.path) !== text)
    throw cannotWrite(options.path, new Error('it reads back differently'));
  return before;
}

function readForChange(options: KeysFileOptions): KeysDocument {
  const { path, now, onWarning } = options;
  const found = readKeys(path);
  if (found === 'damaged') {
    const aside = setAside(path, now());
    onWarning(
      `${path} was damaged. It was kept as ${aside}, which may hold API keys. Delete it when you no longer need it.`,
    );
    return { version: keysVersion, keys: {} };
  }
  if (found.version > keysVersion) throw writtenByNewer(path, found.version);
  return found;
}

function readKeys(path: string): KeysDocument | 'damaged' {
  let text: string | null;
  try {
    text = readText(path);
  } catch (cause) {
    throw new CliError('CONFIG_UNREADABLE', {
      message: `${path}, where API keys are stored, cannot be read: ${systemReason(cause)}.`,
      details: { path, reason: systemCode(cause) },
      cause,
    });
  }
  if (text === null) return { version: keysVersion, keys: {} };
  let content: unknown;
  try {
    content = parseJson(text);
  } catch {
    return 'damaged';
  }
  const read = readVersioned(content, 'keys', keysVersion);
  if (read === null) return 'damaged';
  return { ...read.content, version: read.version, keys: read.records };
}

function readSoundKeys(path: string): KeysDocument {
  const found = readKeys(path);
  if (found !== 'damaged') return found;
  throw damaged(path, null);
}

/** Null if no key was in the file, or another process has written a good file since. */
async function setDamagedAside(options: KeysFileOptions): Promise<string | null> {
  const { path, lock, now, onWarning } = options;
  try {
    return await withLock(lock, () => {
      if (readKeys(path) !== 'damaged') return null;
      const hadKey = /rg_live_|api_key|keychain/.test(readText(path) ?? '');
      const aside = setAside(path, now());
      if (hadKey) return aside;
      onWarning(`${path} was damaged and held no API key. It was kept as ${aside}.`);
      return null;
    });
  } catch (cause) {
    throw damaged(path, null, cause);
  }
}

function damaged(path: string, aside: string | null, cause?: unknown): CliError {
  const place = aside === null ? 'It was not moved' : `It was kept as ${aside}`;
  return new CliError('CONFIG_UNREADABLE', {
    message: `${path}, where API keys are stored, is damaged. ${place}.`,
    hints: [
      'Log in again, or set VOCOBASE_API_KEY for this run.',
      'Delete the damaged file when you no longer need it: it may hold a key.',
    ],
    commands: ['login'],
    details: { path, kept_as: aside },
    ...(cause === undefined ? {} : { cause }),
  });
}

function toRecord(path: string, profile: string, { keys }: KeysDocument): KeyRecord | null {
  const record = own(keys, profile);
  if (record === undefined) return null;
  if (isRecord(record)) {
    const { api_key, base_url, stored_at } = record;
    if (typeof base_url === 'string') {
      const rest = { base_url, stored_at: typeof stored_at === 'string' ? stored_at : '' };
      if (record.in === 'keychain') return { in: 'keychain', ...rest };
      if (typeof api_key === 'string' && api_key !== '') return { api_key, ...rest };
    }
  }
  throw new CliError('CONFIG_UNREADABLE', {
    message: `The API key stored for the profile ${profile} in ${path} cannot be read.`,
    hints: ['Log in again, or set VOCOBASE_API_KEY for this run.'],
    commands: ['login'],
    details: { path, profile },
  });
}

/** Restricts a key file to its owner, with a warning: others may have read the key already. */
function tighten({ path, onWarning }: KeysFileOptions): void {
  if (process.platform === 'win32') return;
  try {
    if ((statSync(path).mode & 0o077) === 0) return;
    chmodSync(path, 0o600);
    onWarning(
      `${path} could be read by other users of this machine; now only you can. If one of them may have read the API key in it, ask Vocobase for a new one.`,
    );
  } catch {
    // Missing, or not ours to change: the file is still read.
  }
}
