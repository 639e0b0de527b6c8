import type { AsReceived } from '../../domain/vocobase/as-received.ts';
import type { PhoneNumber } from '../../domain/vocobase/imported-number.ts';
import type { Column, Style } from '../../ports/style.ts';

/** Imported numbers for a person. */
export function numberTable(rows: readonly AsReceived<PhoneNumber>[], style: Style): string {
  const providers = new Set(rows.map(({ provider }) => provider?.toLowerCase()));
  const connections = new Set(rows.map(({ connection_id }) => connection_id));
  return style.table(
    [
      {
        title: 'NUMBER',
        value: (row) => row.phone_number ?? '–',
        shrink: 'fixed',
        paint: (shown) => style.bold(shown),
      },
      { title: 'NAME', value: (row) => row.friendly_name ?? '–', shrink: 'text' },
      ...(providers.size > 1 ? [providerColumn] : []),
      ...(connections.size > 1 ? [connectionColumn] : []),
      { title: 'STATUS', value: statusOf, shrink: 'text' },
      { title: 'AGENT', value: (row) => row.agent?.name ?? row.agent?.id ?? '–', shrink: 'text' },
      { title: 'ID', value: (row) => row.id ?? '–', shrink: 'id' },
    ],
    rows,
  );
}

const providerColumn: Column<AsReceived<PhoneNumber>> = {
  title: 'PROVIDER',
  value: (row) => row.provider?.toLowerCase() ?? '–',
  shrink: 'text',
};

/** The member is not documented, so it may be missing. */
const connectionColumn: Column<AsReceived<PhoneNumber>> = {
  title: 'CONNECTION',
  value: ({ connection_id }) => (typeof connection_id === 'string' ? connection_id : '–'),
  shrink: 'id',
};

/** `active, default`. */
export function statusOf(row: AsReceived<PhoneNumber>): string {
  return [row.status?.toLowerCase(), row.is_default && 'default'].filter(Boolean).join(', ');
}
