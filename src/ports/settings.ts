/** The settings of one profile, by the names that `config` uses. */
export interface ProfileSettings {
  readonly agent?: string;
  readonly connection?: string;
  readonly call_to?: string;
  readonly base_url?: string;
  /** Seconds, per request. */
  readonly timeout?: number;
  readonly 'endpoints.phone_numbers'?: string;
  readonly 'endpoints.phone_numbers_sync'?: string;
}

export type SettingName = keyof ProfileSettings;

/** What this machine remembers. Never a Plivo credential; the API key lives in the key store. */
export interface Settings {
  /** The file, for `config path`. */
  readonly path: string;
  /** The profile in force and where that choice came from. */
  readonly profile: { readonly name: string; readonly source: ValueSource };
  read(): ProfileSettings;
  /** Writes one value of the profile in force; undefined removes it. Safe beside other processes. */
  write(name: SettingName, value: string | number | undefined): Promise<void>;
  profiles(): readonly { readonly name: string; readonly current: boolean }[];
  /** Makes a profile the current one; it comes into being with its first setting. */
  useProfile(name: string): Promise<void>;
  removeProfile(name: string): Promise<boolean>;
}

/** Where a value came from, as `--verbose` says it. */
export type ValueSource = 'flag' | 'environment' | 'profile' | 'default' | 'sandbox';

export type KeyPlace = 'keychain' | 'file';

export interface StoredKey {
  readonly apiKey: string;
  /** The key is sent to no other base URL than the one it was stored for. */
  readonly baseUrl: string;
  readonly place: KeyPlace;
}

/** Keeps API keys, one a profile: in the system's key store, or in a file that only the user reads. */
export interface KeyStore {
  /** Throws CONFIG_UNREADABLE when a key was stored and cannot be read. */
  read(profile: string): Promise<StoredKey | null>;
  /** Stores and reads back. `auto`: the key store where there is one, else the file. */
  write(
    profile: string,
    key: { readonly apiKey: string; readonly baseUrl: string },
    place: KeyPlace | 'auto',
  ): Promise<KeyPlace>;
  remove(profile: string): Promise<boolean>;
}
