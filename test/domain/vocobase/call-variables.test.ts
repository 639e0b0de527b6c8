import { expect, test } from 'vitest';
import { parseCallVariables } from '../../../src/domain/vocobase/call-variables.ts';

test.each([
  [[], {}],
  [['name=Asha'], { name: 'Asha' }],
  [['url=https://example.com/?a=b', '_x1='], { url: 'https://example.com/?a=b', _x1: '' }],
  [['__proto__=1'], JSON.parse('{"__proto__":"1"}')],
])('reads %j', (given, read) => {
  const parsed = parseCallVariables(given);
  expect(parsed.ok && JSON.stringify(parsed.value)).toBe(JSON.stringify(read));
});

test.each([
  [['name'], /has no =/],
  [['=x'], /not a variable name/],
  [['first name=x'], /not a variable name/],
  [['1st=x'], /not a variable name/],
  [['a=1', 'a=2'], /given twice/],
  [['a=1', 'name'], /"name" has no =/],
  [
    Array.from({ length: 101 }, (_, index) => `v${index}=x`),
    /at most 100 variables; there are 101/,
  ],
])('refuses %j', (given, message) => {
  const parsed = parseCallVariables(given);
  expect(parsed.ok ? null : parsed.problem).toMatchObject({
    code: 'INVALID_VALUE',
    message: expect.stringMatching(message),
  });
});

test('accepts a hundred variables', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => `v${index}=x`);
  expect(parseCallVariables(hundred).ok).toBe(true);
});

test.each([
  ['name', 'Write a variable as name=value.'],
  ['1st=x', 'A name starts with a letter or _, followed by letters, digits, and _.'],
])('answers %j with the right form', (given, hint) => {
  const parsed = parseCallVariables([given]);
  expect(parsed.ok ? [] : parsed.problem.hints).toEqual([hint]);
});
