import { requireConsent } from '../../flows/input.ts';
import type { Action } from '../../ports/action.ts';
import { type ProfileList, requireProfile, viewProfiles } from './profile-list.ts';

interface RemoveProfileInput {
  readonly name: string;
}

/** `profiles remove`: removes a profile's settings and stored key. */
export const removeProfile: Action<RemoveProfileInput, ProfileList> = {
  async run(ctx, { name }) {
    const settings = await ctx.settings();
    requireProfile(settings, name);
    if (ctx.mode.dryRun) {
      ctx.log.notice(
        `The profile ${name} would be removed, with its settings and its stored API key.`,
      );
      return { dry_run: true, requests: [] };
    }
    await requireConsent(
      ctx,
      `Remove the profile ${name}, with its settings and its stored API key?`,
    );
    const keys = await ctx.keys();
    // The key first: if that fails, the profile can still be removed later.
    const hadKey = await keys.remove(name);
    const hadSettings = await settings.removeProfile(name);
    if (hadKey || hadSettings) {
      ctx.log.done(
        `The profile ${name} is removed`,
        hadKey ? 'with its stored API key' : undefined,
      );
    } else ctx.log.notice(`The profile ${name} was empty.`);
    return { profiles: settings.profiles() };
  },
  view: viewProfiles,
};
