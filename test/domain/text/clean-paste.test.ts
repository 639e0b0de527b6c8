import { expect, test } from 'vitest';
import { cleanPaste } from '../../../src/domain/text/clean-paste.ts';
import { cleanedUp } from '../outcome.ts';

const { spaces, quotes, label } = cleanedUp;

test.each([
  ['value', 'value', []],
  ['  value\n', 'value', [spaces]],
  ['\u00a0value\u200b\ufeff', 'value', [spaces]],
  ['\u2060value', 'value', [spaces]],
  ['"value"', 'value', [quotes]],
  ["'value'", 'value', [quotes]],
  ['`value`', 'value', [quotes]],
  ['“value”', 'value', [quotes]],
  ['‘value’', 'value', [quotes]],
  ['«value»', 'value', [quotes]],
  ['" value "', 'value', [quotes, spaces]],
  [' "value" ', 'value', [spaces, quotes]],
  ['Name: value', 'value', [label]],
  ['"Name: value"', 'value', [quotes, label]],
  ['Name: "value"', 'value', [label, quotes]],
  ['Name: " value"', 'value', [label, quotes, spaces]],
  ['"line\nbreak"', 'line\nbreak', [quotes]],
  [' " value " ', 'value', [spaces, quotes]],
  ['"\'`value`\'"', '`value`', [quotes]],
  ['"a"b', '"a"b', []],
  ['"open', '"open', []],
  ['open"', 'open"', []],
  ['in"side"', 'in"side"', []],
  ['va lue', 'va lue', []],
  ['value Name: ', 'value Name:', [spaces]],
  ['', '', []],
])('cleans %j to %j, and says why', (given, text, notices) => {
  expect(cleanPaste(given, /^name\s*:\s*/i)).toEqual({ text, notices });
});
