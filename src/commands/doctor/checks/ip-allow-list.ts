import type { Check } from '../check.ts';
import { unknown } from '../finding.ts';

export const ipAllowList: Check = {
  id: 'ip-allow-list',
  group: 'console',
  title: 'IP allow-list',
  guide: [],
  run: async () =>
    unknown('no API shows it', {
      remedy:
        'Where the Plivo account has such a list, the addresses of Vocobase must be on it: ask Vocobase for them. The console shows the list: https://cx.plivo.com/home',
      commands: ['explain ip-allow-list'],
    }),
};
