import { parseAuthId } from '../plivo/auth-id.ts';
import { parseAuthToken } from '../plivo/auth-token.ts';
import { parseBaseUrl } from '../text/base-url.ts';
import { cleanPaste } from '../text/clean-paste.ts';
import { type Parsed, unusable, usable } from '../text/parsed.ts';
import { parsePhoneNumber } from '../text/phone-number.ts';
import type { FieldKind, ProviderField } from './providers.ts';

/** A field's value in the request body: a text, or the items of a list. */
export type FieldValue = string | readonly string[];

/**
 * Parses the value of a provider field. A secret never appears in a message, and nothing inside it
 * is changed.
 */
export function parseProviderField(field: ProviderField, given: string): Parsed<FieldValue> {
  return readers[field.kind](given, field);
}

const noLabel = /^(?!)/;

const readers: Readonly<
  Record<FieldKind, (given: string, field: ProviderField) => Parsed<FieldValue>>
> = {
  'auth-id': (given) => parseAuthId(given),
  'auth-token': (given) => parseAuthToken(given),
  e164: (given) => parsePhoneNumber(given),
  url: (given) => parseBaseUrl(given),
  text: parseText,
  'exe-number': parseExeNumber,
  'ip-list': parseIpList,
  enum: parseChoice,
};

function parseText(given: string, { what, secret }: ProviderField): Parsed<string> {
  // A password may start or end with a space; the line end of its file is not part of it.
  const { text, notices } = secret
    ? { text: given.replace(/\r?\n$/, ''), notices: [] }
    : cleanPaste(given, noLabel);
  if (text.trim() === '') {
    return unusable(secret ? 'EMPTY_SECRET' : 'INVALID_VALUE', `The ${what} is empty.`);
  }
  if (/[\r\n]/.test(text)) {
    return unusable('INVALID_VALUE', `The ${what} has more than one line.`);
  }
  if (/^rg_live_/.test(text)) {
    return unusable(
      'INVALID_VALUE',
      'This looks like a Vocobase API key, not a carrier credential.',
      ['The API key goes into VOCOBASE_API_KEY.'],
    );
  }
  return usable(text, notices);
}

/** MCube also accepts a national number: `^\+?\d{4,15}$`. */
function parseExeNumber(given: string): Parsed<string> {
  const { text, notices } = cleanPaste(given, noLabel);
  const plain = text.replace(/[\s().-]/g, '');
  if (/^\+?\d{4,15}$/.test(plain)) {
    return usable(plain, plain === text ? notices : [...notices, 'Removed separators.']);
  }
  return unusable(
    'INVALID_PHONE_NUMBER',
    'This is not an MCube number. Those have 4 to 15 digits, with or without a leading +.',
  );
}

function parseIpList(given: string): Parsed<readonly string[]> {
  const items = given.split(/[\s,]+/).filter((item) => item !== '');
  const wrong = items.find((item) => !isAddress(item));
  if (items.length > 0 && wrong === undefined) return usable(items);
  return unusable(
    'INVALID_VALUE',
    wrong === undefined
      ? 'This list contains no address.'
      : `${wrong} is neither an IP address nor a range such as 203.0.113.0/24.`,
  );
}

function isAddress(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/');
  if (rest.length > 0) return false;
  const parts = address.split('.');
  const isV4 = parts.length === 4 && parts.every((part) => /^\d{1,3}$/.test(part) && +part <= 255);
  const isV6 = /^[0-9a-f:.]{2,45}$/i.test(address) && address.split(':').length > 2;
  if (!isV4 && !isV6) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && +bits <= (isV4 ? 32 : 128));
}

function parseChoice(given: string, { what, choices = [] }: ProviderField): Parsed<string> {
  const lower = given.trim().toLowerCase();
  const found = choices.find((choice) => choice.toLowerCase() === lower);
  if (found !== undefined) return usable(found);
  return unusable('INVALID_VALUE', `Use one of these for the ${what}: ${choices.join(', ')}.`);
}
