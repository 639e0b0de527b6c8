import { expect, test } from 'vitest';
import { pathSegment } from '../../src/http/path-segment.ts';

test.each([
  ['9b7f1c44-c87f', '9b7f1c44-c87f'],
  ['a/b?c', 'a%2Fb%3Fc'],
  ['...', '...'],
  ['\ud800x', '%EF%BF%BDx'],
])('encodes the id %j as %s', (id, segment) => {
  expect(pathSegment(id)).toBe(segment);
});

test.each(['', '.', '..'])('refuses %j, which would lead to another path', (id) => {
  expect(() => pathSegment(id)).toThrow('cannot be an id');
});
