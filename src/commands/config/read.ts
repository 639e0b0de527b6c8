import {
  isSettingName,
  type ProfileSettings,
  type SettingName,
  settingNames,
} from '../../domain/settings.ts';
import { nearNames } from '../../domain/text/selector.ts';
import { CliError } from '../../errors/cli-error.ts';
import type { Action } from '../../ports/action.ts';
import type { Style } from '../../ports/style.ts';

/** The JSON of `config list`. */
export interface SettingsResult {
  readonly settings: ProfileSettings;
}

/** The JSON of `config get` and `config path`. */
export interface OneValue {
  readonly name: SettingName | 'path';
  /** Null if the setting is not set. `timeout` is a number of seconds. */
  readonly value: string | number | null;
}

/** `config list`: every setting of the profile. */
export const listSettings: Action<void, SettingsResult> = {
  async run(ctx) {
    const settings = await ctx.settings();
    return { settings: settings.read() };
  },
  view: viewSettings,
};

/** `config get`: one value. */
export const getSetting: Action<{ readonly name: string }, OneValue> = {
  async run(ctx, input) {
    const name = checkSettingName(input.name);
    const settings = await ctx.settings();
    const value = settings.read()[name] ?? null;
    if (value === null) ctx.log.notice(`${name} is not set.`);
    return { name, value };
  },
  piped: 'text',
  view: ({ value }) => String(value ?? ''),
};

/** `config path`: where the settings file is, or would be. */
export const showPath: Action<void, OneValue> = {
  async run(ctx) {
    const { path } = await ctx.settings();
    return { name: 'path', value: path };
  },
  piped: 'text',
  view: ({ value }) => String(value),
};

/** Lists settings without a value too, because people look up the names here. */
export function viewSettings({ settings }: SettingsResult, style: Style): string {
  return style.facts(
    settingNames.map((name) => [name, String(settings[name] ?? style.dim('not set'))]),
  );
}

/** Throws INVALID_VALUE with similar names. */
export function checkSettingName(given: string): SettingName {
  if (isSettingName(given)) return given;
  const near = nearNames(settingNames, given);
  throw new CliError('INVALID_VALUE', {
    message: `There is no setting called ${given}.`,
    hints: [
      near.length > 0
        ? `Did you mean ${near.join(' or ')}?`
        : `The settings are ${settingNames.join(', ')}.`,
    ],
    commands: ['config list'],
    details: { given, near },
  });
}
