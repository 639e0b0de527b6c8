import { CliError, type ErrorFacts, isKnownFailure } from '../../errors/cli-error.ts';
import { accountManagerRequest } from './account-manager-request.ts';
import {
  accountOf,
  allowsProvider,
  isActivePartner,
  type PartnerConfig,
} from './partner-config.ts';
import { providerLabel } from './provider-names.ts';

/** Reads `GET /config` when the error alone does not prove its cause. */
interface ConfigReader {
  config(): Promise<PartnerConfig>;
}

/**
 * Finds out why a call or a write was refused. A 403 has several documented causes without a code
 * for each, so one read of `GET /config` looks for proof. A full concurrency limit gets the request
 * to send to the account manager. Returns the error to throw, unchanged if nothing more is proven.
 */
export async function explainRefusal(
  vocobase: ConfigReader,
  error: unknown,
  provider: string,
): Promise<unknown> {
  if (!(error instanceof CliError)) return error;
  if (error.code === 'CONCURRENCY_LIMIT') return addConcurrencyRequest(vocobase, error);
  const forbidden = error.code === 'FORBIDDEN' || error.code === 'INSUFFICIENT_BALANCE';
  return forbidden && error.http?.status === 403
    ? explainForbidden(vocobase, error, provider)
    : error;
}

async function explainForbidden(
  vocobase: ConfigReader,
  error: CliError,
  provider: string,
): Promise<CliError> {
  const as = (code: CliError['code'], facts: ErrorFacts = {}) =>
    new CliError(code, { http: error.http, cause: error, ...facts });
  const config = await readConfig(vocobase);
  if (config instanceof CliError) {
    const alsoForbidden = config.http?.status === 403;
    if (!alsoForbidden || error.code === 'INSUFFICIENT_BALANCE') return error;
    return as('PARTNER_INACTIVE', {
      message:
        'The request is not permitted, and neither is reading the account. The likely cause is a partner account that is suspended or not approved.',
      details: { proven: false },
    });
  }
  const allowed = config.allowed_telephony_providers;
  if (allowed !== null && !allowsProvider(config, provider)) {
    return as('PROVIDER_NOT_ALLOWED', {
      message: `${providerLabel(provider)} is not enabled for this account (enabled: ${allowed.length === 0 ? 'none' : allowed.join(', ')}).`,
      hints: [
        'Check that this is the account you mean.',
        `Only your Vocobase account manager can enable ${providerLabel(provider)}. Send them the request below.`,
      ],
      commands: ['whoami'],
      details: {
        allowed_telephony_providers: allowed,
        request: accountManagerRequest(accountOf(config), { kind: 'provider', provider, allowed }),
      },
    });
  }
  if (error.code === 'INSUFFICIENT_BALANCE') return error;
  if (config.credits !== null && config.credits <= 0) {
    return as('INSUFFICIENT_BALANCE', { details: { credits: config.credits } });
  }
  if (!isActivePartner(config)) {
    return as('PARTNER_INACTIVE', {
      message: `The Vocobase partner account is not active. Its status is "${config.status}".`,
      details: { proven: true, status: config.status },
    });
  }
  return error;
}

async function addConcurrencyRequest(vocobase: ConfigReader, error: CliError): Promise<CliError> {
  const config = await readConfig(vocobase);
  if (config instanceof CliError) return error;
  const count = (value: unknown) => (typeof value === 'number' ? value : null);
  const { limit, active } = error.details;
  return error.with({
    details: {
      request: accountManagerRequest(accountOf(config), {
        kind: 'concurrency',
        limit: count(limit),
        active: count(active),
      }),
    },
  });
}

/** The account, or the error from reading it. */
function readConfig(vocobase: ConfigReader) {
  return vocobase.config().catch((failure: unknown) => {
    if (!isKnownFailure(failure)) throw failure;
    return failure;
  });
}
