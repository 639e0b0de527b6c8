import { findNumberDoubt } from '../../domain/text/phone-number.ts';
import { accept } from '../../flows/input.ts';
import type { Action } from '../../ports/action.ts';
import { parseSetting } from './parse-setting.ts';
import { checkSettingName } from './setting-name.ts';
import { type SettingsResult, viewSettings } from './settings-result.ts';

export interface SetSettingInput {
  readonly name: string;
  readonly value: string;
}

export const setSetting: Action<SetSettingInput, SettingsResult> = {
  async run(ctx, input) {
    const name = checkSettingName(input.name);
    const value = accept(ctx, parseSetting(name, input.value), name);
    if (name === 'call_to') {
      const doubt = await findNumberDoubt(String(value));
      if (doubt !== null) ctx.log.warn(doubt);
    }
    const settings = await ctx.settings();
    if (ctx.mode.dryRun) {
      ctx.log.notice(`${name} would become ${value} in the profile ${settings.profile.name}.`);
      return { dry_run: true, requests: [] };
    }
    await settings.write(name, value);
    ctx.log.done(`${name} is set in the profile ${settings.profile.name}`, String(value));
    return { settings: settings.read() };
  },
  view: viewSettings,
};
