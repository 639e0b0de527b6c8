import type { Action } from '../../ports/action.ts';
import { type ProfileList, requireProfile, viewProfiles } from './profile-list.ts';

interface UseProfileInput {
  readonly name: string;
}

/** `profiles use`: makes a profile the current one. */
export const useProfile: Action<UseProfileInput, ProfileList> = {
  async run(ctx, { name }) {
    const settings = await ctx.settings();
    requireProfile(settings, name);
    if (ctx.mode.dryRun) {
      ctx.log.notice(`${name} would become the current profile.`);
      return { dry_run: true, requests: [] };
    }
    await settings.useProfile(name);
    ctx.log.done('Current profile', name);
    const inUse = settings.profile;
    if (inUse.source === 'environment' && inUse.name !== name) {
      ctx.log.warn(`VOCOBASE_PROFILE is set to ${inUse.name} and takes precedence.`);
    }
    return { profiles: settings.profiles() };
  },
  view: viewProfiles,
};
