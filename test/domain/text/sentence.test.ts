import { expect, test } from 'vitest';
import { sentence } from '../../../src/domain/text/sentence.ts';

test.each([
  ['The key is unknown', 'The key is unknown.'],
  ['The key is unknown.', 'The key is unknown.'],
  ['Who is this?', 'Who is this?'],
  ['Stop!', 'Stop!'],
  ['Version 2.0 is needed', 'Version 2.0 is needed.'],
])('%s is followed by another sentence as: %s', (words, ended) => {
  expect(sentence(words)).toBe(ended);
});
