import type { Action } from '../../ports/action.ts';
import { type SettingsResult, viewSettings } from './settings-result.ts';

export const listSettings: Action<void, SettingsResult> = {
  async run(ctx) {
    const settings = await ctx.settings();
    return { settings: settings.read() };
  },
  view: viewSettings,
};
