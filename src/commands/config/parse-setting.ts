import { parseBaseUrl } from '../../domain/text/base-url.ts';
import { type Parsed, unusable, usable } from '../../domain/text/parsed.ts';
import { parsePhoneNumber } from '../../domain/text/phone-number.ts';
import { parseTimeout } from '../../domain/text/timeout.ts';
import type { SettingName } from '../../ports/settings.ts';

/** The value of a setting as it is stored, checked as far as that goes without asking an API. */
export function parseSetting(name: SettingName, given: string): Parsed<string | number> {
  switch (name) {
    case 'agent':
    case 'connection':
      return parseSelector(given);
    case 'call_to':
      return parsePhoneNumber(given);
    case 'base_url':
      return parseBaseUrl(given);
    case 'timeout':
      return parseTimeout(given);
    case 'endpoints.phone_numbers':
    case 'endpoints.phone_numbers_sync':
      return parseEndpoint(given);
  }
}

function parseSelector(given: string): Parsed<string> {
  const text = given.trim();
  if (text === '') {
    return unusable('INVALID_VALUE', 'It is empty.', ['config unset removes what is remembered.']);
  }
  if (/\p{Cc}/u.test(text) || text.length > 200) {
    return unusable('INVALID_VALUE', 'It takes one line of at most 200 characters.');
  }
  return usable(text, text === given ? [] : ['Outer spaces were taken off.']);
}

function parseEndpoint(given: string): Parsed<string> {
  const text = given.trim();
  // The key goes with the request, so a setting must not lead it to another host.
  if (!/^\/(?!\/)[^\s\\?#\p{Cc}]+$/u.test(text)) {
    return unusable(
      'INVALID_VALUE',
      'It takes a path under the base URL, beginning with / and without a query.',
      ['For example /phone-numbers'],
    );
  }
  const path = text.replace(/^\/api\/v2(?=\/)/, '');
  return usable(path, path === text ? [] : ['/api/v2 was taken off: the base URL has it already.']);
}
