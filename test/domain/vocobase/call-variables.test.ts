import { expect, test } from 'vitest';
import { parseCallVariables } from '../../../src/domain/vocobase/call-variables.ts';

test.each([
  [[], {}],
  [['name=Asha'], { name: 'Asha' }],
  [['url=https://example.com/?a=b', '_x1='], { url: 'https://example.com/?a=b', _x1: '' }],
  [['__proto__=1'], JSON.parse('{"__proto__":"1"}')],
])('%j is read', (given, read) => {
  const parsed = parseCallVariables(given);
  expect(parsed.ok && JSON.stringify(parsed.value)).toBe(JSON.stringify(read));
});

test.each([
  [['name'], /has no =/],
  [['=x'], /cannot be the name/],
  [['first name=x'], /cannot be the name/],
  [['1st=x'], /cannot be the name/],
  [['a=1', 'a=2'], /given twice/],
  [['a=1', 'name'], /"name" has no =/],
  [Array.from({ length: 101 }, (_, index) => `v${index}=x`), /101 variables are more than the 100/],
])('%j is refused', (given, message) => {
  const parsed = parseCallVariables(given);
  expect(parsed.ok ? null : parsed.problem).toMatchObject({
    code: 'INVALID_VALUE',
    message: expect.stringMatching(message),
  });
});

test('a hundred are as many as a call takes', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => `v${index}=x`);
  expect(parseCallVariables(hundred).ok).toBe(true);
});

test.each([
  ['name', 'Write a variable as name=value.'],
  ['1st=x', 'A name starts with a letter or _, followed by letters, digits, and _.'],
])('%j is told how it is done', (given, hint) => {
  const parsed = parseCallVariables([given]);
  expect(parsed.ok ? [] : parsed.problem.hints).toEqual([hint]);
});
