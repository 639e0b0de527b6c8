import { basename, dirname, extname } from 'node:path';
import Conf from 'conf';
import { parseJson } from './files.ts';
import type { SettingsDocument } from './settings-file.ts';

/** Replaces the content of a settings file. Only under the lock: conf has none of its own. */
export function writeDocument(path: string, document: SettingsDocument): void {
  const extension = extname(path);
  const conf = new Conf<Record<string, unknown>>({
    cwd: dirname(path),
    configName: basename(path, extension),
    fileExtension: extension,
    projectSuffix: '',
    configFileMode: 0o600,
    // The names of settings hold dots that are no paths.
    accessPropertiesByDotNotation: false,
    deserialize: (text) => parseJson(text) as Record<string, unknown>,
  });
  conf.store = { ...document };
}
