import { join } from 'node:path';
import { isRecord } from '../domain/text/is-record.ts';
import { own, parseJson, readText } from './files.ts';

export function keysPath(folder: string): string {
  return join(folder, 'keys.json');
}

/** The profiles that have a stored key: one of them may have no settings. Never fails. */
export function readStoredNames(folder: string): readonly string[] {
  try {
    const content = parseJson(readText(keysPath(folder)) ?? '{}');
    const keys = isRecord(content) ? own(content, 'keys') : undefined;
    return isRecord(keys) ? Object.keys(keys) : [];
  } catch {
    // The key store says what is wrong with the file when a key is wanted from it.
    return [];
  }
}
