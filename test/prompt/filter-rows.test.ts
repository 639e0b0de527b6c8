import { describe, expect, test } from 'vitest';
import { filterRows } from '../../src/prompt/filter-rows.ts';

const row = (name: string, description = '', keywords = '') => ({
  name,
  description,
  keywords,
  checked: false,
});

const rows = [
  row('+14155550100  Main line', 'California, US · local'),
  row('+14155550101  Support 2', 'California, US · local'),
  row('+12125551033  Desk', 'New York, US · local'),
  row('+121255510330', 'somewhere else'),
  row('+918035550104  India sales', 'Karnataka, IN · fixed', 'Bengaluru'),
];
const names = (typed: string) => filterRows(rows, typed).map((at) => rows[at]?.name.split(' ')[0]);

describe('a list of numbers', () => {
  test.each(['2125551033', '(212) 555-1033', '+1 212.555.1033', '0012125551033', '12125551033'])(
    'puts the number that ends in %s first',
    (typed) => {
      expect(names(typed)[0]).toBe('+12125551033');
    },
  );

  test('never joins digits of two words, and shows nothing else for a number it lacks', () => {
    expect(names('41555501012')).toEqual([]);
    expect(names('2125551034')).toEqual([]);
  });

  test.each([
    ['main', ['+14155550100']],
    ['CALIFORNIA', ['+14155550100', '+14155550101']],
    ['bengaluru', ['+918035550104']],
    ['us 0101', ['+14155550101']],
    ['zzz', []],
  ])('is narrowed by the words of %s', (typed, expected) => {
    expect(names(typed)).toEqual(expected);
  });

  test.each(['', '  ', '+', '-'])('is whole for %j', (typed) => {
    expect(names(typed)).toHaveLength(rows.length);
  });
});
