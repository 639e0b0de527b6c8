import { describe, expect, test } from 'vitest';
import { isAuthId, isSubaccount, parseAuthId } from '../../../src/domain/plivo/auth-id.ts';
import { cleanedUp, madeUp, outcome } from '../outcome.ts';

const { authId, subaccount } = madeUp;

describe('an Auth ID', () => {
  test.each([
    ['of an account', authId, []],
    ['of a subaccount', authId.replace('MA', 'SA'), []],
    ['with spaces', ` ${authId}\n`, [cleanedUp.spaces]],
    ['in quotes', `"${authId}"`, [cleanedUp.quotes]],
    ['with the label of the console', `Auth ID: ${authId}`, [cleanedUp.label]],
    ['with a bare label', `auth id ${authId}`, [cleanedUp.label]],
    ['as a line of a shell', `export PLIVO_AUTH_ID=${authId}`, [cleanedUp.label]],
    [
      'as a line of a shell, quoted',
      `PLIVO_AUTH_ID='${authId}'`,
      [cleanedUp.label, cleanedUp.quotes],
    ],
    ['as an account id', `Account-ID = ${authId}`, [cleanedUp.label]],
    ['with the name of Plivo', `Plivo Auth ID:${authId}`, [cleanedUp.label]],
    ['run together', `authid=${authId}`, [cleanedUp.label]],
  ])('is accepted %s', (_, given, notices) => {
    const expected = /(?:MA|SA)[A-Z0-9]{18}/.exec(given)?.[0];
    expect(outcome(parseAuthId(given))).toEqual(['taken', expected, ...notices]);
  });

  const where = 'Copy it from the Overview page of the Plivo console, https://console.plivo.com.';
  test.each([
    ['', 'It is empty.'],
    ['   ', 'It is empty.'],
    [madeUp.apiKey, 'It looks like a Vocobase API key.'],
    [madeUp.apiKey.toUpperCase(), 'It looks like a Vocobase API key.'],
    ['stk_abc', 'It looks like a scoped Plivo token, which does not work here.'],
    ['STK_abc', 'It looks like a scoped Plivo token, which does not work here.'],
    [authId.toLowerCase(), `In capital letters it would be valid: ${authId}`],
    [madeUp.authToken, 'It looks like an Auth Token: the two may be swapped.'],
    ['sip:abc', 'It looks like the user name of a SIP endpoint.'],
    ['SIPS:abc', 'It looks like the user name of a SIP endpoint.'],
    ['me@phone.plivo.com', 'It looks like the user name of a SIP endpoint.'],
    ['my_phone20260101', 'It looks like the user name of a SIP endpoint.'],
    ['+14155550100', 'It looks like a phone number.'],
    ['1415555', 'It looks like a phone number.'],
    ['MA MADEUPMADEUPMADE01', 'There is a space inside it. Check what was copied.'],
    [`AC${'0a'.repeat(16)}`, 'It looks like a Twilio Account SID.'],
    [`ac${'0A'.repeat(16)}`, 'It looks like a Twilio Account SID.'],
    [authId.slice(0, -1), 'It has 19 characters. An Auth ID has 20.'],
    [`${authId}2`, 'It has 21 characters. An Auth ID has 20.'],
    ['sa1', 'It has 3 characters. An Auth ID has 20.'],
  ])('refuses %j: %s', (given, hint) => {
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
  ])('refuses %j without guessing what it is', (given) => {
    expect(outcome(parseAuthId(given))).toEqual(['INVALID_AUTH_ID', where]);
  });

  test('states its rule when it refuses', () => {
    const parsed = parseAuthId('x');
    expect(parsed.ok ? '' : parsed.problem.message).toBe(
      'This is not a Plivo Auth ID. An Auth ID has 20 characters: MA or SA, then 18 capital letters and digits.',
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

  test('starts with SA for a subaccount', () => {
    expect([isSubaccount(subaccount), isSubaccount(authId)]).toEqual([true, false]);
    expect(isSubaccount(`MA${subaccount.slice(0, -4)}MASA`)).toBe(false);
  });
});
