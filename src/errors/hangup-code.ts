import type { CodedEntry } from './word-search.ts';

/**
 * The hangup cause for its four-digit code in any spelling (`3030`, `hangup 3030`, `Cause-Code
 * 3030`), or null. No other table has codes of four digits, so none is loaded.
 */
export async function findHangupCause(typed: string): Promise<CodedEntry | null> {
  const spelling =
    /^[^a-z\d]*(?:(?:hangup|hangup[^a-z\d]+cause|cause)[^a-z\d]+)?(?:(?:code|error)[^a-z\d]+)?(\d{4})[^a-z\d]*$/i;
  const [, code] = spelling.exec(typed) ?? [];
  if (code === undefined) return null;
  const { hangupCauses } = await import('./catalogue/hangup-causes.ts');
  const entry = Object.entries(hangupCauses).find(([known]) => known === code)?.[1];
  return entry === undefined ? null : { code, entry };
}
