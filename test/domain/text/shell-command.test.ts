import { expect, test } from 'vitest';
import {
  type Called,
  shellQuote,
  shortenIds,
  typedNames,
  wholeCommand,
  withNames,
} from '../../../src/domain/text/shell-command.ts';

test.each<[string, string | null, string, string]>([
  ['plivo', null, 'connections list', 'plivo connections list'],
  ['vocobase-plivo', null, 'status', 'vocobase-plivo status'],
  ['plivo', 'default', 'status', 'plivo status --sandbox'],
  ['plivo', 'slow', 'status', 'plivo status --sandbox --scenario slow'],
  ['plivo', 'slow', 'status --sandbox', 'plivo status --sandbox --scenario slow'],
  ['plivo', 'slow', '--sandbox status', 'plivo --sandbox status --scenario slow'],
  ['plivo', 'slow', 'status --sandbox --scenario flaky', 'plivo status --sandbox --scenario flaky'],
  ['plivo', 'slow', 'status --scenario flaky', 'plivo status --scenario flaky --sandbox'],
  ['plivo', 'default', 'api --no-sandbox', 'plivo api --no-sandbox --sandbox'],
  ['plivo', 'slow', 'explain 3030', 'plivo explain 3030'],
  ['plivo', 'slow', 'help environment', 'plivo help environment'],
  ['plivo', 'slow', 'sandbox reset', 'plivo sandbox reset'],
  ['plivo', 'slow', 'completion zsh', 'plivo completion zsh'],
  ['plivo', 'slow', 'call test --help', 'plivo call test --help'],
  ['plivo', 'default', 'numbers explain', 'plivo numbers explain --sandbox'],
  ['plivo', 'default', 'helper', 'plivo helper --sandbox'],
])('%s, sandbox %s: %s', (program, sandbox, words, whole) => {
  const scenario = sandbox === 'default' ? undefined : (sandbox ?? undefined);
  expect(wholeCommand({ mode: { program, sandbox, scenario } }, words)).toBe(whole);
});

test('does not repeat the scenario of sandbox use, which the next command finds too', () => {
  const mode = { program: 'plivo', sandbox: 'slow', scenario: undefined };
  expect(wholeCommand({ mode }, 'status')).toBe('plivo status --sandbox');
});

test.each<[Partial<Called>, string, string]>([
  [
    { profile: 'staging' },
    'call test --to <number>',
    'plivo call test --to <number> --profile staging',
  ],
  [{ profile: 'staging' }, 'login --profile live', 'plivo login --profile live'],
  [{ profile: 'staging' }, 'explain 3030', 'plivo explain 3030'],
  [{ profile: 'staging' }, 'setup --sandbox', 'plivo setup --sandbox'],
  [
    { profile: 'staging', sandbox: 'default' },
    'status',
    'plivo status --profile staging --sandbox',
  ],
  [{ baseUrl: 'https://one.example' }, 'status', 'plivo status --base-url https://one.example'],
  [{ baseUrl: 'https://one.example' }, 'setup --sandbox', 'plivo setup --sandbox'],
  [{ profile: 'a; b' }, 'status', "plivo status --profile 'a; b'"],
])('called with %j: %s uses the same account', (called, words, whole) => {
  expect(wholeCommand({ mode: { program: 'plivo', sandbox: null, ...called } }, words)).toBe(whole);
});

test.each([
  ['9b7f1c44-c87f', '9b7f1c44-c87f'],
  ['+14155550100', '+14155550100'],
  ['two words', "'two words'"],
  ['x; rm -rf ~ #', "'x; rm -rf ~ #'"],
  ["it's $HOME", "'it'\\''s $HOME'"],
  ['', "''"],
])('quotes %j as %s', (text, word) => {
  expect(shellQuote(text)).toBe(word);
});

test('ids in commands too wide for a line are cut, unless two would look alike', () => {
  const [first, second] = ['0c0e4b10', '0c1e4b10'].map(
    (start) => `${start}-5a4d-4b0c-8d3e-000000000001`,
  );
  const alike = '0c0e4b10-5a4d-4b0c-8d3e-000000000002';
  expect(shortenIds([`connections use ${first}`, `connections use ${second}`], 40)).toEqual([
    'connections use 0c0e4b10',
    'connections use 0c1e4b10',
  ]);
  expect(shortenIds([`a ${first}`, `b ${alike}`], 20)).toEqual([`a ${first}`, `b ${alike}`]);
  expect(shortenIds([`a ${first} --x ${first}`], 40)).toEqual(['a 0c0e4b10 --x 0c0e4b10']);
  expect(shortenIds([`a ${first}`], 80)).toEqual([`a ${first}`]);
});

test.each([
  ['Sales', 'Sales'],
  ['Plivo India - Sales', "'Plivo India - Sales'"],
  ['Zürich (2)', "'Zürich (2)'"],
  ['twice', undefined],
  ['Twice', undefined],
  ['', undefined],
  [' padded', undefined],
  ['-rf', undefined],
  ["it's", undefined],
  ['a; rm -rf ~', undefined],
  ['two\nlines', undefined],
  ['$HOME', undefined],
  ['id-of-another', undefined],
  ['x'.repeat(61), undefined],
])('the name %j is typed as %s, else the id is', (name, typed) => {
  const others = [
    { id: 'id-of-another', name: 'TWICE' },
    { id: 'third', name: 'Other' },
  ];
  const names = typedNames([{ id: 'id-1', name }, ...others]);
  expect(names['id-1']).toBe(typed);
  expect(withNames('call test --connection id-1 --yes', names)).toBe(
    `call test --connection ${typed ?? 'id-1'} --yes`,
  );
});
