import { type Parsed, unusable, usable } from './parsed.ts';

/**
 * The base URL of an API: https, or http on this machine's loopback. No credentials, query or
 * fragment; a trailing slash is taken off.
 */
export function parseBaseUrl(given: string): Parsed<string> {
  let url: URL;
  try {
    url = new URL(given.trim());
  } catch {
    return unusable('INVALID_VALUE', 'This is not a URL.', [
      'It starts with https://, for example https://api.vocobase.com/api/v2.',
    ]);
  }
  if (url.username !== '' || url.password !== '') {
    return unusable('INVALID_VALUE', 'A base URL has no user name and no password.');
  }
  // An empty one as well: paths would be put behind it.
  if (/[?#]/.test(url.href)) {
    return unusable('INVALID_VALUE', 'A base URL has no query and no fragment.');
  }
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname))) {
    return unusable(
      'INSECURE_BASE_URL',
      'Secrets are sent to this address, so it must begin with https://.',
      ['http:// is accepted only on this machine: localhost, 127.0.0.1 or [::1].'],
    );
  }
  return usable(url.href.replace(/\/+$/, ''));
}

/** Whether the host of a URL, `localhost` or `[::1]`, is this machine. No name is looked up. */
export function isLoopback(hostname: string): boolean {
  const host = hostname.toLowerCase().replace(/^\[|\]$/g, '');
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}

/** The same of a whole address; what is no address is not this machine. */
export function isLoopbackUrl(url: string): boolean {
  try {
    return isLoopback(new URL(url).hostname);
  } catch {
    return false;
  }
}
