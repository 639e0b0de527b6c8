import type { Check } from '../check.ts';
import { unknown } from '../finding.ts';

export const plivoPlan: Check = {
  id: 'plivo-plan',
  group: 'console',
  title: 'Plivo plan',
  guide: ['F4b'],
  run: async () =>
    unknown('no API shows it', {
      remedy:
        'By what Plivo tells, pay-as-you-go covers the United States and India; more countries need another plan. The console shows the plan: https://cx.plivo.com/home',
      commands: [],
    }),
};
