import { describe, expect, test } from 'vitest';
import { cleanLines, cleanText, cleanValue, shorten } from '../../../src/domain/text/clean-text.ts';

const esc = '\u001b';

describe('a text for a terminal', () => {
  test.each([
    ['ordinary letters', 'Müller & ñ ₹ नमस्ते 日本 😀', 'Müller & ñ ₹ नमस्ते 日本 😀'],
    ['colour', `${esc}[1;31mred${esc}[0m`, 'red'],
    ['a moved cursor', `a${esc}[2Jb${esc}[10;20Hc`, 'abc'],
    ['a link, its text kept', `${esc}]8;;http://x${esc}\\text${esc}]8;;${esc}\\`, 'text'],
    ['a title', `${esc}]0;title\u0007after`, 'after'],
    ['a title that never ends', `before${esc}]0;title`, 'before'],
    ['a title that ends in 8 bits', `${esc}]0;title\u009cafter`, 'after'],
    ['a device string', `${esc}Pabc${esc}\\after`, 'after'],
    ['a privacy message', `${esc}^abc${esc}\\after`, 'after'],
    ['an application string', `${esc}_abc${esc}\\after`, 'after'],
    ['a start of string', `${esc}Xabc${esc}\\after`, 'after'],
    ['an escape of two characters', `a${esc}Mb`, 'ab'],
    ['an escape of 8 bits', 'a\u009b31mb', 'ab'],
    ['an escape alone', `a${esc}`, 'a'],
    ['line ends and tabs', 'a\tb\r\nc\u2028d\u0085e\u2029f', 'a b c d e f'],
    ['other control characters', 'a\u0000\u0007\u0008b\u007fc\u0090d', 'abcd'],
    ['bidirectional overrides', 'a\u202eb\u2066c\u2069d\u200fe\u061cf', 'abcdef'],
    ['invisible characters', 'a\u200bb\u200dc\ufeffd\u00ade\u180ef\u2060g', 'abcdefg'],
    ['tags', 'a\u{e0041}\u{e007f}b', 'ab'],
    ['annotations', 'a\ufff9b\ufffbc', 'abc'],
  ])('removes what is not text: %s', (_, text, clean) => {
    expect(cleanText(text)).toBe(clean);
  });

  test('keeps the lines of a text of several lines', () => {
    expect(cleanLines(`a${esc}[1m\r\nb\rc\td\n`)).toBe('a\nb\nc d\n');
  });
});

describe('a long text', () => {
  test('stays whole up to a thousand characters, then ends with an ellipsis', () => {
    expect(shorten('x'.repeat(1000))).toBe('x'.repeat(1000));
    expect(shorten('x'.repeat(1001))).toBe(`${'x'.repeat(1000)}…`);
  });

  test('is not cut within a character', () => {
    expect(shorten(`${'x'.repeat(999)}😀y`)).toBe(`${'x'.repeat(999)}…`);
    expect(shorten(`${'x'.repeat(998)}😀yz`)).toBe(`${'x'.repeat(998)}😀…`);
  });
});

test('cleans each text of a value, and passes the name of its member', () => {
  const seen: string[] = [];
  const value = {
    a: 'x',
    [`b${esc}[1m`]: ['y', { c: 'z' }],
    n: 1,
    t: true,
    none: null,
    empty: undefined,
  };
  const clean = cleanValue(value, (text, name) => {
    seen.push(`${name}=${text}`);
    return text.toUpperCase();
  });
  expect(clean).toEqual({ a: 'X', b: ['Y', { c: 'Z' }], n: 1, t: true, none: null });
  expect(seen).toEqual(['a=x', `b${esc}[1m=y`, 'c=z']);
  expect(cleanValue('x', (text, name) => `${text}${name}!`)).toBe('x!');
});
