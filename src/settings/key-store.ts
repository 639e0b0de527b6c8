import { resolve } from 'node:path';
import { isRecord } from '../domain/text/is-record.ts';
import { checkProfileName } from '../domain/text/profile-name.ts';
import { CliError } from '../errors/cli-error.ts';
import type { KeyPlace, KeyStore } from '../ports/settings.ts';
import { cannotWrite, systemCode } from './errors.ts';
import { ensureFolder, own, readText } from './files.ts';
import type { Keychain } from './keychain.ts';
import { type KeyRecord, type KeysFileOptions, readRecord, replaceRecord } from './keys-file.ts';
import { withLock } from './lock.ts';
import { settingsLock } from './settings-lock.ts';
import { keysPath } from './stored-names.ts';

export interface KeyStoreOptions {
  /** The folder of the settings. */
  readonly folder: string;
  /** Opens the system's key store, null where there is none. Called only when it is needed. */
  readonly keychain?: () => Promise<Keychain | null>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Something the user should know; the command goes on. */
  readonly onWarning: (text: string) => void;
  /** How long one operation of the system's key store may take. */
  readonly timeoutMs?: number;
}

/**
 * Keeps API keys in the system's key store or in `keys.json`, which only the user can read. That
 * file lists every stored key, those in the key store too, so that a run without a stored key never
 * asks the system, and a lost one is noticed.
 *
 * `write` throws INVALID_VALUE when the system's key store was asked for and does not work or a
 * newer version wrote the file, and INTERNAL when the file cannot be written; `remove` the same.
 */
export function createKeyStore(options: KeyStoreOptions): KeyStore {
  const { now, onWarning, timeoutMs = 2000 } = options;
  const folder = resolve(options.folder);
  const file: KeysFileOptions = {
    path: keysPath(folder),
    lock: settingsLock(folder),
    now,
    onWarning,
  };

  const withKeychain = async <T>(
    work: (keychain: Keychain, signal: AbortSignal) => Promise<T>,
  ): Promise<T> => {
    const open = options.keychain ?? (await import('./keychain.ts')).openSystemKeychain;
    return withDeadline(timeoutMs, async (signal) => {
      const keychain = await open();
      if (keychain === null) throw new Error('the library for it is not installed');
      return work(keychain, signal);
    });
  };

  // Two folders of settings on one machine are two memories: their entries must not be one.
  const account = (profile: string) => `${profile} in ${folder}`;

  /** Writes and reads back: why the key cannot be kept there, and whether an entry was made. */
  const writeToKeychain = async (
    profile: string,
    secret: string,
  ): Promise<{ readonly made: boolean; readonly failure: unknown }> => {
    const name = account(profile);
    let made = false;
    try {
      await withKeychain((keychain, signal) => keychain.write(name, secret, signal));
      made = true;
      const back = await withKeychain((keychain, signal) => keychain.read(name, signal));
      if (back !== secret) throw new Error('it gave back something else than was stored');
      return { made, failure: null };
    } catch (failure) {
      return { made, failure };
    }
  };

  const removeFromKeychain = (profile: string): Promise<boolean> =>
    withKeychain((keychain, signal) => keychain.remove(account(profile), signal));

  const dropFromKeychain = async (profile: string): Promise<void> => {
    try {
      await removeFromKeychain(profile);
    } catch (cause) {
      onWarning(leftBehind(profile, cause));
    }
  };

  const changeRecord = async (profile: string, record: KeyRecord | null): Promise<unknown> => {
    try {
      ensureFolder(folder);
      return await withLock(file.lock, () => replaceRecord(file, profile, record));
    } catch (error) {
      throw systemCode(error) === null ? error : cannotWrite(file.path, error);
    }
  };

  return {
    async read(profile) {
      const record = await readRecord(file, profile);
      if (record === null) return null;
      if ('api_key' in record) {
        return { apiKey: record.api_key, baseUrl: record.base_url, place: 'file' };
      }
      let secret: string | null;
      try {
        secret = await withKeychain((keychain, signal) => keychain.read(account(profile), signal));
      } catch (cause) {
        throw unreadable(
          profile,
          `the system's key store does not give it: ${reason(cause)}`,
          cause,
        );
      }
      if (secret === null) throw unreadable(profile, "the system's key store has it no more");
      const key = parseSecret(secret);
      // The base URL lies beside the key: an entry that was exchanged is not sent to the old host.
      if (key === null || key.baseUrl !== record.base_url) {
        throw unreadable(profile, "the entry in the system's key store is not the one stored here");
      }
      return { ...key, place: 'keychain' };
    },

    async write(profile, key, place) {
      checkProfileName(profile, 'for the key');
      const rest = { base_url: key.baseUrl, stored_at: new Date(now()).toISOString() };
      let stored: KeyPlace = 'file';
      let entryMade = false;
      if (place !== 'file') {
        const secret = JSON.stringify({ api_key: key.apiKey, base_url: key.baseUrl });
        const { made, failure } = await writeToKeychain(profile, secret);
        entryMade = made;
        if (failure === null) stored = 'keychain';
        else if (place === 'keychain') {
          if (made) await dropFromKeychain(profile);
          throw noKeychain(failure);
        }
      }
      const record: KeyRecord =
        stored === 'keychain' ? { in: 'keychain', ...rest } : { api_key: key.apiKey, ...rest };
      let before: unknown;
      try {
        before = await changeRecord(profile, record);
      } catch (error) {
        // Without its record the entry would lie there unused and unnoticed.
        if (entryMade) await dropFromKeychain(profile);
        throw error;
      }
      if (stored === 'file' && (entryMade || isInKeychain(before))) {
        await dropFromKeychain(profile);
      }
      return stored;
    },

    async remove(profile) {
      const before = hasKeys(file.path) ? await changeRecord(profile, null) : undefined;
      try {
        const removed = await removeFromKeychain(profile);
        return removed || before !== undefined;
      } catch (cause) {
        // Where there is no key store, nothing of ours can be in it.
        if (isInKeychain(before)) onWarning(leftBehind(profile, cause));
        return before !== undefined;
      }
    },
  };

  function leftBehind(profile: string, cause: unknown): string {
    return `An API key is still in the system's key store, which does not remove it: ${reason(cause)}. Its entry is called vocobase-plivo, ${account(profile)}.`;
  }
}

async function withDeadline<T>(
  milliseconds: number,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const stop = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const expired = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`no answer in ${milliseconds / 1000} seconds`));
      stop.abort();
    }, milliseconds);
  });
  try {
    return await Promise.race([work(stop.signal), expired]);
  } finally {
    clearTimeout(timer);
  }
}

function parseSecret(secret: string): { apiKey: string; baseUrl: string } | null {
  try {
    const content: unknown = JSON.parse(secret);
    if (!isRecord(content)) return null;
    const { api_key, base_url } = content;
    if (typeof api_key !== 'string' || typeof base_url !== 'string') return null;
    return { apiKey: api_key, baseUrl: base_url };
  } catch {
    return null;
  }
}

/** Whether there is a file to remove from: without one, nothing needs to be written. */
function hasKeys(path: string): boolean {
  try {
    return readText(path) !== null;
  } catch {
    return true;
  }
}

function isInKeychain(record: unknown): boolean {
  return isRecord(record) && own(record, 'in') === 'keychain';
}

function reason(cause: unknown): string {
  const text = cause instanceof Error ? cause.message : String(cause);
  return text.replace(/\s+/g, ' ').trim();
}

function unreadable(profile: string, why: string, cause?: unknown): CliError {
  return new CliError('CONFIG_UNREADABLE', {
    message: `The API key stored for the profile ${profile} cannot be read: ${why}.`,
    hints: [
      "Unlock the system's key store and run the command again.",
      'Or log in again, or set VOCOBASE_API_KEY for this run.',
    ],
    commands: ['login', 'login --store file'],
    details: { profile },
    cause,
  });
}

/** Of the codes, a value that cannot be used here: `keychain` was chosen, and this machine has none. */
function noKeychain(cause: unknown): CliError {
  return new CliError('INVALID_VALUE', {
    message: `The key cannot be stored in the system's key store: ${reason(cause)}.`,
    hints: [
      "Unlock or start the system's key store, or store the key in a file that only you read.",
    ],
    commands: ['login --store file'],
    origin: 'local',
    cause,
  });
}
