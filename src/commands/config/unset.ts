import type { Action } from '../../ports/action.ts';
import { checkSettingName } from './setting-name.ts';
import { type SettingsResult, viewSettings } from './settings-result.ts';

export interface UnsetSettingInput {
  readonly name: string;
}

export const unsetSetting: Action<UnsetSettingInput, SettingsResult> = {
  async run(ctx, input) {
    const name = checkSettingName(input.name);
    const settings = await ctx.settings();
    const where = `the profile ${settings.profile.name}`;
    const wasSet = settings.read()[name] !== undefined;
    if (ctx.mode.dryRun) {
      ctx.log.notice(wasSet ? `${name} would be removed from ${where}.` : `${name} is not set.`);
      return { dry_run: true, requests: [] };
    }
    // Also when nothing could be read: a value that cannot be used is removed like any other.
    await settings.write(name, undefined);
    if (wasSet) ctx.log.done(`${name} is removed from ${where}`);
    else ctx.log.notice(`${name} was not set in ${where}.`);
    return { settings: settings.read() };
  },
  view: viewSettings,
};
