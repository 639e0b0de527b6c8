import type { Check } from '../check.ts';
import { unknown } from '../finding.ts';

export const dataRegion: Check = {
  id: 'data-region',
  group: 'console',
  title: 'Data region',
  guide: [],
  run: async () =>
    unknown('no API shows it', {
      remedy:
        'It is chosen when the account is opened and never changes: India for Indian numbers and calls inside India, United States for all others. The console shows it: https://cx.plivo.com/home',
      commands: ['explain india-compliance'],
    }),
};
