import { isAuthId } from '../plivo/auth-id.ts';
import { cleanPaste } from '../text/clean-paste.ts';
import { type Parsed, unusable, usable } from '../text/parsed.ts';

/** A Vocobase partner key, `rg_live_…`. https://docs.vocobase.com/authentication */
export type ApiKey = string & { readonly brand?: 'ApiKey' };

/** Parses `^rg_live_\S+$` after removing paste noise. No message contains the value. */
export function parseApiKey(given: string): Parsed<ApiKey> {
  const { text, notices } = cleanPaste(
    given,
    /^(?:(?:vocobase\s+)?api[\s_-]*key|bearer)\s*[:=]?\s+|^(?:vocobase_)?api_key=/i,
  );
  if (/^rg_live_\S+$/.test(text)) return usable(text, notices);
  return unusable(
    'INVALID_API_KEY_FORMAT',
    'This is not a Vocobase API key: API keys begin with rg_live_ and contain no spaces.',
    [
      ...looksLike(text),
      'Keys are created in the Vocobase dashboard under API Keys and are shown once.',
    ],
  );
}

function looksLike(text: string): string[] {
  if (isAuthId(text)) return ['It looks like a Plivo Auth ID.'];
  if (/^[A-Za-z0-9]{40}$/.test(text)) return ['It looks like a Plivo Auth Token.'];
  if (/^rg_live_$/.test(text)) return ['This is only the prefix. Copy the whole key.'];
  if (/^rg_live_.*\s/.test(text)) return ['There is a space inside it. Check what was copied.'];
  if (/^rg_/i.test(text)) return ['The prefix differs: keys begin with rg_live_, in lower case.'];
  return [];
}
