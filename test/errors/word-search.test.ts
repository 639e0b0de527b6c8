import { describe, expect, test } from 'vitest';
import type { Entry } from '../../src/errors/entry.ts';
import { type CodedEntry, correctSpelling, findByWords } from '../../src/errors/word-search.ts';

/** An entry that says only what the test is about. */
function entry(
  code: string,
  facts: Partial<Entry> & { readonly name?: string; readonly words?: readonly string[] } = {},
): CodedEntry {
  const whole = {
    kind: 'symptom',
    title: '',
    meaning: '',
    causes: [],
    actor: 'you',
    remedies: [],
    commands: [],
    docsUrl: null,
    exit: null,
    ...facts,
  } as const;
  return { code, entry: whole };
}

const found = (query: string, entries: readonly CodedEntry[]) =>
  findByWords(query, entries).map(({ code }) => code);

/** Entries that share no word with those of a test, so that its words are rare. */
const others = ['alpha', 'beta', 'gamma', 'delta', 'epsilon', 'zeta'].map((code) => entry(code));

describe('a word finds an entry', () => {
  test.each([
    ['in its code', entry('goal-zebra')],
    ['in its title', entry('goal', { title: 'The Zebra' })],
    ['in its name', entry('goal', { name: 'ZEBRA_LOST' })],
    ['in its search words', entry('goal', { words: ['my zebra ran'] })],
    ['in its meaning', entry('goal', { meaning: 'A zebra.' })],
    ['among its causes', entry('goal', { causes: ['lion', 'zebra'] })],
    ['among its remedies', entry('goal', { remedies: ['Feed it.', 'Call the zebra.'] })],
    ['by its kind', entry('goal', { kind: 'hangup cause' })],
  ])('%s', (_, goal) => {
    const query = goal.entry.kind === 'hangup cause' ? 'hangup' : 'zebra';
    expect(found(query, [...others, goal])).toEqual([goal.code]);
  });

  test('counts once, by the best place it is in', () => {
    const both = entry('both', { title: 'zebra', meaning: 'zebra', causes: ['zebra'] });
    const title = entry('title', { title: 'zebra' });
    expect(found('zebra', [...others, both, title])).toEqual(['both', 'title']);
  });
});

test('a title counts for more than a meaning, and that for more than a cause', () => {
  const entries = [
    ...others,
    entry('cause', { causes: ['zebra'] }),
    entry('meaning', { meaning: 'zebra' }),
    entry('title', { title: 'zebra' }),
  ];
  // A cause counts a quarter of a title, which is too little beside it.
  expect(found('zebra', entries)).toEqual(['title', 'meaning']);
  expect(found('zebra', entries.slice(0, -1))).toEqual(['meaning', 'cause']);
});

test('drops an entry that has half of the query or less', () => {
  const half = entry('half', { title: 'zebra' });
  const rest = entry('rest', { title: 'lion' });
  expect(found('zebra lion', [...others, half, rest])).toEqual([]);
  const most = entry('most', { title: 'zebra tiger' });
  expect(found('zebra tiger lion', [...others, most, rest])).toEqual(['most']);
});

test('a rare word counts for more than a common one', () => {
  const many = others.map(({ code }) => entry(code, { title: 'call' }));
  const rare = entry('rare', { title: 'zebra' });
  expect(found('call zebra', [...many, rare])).toEqual(['rare']);
});

test('a typed search phrase counts once more', () => {
  const phrase = entry('phrase', { words: ['zebra crossing'], title: 'lion' });
  const words = entry('words', { title: 'zebra crossing lion' });
  expect(found('zebra crossing', [...others, words, phrase])).toEqual(['phrase', 'words']);
  // Half of a phrase is no phrase.
  const longer = entry('longer', { words: ['zebra crossing night'], title: 'lion' });
  expect(found('zebra crossing', [...others, words, longer])).toEqual(['words', 'longer']);
  // A phrase of nothing but fillers is in every query.
  const empty = entry('empty', { words: ['zebra', 'how to'], title: 'crossing' });
  expect(found('zebra crossing', [...others, words, empty])).toEqual(['empty', 'words']);
});

describe('forms of one word', () => {
  test.each([
    ['rings', 'ringing'],
    ['ring', 'rings'],
    ['dropped', 'drop'],
    ['drops', 'dropping'],
    ['countries', 'country'],
    ['expired', 'expire'],
    ['refuses', 'refuse'],
    ['calls', 'call'],
    ['billed', 'bill'],
  ])('%s and %s are the same', (typed, written) => {
    expect(found(typed, [...others, entry('goal', { title: written })])).toEqual(['goal']);
    expect(found(written, [...others, entry('goal', { title: typed })])).toEqual(['goal']);
  });

  test.each([
    ['short words are left as they are', 'ids', 'id'],
    ['words with a digit as well', '3030s', '3030'],
    ['a word that would be all ending', 'sing', 's'],
    ['an ending inside of a word', 'siesta', 'sysa'],
    ['an ies inside of a word', 'iesolated', 'yolat'],
  ])('%s', (_, typed, written) => {
    expect(found(typed, [...others, entry('goal', { title: written })])).toEqual([]);
    expect(found(typed, [...others, entry('goal', { title: typed })])).toEqual(['goal']);
  });
});

test('a query of filler words finds nothing, and neither does an empty one', () => {
  const goal = entry('goal', { title: 'how is it', words: ['how is it'] });
  expect(found('how is it', [...others, goal])).toEqual([]);
  expect(found('', [...others, goal])).toEqual([]);
});

describe('a query with typos', () => {
  const entries = [entry('goal', { title: 'zebra crossing 12345' }), entry('crown')];

  test.each([
    ['zebar crossing', 'zebra cros'],
    ['zebra', 'zebra'],
    ['crosing', 'cros'],
    ['tigerlily', 'tigerlily'],
    ['crow', 'crow'],
    ['12346', '12346'],
    ['the zebbra', 'zebra'],
  ])('%j is read as %j', (query, corrected) => {
    expect(correctSpelling(query, entries)).toBe(corrected);
  });

  test('is unchanged if no word is known', () => {
    expect(correctSpelling('zebra', [])).toBe('zebra');
  });
});
