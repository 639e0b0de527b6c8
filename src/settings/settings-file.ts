import { parseJson, readText, readVersioned } from './files.ts';

/** The format that this version writes. */
export const settingsVersion = 1;

/** The whole file. Unknown members are kept when the file is written. */
export interface SettingsDocument {
  readonly [key: string]: unknown;
  readonly version: number;
  readonly current_profile?: unknown;
  readonly profiles: Readonly<Record<string, unknown>>;
}

type SettingsFile =
  | { readonly state: 'usable'; readonly document: SettingsDocument }
  | { readonly state: 'missing' }
  | { readonly state: 'damaged'; readonly reason: string }
  | { readonly state: 'unreadable'; readonly cause: unknown };

/** The content of a settings file that does not exist yet. */
export const emptyDocument: SettingsDocument = { version: settingsVersion, profiles: {} };

/** The file does not contain settings. `reason` ends a sentence: `it is empty`. */
export class DamagedSettings extends Error {
  readonly reason: string;

  constructor(reason: string) {
    super(reason);
    this.reason = reason;
  }
}

/** Throws DamagedSettings. */
export function parseDocument(text: string): SettingsDocument {
  if (text.trim() === '') throw new DamagedSettings('it is empty');
  let content: unknown;
  try {
    content = parseJson(text);
  } catch {
    throw new DamagedSettings('it is not JSON');
  }
  const read = readVersioned(content, 'profiles', settingsVersion);
  if (read === null) throw new DamagedSettings('it does not contain settings');
  return { ...read.content, version: read.version, profiles: read.records };
}

/** Reads the file without conf, which takes 130 ms to load: most commands only read settings. */
export function readSettingsFile(path: string): SettingsFile {
  try {
    const text = readText(path);
    if (text === null) return { state: 'missing' };
    return { state: 'usable', document: parseDocument(text) };
  } catch (error) {
    if (error instanceof DamagedSettings) return { state: 'damaged', reason: error.reason };
    return { state: 'unreadable', cause: error };
  }
}
