import type { Action } from '../../ports/action.ts';
import { checkSettingName } from './setting-name.ts';

export interface GetSettingInput {
  readonly name: string;
}

export interface OneSetting {
  readonly settings: Readonly<Record<string, string | number | null>>;
}

export const getSetting: Action<GetSettingInput, OneSetting> = {
  async run(ctx, input) {
    const name = checkSettingName(input.name);
    const settings = await ctx.settings();
    const value = settings.read()[name] ?? null;
    if (value === null) ctx.log.notice(`${name} is not set.`);
    return { settings: { [name]: value } };
  },

  view({ settings }) {
    return Object.values(settings)
      .map((value) => String(value ?? ''))
      .join('\n');
  },
};
