import { describe, expect, test } from 'vitest';
import {
  digitsOf,
  findNumberDoubt,
  isE164,
  isSameNumber,
  parsePhoneNumber,
  withPlus,
} from '../../../src/domain/text/phone-number.ts';
import { cleanedUp, madeUp, outcome } from '../outcome.ts';

const separators = 'Removed separators.';
const zeros = 'Read the leading 00 as +.';

describe('a phone number', () => {
  test.each([
    ['+14155550100', '+14155550100', []],
    ['+1234567', '+1234567', []],
    ['+123456789012345', '+123456789012345', []],
    [' +14155550100 ', '+14155550100', [cleanedUp.spaces]],
    ['"+14155550100"', '+14155550100', [cleanedUp.quotes]],
    ['+1 (415) 555-0100', '+14155550100', [separators]],
    ['+1.415.555.0100', '+14155550100', [separators]],
    ['+49 30/1234‐567', '+49301234567', [separators]],
    ['+91 80–1122―3344', '+918011223344', [separators]],
    ['0014155550100', '+14155550100', [zeros]],
    ['00 91 80 1122 3344', '+918011223344', [separators, zeros]],
    ['＋14155550100', '+14155550100', []],
    ['+14155500155', '+14155500155', []],
    ['tel:+14155550100', '+14155550100', [cleanedUp.label]],
    ['Phone number: +14155550100', '+14155550100', [cleanedUp.label]],
    ['from_number = +14155550100', '+14155550100', [cleanedUp.label]],
    ['Caller ID: +14155550100', '+14155550100', [cleanedUp.label]],
    ['mobile: +14155550100', '+14155550100', [cleanedUp.label]],
    ['number:+14155550100', '+14155550100', [cleanedUp.label]],
  ])('reads %j as %j', (given, value, notices) => {
    expect(outcome(parsePhoneNumber(given))).toEqual(['taken', value, ...notices]);
  });

  test.each([
    ['', ['It is empty.']],
    [madeUp.authId, ['It looks like a Plivo Auth ID.']],
    ['sip:me@example.com', ['It looks like a SIP address. Only phone numbers work here.']],
    ['sip:me', ['It looks like a SIP address. Only phone numbers work here.']],
    ['SIPS:me', ['It looks like a SIP address. Only phone numbers work here.']],
    ['me@example.com', ['It looks like a SIP address. Only phone numbers work here.']],
    [
      '08011223344',
      ['It starts with 0, the national form. Replace the 0 with + and the country code.'],
    ],
    [
      '080 1122 3344',
      ['It starts with 0, the national form. Replace the 0 with + and the country code.'],
    ],
    [
      '4155550100',
      ['If it already contains the country code, write +4155550100. The country is never guessed.'],
    ],
    [
      '(415) 555-0100',
      ['If it already contains the country code, write +4155550100. The country is never guessed.'],
    ],
    ['+0801122', ['No country code starts with 0.']],
    ['+12345', ['It has 5 digits.']],
    ['+1234567890123456', ['It has 16 digits.']],
    ['123456', ['It has 6 digits.']],
    ['1234567890123456', ['It has 16 digits.']],
    ['+44 (0)20 7946 0100', ['Without the (0) it may be valid: +442079460100']],
    ['44 (0) 20 7946 0100', ['Without the (0) it may be valid: 442079460100']],
    ['call me', []],
    ['call +44 (0)20 7946 0100', []],
    ['0801x', []],
    ['xsip:me', []],
    ['1+0801122', []],
    ['+1415555CALL', []],
    [`x${madeUp.authId}`, []],
    [`${madeUp.authId}x`, []],
  ])('refuses %j, with what may be meant', (given, hints) => {
    expect(outcome(parsePhoneNumber(given))).toEqual(['INVALID_PHONE_NUMBER', ...hints]);
  });

  test('states its rule when it refuses', () => {
    const parsed = parsePhoneNumber('x');
    expect(parsed.ok ? '' : parsed.problem.message).toBe(
      'This is not an E.164 phone number: + and the country code, then the number, 7 to 15 digits in all.',
    );
  });

  test.each([
    ['+1234567', true],
    ['+123456', false],
    ['+123456789012345', true],
    ['+1234567890123456', false],
    ['+0234567', false],
    ['1234567', false],
    ['x+1234567', false],
    ['+1234567x', false],
  ])('%s is E.164: %s', (text, is) => {
    expect(isE164(text)).toBe(is);
  });
});

describe('numbers as the two APIs write them', () => {
  test.each([
    ['+14155550100', '14155550100', true],
    ['+14155550100', '+1 415 555 0100', true],
    ['+14155550100', '+14155550101', false],
    ['', '', false],
    ['+', 'x', false],
    [null, null, false],
    ['+14155550100', null, false],
    [undefined, '+14155550100', false],
  ])('%j and %j are the same: %s', (a, b, same) => {
    expect(isSameNumber(a, b)).toBe(same);
  });

  test('are compared by their digits and printed with a plus', () => {
    expect(digitsOf('+1 (415) 555-0100')).toBe('14155550100');
    expect(withPlus('14155550100')).toBe('+14155550100');
    expect(withPlus('+14155550100')).toBe('+14155550100');
    expect(withPlus('1+')).toBe('+1+');
  });
});

describe('a number that no numbering plan knows', () => {
  test('gets a warning with its digits and the reason', async () => {
    expect(await findNumberDoubt('+1415555')).toBe(
      '+1415555 may not exist: its length does not fit its country.',
    );
    expect(await findNumberDoubt('+9990000000')).toContain('+9990000000');
  });

  test('is not a number that is only unused', async () => {
    expect(await findNumberDoubt('+14155550100')).toBeNull();
    expect(await findNumberDoubt('+918011223344')).toBeNull();
  });
});
