import { expect, test } from 'vitest';
import { apiCodes } from '../../src/errors/catalogue/api-codes.ts';
import { allEntries, guideCoverage } from '../../src/errors/explain.ts';

const entries = allEntries();
const named = entries.map(({ code, entry }) => [`${entry.kind} ${code}`, entry] as const);

const nouns = [
  ...['setup', 'status', 'doctor', 'explain', 'connections', 'credentials', 'numbers', 'call'],
  ...['agents', 'login', 'logout', 'whoami', 'config', 'profiles', 'sandbox', 'api', 'help'],
];

test('a code and a kind name one entry', () => {
  const names = named.map(([name]) => name);
  expect(new Set(names).size).toBe(names.length);
});

test.each(named)('%s: its text is calm and has no label', (_, entry) => {
  const texts = [
    ...[entry.title, entry.meaning, ...entry.causes, ...entry.remedies],
    ...('message' in entry ? [String(entry.message)] : []),
  ];
  for (const text of texts) {
    expect(text).not.toMatch(/!$|successfully|please|oops|unfortunately|sorry/i);
    expect(text).not.toMatch(/^(error|hint|warning|note|tip|fix)\b\s*:/i);
    expect(text).toBe(text.trim());
    expect(text).not.toBe('');
  }
  expect(entry.title).not.toMatch(/\.$/);
  expect(entry.meaning).toMatch(/\.$/);
  for (const remedy of entry.remedies) expect(remedy).toMatch(/\.$/);
  for (const cause of entry.causes) expect(cause).toMatch(/\.$/);
});

test.each(named)("%s: its commands are this program's, without its name", (_, entry) => {
  for (const command of entry.commands) expect(nouns).toContain(command.split(' ')[0]);
});

test.each(named)('%s: its page is a public https address', (_, entry) => {
  if (entry.docsUrl !== null) {
    expect(new URL(entry.docsUrl).protocol).toBe('https:');
    expect(new URL(entry.docsUrl).hostname).toMatch(/(^|\.)(vocobase|plivo)\.com$/);
  }
});

test('every "explain" in the catalogue finds an entry', () => {
  const looked = entries
    .flatMap(({ entry }) => entry.commands)
    .filter((command) => command.startsWith('explain ') && !command.includes('<'))
    .map((command) => command.slice('explain '.length));
  expect(entries.map(({ code }) => code)).toEqual(expect.arrayContaining(looked));
});

test.each([
  ['UNAUTHORIZED', 401],
  ['FORBIDDEN', 403],
  ['VALIDATION_ERROR', 400],
  ['NOT_FOUND', 404],
  ['CONFLICT', 409],
  ['LIMIT_REACHED', 429],
  ['INTERNAL_ERROR', 500],
  ['CONNECTION_AMBIGUOUS', null],
] as const)('the API code %s has the HTTP status %j', (code, status) => {
  expect(apiCodes[code].status).toBe(status);
});

test.each([
  ...['P1', 'P2', 'P3', 'S1', 'S2a', 'S2b', 'S3', 'S4', 'V1', 'V2', 'V3'],
  ...['F1', 'F2', 'F3a', 'F3b', 'F4a', 'F4b', 'F4c', 'F5a', 'F5b', 'R1', 'N1', 'N2', 'N3'],
] as const)('the entry %s of the setup guide is covered by a symptom', (id) => {
  expect(guideCoverage().get(id)).not.toBeUndefined();
});

test('calls that ring and drop cover all three entries of the guide about them', () => {
  const coverage = guideCoverage();
  for (const id of ['F4a', 'F4b', 'F4c'] as const) {
    expect(coverage.get(id)).toContain('ring-then-drop');
  }
});
