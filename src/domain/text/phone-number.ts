import { isAuthId } from '../plivo/auth-id.ts';
import { cleanPaste } from './clean-paste.ts';
import { type Parsed, unusable, usable } from './parsed.ts';

const label =
  /^(?:(?:from|to|caller|phone|tel|mobile|call)?[\s_-]*(?:number|no\.?|id|phone)?\s*[:=]\s*|tel:)/i;

/**
 * A phone number in E.164 with `+`, the form that Vocobase's API requires: `^\+[1-9]\d{6,14}$`.
 * Separators and a leading `00` are cleaned; a number without `+` is refused, because its country
 * would be a guess.
 */
export function parsePhoneNumber(given: string): Parsed<string> {
  const cleaned = cleanPaste(given, label);
  const notices = [...cleaned.notices];
  let text = cleaned.text.replace(/^＋/, '+');
  if (/^\+?[\d\s().]+\(0\)/.test(text)) {
    return refuse([`Without the (0) it may be right: ${plain(text.replace('(0)', ''))}`]);
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

/** Only the form is judged: `+`, no leading 0, 7 to 15 digits. The number need not exist. */
export function isE164(text: string): boolean {
  return /^\+[1-9]\d{6,14}$/.test(text);
}

/**
 * Plivo leaves the plus out and Vocobase keeps it: Plivo is asked with the digits alone, and
 * numbers are compared by them.
 */
export function digitsOf(number: string): string {
  return number.replace(/\D/g, '');
}

/** With a plus or without one. A number that is missing, or has no digits, is the same as none. */
export function isSameNumber(a: string | null | undefined, b: string | null | undefined): boolean {
  return a != null && b != null && digitsOf(a) !== '' && digitsOf(a) === digitsOf(b);
}

/**
 * A number that an API shows, with the plus that it may leave out. MCube's numbers may be in the
 * national form and stay as they are, as does what is no number with a country code.
 */
export function asE164(number: string, provider: string | null): string {
  if (isE164(number) || provider?.toLowerCase() === 'mcube') return number;
  const digits = number.replace(/[\s().-]/g, '');
  return isE164(`+${digits}`) ? `+${digits}` : number;
}

/** A number as Plivo writes it, in the form printed and sent here. */
export function withPlus(digits: string): string {
  return digits.startsWith('+') ? digits : `+${digits}`;
}

/**
 * A warning where the numbering plans say that no such number can exist, else null. Only a warning:
 * the plans age, and a carrier's own number is right whatever they say. Loads the plans (190 kB) when called.
 */
export async function findNumberDoubt(e164: string): Promise<string | null> {
  const { parsePhoneNumberFromString } = await import('libphonenumber-js/max');
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
    return [`If the country code is already in it, it is +${text}. The country is never guessed.`];
  }
  if (/^\+0/.test(text)) return ['No country code starts with 0.'];
  if (/^\+?\d+$/.test(text)) return [`It has ${digitsOf(text).length} digits.`];
  return [];
}
