import type { Command } from 'commander';
import type { Launch } from '../../ports/launch.ts';
import { explainCommand } from '../help.ts';
import { settingMeanings, settingNames } from './setting-names.ts';

export function declareConfig(config: Command, launch: Launch): void {
  explainCommand(config, {
    examples: ['config list', 'config set agent "Front Desk"', 'config unset agent'],
  });
  const keys = [
    'Keys:',
    ...settingNames.map((name) => `  ${name.padEnd(28)}  ${settingMeanings[name]}`),
  ];
  const place = 'The settings are those of the profile in force; no API is asked.';

  const list = config
    .command('list')
    .description('show every setting of the profile')
    .action(
      launch(
        async () => (await import('./list.ts')).listSettings,
        () => undefined,
      ),
    );
  explainCommand(list, {
    examples: ['config list', 'config list --profile staging'],
    notes: [place],
    codes: ['INVALID_VALUE'],
  });

  const get = config
    .command('get <key>')
    .description('show one setting; null, and nothing at a terminal, when it is not set')
    .action(
      launch(
        async () => (await import('./get.ts')).getSetting,
        ({ args: [name = ''] }) => ({ name }),
      ),
    );
  explainCommand(get, {
    examples: ['config get agent', 'config get base_url --json'],
    notes: [place, ...keys],
    codes: ['INVALID_VALUE'],
  });

  const set = config
    .command('set <key> <value>')
    .description('remember a value, checked first and read back')
    .action(
      launch(
        async () => (await import('./set.ts')).setSetting,
        ({ args: [name = '', value = ''] }) => ({ name, value }),
      ),
    );
  explainCommand(set, {
    examples: [
      'config set agent "Front Desk"',
      'config set call_to +14155550142',
      'config set endpoints.phone_numbers_sync /phone-numbers/import',
    ],
    notes: [
      place,
      ...keys,
      'An API key is never a setting: login stores it. Plivo credentials are not stored at all.',
    ],
    codes: ['INVALID_VALUE', 'INSECURE_BASE_URL', 'INVALID_PHONE_NUMBER', 'INTERNAL'],
  });

  const unset = config
    .command('unset <key>')
    .description('forget a value')
    .action(
      launch(
        async () => (await import('./unset.ts')).unsetSetting,
        ({ args: [name = ''] }) => ({ name }),
      ),
    );
  explainCommand(unset, {
    examples: ['config unset connection'],
    notes: [place, ...keys],
    codes: ['INVALID_VALUE', 'INTERNAL'],
  });

  const path = config
    .command('path')
    .description('show the file that holds the settings; it may not be there yet')
    .action(
      launch(
        async () => (await import('./path.ts')).showPath,
        () => undefined,
      ),
    );
  explainCommand(path, {
    examples: ['config path'],
    notes: ['VOCOBASE_CONFIG_DIR names another folder.'],
    codes: ['INVALID_VALUE'],
  });
}
