import { cleanPaste } from '../text/clean-paste.ts';
import { type Parsed, unusable, usable } from '../text/parsed.ts';
import { isAuthId } from './auth-id.ts';

const label = /^(?:export\s+)?(?:plivo[\s_-]*)?auth[\s_-]*token\s*(?:[:=]|\s)\s*/i;

/** `documented` requires 40 letters and digits; `unusual` allows another length or alphabet. */
export type TokenRule = 'documented' | 'unusual';

/**
 * Parses a Plivo Auth Token: 40 letters and digits, according to Vocobase's guide. Plivo's own
 * pages do not state that rule, so `unusual` accepts another length or alphabet, but never another
 * kind of credential. No message repeats any part of the value.
 * https://docs.vocobase.com/telephony/plivo-setup
 */
export function parseAuthToken(given: string, rule: TokenRule = 'documented'): Parsed<string> {
  const { text, notices } = cleanPaste(given, label);
  if (/^[A-Za-z0-9]{40}$/.test(text)) return usable(text, notices);
  if (rule === 'unusual' && isUnusualToken(text)) return usable(text, notices);
  return unusable(
    'INVALID_AUTH_TOKEN',
    'This is not a Plivo Auth Token. An Auth Token has 40 letters and digits.',
    [
      ...looksLike(text),
      'Copy it with the button beside it in the Plivo console, https://console.plivo.com.',
    ],
  );
}

/**
 * True if a person may insist on this value: no space inside, and not clearly another credential.
 */
export function isUnusualToken(text: string): boolean {
  return /^\S{8,200}$/.test(text) && anotherKind(text) === null && !/[^\x21-\x7e]/.test(text);
}

function anotherKind(text: string): string | null {
  if (/^stk_/i.test(text)) {
    return 'It looks like a scoped Plivo token (stk_…). Vocobase needs the Auth Token of the account.';
  }
  if (isAuthId(text.toUpperCase())) return 'It looks like an Auth ID: the two may be swapped.';
  if (/^rg_live_/i.test(text)) return 'It looks like a Vocobase API key.';
  if (/^\+?\d{7,15}$/.test(text)) return 'It looks like a phone number.';
  return null;
}

function looksLike(text: string): string[] {
  if (text === '') return ['It is empty.'];
  const kind = anotherKind(text);
  if (kind !== null) return [kind];
  if (/\s/.test(text)) return ['There is a space inside it. Check what was copied.'];
  if (/[•*]{3,}|\.{3,}|…/.test(text)) return ['It is the hidden form of the token, not the token.'];
  if (!/^[A-Za-z0-9]+$/.test(text)) {
    return [`It has ${text.length} characters, and some are neither letters nor digits.`];
  }
  return [`It has ${text.length} character${text.length === 1 ? '' : 's'} where 40 are expected.`];
}
