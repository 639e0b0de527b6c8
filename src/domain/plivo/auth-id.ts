import { cleanPaste } from '../text/clean-paste.ts';
import { type Parsed, unusable, usable } from '../text/parsed.ts';

const label =
  /^(?:export\s+)?(?:plivo[\s_-]*)?(?:auth[\s_-]*id|account[\s_-]*id)\s*(?:[:=]|\s)\s*/i;

/**
 * Parses a Plivo Auth ID: `MA` (main account) or `SA` (subaccount), then 18 characters from A-Z and
 * 0-9. A lower-case one is refused with the upper-case form in the message, because guessing could
 * pick another account.
 * https://plivo.com/docs/account/concepts/subaccounts.md
 */
export function parseAuthId(given: string): Parsed<string> {
  const { text, notices } = cleanPaste(given, label);
  if (isAuthId(text)) return usable(text, notices);
  return unusable(
    'INVALID_AUTH_ID',
    'This is not a Plivo Auth ID. An Auth ID has 20 characters: MA or SA, then 18 capital letters and digits.',
    [
      ...looksLike(text),
      'Copy it from the Overview page of the Plivo console, https://console.plivo.com.',
    ],
  );
}

/** True if the text is exactly an Auth ID; nothing is cleaned up. */
export function isAuthId(text: string): boolean {
  return /^(MA|SA)[A-Z0-9]{18}$/.test(text);
}

/**
 * True for a subaccount, which has its own numbers. Whether it may read the account is not
 * documented.
 */
export function isSubaccount(authId: string): boolean {
  return authId.startsWith('SA');
}

function looksLike(text: string): string[] {
  if (text === '') return ['It is empty.'];
  if (/^rg_live_/i.test(text)) return ['It looks like a Vocobase API key.'];
  if (/^stk_/i.test(text)) return ['It looks like a scoped Plivo token, which does not work here.'];
  if (isAuthId(text.toUpperCase()))
    return [`In capital letters it would be valid: ${text.toUpperCase()}`];
  if (/^[A-Za-z0-9]{40}$/.test(text)) {
    return ['It looks like an Auth Token: the two may be swapped.'];
  }
  if (/^sips?:|@/i.test(text) || /^[a-z_]+\d{8,}$/.test(text)) {
    return ['It looks like the user name of a SIP endpoint.'];
  }
  if (/^\+?\d{7,15}$/.test(text)) return ['It looks like a phone number.'];
  if (/\s/.test(text)) return ['There is a space inside it. Check what was copied.'];
  if (/^AC[0-9a-f]{32}$/i.test(text)) return ['It looks like a Twilio Account SID.'];
  if (/^(MA|SA)/i.test(text)) return [`It has ${text.length} characters. An Auth ID has 20.`];
  return [];
}
