import { isRecord } from '../domain/text/is-record.ts';
import { own } from './files.ts';

/** What a file of this program holds: a version, records by their names, and whatever else is in it. */
export interface Versioned {
  readonly content: Readonly<Record<string, unknown>>;
  readonly version: number;
  readonly records: Readonly<Record<string, unknown>>;
}

/** Reads a file whose records stand below `member`; null when it is damaged. */
export function readVersioned(content: unknown, member: string, newest: number): Versioned | null {
  if (!isRecord(content)) return null;
  const version = own(content, 'version') ?? newest;
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) return null;
  const records = own(content, member) ?? {};
  if (isRecord(records)) return { content, version, records };
  // A newer format may keep its records in another way.
  return version > newest ? { content, version, records: {} } : null;
}
