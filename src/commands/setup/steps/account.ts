import { maskApiKey } from '../../../domain/text/mask.ts';
import { accountManagerRequest } from '../../../domain/vocobase/account-manager-request.ts';
import { parseApiKey } from '../../../domain/vocobase/api-key.ts';
import {
  type Account,
  accountLabel,
  accountOf,
  allowsProvider,
  isActivePartner,
  type PartnerConfig,
} from '../../../domain/vocobase/partner-config.ts';
import { CliError } from '../../../errors/cli-error.ts';
import type { Context } from '../../../ports/context.ts';
import type { Vocobase } from '../../../ports/vocobase.ts';
import type { Given } from '../input.ts';
import type { Outcome, Step } from '../step.ts';
import { words } from '../words.ts';

const tries = 3;

/** The client and what `GET /config` said. */
export interface FoundAccount {
  readonly vocobase: Vocobase;
  readonly config: PartnerConfig;
  readonly account: Account;
}

/** An API key is at hand, and `GET /config` accepts it. */
export const keyStep: Step<object, FoundAccount> = {
  id: 'key',
  title: 'API key',
  async run(ctx) {
    const found = await ctx.findApiKey();
    if (found !== null) return signIn(ctx, found.apiKey);
    for (let attempt = 1; ; attempt++) {
      const typed = await ctx.prompt.secret({
        message: words.askKey,
        flag: null,
        env: 'VOCOBASE_API_KEY',
        what: 'API key',
        parse: parseApiKey,
      });
      try {
        const outcome = await signIn(ctx, typed);
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

async function signIn(ctx: Context, apiKey: string): Promise<Outcome<FoundAccount>> {
  const vocobase = await ctx.vocobase(apiKey);
  const config = await ctx.log.progress('Asking Vocobase whose key this is', () =>
    vocobase.config(),
  );
  const account = accountOf(config);
  return {
    status: 'done',
    evidence: `${accountLabel(account)}, ${maskApiKey(apiKey)}`,
    data: { account },
    found: { vocobase, config, account },
  };
}

/** Whether plivo is still to be enabled, and the credentials are stored all the same. */
export interface FoundAccess {
  readonly accessPending: boolean;
}

/** The partner's status does not stop it, and plivo is among the providers that it may call with. */
export const accessStep: Step<FoundAccount & { readonly given: Given }, FoundAccess> = {
  id: 'access',
  title: 'Access to plivo',
  async run(ctx, { config, account, given }) {
    if (!isActivePartner(config)) {
      throw new CliError('PARTNER_INACTIVE', {
        message: `This partner account is ${config.status}, so it cannot place calls.`,
        details: { partner_status: config.status },
      });
    }
    const allowed = config.allowed_telephony_providers;
    if (allowed === null) {
      return {
        status: 'skipped',
        evidence: words.accessNotSaid,
        data: { allowed_telephony_providers: null },
        found: { accessPending: false },
      };
    }
    const list = allowed.length === 0 ? 'none' : allowed.join(', ');
    const data = { allowed_telephony_providers: allowed };
    if (allowsProvider(config, 'plivo')) {
      return {
        status: 'done',
        evidence: `allowed: ${list}`,
        data,
        found: { accessPending: false },
      };
    }

    const request = accountManagerRequest(account, {
      kind: 'provider',
      provider: 'plivo',
      allowed,
    });
    if (!given.input.allowPendingAccess && !(await offerToGoOn(ctx, request))) {
      throw new CliError('PROVIDER_NOT_ALLOWED', {
        message: `plivo is not among this account's providers (allowed: ${list}).`,
        hints: [
          'Only your Vocobase account manager can enable it: send the request below.',
          'To store the credentials already now, add --allow-pending-access.',
        ],
        commands: ['status', 'explain PROVIDER_NOT_ALLOWED'],
        details: { ...data, request },
      });
    }
    return {
      status: 'pending',
      evidence: `plivo is not enabled yet (allowed: ${list})`,
      data,
      found: { accessPending: true },
    };
  },
};

async function offerToGoOn(ctx: Context, request: string): Promise<boolean> {
  if (!ctx.prompt.available) return false;
  ctx.log.warn(words.accessMissing);
  ctx.log.paragraph(words.sendRequest(request));
  return ctx.prompt.confirm({
    message: words.storeAlready,
    flag: '--allow-pending-access',
    what: 'consent',
  });
}
