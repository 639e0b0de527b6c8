import { basename, dirname, extname } from 'node:path';
import Conf from 'conf';
import { parseDocument, type SettingsDocument } from './settings-file.ts';

/**
 * Reads the settings file, lets `edit` change it, and replaces it at once. `edit` receives null if
 * there is no file, and returns null to leave it unchanged, in which case this returns null. Call
 * only under the lock, because conf has none. Throws DamagedSettings for a file without settings,
 * and system errors.
 *
 * conf's `schema` is not used, because ajv costs 86 ms. Its `defaults` are not used, because conf
 * writes them before anything was set. There is no older format yet, so there are no `migrations`.
 */
export function changeFile(
  path: string,
  edit: (current: SettingsDocument | null) => SettingsDocument | null,
): SettingsDocument | null {
  const extension = extname(path);
  const conf = new Conf<Record<string, unknown>>({
    cwd: dirname(path),
    configName: basename(path, extension),
    fileExtension: extension,
    projectSuffix: '',
    configFileMode: 0o600,
    // Setting names contain dots that are not paths.
    accessPropertiesByDotNotation: false,
    deserialize: (text) => ({ ...parseDocument(text) }),
  });
  const stored = { ...conf.store };
  const next = edit(isMissing(stored) ? null : (stored as unknown as SettingsDocument));
  if (next !== null) conf.store = { ...next };
  return next;
}

/**
 * True if the file does not exist: conf returns an empty object then, and a file always has a
 * version.
 */
function isMissing(stored: Readonly<Record<string, unknown>>): boolean {
  return !Object.hasOwn(stored, 'version');
}
