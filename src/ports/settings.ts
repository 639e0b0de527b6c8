import type { ProfileSettings, SettingName } from '../domain/settings.ts';

export type { ProfileSettings, SettingName };
/** The settings stored on this machine, never a Plivo credential. API keys are in the key store. */
export interface Settings {
  /** The settings file, whether it exists or not. */
  readonly path: string;
  /** The profile that this run uses, and where that choice came from. */
  readonly profile: { readonly name: string; readonly source: ValueSource };
  read(): ProfileSettings;
  /**
   * Writes one value of the profile in use; undefined removes it. Other processes may write at the
   * same time. Throws SETTINGS_UNWRITABLE, and INVALID_VALUE for a value of the wrong type.
   */
  write(name: SettingName, value: string | number | undefined): Promise<void>;
  /**
   * Runs the work while no other run with this settings folder works on the same subject. If the
   * folder cannot be written, the work runs without the lock. Throws SETTINGS_UNWRITABLE if another
   * run holds it for two minutes.
   */
  lock<T>(subject: string, work: () => Promise<T>): Promise<T>;
  profiles(): readonly { readonly name: string; readonly current: boolean }[];
  /** Makes a profile the current one. A profile is created with its first setting or key. */
  useProfile(name: string): Promise<void>;
  /** Removes a profile's settings. False if it had none. */
  removeProfile(name: string): Promise<boolean>;
}

/** Where a value was set, as `--verbose` shows it. */
export type ValueSource = 'flag' | 'environment' | 'profile' | 'default' | 'sandbox';

/** Where `login` stores a key: the system's key store, or a file that only its owner can read. */
export type KeyPlace = 'keychain' | 'file';

interface StoredKey {
  readonly apiKey: string;
  /** The only base URL that the key is sent to. */
  readonly baseUrl: string;
  readonly place: KeyPlace;
}

/** Stores one API key per profile: in the system's key store, or in a file only the user can read. */
export interface KeyStore {
  /** Null if no key is stored. Throws CONFIG_UNREADABLE if a stored key cannot be read. */
  read(profile: string): Promise<StoredKey | null>;
  /**
   * Stores a key and reads it back. `auto`: the key store if it works, else the file, with a warning
   * first. Throws SETTINGS_UNWRITABLE, and INVALID_VALUE when `keychain` does not work.
   */
  write(
    profile: string,
    key: { readonly apiKey: string; readonly baseUrl: string },
    place: KeyPlace | 'auto',
  ): Promise<KeyPlace>;
  /** Removes the key. False if none was stored. */
  remove(profile: string): Promise<boolean>;
}

/** A dotenv file of the user's that has been checked to be writable. */
export interface EnvFile {
  /** As the user wrote it. */
  readonly path: string;
  /**
   * Sets a variable; everything else in the file is kept, and a missing file is created. Throws
   * SETTINGS_UNWRITABLE.
   */
  set(name: string, value: string): Promise<void>;
}
