import { parseBaseUrl } from './text/base-url.ts';
import { type Parsed, unusable, usable } from './text/parsed.ts';
import { parsePhoneNumber } from './text/phone-number.ts';
import { parseTimeout, timeoutRule } from './text/timeout.ts';

/** What a setting is for, how a typed value is read, and what its stored value looks like. */
interface Setting {
  /** A few words, for help and completion. */
  readonly summary: string;
  /** Parses a typed value into its stored form, checked as far as possible without an API. */
  parse(given: string): Parsed<string | number>;
  readonly stored: 'text' | 'seconds';
}

/**
 * Every setting of a profile, in the order in which they are listed. This is the only list of them:
 * `config`, completion, the help, and the settings file all read it.
 */
export const settings = {
  agent: {
    summary: 'Agent of test calls: id, name, or start of the id',
    parse: parseSelector,
    stored: 'text',
  },
  connection: {
    summary: 'Connection of calls and number sync',
    parse: parseSelector,
    stored: 'text',
  },
  call_to: {
    summary: 'Number that test calls dial, in E.164',
    parse: parsePhoneNumber,
    stored: 'text',
  },
  base_url: {
    summary: "Vocobase's API: https, or http on loopback",
    parse: parseBaseUrl,
    stored: 'text',
  },
  timeout: {
    summary: 'Seconds for each request, at most 3600',
    parse: parseTimeout,
    stored: 'seconds',
  },
  'endpoints.phone_numbers': {
    summary: 'Path of the number list',
    parse: parseEndpoint,
    stored: 'text',
  },
  'endpoints.phone_numbers_sync': {
    summary: 'Path of the number sync',
    parse: parseEndpoint,
    stored: 'text',
  },
} as const satisfies Record<string, Setting>;

/** A name that `config set` accepts, such as `call_to` or `endpoints.phone_numbers`. */
export type SettingName = keyof typeof settings;

/** The settings of one profile, by the names that `config` uses. `timeout` is in seconds. */
export type ProfileSettings = {
  readonly [Name in SettingName]?: (typeof settings)[Name]['stored'] extends 'seconds'
    ? number
    : string;
};

/** Every setting, in the order of `config list`. */
export const settingNames = Object.keys(settings) as readonly SettingName[];

/** True for the exact name of a setting. */
export function isSettingName(name: string): name is SettingName {
  return Object.hasOwn(settings, name);
}

/** The rule for a stored value of the setting, phrased to end a sentence. */
export function storedRule(name: SettingName): string {
  return settings[name].stored === 'seconds' ? timeoutRule : 'a line of text';
}

/**
 * True if a stored value has the right type. Looser than `parse`: the command that uses a value
 * checks it again and says where it came from.
 */
export function isStoredValue(name: SettingName, value: unknown): boolean {
  return settings[name].stored === 'seconds'
    ? typeof value === 'number' && parseTimeout(String(value)).ok
    : typeof value === 'string' && /^[^\p{Cc}]{1,2000}$/u.test(value) && /\S/.test(value);
}

function parseSelector(given: string): Parsed<string> {
  const text = given.trim();
  if (text === '') {
    return unusable('INVALID_VALUE', 'The value is empty.', [
      'To remove a stored value, use config unset.',
    ]);
  }
  if (/\p{Cc}/u.test(text) || text.length > 200) {
    return unusable('INVALID_VALUE', 'The value must be one line of at most 200 characters.');
  }
  return usable(text, text === given ? [] : ['Spaces around the value were removed.']);
}

function parseEndpoint(given: string): Parsed<string> {
  const text = given.trim();
  // The API key is sent with the request, so a path must not lead to another host.
  if (!/^\/(?!\/)[^\s\\?#\p{Cc}]+$/u.test(text)) {
    return unusable(
      'INVALID_VALUE',
      'The value must be a path below the base URL that starts with / and has no query.',
      ['For example /phone-numbers'],
    );
  }
  const path = text.replace(/^\/api\/v2(?=\/)/, '');
  return usable(
    path,
    path === text ? [] : ['/api/v2 was removed, because the base URL already ends in it.'],
  );
}
