import { maskApiKey } from '../../../domain/text/mask.ts';
import { parseApiKey } from '../../../domain/vocobase/api-key.ts';
import { accountLabel, accountOf } from '../../../domain/vocobase/partner-config.ts';
import { CliError } from '../../../errors/cli-error.ts';
import type { Context } from '../../../ports/context.ts';
import { always, type SetupStep, type StepOutcome } from '../draft.ts';
import { words } from '../words.ts';

const tries = 3;

/** An API key is at hand, and `GET /config` accepts it. */
export const keyStep: SetupStep = {
  id: 'key',
  title: 'API key',
  optional: false,
  needed: always,
  async run(ctx) {
    const found = await ctx.findApiKey();
    if (found !== null) return accepted(ctx, found.apiKey);
    for (let attempt = 1; ; attempt++) {
      const typed = await ctx.prompt.secret({
        message: words.askKey,
        flag: null,
        env: 'VOCOBASE_API_KEY',
        what: 'API key',
        parse: parseApiKey,
      });
      try {
        const outcome = await accepted(ctx, typed);
        ctx.log.notice(words.keyForThisRun(ctx.mode.program));
        return outcome;
      } catch (error) {
        const again = error instanceof CliError && error.code === 'UNAUTHORIZED';
        if (!again || attempt === tries) throw error;
        ctx.log.warn(words.keyRefused);
      }
    }
  },
};

async function accepted(ctx: Context, apiKey: string): Promise<StepOutcome> {
  const vocobase = await ctx.vocobase(apiKey);
  const config = await ctx.log.progress('Asking Vocobase whose key this is', () =>
    vocobase.config(),
  );
  const account = accountOf(config);
  return {
    status: 'done',
    evidence: `${accountLabel(account)}, ${maskApiKey(apiKey)}`,
    adds: { vocobase, config, account },
  };
}
