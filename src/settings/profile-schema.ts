import * as v from 'valibot';
import { parseTimeout, timeoutRule } from '../domain/text/timeout.ts';
import type { ProfileSettings, SettingName } from '../ports/settings.ts';

const text = v.pipe(v.string(), v.regex(/^[^\p{Cc}]{1,2000}$/u), v.regex(/\S/));
const seconds = v.pipe(
  v.number(),
  v.check((value) => parseTimeout(String(value)).ok),
);

const entries = {
  agent: v.exactOptional(text),
  connection: v.exactOptional(text),
  call_to: v.exactOptional(text),
  base_url: v.exactOptional(text),
  timeout: v.exactOptional(seconds),
  'endpoints.phone_numbers': v.exactOptional(text),
  'endpoints.phone_numbers_sync': v.exactOptional(text),
} satisfies Record<SettingName, unknown>;

const profile = v.object(entries);

/** What a value of the setting has to be, for the end of a sentence. */
export function settingRule(name: SettingName): string {
  return name === 'timeout' ? timeoutRule : 'a line of text';
}

export function isSettingName(name: string): name is SettingName {
  return Object.hasOwn(entries, name);
}

export function isSettingValue(name: SettingName, value: unknown): boolean {
  return value !== undefined && v.is(entries[name], value);
}

/** The settings that can be used; every other is left out and told to `onUnusable`. */
export function readProfile(
  stored: Readonly<Record<string, unknown>>,
  onUnusable: (name: string, rule: string | null) => void,
): ProfileSettings {
  const usable: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(stored)) {
    if (!isSettingName(name)) onUnusable(name, null);
    else if (!isSettingValue(name, value)) onUnusable(name, settingRule(name));
    else usable[name] = value;
  }
  return v.parse(profile, usable);
}
