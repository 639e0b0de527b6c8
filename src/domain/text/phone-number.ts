import { isAuthId } from '../plivo/auth-id.ts';
import { cleanPaste } from './clean-paste.ts';
import { type Parsed, unusable, usable } from './parsed.ts';

const label =
  /^(?:(?:from|to|caller|phone|tel|mobile|call)?[\s_-]*(?:number|no\.?|id|phone)?\s*[:=]\s*|tel:)/i;

/**
 * Parses a phone number into E.164 with `+`, the form that Vocobase's API requires:
 * `^\+[1-9]\d{6,14}$`. Separators and a leading `00` are cleaned. A number without `+` is refused,
 * because its country would be a guess.
 */
export function parsePhoneNumber(given: string): Parsed<string> {
  const cleaned = cleanPaste(given, label);
  const notices = [...cleaned.notices];
  let text = cleaned.text.replace(/^＋/, '+');
  if (/^\+?[\d\s().]+\(0\)/.test(text)) {
    return refuse([`Without the (0) it may be valid: ${plain(text.replace('(0)', ''))}`]);
  }
  if (/^[+(\d][\d\s().\-/‐-―]*$/.test(text) && plain(text) !== text) {
    text = plain(text);
    notices.push('Removed separators.');
  }
  if (/^00[1-9]/.test(text)) {
    text = `+${text.slice(2)}`;
    notices.push('Read the leading 00 as +.');
  }
  return isE164(text) ? usable(text, notices) : refuse(looksLike(text));
}

/** Checks only the form: `+`, no leading 0, 7 to 15 digits. The number need not exist. */
export function isE164(text: string): boolean {
  return /^\+[1-9]\d{6,14}$/.test(text);
}

/**
 * The digits of a number. Plivo omits the plus and Vocobase keeps it, so Plivo requests and
 * comparisons use the digits alone.
 */
export function digitsOf(number: string): string {
  return number.replace(/\D/g, '');
}

/** Compares two numbers, with or without the plus. A missing number never matches. */
export function isSameNumber(a: string | null | undefined, b: string | null | undefined): boolean {
  return a != null && b != null && digitsOf(a) !== '' && digitsOf(a) === digitsOf(b);
}

/**
 * A number from an API in E.164, with the plus that it may omit. Unchanged is what may be a national
 * number, because a guessed country would be written back: one of MCube, one with parentheses, and
 * one of ten digits or fewer without a plus.
 */
export function asE164(number: string, provider: string | null): string {
  if (isE164(number) || provider?.toLowerCase() === 'mcube') return number;
  const compact = number.replace(/[\s().-]/g, '');
  if (isE164(compact)) return compact;
  const mayBeNational = number.includes('(') || compact.length <= 10;
  return !mayBeNational && isE164(`+${compact}`) ? `+${compact}` : number;
}

/** Adds the plus to a number as Plivo writes it. */
export function withPlus(digits: string): string {
  return digits.startsWith('+') ? digits : `+${digits}`;
}

/**
 * A warning if the numbering plans say that no such number can exist, else null. It never blocks:
 * the plans age, and the carrier's own numbers are valid whatever the plans say. Loads the plans
 * (125 kB) when called; the lengths are the same in the fuller ones.
 */
export async function findNumberDoubt(e164: string): Promise<string | null> {
  const { parsePhoneNumberFromString } = await import('libphonenumber-js/min');
  const known = parsePhoneNumberFromString(e164);
  if (known?.isPossible()) return null;
  return `${e164} may not exist: its length does not fit its country.`;
}

function refuse(hints: readonly string[]): Parsed<never> {
  return unusable(
    'INVALID_PHONE_NUMBER',
    'This is not an E.164 phone number: + and the country code, then the number, 7 to 15 digits in all.',
    hints,
  );
}

function plain(text: string): string {
  return text.replace(/[\s().\-/‐-―]/g, '');
}

function looksLike(text: string): string[] {
  if (text === '') return ['It is empty.'];
  if (isAuthId(text)) return ['It looks like a Plivo Auth ID.'];
  if (/^sips?:|@/i.test(text))
    return ['It looks like a SIP address. Only phone numbers work here.'];
  if (/^0\d+$/.test(text)) {
    return ['It starts with 0, the national form. Replace the 0 with + and the country code.'];
  }
  if (/^[1-9]\d{6,14}$/.test(text)) {
    return [
      `If it already contains the country code, write +${text}. The country is never guessed.`,
    ];
  }
  if (/^\+0/.test(text)) return ['No country code starts with 0.'];
  if (/^\+?\d+$/.test(text)) return [`It has ${digitsOf(text).length} digits.`];
  return [];
}
