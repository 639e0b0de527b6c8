import { advise, type Check, unknown } from '../check.ts';
import { plivoConsole } from '../words.ts';

/** A fact that no API shows, only the Plivo console, if it has a page for it. */
function consoleOnly(
  id: string,
  title: string,
  guide: Check['guide'],
  remedy: string,
  command: string,
): Check {
  return {
    id,
    group: 'console',
    title,
    guide,
    source: 'no API',
    run: async () => unknown('No API shows it', advise(remedy, command)),
  };
}

/** Voice geo permissions. Only a refused call shows them (hangup cause 2030). */
export const geoPermissions = consoleOnly(
  'geo-permissions',
  'Destination countries',
  ['F4b'],
  'Calls to a country that is off are refused. Look at Voice, Geo Permissions, in the Plivo console: https://cx.plivo.com/geo-permissions/voice',
  'explain country-not-reachable',
);

/** Where Plivo keeps the account's data: India or the United States. */
export const dataRegion = consoleOnly(
  'data-region',
  'Data region',
  [],
  `It is chosen when the account is opened and never changes: India for Indian numbers and calls inside India, United States for all others. No page of the console (${plivoConsole}) is documented for it.`,
  'explain india-compliance',
);

/** The addresses that may use the Auth Token. Plivo answers 403 to all others. */
export const ipAllowList = consoleOnly(
  'ip-allow-list',
  'IP allow-list',
  [],
  `If the Plivo account has one, it must list the addresses of Vocobase: ask Vocobase for them. Look at Account Settings, IP Whitelisting, in the Plivo console: ${plivoConsole}`,
  'explain ip-allow-list',
);

/** The plan of the Plivo account, which limits the countries it can call. */
export const plivoPlan = consoleOnly(
  'plivo-plan',
  'Plivo plan',
  ['F4b'],
  `By Plivo's own guide, pay-as-you-go covers the United States and India, and more countries need another plan. No page of the console (${plivoConsole}) is documented for it.`,
  'explain country-not-reachable',
);
