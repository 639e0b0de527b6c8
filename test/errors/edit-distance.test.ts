import { expect, test } from 'vitest';
import { editDistance, isNear } from '../../src/errors/edit-distance.ts';

test.each([
  ['added', 'ab', 'axb', 1],
  ['dropped', 'axb', 'ab', 1],
  ['changed', 'axb', 'ayb', 1],
  ['swapped', 'ab', 'ba', 1],
  ['swapped inside', 'xaby', 'xbay', 1],
  ['only half a swap, to the left', 'ab', 'bc', 2],
  ['only half a swap, to the right', 'ab', 'ca', 2],
  ['two far from each other, changed', 'abc', 'cba', 2],
  ['swapped twice', 'abcd', 'badc', 2],
  ['a neighbour that is the same already', 'aab', 'aba', 1],
  ['all changed', 'abc', 'xyz', 3],
])('counts %s: %s, %s', (_, a, b, distance) => {
  expect(editDistance(a, b)).toBe(distance);
  expect(editDistance(b, a)).toBe(distance);
});

test.each([
  [1, 1, true],
  [1, 7, true],
  [2, 7, false],
  [2, 8, true],
  [3, 11, false],
  [3, 12, true],
  [0, 0, true],
])('%i changes to a word of %i letters are a typo: %s', (distance, length, is) => {
  expect(isNear(distance, length)).toBe(is);
});
