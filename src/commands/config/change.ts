import { settings as descriptions, type SettingName } from '../../domain/settings.ts';
import { findNumberDoubt } from '../../domain/text/phone-number.ts';
import { accept, readPrecedence } from '../../flows/input.ts';
import type { Action } from '../../ports/action.ts';
import type { Context } from '../../ports/context.ts';
import { checkSettingName, type SettingsResult, viewSettings } from './read.ts';

/** The variables that take precedence over a setting. */
const variables: Partial<Record<SettingName, string>> = {
  agent: 'VOCOBASE_AGENT_ID',
  connection: 'VOCOBASE_CONNECTION_ID',
  base_url: 'VOCOBASE_BASE_URL',
};

/** `config set`: checks a value, stores it, and reads it back. */
export const setSetting: Action<{ readonly name: string; readonly value: string }, SettingsResult> =
  {
    async run(ctx, input) {
      const name = checkSettingName(input.name);
      const value = accept<string | number>(ctx, descriptions[name].parse(input.value), name);
      if (name === 'call_to') await warnAboutNumber(ctx, String(value));
      const settings = await ctx.settings();
      const profile = settings.profile.name;
      if (ctx.mode.dryRun) {
        ctx.log.notice(`${name} would be set to ${value} in the profile ${profile}.`);
        return { dry_run: true, requests: [] };
      }
      await settings.write(name, value);
      ctx.log.done(`${name} is set in the profile ${profile}`, String(value));
      const variable = variables[name];
      if (variable !== undefined && readPrecedence(ctx, variable) !== undefined) {
        ctx.log.warn(`${variable} is set and takes precedence.`);
      }
      return { settings: settings.read() };
    },
    view: viewSettings,
  };

/** `config unset`: removes a value. */
export const unsetSetting: Action<{ readonly name: string }, SettingsResult> = {
  async run(ctx, input) {
    const name: SettingName = checkSettingName(input.name);
    const settings = await ctx.settings();
    const profile = settings.profile.name;
    const wasSet = settings.read()[name] !== undefined;
    if (ctx.mode.dryRun) {
      ctx.log.notice(
        wasSet ? `${name} would be removed from the profile ${profile}.` : `${name} is not set.`,
      );
      return { dry_run: true, requests: [] };
    }
    // Also if the value could not be read: one of the wrong type is removed like any other.
    await settings.write(name, undefined);
    if (wasSet) ctx.log.done(`${name} is removed from the profile ${profile}`);
    else ctx.log.notice(`${name} was not set in the profile ${profile}.`);
    return { settings: settings.read() };
  },
  view: viewSettings,
};

async function warnAboutNumber(ctx: Pick<Context, 'log'>, number: string): Promise<void> {
  const doubt = await findNumberDoubt(number);
  if (doubt !== null) ctx.log.warn(doubt);
}
