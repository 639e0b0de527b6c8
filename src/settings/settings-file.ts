import { cannotWrite, systemReason, writtenByNewer } from './errors.ts';
import { parseJson, readText, setAside } from './files.ts';
import { readVersioned } from './versioned.ts';

/** The format this version writes. */
export const settingsVersion = 1;

/** The whole file, with whatever else is in it: what is not known is kept when it is written. */
export interface SettingsDocument {
  readonly [key: string]: unknown;
  readonly version: number;
  readonly current_profile?: unknown;
  readonly profiles: Readonly<Record<string, unknown>>;
}

export type SettingsFile =
  | { readonly state: 'usable'; readonly document: SettingsDocument }
  | { readonly state: 'missing' }
  | { readonly state: 'damaged'; readonly reason: string }
  | { readonly state: 'unreadable'; readonly cause: unknown };

export const emptyDocument: SettingsDocument = { version: settingsVersion, profiles: {} };

export function readSettingsFile(path: string): SettingsFile {
  let text: string | null;
  try {
    text = readText(path);
  } catch (cause) {
    return { state: 'unreadable', cause };
  }
  if (text === null) return { state: 'missing' };
  if (text.trim() === '') return { state: 'damaged', reason: 'it is empty' };
  let content: unknown;
  try {
    content = parseJson(text);
  } catch {
    return { state: 'damaged', reason: 'it is not JSON' };
  }
  const document = toDocument(content);
  return document === null
    ? { state: 'damaged', reason: 'it does not hold settings' }
    : { state: 'usable', document };
}

function toDocument(content: unknown): SettingsDocument | null {
  const read = readVersioned(content, 'profiles', settingsVersion);
  if (read === null) return null;
  return { ...read.content, version: read.version, profiles: read.records };
}

/** The content to change. Only under the lock. Throws INTERNAL or INVALID_VALUE when it must stay. */
export function readForChange(
  path: string,
  now: () => number,
  onWarning: (text: string) => void,
): SettingsDocument {
  const file = readSettingsFile(path);
  switch (file.state) {
    case 'missing':
      return emptyDocument;
    case 'unreadable':
      throw cannotWrite(path, file.cause);
    case 'damaged':
      // When it cannot be set aside it must not be overwritten either.
      onWarning(asideWords(path, file.reason, setAside(path, now())));
      return emptyDocument;
    case 'usable':
      if (file.document.version > settingsVersion) {
        throw writtenByNewer(path, file.document.version);
      }
      return file.document;
  }
}

export function asideWords(path: string, reason: string, aside: string): string {
  return `The settings in ${path} are not used: ${reason}. The file was kept as ${aside}.`;
}

export function damagedWords(path: string, reason: string, cause: unknown): string {
  return `The settings in ${path} are not used: ${reason}. The file stays where it is: ${systemReason(cause)}.`;
}

export function unreadableWords(path: string, cause: unknown): string {
  return `The settings in ${path} cannot be read: ${systemReason(cause)}. The command goes on without them.`;
}
