import type { ProfileSettings } from '../../ports/settings.ts';
import type { Style } from '../../ports/style.ts';
import { settingNames } from './setting-names.ts';

export interface SettingsResult {
  readonly settings: ProfileSettings;
}

/** Every setting, also those that are not set: the list is where a reader learns their names. */
export function viewSettings({ settings }: SettingsResult, style: Style): string {
  return style.facts(
    settingNames.map((name) => [name, String(settings[name] ?? style.dim('not set'))]),
  );
}
