import { cleanPaste } from './clean-paste.ts';
import { type Parsed, unusable, usable } from './parsed.ts';

/**
 * Parses the base URL of an API: https, or http on this machine's loopback. Credentials, a query,
 * and a fragment are refused; a trailing slash, and what pasting added, is removed.
 */
export function parseBaseUrl(given: string): Parsed<string> {
  const { text, notices } = cleanPaste(given, /^(base[ _-]?)?url\s*[:=]\s*/i);
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return unusable('INVALID_VALUE', 'This is not a URL.', [
      'A base URL starts with https://, for example https://api.vocobase.com/api/v2.',
    ]);
  }
  if (url.username !== '' || url.password !== '') {
    return unusable('INVALID_VALUE', 'A base URL has no user name and no password.');
  }
  // An empty query or fragment is refused too: paths would be appended after it.
  if (/[?#]/.test(url.href)) {
    return unusable('INVALID_VALUE', 'A base URL has no query and no fragment.');
  }
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname))) {
    return unusable(
      'INSECURE_BASE_URL',
      'Secrets are sent to this address, so it must begin with https://.',
      ['http:// is accepted only on this machine: localhost, 127.0.0.1, or [::1].'],
    );
  }
  return usable(url.href.replace(/\/+$/, ''), notices);
}

/** True if the host of a URL (`localhost`, `[::1]`) is this machine. No name is resolved. */
export function isLoopback(hostname: string): boolean {
  const host = hostname.toLowerCase().replace(/^\[|\]$/g, '');
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}

/** True if a whole URL points to this machine; false for text that is not a URL. */
export function isLoopbackUrl(url: string): boolean {
  try {
    return isLoopback(new URL(url).hostname);
  } catch {
    return false;
  }
}
