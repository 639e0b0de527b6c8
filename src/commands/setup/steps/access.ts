import { accountManagerRequest } from '../../../domain/vocobase/account-manager-request.ts';
import { allowsProvider, isActivePartner } from '../../../domain/vocobase/partner-config.ts';
import { CliError } from '../../../errors/cli-error.ts';
import { always, known, type SetupStep } from '../draft.ts';
import { words } from '../words.ts';

/** The partner is active, and plivo is among the providers that it may call with. */
export const accessStep: SetupStep = {
  id: 'access',
  title: 'Access to plivo',
  optional: false,
  needed: always,
  async run(ctx, draft) {
    const config = known(draft.config, 'configuration');
    const account = known(draft.account, 'account');
    if (!isActivePartner(config)) {
      throw new CliError('PARTNER_INACTIVE', {
        message: `This partner account is ${config.status}, so it cannot place calls.`,
        details: { partner_status: config.status },
      });
    }
    const allowed = config.allowed_telephony_providers;
    if (allowed === null) {
      throw new CliError('UNEXPECTED_RESPONSE', {
        message:
          'GET /config does not say which providers are allowed, so it is not known whether calls through plivo are.',
        commands: ['api GET /config'],
      });
    }
    const list = allowed.length === 0 ? 'none' : allowed.join(', ');
    if (allowsProvider(config, 'plivo')) return { status: 'done', evidence: `allowed: ${list}` };

    const request = accountManagerRequest(account, {
      kind: 'provider',
      provider: 'plivo',
      allowed,
    });
    const goOn =
      draft.given.input.allowPendingAccess === true ||
      (ctx.prompt.available && (await offerToGoOn()));
    if (!goOn) {
      throw new CliError('PROVIDER_NOT_ALLOWED', {
        message: `plivo is not among this account's providers (allowed: ${list}).`,
        hints: [
          'Only your Vocobase account manager can enable it: send the request below.',
          'To store the credentials already now, add --allow-pending-access.',
        ],
        commands: ['status', 'explain PROVIDER_NOT_ALLOWED'],
        details: {
          allowed_telephony_providers: allowed,
          request,
        },
      });
    }
    return {
      status: 'pending',
      evidence: `plivo is not enabled yet (allowed: ${list})`,
      adds: { accessPending: true },
    };

    async function offerToGoOn(): Promise<boolean> {
      ctx.log.warn(words.accessMissing);
      ctx.log.paragraph(words.sendRequest(request));
      return ctx.prompt.confirm({
        message: words.storeAlready,
        flag: '--allow-pending-access',
        what: 'consent',
      });
    }
  },
};
