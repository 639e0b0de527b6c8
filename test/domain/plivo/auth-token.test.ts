import { describe, expect, test } from 'vitest';
import { isUnusualToken, parseAuthToken } from '../../../src/domain/plivo/auth-token.ts';
import { cleanedUp, madeUp, outcome } from '../outcome.ts';

const { authToken } = madeUp;
const where = 'Copy it with the button beside it in the Plivo console, https://console.plivo.com.';

describe('an Auth Token', () => {
  test.each([
    ['as it is', authToken, []],
    ['with spaces', `\t${authToken} `, [cleanedUp.spaces]],
    ['with the label of the console', `Auth Token: ${authToken}`, [cleanedUp.label]],
    ['with a bare label', `auth-token ${authToken}`, [cleanedUp.label]],
    [
      'as a line of a shell',
      `export PLIVO_AUTH_TOKEN="${authToken}"`,
      [cleanedUp.label, cleanedUp.quotes],
    ],
    ['with the name of Plivo', `plivo auth_token = ${authToken}`, [cleanedUp.label]],
    ['run together', `PlivoAuthToken=${authToken}`, [cleanedUp.label]],
  ])('is accepted %s', (_, given, notices) => {
    expect(outcome(parseAuthToken(given))).toEqual(['taken', authToken, ...notices]);
  });

  test.each([
    ['', 'It is empty.'],
    [
      'stk_abcdef',
      'It looks like a scoped Plivo token (stk_…). Vocobase needs the Auth Token of the account.',
    ],
    [
      'STK_abcdef',
      'It looks like a scoped Plivo token (stk_…). Vocobase needs the Auth Token of the account.',
    ],
    [madeUp.authId, 'It looks like an Auth ID: the two may be swapped.'],
    [madeUp.authId.toLowerCase(), 'It looks like an Auth ID: the two may be swapped.'],
    [madeUp.apiKey, 'It looks like a Vocobase API key.'],
    ['+14155550100', 'It looks like a phone number.'],
    ['14155550100', 'It looks like a phone number.'],
    ['abc def', 'There is a space inside it. Check what was copied.'],
    ['••••••••', 'It is the hidden form of the token, not the token.'],
    ['ab***', 'It is the hidden form of the token, not the token.'],
    ['ab...yz', 'It is the hidden form of the token, not the token.'],
    ['ab…yz', 'It is the hidden form of the token, not the token.'],
    ['ab..yz', 'It has 6 characters, and some are neither letters nor digits.'],
    ['ab**yz', 'It has 6 characters, and some are neither letters nor digits.'],
    ['-abcdef', 'It has 7 characters, and some are neither letters nor digits.'],
    [authToken.slice(1), 'It has 39 characters where 40 are expected.'],
    [`${authToken}2`, 'It has 41 characters where 40 are expected.'],
    ['x', 'It has 1 character where 40 are expected.'],
    ['123456', 'It has 6 characters where 40 are expected.'],
    ['1234567890123456', 'It has 16 characters where 40 are expected.'],
    ['x-stk_abc', 'It has 9 characters, and some are neither letters nor digits.'],
    ['x-rg_live_abc', 'It has 13 characters, and some are neither letters nor digits.'],
  ])('refuses %j: %s', (given, hint) => {
    expect(outcome(parseAuthToken(given))).toEqual(['INVALID_AUTH_TOKEN', hint, where]);
  });

  test('states its rule when it refuses, and no part of the value', () => {
    const parsed = parseAuthToken('hunter2hunter2');
    const problem = parsed.ok ? null : parsed.problem;
    expect(problem?.message).toBe(
      'This is not a Plivo Auth Token. An Auth Token has 40 letters and digits.',
    );
    expect(JSON.stringify(problem)).not.toContain('hunter2');
  });
});

describe('an unusual token that a person insists on', () => {
  test.each([
    ['a shorter one', 'abcdefgh'],
    ['one with signs', 'abc-def_123~!'],
    ['the longest', 'x'.repeat(200)],
  ])('is accepted: %s', (_, given) => {
    expect(isUnusualToken(given)).toBe(true);
    expect(outcome(parseAuthToken(` ${given}`, 'unusual'))).toEqual([
      'taken',
      given,
      cleanedUp.spaces,
    ]);
    expect(parseAuthToken(given).ok).toBe(false);
  });

  test.each([
    ['too short', 'abcdefg'],
    ['too long', 'x'.repeat(201)],
    ['with a space', 'abcdefgh ijkl'],
    ['with a letter beyond ASCII', 'abcdefghé'],
    ['with a control character', 'abcdefgh\u0007'],
    ['an Auth ID', madeUp.authId],
    ['an API key', madeUp.apiKey],
    ['a phone number', '+14155550100'],
    ['a scoped token', 'stk_abcdefgh'],
  ])('is still refused: %s', (_, given) => {
    expect(isUnusualToken(given)).toBe(false);
    expect(outcome(parseAuthToken(given, 'unusual'))[0]).toBe('INVALID_AUTH_TOKEN');
  });

  test('of the usual form needs no insisting', () => {
    expect(outcome(parseAuthToken(authToken, 'unusual'))).toEqual(['taken', authToken]);
  });
});
