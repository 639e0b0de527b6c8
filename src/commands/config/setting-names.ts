import type { SettingName } from '../../ports/settings.ts';

/** What can be remembered, in the order in which it is listed, with its meaning in a few words. */
export const settingMeanings: Readonly<Record<SettingName, string>> = {
  agent: 'the agent of test calls: id, name, id start',
  connection: 'the connection of calls and number sync',
  call_to: 'the number that a test call dials, E.164',
  base_url: "Vocobase's API, https or loopback",
  timeout: 'seconds for each request, at most 3600',
  'endpoints.phone_numbers': 'the path of the number list',
  'endpoints.phone_numbers_sync': 'the path of the number sync',
};

export const settingNames = Object.keys(settingMeanings) as readonly SettingName[];
