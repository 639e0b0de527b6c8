import { CliError } from '../../errors/cli-error.ts';
import type { Action } from '../../ports/action.ts';
import type { KeyStore } from '../../ports/settings.ts';

/** `logout`: removes the stored API key. */
export const logout: Action<object, { readonly removed: boolean }> = {
  async run(ctx) {
    const [keys, settings] = await Promise.all([ctx.keys(), ctx.settings()]);
    const { name } = settings.profile;
    if (ctx.mode.dryRun) {
      ctx.log.notice(
        (await isStored(keys, name))
          ? `The API key stored for the profile ${name} would be removed from this machine.`
          : `No API key is stored for the profile ${name}.`,
      );
      return { dry_run: true, requests: [] };
    }
    const removed = await keys.remove(name);
    if (ctx.inputs.env('VOCOBASE_API_KEY') !== undefined) {
      ctx.log.notice('VOCOBASE_API_KEY is still set, so commands still use that key.');
    }
    return { removed };
  },

  view({ removed }, style) {
    return removed
      ? `${style.mark.pass} The API key is removed from this machine. It is still valid at Vocobase.`
      : 'No API key was stored for this profile.';
  },
};

/** A key that cannot be read counts as stored, so that it is removed too. */
async function isStored(keys: KeyStore, profile: string): Promise<boolean> {
  try {
    return (await keys.read(profile)) !== null;
  } catch (error) {
    if (error instanceof CliError) return true;
    throw error;
  }
}
