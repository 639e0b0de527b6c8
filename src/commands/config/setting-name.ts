import { nearNames } from '../../domain/text/selector.ts';
import { CliError } from '../../errors/cli-error.ts';
import type { SettingName } from '../../ports/settings.ts';
import { settingNames } from './setting-names.ts';

/** Throws INVALID_VALUE with the names that may have been meant. */
export function checkSettingName(given: string): SettingName {
  const name = settingNames.find((known) => known === given);
  if (name !== undefined) return name;
  const near = nearNames(settingNames, given);
  throw new CliError('INVALID_VALUE', {
    message: `There is no setting called ${given}.`,
    hints: [
      near.length > 0
        ? `Did you mean ${near.join(' or ')}?`
        : `There are: ${settingNames.join(', ')}.`,
    ],
    commands: ['config list'],
    details: { given, near },
  });
}
