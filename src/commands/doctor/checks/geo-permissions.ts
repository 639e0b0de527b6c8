import { symptoms } from '../../../errors/catalogue/symptoms.ts';
import type { Check } from '../check.ts';
import { adviceFrom, unknown } from '../finding.ts';

export const geoPermissions: Check = {
  id: 'geo-permissions',
  group: 'console',
  title: 'Destination countries',
  guide: ['F4b'],
  run: async () =>
    unknown(
      'no API shows it',
      adviceFrom(symptoms['country-not-reachable'], {
        commands: ['explain country-not-reachable'],
      }),
    ),
};
