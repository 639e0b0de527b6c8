import fc from 'fast-check';
import { expect, test } from 'vitest';
import { select } from '../../../src/domain/text/selector.ts';
import { createStyle } from '../../../src/output/style.ts';

const hex = fc.constantFrom(...'01ab');
/** Ids that begin alike, as generated ones may. */
const id = fc
  .tuple(
    fc.constantFrom('0c0e4b10', '0c0e4b11', 'aaaaaaaa'),
    fc.string({ unit: hex, minLength: 4, maxLength: 4 }),
  )
  .map(([start, end]) => `${start}-0000-4000-8000-00000000${end}`);

test('a shortened id in a narrow table names one row', () => {
  fc.assert(
    fc.property(fc.uniqueArray(id, { minLength: 1, maxLength: 12 }), (ids) => {
      const rows = ids.map((one, index) => ({ id: one, name: `Connection ${index}` }));
      const style = createStyle({ columns: 60, called: { program: 'plivo', sandbox: null } });
      const table = style.table<{ id: string; name: string }>(
        [
          { title: 'ID', value: (row) => row.id, shrink: 'id' },
          { title: 'NAME', value: (row) => row.name, shrink: 'text' },
        ],
        rows,
      );
      const shown = table
        .split('\n')
        .slice(1)
        .map((line) => line.split(/\s{2,}/)[0] ?? '');
      expect(shown).toHaveLength(ids.length);
      shown.forEach((prefix, index) => {
        expect(prefix.length).toBeGreaterThanOrEqual(4);
        expect(select(rows, prefix, (row) => row)).toEqual({ kind: 'one', item: rows[index] });
      });
    }),
  );
});
