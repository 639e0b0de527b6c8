import type { SettingName } from '../../ports/settings.ts';

/** What can be remembered, in the order in which it is listed, with its meaning in a few words. */
export const settingMeanings: Readonly<Record<SettingName, string>> = {
  agent: 'the agent for test calls and voicemail: id, name or start of an id',
  connection: 'the connection that calls and number sync use',
  call_to: 'the number that a test call dials, E.164',
  base_url: "Vocobase's API, https or loopback",
  timeout: 'seconds for each request, at most 3600',
  'endpoints.phone_numbers': 'the path of the number list, when yours differs',
  'endpoints.phone_numbers_sync': 'the path of the number sync, when yours differs',
};

export const settingNames = Object.keys(settingMeanings) as readonly SettingName[];
