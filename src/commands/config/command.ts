import type { Command } from 'commander';
import { settingNames, settings } from '../../domain/settings.ts';
import type { Launch } from '../../ports/launch.ts';
import { explainCommand } from '../help.ts';

/** Declares `config` and its verbs. */
export function declareConfig(config: Command, launch: Launch): void {
  explainCommand(config, {
    examples: ['config list', 'config set agent "Front Desk"', 'config unset agent'],
  });
  const keys = [
    'Keys:',
    ...settingNames.map((name) => `  ${name.padEnd(28)}  ${settings[name].summary}`),
  ];
  const profile = 'These are the settings of the profile in use. No API is called.';

  const list = config
    .command('list')
    .description('List the settings of the profile')
    .action(
      launch(
        async () => (await import('./read.ts')).listSettings,
        () => undefined,
      ),
    );
  explainCommand(list, {
    examples: ['config list', 'config list --profile staging'],
    notes: [profile],
    codes: ['INVALID_VALUE'],
  });

  const get = config
    .command('get <key>')
    .description('Print one setting')
    .action(
      launch(
        async () => (await import('./read.ts')).getSetting,
        ({ args: [name = ''] }) => ({ name }),
      ),
    );
  explainCommand(get, {
    examples: ['config get agent', 'config get base_url --json'],
    notes: [profile, 'Prints the value alone, and nothing if it is not set.', ...keys],
    codes: ['INVALID_VALUE'],
    values: { key: settingNames },
  });

  const set = config
    .command('set <key> <value>')
    .description('Check and store a setting')
    .action(
      launch(
        async () => (await import('./change.ts')).setSetting,
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
      profile,
      ...keys,
      'An API key is not a setting: use login to store one. Plivo credentials are never stored.',
    ],
    codes: ['INVALID_VALUE', 'INSECURE_BASE_URL', 'INVALID_PHONE_NUMBER', 'SETTINGS_UNWRITABLE'],
    writes: true,
    values: { key: settingNames },
  });

  const unset = config
    .command('unset <key>')
    .description('Remove a setting')
    .action(
      launch(
        async () => (await import('./change.ts')).unsetSetting,
        ({ args: [name = ''] }) => ({ name }),
      ),
    );
  explainCommand(unset, {
    examples: ['config unset connection'],
    notes: [profile, ...keys],
    codes: ['INVALID_VALUE', 'SETTINGS_UNWRITABLE'],
    writes: true,
    values: { key: settingNames },
  });

  const path = config
    .command('path')
    .description('Print the path of the settings file')
    .action(
      launch(
        async () => (await import('./read.ts')).showPath,
        () => undefined,
      ),
    );
  explainCommand(path, {
    examples: ['config path'],
    notes: [
      'The file is created when the first setting is stored.',
      'To keep settings elsewhere, set VOCOBASE_CONFIG_DIR.',
    ],
    codes: ['INVALID_VALUE'],
  });
}
