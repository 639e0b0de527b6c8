import { describe, expect, test } from 'vitest';
import { isUuid, nearNames, type Selectable, select } from '../../../src/domain/text/selector.ts';

const items: Selectable[] = [
  { id: 'aaaa1111-0000', name: 'Sales' },
  { id: 'AAAA2222-0000', name: 'sales india' },
  { id: 'bbbb1111-0000', name: 'Support' },
  { id: 'cccc1111-0000', name: 'SUPPORT' },
  { id: 'dddd1111-0000', name: 'bbbb1' },
  { id: 'eeee1111-0000', name: '' },
];

function chosen(query: string, among: readonly Selectable[] = items) {
  const found = select(among, query, (item) => item);
  switch (found.kind) {
    case 'one':
      return found.item.id;
    case 'several':
      return found.items.map(({ id }) => id);
    case 'none':
      return { near: found.near };
  }
}

describe('a selector', () => {
  test.each([
    ['an exact id', 'bbbb1111-0000', 'bbbb1111-0000'],
    ['an exact name', 'Sales', 'aaaa1111-0000'],
    ['a name with spaces around', ' Sales ', 'aaaa1111-0000'],
    ['a name in another case', 'SALES INDIA', 'AAAA2222-0000'],
    ['an exact name among others of its letters', 'Support', 'bbbb1111-0000'],
    ['a name in any case that two have', 'support', ['bbbb1111-0000', 'cccc1111-0000']],
    ['a start of an id', 'aaaa1', 'aaaa1111-0000'],
    ['a start of an id in another case', 'aaAA2', 'AAAA2222-0000'],
    ['a start that two ids have', 'aaaa', ['aaaa1111-0000', 'AAAA2222-0000']],
    ['a name before the start of an id', 'bbbb1', 'dddd1111-0000'],
    ['the shortest start', 'cccc', 'cccc1111-0000'],
    ['a start that is too short', 'ccc', { near: [] }],
    ['a part of an id', '1111-0000', { near: [] }],
    ['a name that is near', 'Saless', { near: ['Sales'] }],
    ['nothing, though one has no name', ' ', { near: [] }],
    ['something else', 'Reception', { near: [] }],
  ])('finds by %s', (_, query, expected) => {
    expect(chosen(query)).toEqual(expected);
  });

  test('prefers an exact id', () => {
    const twins = [
      { id: 'abcd', name: 'x' },
      { id: 'abcde', name: 'abcd' },
    ];
    expect(chosen('abcd', twins)).toBe('abcd');
  });

  test('finds nothing in an empty list', () => {
    expect(chosen('Sales', [])).toEqual({ near: [] });
  });
});

describe('similar names', () => {
  test.each([
    ['nearest first', ['salsa', 'sales'], 'sale', ['sales', 'salsa']],
    ['in any case', ['SALES'], 'salse', ['SALES']],
    ['one inside the other', ['Sales India', 'x'], 'india', ['Sales India']],
    ['the other inside the one', ['Sales'], 'our sales team', ['Sales']],
    ['three at most', ['aa', 'ab', 'ac', 'ad'], 'a', ['aa', 'ab', 'ac']],
    ['two letters off, however short', ['abc', 'axy', 'xyz'], 'abq', ['abc', 'axy']],
    ['a third of the letters off', ['abcdefxyz', 'abcdwxyz9'], 'abcdefghi', ['abcdefxyz']],
    ['one more than a third off is not', ['abcdewxyz'], 'abcdefghi', []],
  ])('%s', (_, names, wanted, near) => {
    expect(nearNames(names, wanted)).toEqual(near);
  });

  test('for an empty text are only the shortest', () => {
    expect(nearNames(['ab', 'abc'], '')).toEqual(['ab']);
  });
});

test.each([
  ['0c0e4b10-5a4d-4b0c-8d3e-000000000001', true],
  ['0C0E4B10-5A4D-4B0C-8D3E-00000000000F', true],
  ['0c0e4b10-5a4d-4b0c-8d3e-00000000000', false],
  ['0c0e4b10-5a4d-4b0c-8d3e-0000000000012', false],
  ['x0c0e4b10-5a4d-4b0c-8d3e-000000000001', false],
  ['0c0e4b105a4d4b0c8d3e000000000001', false],
  ['0c0e4b10-5a4d-4b0c-000000000001', false],
])('%s is a UUID: %s', (text, is) => {
  expect(isUuid(text)).toBe(is);
});
