import type { Action } from '../../ports/action.ts';
import { type ProfileList, viewProfiles } from './profile-list.ts';

/** `profiles list`: the profiles of this machine. */
export const listProfiles: Action<void, ProfileList> = {
  async run(ctx) {
    const settings = await ctx.settings();
    const { name, source } = settings.profile;
    if (source === 'flag' || source === 'environment') {
      const by = source === 'flag' ? '--profile' : 'VOCOBASE_PROFILE';
      ctx.log.notice(`${by} selects ${name} for this run.`);
    }
    return { profiles: settings.profiles() };
  },
  view: viewProfiles,
};
