import { maskApiKey } from '../../domain/text/mask.ts';
import { type Account, accountLabel, accountOf } from '../../domain/vocobase/partner-config.ts';
import { CliError } from '../../errors/cli-error.ts';
import type { Action } from '../../ports/action.ts';
import type { Context, KeyInForce } from '../../ports/context.ts';
import type { Style } from '../../ports/style.ts';

interface WhoamiInput {
  readonly offline?: boolean;
}

/** The JSON of `whoami`. */
export interface WhoamiResult {
  /** Null with `--offline`: only the API knows the account. */
  readonly account: Account | null;
  /** `rg_live_…last4`. */
  readonly key: string;
  readonly key_source: KeyInForce['source'];
  readonly base_url: string;
  readonly profile: string;
}

/** `whoami`: the account that the API key belongs to, and where the key comes from. */
export const whoami: Action<WhoamiInput, WhoamiResult> = {
  async run(ctx, { offline = false }) {
    const key = await ctx.findApiKey();
    if (key === null) throw new CliError('API_KEY_MISSING');
    const [settings, { url }] = await Promise.all([ctx.settings(), ctx.baseUrl()]);
    return {
      account: offline ? null : await readAccount(ctx),
      key: maskApiKey(key.apiKey),
      key_source: key.source,
      base_url: url,
      profile: settings.profile.name,
    };
  },

  view(result, style) {
    return style.facts([
      ...accountFacts(result.account, style),
      ['Key', `${result.key} (${sources[result.key_source]})`],
      ['API', result.base_url],
      ['Profile', result.profile],
    ]);
  },
};

async function readAccount(ctx: Pick<Context, 'vocobase' | 'log'>): Promise<Account> {
  const vocobase = await ctx.vocobase();
  const config = await ctx.log.progress('Checking the API key', () => vocobase.config());
  return accountOf(config);
}

function accountFacts(account: Account | null, style: Style): [string, string][] {
  if (account === null) return [['Account', style.dim('not checked (offline)')]];
  return [
    ['Account', style.bold(accountLabel(account))],
    ['Status', account.status ?? style.dim('unknown')],
  ];
}

const sources: Readonly<Record<KeyInForce['source'], string>> = {
  environment: 'from VOCOBASE_API_KEY',
  keychain: "in the system's key store",
  file: 'in a file that only you can read',
  sandbox: 'from the sandbox',
};
