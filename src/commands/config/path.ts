import type { Action } from '../../ports/action.ts';

export interface SettingsPath {
  readonly settings: { readonly path: string };
}

export const showPath: Action<void, SettingsPath> = {
  async run(ctx) {
    const { path } = await ctx.settings();
    return { settings: { path } };
  },
  view: ({ settings }) => settings.path,
};
