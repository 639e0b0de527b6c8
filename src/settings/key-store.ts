import { resolve } from 'node:path';
import { isRecord } from '../domain/text/is-record.ts';
import { checkProfileName } from '../domain/text/profile-name.ts';
import { CliError } from '../errors/cli-error.ts';
import type { KeyPlace, KeyStore } from '../ports/settings.ts';
import { cannotWrite, systemCode } from './errors.ts';
import { own } from './files.ts';
import { ensureFolder, pathsIn } from './folder.ts';
import type { Keychain } from './keychain.ts';
import {
  hasKeysOrLeftovers,
  type KeyRecord,
  type KeysFileOptions,
  readRecord,
  replaceRecord,
} from './keys-file.ts';
import { withLock } from './lock.ts';

interface KeyStoreOptions {
  /** The folder of the settings. */
  readonly folder: string;
  /** Opens the system's key store, null if there is none. Called only when needed. */
  readonly keychain?: () => Promise<Keychain | null>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Takes a warning. The command continues. */
  readonly onWarning: (text: string) => void;
  /** How long one operation of the system's key store may take. */
  readonly timeoutMs?: number;
}

/**
 * Stores API keys in the system's key store or in `keys.json`, which only the user can read. That
 * file lists the keys in the key store too, so that a run without a stored key never asks the
 * system, and a lost key is noticed.
 *
 * `write` throws INVALID_VALUE when the place is `keychain` and the key store does not work, or when
 * a newer version wrote the file, and SETTINGS_UNWRITABLE when the file cannot be written. `remove`
 * throws the last two.
 */
export function createKeyStore(options: KeyStoreOptions): KeyStore {
  const { now, onWarning, timeoutMs = 2000 } = options;
  const folder = resolve(options.folder);
  const { keys: path, lock } = pathsIn(folder);
  const file: KeysFileOptions = { path, lock, now, onWarning };

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

  // The folder is part of the name: two settings folders on one machine must not share an entry.
  const account = (profile: string) => `${profile} in ${folder}`;

  /**
   * Writes and reads back. Returns whether an entry was made, and why the key cannot be stored
   * there.
   */
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
      if (back !== secret) throw new Error('it returned something other than what was stored');
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
          `the system's key store does not return it: ${reason(cause)}`,
          cause,
        );
      }
      if (secret === null) throw unreadable(profile, "the system's key store no longer has it");
      const key = parseSecret(secret);
      // The entry contains the base URL too, so a replaced entry is not sent to the old host.
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
        } else onWarning(fallbackWords(failure));
      }
      const record: KeyRecord =
        stored === 'keychain' ? { in: 'keychain', ...rest } : { api_key: key.apiKey, ...rest };
      let before: unknown;
      try {
        before = await changeRecord(profile, record);
      } catch (error) {
        // Without its record the entry would be forgotten.
        if (entryMade) await dropFromKeychain(profile);
        throw error;
      }
      if (stored === 'file' && (entryMade || isInKeychain(before))) {
        await dropFromKeychain(profile);
      }
      return stored;
    },

    async remove(profile) {
      const before = hasKeysOrLeftovers(file.path) ? await changeRecord(profile, null) : undefined;
      try {
        const removed = await removeFromKeychain(profile);
        return removed || before !== undefined;
      } catch (cause) {
        // Without a key store there is no entry to remove.
        if (isInKeychain(before)) onWarning(leftBehind(profile, cause));
        return before !== undefined;
      }
    },
  };

  /** Shown before the key is written, so that a person can still stop. */
  function fallbackWords(cause: unknown): string {
    return `The system's key store does not work here: ${reason(cause)}. The key will be stored in ${path}, which only you can read.`;
  }

  function leftBehind(profile: string, cause: unknown): string {
    return `An API key is still in the system's key store, which did not remove it: ${reason(cause)}. The entry is called vocobase-plivo, ${account(profile)}.`;
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

/** INVALID_VALUE: the place `keychain` was chosen, and it does not work on this machine. */
function noKeychain(cause: unknown): CliError {
  return new CliError('INVALID_VALUE', {
    message: `The key cannot be stored in the system's key store: ${reason(cause)}.`,
    hints: [
      "Unlock or start the system's key store, or store the key in a file that only you can read.",
    ],
    commands: ['login --store file'],
    origin: 'local',
    cause,
  });
}
