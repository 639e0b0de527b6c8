import { expect, test } from 'vitest';
import { parseCallVariables } from '../../src/domain/call-variables.ts';

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
  [Array.from({ length: 101 }, (_, index) => `v${index}=x`), /101 variables are more than the 100/],
])('%j is refused', (given, message) => {
  const parsed = parseCallVariables(given);
  expect(parsed.ok ? null : parsed.problem).toMatchObject({
    code: 'INVALID_VALUE',
    message: expect.stringMatching(message),
  });
});
