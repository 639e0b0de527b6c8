import { maskApiKey } from '../../domain/text/mask.ts';
import { type Account, accountLabel, accountOf } from '../../domain/vocobase/partner-config.ts';
import { CliError } from '../../errors/cli-error.ts';
import type { Action } from '../../ports/action.ts';
import type { KeyInForce } from '../../ports/context.ts';

export interface WhoamiResult {
  readonly account: Account;
  /** `rg_live_…last4`. */
  readonly key: string;
  readonly key_source: KeyInForce['source'];
  readonly base_url: string;
  readonly profile: string;
}

export const whoami: Action<object, WhoamiResult> = {
  async run(ctx) {
    const key = await ctx.findApiKey();
    if (key === null) throw new CliError('API_KEY_MISSING');
    const [vocobase, settings] = await Promise.all([ctx.vocobase(), ctx.settings()]);
    const config = await ctx.log.progress('Asking Vocobase whose key this is', () =>
      vocobase.config(),
    );
    return {
      account: accountOf(config),
      key: maskApiKey(key.apiKey),
      key_source: key.source,
      base_url: vocobase.baseUrl,
      profile: settings.profile.name,
    };
  },

  view(result, style) {
    return style.facts([
      ['Account', style.bold(accountLabel(result.account))],
      ['Status', result.account.status],
      ['Key', `${result.key} (${sources[result.key_source]})`],
      ['API', result.base_url],
      ['Profile', result.profile],
    ]);
  },
};

const sources: Readonly<Record<KeyInForce['source'], string>> = {
  environment: 'from VOCOBASE_API_KEY',
  keychain: "in the system's key store",
  file: 'in a file that only you can read',
  sandbox: "the sandbox's own",
};
