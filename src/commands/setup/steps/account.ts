import { maskApiKey } from '../../../domain/text/mask.ts';
import { accountManagerRequest } from '../../../domain/vocobase/account-manager-request.ts';
import { parseApiKey } from '../../../domain/vocobase/api-key.ts';
import {
  type Account,
  accountLabel,
  accountOf,
  allowsProvider,
  enabledEvidence,
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

/** The client and what `GET /config` returned. */
export interface FoundAccount {
  readonly vocobase: Vocobase;
  readonly config: PartnerConfig;
  readonly account: Account;
  /** True if a key was typed and saved on this machine. */
  readonly keySaved: boolean;
}

/** Finds an API key and checks it with `GET /config`. A typed key is offered to be saved. */
export const keyStep: Step<object, FoundAccount> = {
  id: 'key',
  title: 'API key',
  async run(ctx) {
    ctx.log.heading(words.headings.account, '1 of 5');
    const found = await ctx.findApiKey();
    if (found !== null) return signIn(ctx, found.apiKey);
    ctx.log.note(words.whereKey);
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
        // Printed here instead of at the end of the step, because the question below refers to it.
        if (outcome.evidence !== null) ctx.log.done(outcome.evidence);
        const keySaved = await offerToSave(ctx, typed, outcome.found.vocobase.baseUrl);
        return { ...outcome, shown: 'nothing', found: { ...outcome.found, keySaved } };
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
  const config = await ctx.log.progress('Checking the API key', () => vocobase.config());
  const account = accountOf(config);
  return {
    status: 'done',
    evidence: `${accountLabel(account)}, key ${maskApiKey(apiKey)}`,
    data: { account },
    found: { vocobase, config, account, keySaved: false },
  };
}

/** Stores the key like `login`. A failing store does not stop setup. */
async function offerToSave(ctx: Context, apiKey: string, baseUrl: string): Promise<boolean> {
  if (ctx.mode.dryRun) return false;
  const save = await ctx.prompt.confirm({
    message: words.saveKey,
    flag: null,
    what: 'saving the key',
    default: true,
  });
  if (!save) {
    ctx.log.note(words.keyNotSaved(ctx.mode.program));
    return false;
  }
  try {
    const [keys, settings] = await Promise.all([ctx.keys(), ctx.settings()]);
    const place = await keys.write(settings.profile.name, { apiKey, baseUrl }, 'auto');
    ctx.log.done(words.keySaved(place));
    return true;
  } catch (error) {
    if (!(error instanceof CliError) || error.code === 'INTERRUPTED') throw error;
    ctx.log.warn(error.message);
    return false;
  }
}

/** Whether Plivo still has to be enabled while the credentials are stored anyway. */
export interface FoundAccess {
  readonly accessPending: boolean;
}

/** Checks that the partner's status allows calls and that plivo is among its providers. */
export const accessStep: Step<FoundAccount & { readonly given: Given }, FoundAccess> = {
  id: 'access',
  title: 'Access to Plivo',
  async run(ctx, { config, account, given }) {
    if (!isActivePartner(config)) {
      throw new CliError('PARTNER_INACTIVE', {
        message: `This partner account is ${config.status}, so it cannot place calls.`,
        details: { partner_status: config.status },
      });
    }
    const allowed = config.allowed_telephony_providers;
    const data = { allowed_telephony_providers: allowed };
    const found = { accessPending: false };
    if (allowed === null) {
      return { status: 'skipped', evidence: words.accessNotSaid, data, found };
    }
    if (allowsProvider(config, 'plivo')) {
      return { status: 'done', evidence: enabledEvidence(config), data, found };
    }

    const list = allowed.length === 0 ? 'none' : allowed.join(', ');
    const request = accountManagerRequest(account, {
      kind: 'provider',
      provider: 'plivo',
      allowed,
    });
    if (!given.input.allowPendingAccess && !(await offerToGoOn(ctx))) {
      throw new CliError('PROVIDER_NOT_ALLOWED', {
        message: `Plivo is not enabled for this account (enabled: ${list}).`,
        hints: [
          'Only your Vocobase account manager can enable it. Send the request below, then check again.',
          'To store the credentials now:',
        ],
        commands: ['status', 'setup --allow-pending-access'],
        details: { ...data, request },
      });
    }
    ctx.log.paragraph(words.sendRequest(request));
    return {
      status: 'pending',
      evidence: `Plivo is not enabled yet (enabled: ${list})`,
      data,
      found: { accessPending: true },
    };
  },
};

async function offerToGoOn(ctx: Context): Promise<boolean> {
  if (!ctx.prompt.available) return false;
  ctx.log.warn(words.accessMissing);
  return ctx.prompt.confirm({
    message: words.storeAlready,
    flag: '--allow-pending-access',
    what: 'consent',
  });
}
