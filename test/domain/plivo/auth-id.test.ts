import { describe, expect, test } from 'vitest';
import { isAuthId, isSubaccount, parseAuthId } from '../../../src/domain/plivo/auth-id.ts';
import { forgiven, madeUp, outcome } from '../outcome.ts';

const { authId, subaccount } = madeUp;

describe('an Auth ID', () => {
  test.each([
    ['of an account', authId, []],
    ['of a subaccount', authId.replace('MA', 'SA'), []],
    ['with spaces', ` ${authId}\n`, [forgiven.spaces]],
    ['in quotes', `"${authId}"`, [forgiven.quotes]],
    ['with the label of the console', `Auth ID: ${authId}`, [forgiven.label]],
    ['with a bare label', `auth id ${authId}`, [forgiven.label]],
    ['as a line of a shell', `export PLIVO_AUTH_ID=${authId}`, [forgiven.label]],
    [
      'as a line of a shell, quoted',
      `PLIVO_AUTH_ID='${authId}'`,
      [forgiven.label, forgiven.quotes],
    ],
    ['as an account id', `Account-ID = ${authId}`, [forgiven.label]],
    ['with the name of Plivo', `Plivo Auth ID:${authId}`, [forgiven.label]],
    ['run together', `authid=${authId}`, [forgiven.label]],
  ])('is taken %s', (_, given, notices) => {
    const expected = /(?:MA|SA)[A-Z0-9]{18}/.exec(given)?.[0];
    expect(outcome(parseAuthId(given))).toEqual(['taken', expected, ...notices]);
  });

  const where = 'Copy it from the overview page of the Plivo console.';
  test.each([
    ['', 'It is empty.'],
    ['   ', 'It is empty.'],
    [madeUp.apiKey, 'It looks like a Vocobase API key, which goes elsewhere.'],
    [madeUp.apiKey.toUpperCase(), 'It looks like a Vocobase API key, which goes elsewhere.'],
    ['stk_abc', 'It looks like a scoped token of Plivo, which cannot be used here.'],
    ['STK_abc', 'It looks like a scoped token of Plivo, which cannot be used here.'],
    [authId.toLowerCase(), `In capital letters it would be right: ${authId}`],
    [madeUp.authToken, 'It looks like an Auth Token: the two may be swapped.'],
    [
      'sip:abc',
      'It looks like the user name of a SIP endpoint, which is another kind of credential.',
    ],
    [
      'SIPS:abc',
      'It looks like the user name of a SIP endpoint, which is another kind of credential.',
    ],
    [
      'me@phone.plivo.com',
      'It looks like the user name of a SIP endpoint, which is another kind of credential.',
    ],
    [
      'my_phone20260101',
      'It looks like the user name of a SIP endpoint, which is another kind of credential.',
    ],
    ['+14155550100', 'It looks like a phone number.'],
    ['1415555', 'It looks like a phone number.'],
    ['MA MADEUPMADEUPMADE01', 'There is a space inside: it may have been joined while copying.'],
    [`AC${'0a'.repeat(16)}`, 'It looks like the Account SID of Twilio.'],
    [`ac${'0A'.repeat(16)}`, 'It looks like the Account SID of Twilio.'],
    [authId.slice(0, -1), 'It has 19 characters where 20 are expected.'],
    [`${authId}2`, 'It has 21 characters where 20 are expected.'],
    ['sa1', 'It has 3 characters where 20 are expected.'],
  ])('is not %j: %s', (given, hint) => {
    expect(outcome(parseAuthId(given))).toEqual(['INVALID_AUTH_ID', hint, where]);
  });

  test.each([
    'something',
    'xMAMADEUP',
    'phone1234567',
    '-phone12345678',
    'xsip:abc',
    'xphone12345678-',
    '123456',
    '1234567890123456',
    `AC${'0a'.repeat(15)}`,
    `xAC${'0a'.repeat(16)}`,
    `AC${'0a'.repeat(16)}x`,
    `x${madeUp.authToken}`,
    `-${madeUp.authToken}`,
    'x-rg_live_y',
    'x-stk_y',
  ])('is not %j either, and no guess is made what it is', (given) => {
    expect(outcome(parseAuthId(given))).toEqual(['INVALID_AUTH_ID', where]);
  });

  test('says its rule when it is refused', () => {
    const parsed = parseAuthId('x');
    expect(parsed.ok ? '' : parsed.problem.message).toBe(
      'This is not a Plivo Auth ID: it has 20 characters, MA or SA and then 18 capital letters and digits.',
    );
  });

  test.each([
    [authId, true],
    [subaccount, true],
    [authId.toLowerCase(), false],
    [`x${authId}`, false],
    [`${authId}x`, false],
    ['XXMADEUPMADEUPMADE01', false],
  ])('%s: %s', (text, is) => {
    expect(isAuthId(text)).toBe(is);
  });

  test('of a subaccount begins with SA', () => {
    expect([isSubaccount(subaccount), isSubaccount(authId)]).toEqual([true, false]);
    expect(isSubaccount(`MA${subaccount.slice(0, -4)}MASA`)).toBe(false);
  });
});
