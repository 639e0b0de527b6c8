import { CliError } from '../../errors/cli-error.ts';

/** A field that reads back differently from what was sent. */
export interface Difference {
  readonly field: string;
  readonly sent: unknown;
  readonly read: unknown;
}

/**
 * Compares sent values with what the API shows afterwards. A field that the API does not show
 * proves nothing, null and an empty text both clear a field, and case is ignored.
 */
export function differences(
  sent: Readonly<Record<string, unknown>>,
  shown: Readonly<Record<string, unknown>>,
): Difference[] {
  return Object.entries(sent)
    .filter(([field, value]) => field in shown && plain(shown[field]) !== plain(value))
    .map(([field, value]) => ({ field, sent: value, read: shown[field] ?? null }));
}

/** Throws UNEXPECTED_RESPONSE if an accepted write reads back differently. */
export function requireSame(
  what: string,
  differing: readonly Difference[],
  commands: readonly string[],
  details: Readonly<Record<string, unknown>> = {},
): void {
  if (differing.length === 0) return;
  const fields = differing.map(({ field }) => field).join(' and ');
  throw new CliError('UNEXPECTED_RESPONSE', {
    message: `Vocobase accepted the change to ${what}, but shows another ${fields} than was sent.`,
    hints: ['Check which values are in use now.'],
    commands,
    details: { ...details, differing },
  });
}

function plain(value: unknown): unknown {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value.trim().toLowerCase() : value;
}
