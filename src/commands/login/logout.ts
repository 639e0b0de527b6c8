import type { Action } from '../../ports/action.ts';

export const logout: Action<object, { readonly removed: boolean }> = {
  async run(ctx) {
    const [keys, settings] = await Promise.all([ctx.keys(), ctx.settings()]);
    const removed = await keys.remove(settings.profile.name);
    if (ctx.inputs.env('VOCOBASE_API_KEY') !== undefined) {
      ctx.say.notice('VOCOBASE_API_KEY is still set, so commands go on using that key.');
    }
    return { removed };
  },

  view({ removed }, style) {
    return removed
      ? `${style.mark.pass} The stored API key is gone from this machine. It stays valid at Vocobase.`
      : 'No API key was stored for this profile.';
  },
};
