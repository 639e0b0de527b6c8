import type { PhoneNumber } from '../../domain/phone-number-row.ts';
import type { Style } from '../../ports/style.ts';

/** Imported numbers for a person. */
export function numberTable(rows: readonly PhoneNumber[], style: Style): string {
  return style.table(
    [
      {
        title: 'NUMBER',
        value: (row) => row.phone_number,
        shrink: 'fixed',
        paint: (shown) => style.bold(shown),
      },
      { title: 'NAME', value: (row) => row.friendly_name ?? '–', shrink: 'text' },
      { title: 'STATUS', value: statusOf, shrink: 'text' },
      { title: 'AGENT', value: (row) => row.agent?.name ?? row.agent?.id ?? '–', shrink: 'text' },
      { title: 'ID', value: (row) => row.id, shrink: 'id' },
    ],
    rows,
  );
}

/** `active, default`. */
export function statusOf(row: PhoneNumber): string {
  return [row.status.toLowerCase(), row.is_default && 'default'].filter(Boolean).join(', ');
}
