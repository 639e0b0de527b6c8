import { expect, test } from 'vitest';
import { editDistance } from '../../src/errors/edit-distance.ts';
import { allEntries, findEntries, guideCoverage, suggest } from '../../src/errors/explain.ts';
import { findHangupCause } from '../../src/errors/hangup-code.ts';

const found = (query: string) =>
  findEntries(query).map(({ code, entry }) => `${entry.kind} ${code}`);

test.each([
  ['CONNECTION_AMBIGUOUS'],
  ['connection_ambiguous'],
  ['Connection-Ambiguous'],
  [' connection_ambiguous '],
])("%j finds this program's code and the API's, and nothing else", (query) => {
  expect(found(query)).toEqual(['error CONNECTION_AMBIGUOUS', 'api CONNECTION_AMBIGUOUS']);
});

test.each([
  ['3030', ['hangup cause 3030']],
  ['hangup 3030', ['hangup cause 3030']],
  ['hangup cause 3030', ['hangup cause 3030']],
  ['hangup_cause_code 3030', ['hangup cause 3030']],
  ['0', ['hangup cause 0', 'result exit 0']],
  ['exit 20', ['result exit 20']],
  ['exit code 21', ['result exit 21']],
  ['8', ['result exit 8']],
  ['no_answer', ['result no_answer']],
  ['LIMIT_REACHED', ['api LIMIT_REACHED']],
  ['MIC_PERMISSION_DENIED', ['api MIC_PERMISSION_DENIED']],
  ['ring-then-drop', ['symptom ring-then-drop']],
  ['__ring--then drop__', ['symptom ring-then-drop']],
  ['cause 3030', ['hangup cause 3030']],
  ['error 3030', ['hangup cause 3030']],
  ['code 3030', ['hangup cause 3030']],
  // A number that says what it is, is nothing else.
  ['hangup 0', ['hangup cause 0']],
  ['hangup_cause 0', ['hangup cause 0']],
  ['cause 0', ['hangup cause 0']],
  ['exit 0', ['result exit 0']],
  ['exit code 0', ['result exit 0']],
])('%j is a code: %j', (query, expected) => {
  expect(found(query)).toEqual(expected);
});

test.each([
  ['400', ['error VALIDATION_ERROR', 'api VALIDATION_ERROR']],
  ['407', ['error NETWORK_PROXY']],
  ['599', ['error INTERNAL_ERROR', 'api INTERNAL_ERROR']],
  ['401', ['error UNAUTHORIZED', 'error PLIVO_UNAUTHORIZED', 'api UNAUTHORIZED']],
  ['http 403', ['error PROVIDER_NOT_ALLOWED', 'error FORBIDDEN', 'symptom ip-allow-list']],
  ['404', ['error NOT_FOUND', 'error ENDPOINT_NOT_AVAILABLE', 'api NOT_FOUND']],
  ['409', ['error CONFLICT', 'error CONNECTION_AMBIGUOUS', 'api CONFLICT']],
  ['422', ['error VALIDATION_ERROR']],
  ['status 429', ['error RATE_LIMITED', 'error CONCURRENCY_LIMIT', 'api LIMIT_REACHED']],
  ['500', ['error INTERNAL_ERROR', 'api INTERNAL_ERROR']],
  ['503', ['error INTERNAL_ERROR']],
])('the HTTP status %j leads to %j', (query, expected) => {
  expect(found(query)).toEqual(expect.arrayContaining(expected));
});

test.each(['1503', '5030', '418'])('%j is not a known HTTP status', (query) => {
  expect(found(query).filter((one) => !one.startsWith('hangup'))).toEqual([]);
});

test.each(['exit 401', 'hangup 401'])('%j is not taken for the HTTP status', (query) => {
  expect(found(query)).not.toEqual(found('401'));
});

test('a status finds each possible meaning once, most likely first', () => {
  expect(found('401')).toEqual([
    'error UNAUTHORIZED',
    'error PLIVO_UNAUTHORIZED',
    'api UNAUTHORIZED',
    'symptom plivo-401-after-rotation',
  ]);
});

test("a shared code lists this program's entry before the API's", () => {
  const both = allEntries()
    .map(({ code }) => code)
    .filter((code, at, all) => all.indexOf(code) < at);
  expect(both.length).toBeGreaterThan(3);
  for (const code of new Set(both)) {
    const kinds = findEntries(code).map(({ entry }) => entry.kind);
    if (kinds.includes('error')) expect(kinds[0], code).toBe('error');
  }
});

test('an entry found by its code is not repeated by its text', () => {
  const codes = found('voicemail');
  expect(new Set(codes).size).toBe(codes.length);
  expect(found('timeout').filter((one) => one === 'error TIMEOUT')).toHaveLength(1);
});

test('a query in capitals is a code, and finds only that', () => {
  expect(found('TIMEOUT')).toEqual(['error TIMEOUT']);
  expect(found('timeout').length).toBeGreaterThan(1);
});

test('each entry of the guide that is covered here names symptoms that exist', () => {
  const codes = new Set(allEntries().map(({ code }) => code));
  expect(guideCoverage().size).toBeGreaterThan(20);
  for (const [id, symptoms] of guideCoverage()) {
    expect(id).not.toBe('');
    expect(symptoms.length).toBeGreaterThan(0);
    for (const symptom of symptoms) expect(codes, id).toContain(symptom);
  }
});

test.each([
  ['calls ring then drop', 'symptom ring-then-drop'],
  ['no audio', 'symptom silent-agent'],
  ['agent does not speak', 'symptom silent-agent'],
  ['one way audio', 'symptom one-way-audio'],
  ["customer can't hear agent", 'symptom one-way-audio'],
  ['cannot log in', 'symptom vocobase-401'],
  ['login', 'symptom vocobase-401'],
  ['why is my call not connecting', 'symptom call-not-connecting'],
  ['stuck in queue', 'symptom stuck-in-queue'],
  ['updating credentials', 'symptom rotate-token'],
  ['put again with new token', 'symptom rotate-token'],
  ['how do I rotate the token', 'symptom rotate-token'],
  ['added numbers after initial setup', 'symptom numbers-added-later'],
  ['rings then drops', 'symptom ring-then-drop'],
  ['my calls hang up immediately', 'symptom ring-then-drop'],
  ['caller id unknown', 'symptom caller-id-unknown'],
  ['why is my caller ID unknown?', 'symptom caller-id-unknown'],
  ['not configured', 'symptom not-configured'],
  ['Plivo not configured', 'symptom not-configured'],
  ['403 on call start', 'symptom call-refused-403'],
  ['401 from plivo', 'symptom plivo-401'],
  ['401 after rotation', 'symptom plivo-401-after-rotation'],
  ['fresh token not working', 'symptom fresh-token-refused'],
  ['voicemail settings do nothing', 'symptom voicemail-ignored'],
  ['where do I find my auth token', 'symptom find-credentials'],
  ['sync numbers', 'symptom numbers-added-later'],
  ['wrong number shown', 'symptom wrong-caller-id'],
  ['out of credits', 'symptom no-plivo-credit'],
  ['trial account', 'symptom trial-account'],
  ['subaccount has no numbers', 'symptom subaccount-without-numbers'],
  ['indian number', 'symptom india-compliance'],
  ['ip whitelist', 'symptom ip-allow-list'],
  ['geo permission', 'symptom country-not-reachable'],
  ['no route to destination', 'symptom no-route-to-destination'],
  ['rate limit', 'symptom rate-or-concurrency'],
  ['another plivo on the path', 'symptom another-plivo'],
  ['how do I delete a connection', 'symptom change-or-delete-connection'],
  ['twilio', 'symptom add-twilio'],
  ['create agent', 'symptom first-agent'],
  ['spam', 'hangup cause 3130'],
  ['self signed certificate', 'error NETWORK_TLS'],
  ['busy', 'result busy'],
])('%j finds first %j', (query, best) => {
  expect(found(query)[0]).toBe(best);
});

test('a word that is also a code finds the code first, then other entries', () => {
  expect(found('voicemail')[0]).toBe('result voicemail');
  expect(found('voicemail')).toContain('symptom voicemail-ignored');
});

test('a rare word counts for more than a common one', () => {
  expect(found('call with no credit')).toContain('hangup cause 1010');
  expect(found('plivo call voicemail')).toContain('hangup cause 9100');
});

test('text finds at most five entries', () => {
  for (const query of ['number', 'call', 'plivo token', 'timeout']) {
    expect(found(query).length).toBeLessThanOrEqual(5);
  }
});

test.each([
  '',
  '  ',
  '!!',
  'no such thing at all',
  'nothing happens',
  'zzxqv',
  'bake bread',
  'hello world',
  '9999',
  'exit 99',
  'the and of',
])('%j finds nothing', (query) => {
  expect(found(query)).toEqual([]);
});

test.each([
  ['CONECTION_AMBIGUOUS', 'CONNECTION_AMBIGUOUS'],
  ['UNAUTHORISED', 'UNAUTHORIZED'],
  ['bsuy', 'busy'],
  ['voicmail', 'voicemail'],
  ['unknow caler id', 'caller-id-unknown'],
])('for %j the first suggestion is %s', (query, nearest) => {
  expect(found(query)).toEqual([]);
  expect(suggest(query)[0]).toBe(nearest);
});

test('there are at most four suggestions, each once, nearest first', () => {
  for (const query of ['UNAUTHORISED', 'voicmail numbr', 'NETWORK_TSL', 'INVALID']) {
    const suggested = suggest(query);
    expect(suggested.length).toBeLessThanOrEqual(4);
    expect(new Set(suggested).size).toBe(suggested.length);
  }
  expect(suggest('NETWORK_TSL')[0]).toBe('NETWORK_TLS');
  expect(suggest('PLIVO_UNAUTHORISED').slice(0, 1)).toEqual(['PLIVO_UNAUTHORIZED']);
});

test.each(['', 'bake bread', 'xyzzy', '9999'])('for %j there is no suggestion', (query) => {
  expect(suggest(query)).toEqual([]);
});

test('a query of 100,000 characters is cut, not compared letter by letter', () => {
  const word = 'a'.repeat(100_000);
  expect(findEntries(word)).toEqual([]);
  expect(suggest(word)).toEqual([]);
  expect(suggest(`UNAUTHORISED ${word}`)).toEqual(suggest(`UNAUTHORISED ${'a'.repeat(187)}`));
});

test.each([
  ['', '', 0],
  ['', 'abc', 3],
  ['busy', 'busy', 0],
  ['bsuy', 'busy', 1],
  ['conection', 'connection', 1],
  ['kitten', 'sitting', 3],
])('%j and %j are %i changes apart', (a, b, distance) => {
  expect(editDistance(a, b)).toBe(distance);
  expect(editDistance(b, a)).toBe(distance);
});

test('a hangup cause is found without the other tables as it is with them', async () => {
  const codes = allEntries()
    .filter(({ code }) => /^\d{4}$/.test(code))
    .map(({ code }) => code);
  expect(codes.length).toBeGreaterThan(40);
  for (const code of codes) {
    expect([await findHangupCause(code)]).toEqual(findEntries(code));
  }
  for (const query of ['hangup 3030', ' Hangup-Cause code 3030.', 'cause 3030', 'error 3030']) {
    expect([await findHangupCause(query)], query).toEqual(findEntries(query));
  }
});

test.each(['http 3030', 'exit 3030', 'exit 20', '401', '9999', 'call 3030 again', '30301'])(
  '%j is not only a hangup cause',
  async (query) => {
    expect(await findHangupCause(query)).toBeNull();
  },
);
