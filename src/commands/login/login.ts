import { type ApiKey, parseApiKey } from '../../domain/vocobase/api-key.ts';
import { type Account, accountLabel, accountOf } from '../../domain/vocobase/partner-config.ts';
import { CliError } from '../../errors/cli-error.ts';
import { accept, requireInputs } from '../../flows/input.ts';
import type { Action } from '../../ports/action.ts';
import type { Context } from '../../ports/context.ts';
import type { KeyPlace } from '../../ports/settings.ts';

interface LoginInput {
  readonly apiKeyStdin?: boolean;
  readonly apiKeyFile?: string;
  readonly store: KeyPlace | 'auto';
}

/** The JSON of `login`. */
export interface LoginResult {
  readonly account: Account;
  readonly stored_in: KeyPlace;
}

/** `login`: checks an API key with `GET /config`, then stores it. */
export const login: Action<LoginInput, LoginResult> = {
  async run(ctx, input) {
    const given = await readKey(ctx, input);
    if (given === null) {
      requireInputs(ctx, [{ flag: '--api-key-stdin', env: 'VOCOBASE_API_KEY', what: 'API key' }]);
    }
    const apiKey = given ?? (await askKey(ctx));
    const vocobase = await ctx.vocobase(apiKey);
    const config = await ctx.log.progress('Checking the API key', () => vocobase.config());
    const account = accountOf(config);
    const [keys, settings] = await Promise.all([ctx.keys(), ctx.settings()]);
    if (ctx.mode.dryRun) {
      ctx.log.notice(
        `The key works for ${accountLabel(account)}. It would be stored for the profile ${settings.profile.name}.`,
      );
      return { dry_run: true, requests: [] };
    }
    const place = await keys.write(
      settings.profile.name,
      { apiKey, baseUrl: vocobase.baseUrl },
      input.store,
    );
    return { account, stored_in: place };
  },

  view(result, style) {
    const where =
      result.stored_in === 'keychain'
        ? "in the system's key store"
        : 'in a file that only you can read';
    return [
      `${style.mark.pass} Logged in as ${style.bold(accountLabel(result.account))}. The key is stored ${where}.`,
      '',
      style.next([{ label: 'Next', command: 'setup' }]),
    ].join('\n');
  },
};

async function readKey(ctx: Context, input: LoginInput): Promise<ApiKey | null> {
  if (input.apiKeyStdin && input.apiKeyFile !== undefined) {
    throw new CliError('USAGE', {
      message: 'The API key was given twice: --api-key-stdin and --api-key-file.',
      hints: ['Use one of them.'],
    });
  }
  const [from, value] = input.apiKeyStdin
    ? ['--api-key-stdin', await ctx.inputs.stdin()]
    : input.apiKeyFile !== undefined
      ? ['--api-key-file', await ctx.inputs.file(input.apiKeyFile, 'secret')]
      : ['VOCOBASE_API_KEY', ctx.inputs.env('VOCOBASE_API_KEY')];
  if (value === undefined) return ctx.mode.sandbox === null ? null : sandboxKey(ctx);
  if (value.trim() === '') {
    throw new CliError('EMPTY_SECRET', {
      message: `${from} contains no API key.`,
      details: { source: from },
    });
  }
  return accept(ctx, parseApiKey(value), from);
}

async function sandboxKey(ctx: Context): Promise<ApiKey | null> {
  return (await ctx.findApiKey())?.apiKey ?? null;
}

function askKey(ctx: Context): Promise<ApiKey> {
  return ctx.prompt.secret({
    message: 'Vocobase API key',
    flag: '--api-key-stdin',
    env: 'VOCOBASE_API_KEY',
    what: 'API key',
    parse: parseApiKey,
  });
}
