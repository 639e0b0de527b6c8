import { describe, expect, test } from 'vitest';
import { createMasker, maskApiKey, maskAuthId } from '../../../src/domain/text/mask.ts';
import { madeUp } from '../outcome.ts';

test.each([
  [madeUp.authId, 'MAMA****DE01'],
  ['123456789', '1234****6789'],
  ['12345678', '****'],
  ['', '****'],
])('shows the Auth ID %j as %s', (authId, shown) => {
  expect(maskAuthId(authId)).toBe(shown);
});

test.each([
  ['rg_live_madeUpMade01', 'rg_live_…de01'],
  ['rg_live_madeUpMade1', 'rg_live_…'],
  ['madeUpMade01', 'rg_live_…de01'],
  ['', 'rg_live_…'],
  ['xrg_live_abcd', 'rg_live_…abcd'],
])('shows the API key %j as %s', (apiKey, shown) => {
  expect(maskApiKey(apiKey)).toBe(shown);
});

/** Created for each test, as each run of the program creates its own. */
const unknowing = () => createMasker(() => []);
const secret = 'p+ss w/"rd.(1)';
const knowing = () => createMasker(() => ['p+ss w', secret, 'short']);

describe('in a text', () => {
  test.each([
    ['an API key', 'key rg_live_abcdef, ok', 'key rg_live_…, ok'],
    ['a masked API key', 'key rg_live_…cdef', 'key rg_live_…cdef'],
    ['a key in JSON', '{"k":"rg_live_abc"}', '{"k":"rg_live_…"}'],
    ['a key in a query', '?key=rg_live_abc&x=1', '?key=rg_live_…&x=1'],
    ['two keys', 'rg_live_a rg_live_b', 'rg_live_… rg_live_…'],
    ['a scoped token', 'stk_abc;', 'stk_…;'],
    ['a masked scoped token', 'stk_…', 'stk_…'],
    ['a secret of webhooks', '<whsec_abc>', '<whsec_…>'],
    ['a masked secret of webhooks', 'whsec_…', 'whsec_…'],
    ['a header', 'Authorization: Bearer abc.def', 'Authorization: Bearer ****'],
    ['a header in lower case', "'basic  QWxhZGRpbjpvcGVu'", "'basic ****'"],
    [
      'an ordinary word is left alone',
      'an agent called Basic Support',
      'an agent called Basic Support',
    ],
    ['a word that begins alike', 'mystk_abc basics', 'mystk_abc basics'],
    ['nothing of the kind', 'all is well: null', 'all is well: null'],
  ])('hides %s', (_, text, shown) => {
    expect(unknowing().text(text)).toBe(shown);
  });

  test.each([
    ['as it is', `a ${secret} b`, 'a **** b'],
    ['in a URL', `?t=${encodeURIComponent(secret)}`, '?t=****'],
    ['in JSON', JSON.stringify({ t: secret }), '{"t":"****"}'],
    ['twice', `${secret}${secret}`, '********'],
    ['one inside the other', 'p+ss w', '****'],
    ['like a pattern', 'ppss w/"rd.(1)', 'ppss w/"rd.(1)'],
    ['too short to be one', 'short', 'short'],
  ])('hides a known secret %s', (_, text, shown) => {
    expect(knowing().text(text)).toBe(shown);
  });

  const token = 'MadeUpTokenMadeUpTokenMadeUpTokenMade+/1';
  const percent = (text: string) =>
    [...Buffer.from(text)].map((byte) => `%${byte.toString(16)}`).join('');
  const split = (inside: string) => `${token.slice(0, 9)}${inside}${token.slice(9)}`;
  const inBase64 = (text: string) => Buffer.from(text).toString('base64');

  test.each([
    ['in base64', inBase64(token)],
    ['in base64 behind one byte', inBase64(`x${token}`)],
    ['in base64 behind two bytes', inBase64(`xy${token}`)],
    ['in base64 as a pair', inBase64(`MAMADEUPMADEUPMADE01:${token}!`)],
    ['in base64url', Buffer.from(token).toString('base64url')],
    ['in hex', Buffer.from(token).toString('hex')],
    ['in upper-case hex', Buffer.from(token).toString('hex').toUpperCase()],
    ['percent-encoded', encodeURIComponent(token)],
    ['percent-encoded in lower case', token.replace('+/', '%2b%2f')],
    ['with every byte percent-encoded', percent(token)],
    ['with every byte percent-encoded in upper case', percent(token).toUpperCase()],
    ['percent-encoded twice', percent(token).replaceAll('%', '%25')],
    ['in HTML entities', [...token].map((one) => `&#${one.charCodeAt(0)};`).join('')],
    [
      'in hexadecimal HTML entities',
      [...token].map((one) => `&#x${one.charCodeAt(0).toString(16)};`).join(''),
    ],
    [
      'in JSON escapes',
      [...token].map((one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`).join(''),
    ],
    ['split by a zero-width space', split('\u200b')],
    ['split by a color', split('\u001b[31m')],
    ['split by a NUL', split('\u0000')],
    ['split by an escape in JSON', JSON.stringify(split('\u001b[31m')).slice(1, -1)],
    ['split by an escaped zero-width space', split('\\u200b')],
  ])('hides a known token %s', (_, text) => {
    const masker = createMasker(() => ['another secret', token]);
    for (const masked of [masker.text(`a ${text} b`), masker.known(`a ${text} b`)]) {
      expect(masked).toMatch(/^a [A-Za-z0-9+/]{0,30}\*{4}[A-Za-z0-9+/=]{0,3} b$/);
    }
  });

  test('hides a secret with spaces and quotes in a form and in HTML', () => {
    const masker = createMasker(() => ['a "b" & <c>']);
    expect(masker.text('t=a+%22b%22+%26+%3Cc%3E&x=1')).toBe('t=****&x=1');
    expect(masker.text('<p>a &quot;b&quot; &amp; &lt;c&gt;</p>')).toBe('<p>****</p>');
  });

  test('keeps text that only looks like an encoding', () => {
    const text = '100%, a & b, C:\\new, \u200bx, YWJjZGVm';
    expect(createMasker(() => [token]).text(text)).toBe(text);
  });

  test('accepts a secret of six characters', () => {
    expect(createMasker(() => ['abcdef']).text('xabcdefx')).toBe('x****x');
  });

  test('hides a secret from the moment it becomes known', () => {
    const known: string[] = [];
    const masker = createMasker(() => known);
    expect(masker.text('hunter2')).toBe('hunter2');
    known.push('hunter2');
    expect(masker.text('hunter2')).toBe('****');
  });
});

describe('in a value', () => {
  test.each([
    'auth_token',
    'authToken',
    'AUTH_TOKEN',
    'api_key',
    'apiKey',
    'api_token',
    'access_token',
    'password',
    'sip_password',
    'secret',
    'client_secret',
    'jwt',
    'jwt_token',
    'authorization',
    'Authorization',
    'token',
  ])('hides the member %s whatever its value', (name) => {
    expect(unknowing().json({ [name]: 'x' })).toEqual({ [name]: '****' });
    expect(unknowing().json({ [name]: 7 })).toEqual({ [name]: '****' });
    expect(unknowing().json({ [name]: ['x', { a: 'y' }] })).toEqual({
      [name]: ['****', { a: 'y' }],
    });
  });

  test('distinguishes an empty secret from none', () => {
    expect(unknowing().json({ token: '', secret: null, jwt: undefined })).toEqual({
      token: '',
      secret: null,
      jwt: undefined,
    });
  });

  test.each(['tokens', 'token_count', 'passwords', 'my_token', 'secretary', 'jwt_tokens', 'xjwt'])(
    'shows the member %s',
    (name) => {
      expect(unknowing().json({ [name]: 'x' })).toEqual({ [name]: 'x' });
    },
  );

  test('shows an Auth ID in part, by the name of its member', () => {
    const { authId } = madeUp;
    expect(
      unknowing().json({
        auth_id: authId,
        Account_SID: authId,
        auth_ids: authId,
        my_auth_id: authId,
      }),
    ).toEqual({
      auth_id: 'MAMA****DE01',
      Account_SID: 'MAMA****DE01',
      auth_ids: authId,
      my_auth_id: authId,
    });
  });

  test('masks texts, names, and lists', () => {
    expect(
      knowing().json([{ [`a ${secret}`]: [`b ${secret}`, 'rg_live_abc', 1, null, true] }]),
    ).toEqual([{ 'a ****': ['b ****', 'rg_live_…', 1, null, true] }]);
    expect(unknowing().json('Bearer abc')).toBe('Bearer ****');
    expect(unknowing().json(undefined)).toBeUndefined();
  });

  test('hides only the secrets of this run with `known`', () => {
    const value = { a: [`x ${secret}`], token: 'x', n: 1, none: null, [secret]: 'rg_live_abc' };
    expect(knowing().known(value)).toEqual({
      a: ['x ****'],
      token: 'x',
      n: 1,
      none: null,
      '****': 'rg_live_abc',
    });
    expect(unknowing().known(value)).toBe(value);
  });
});

test('recognizes a secret without the characters that a terminal does not show', () => {
  const masker = createMasker(() => ['hidden\u202eSecret\u0007Value']);
  expect(masker.text('it is hiddenSecretValue')).toBe('it is ****');
  expect(masker.known(['hiddenSecretValue'])).toEqual(['****']);
});
