import { isSubaccount } from '../domain/plivo/auth-id.ts';
import { isRecord } from '../domain/text/is-record.ts';
import { type CliError, isKnownFailure } from '../errors/cli-error.ts';
import { isPage, isSuccess } from '../http/read-reply.ts';
import type { CarrierVerdict } from '../ports/carrier.ts';
import type { HttpReply } from '../ports/http.ts';
import type { CarrierApi } from './api.ts';
import { readAccount } from './replies.ts';

/**
 * Whether Plivo accepts the credentials. Only a clear 401 is a refusal. A subaccount may not be
 * allowed to read the account, so its number list decides.
 */
export async function verify(api: CarrierApi, authId: string): Promise<CarrierVerdict> {
  try {
    const account = await api.reply('');
    if (isSuccess(account)) return accepted(account);
    const numbersDecide = isSubaccount(authId) && [401, 403, 404].includes(account.status);
    if (!numbersDecide) return judge(account, () => api.failure(account, ''));
    const numbers = await api.reply('Number/', { limit: 1 });
    return isSuccess(numbers) && isRecord(numbers.json)
      ? { kind: 'accepted', account: null }
      : judge(numbers, () => api.failure(numbers, 'Number/'));
  } catch (error) {
    if (!isKnownFailure(error)) throw error;
    return { kind: 'unchecked', reason: error.message };
  }
}

/** A network's login page also answers 200: without an account in the reply nothing is proven. */
function accepted(reply: HttpReply): CarrierVerdict {
  const account = readAccount(reply.json);
  return account === null ? notPlivo : { kind: 'accepted', account };
}

const notPlivo: CarrierVerdict = {
  kind: 'unchecked',
  reason: "The answer did not come from Plivo's API.",
};

/** Only a clear 401 is a refusal: a gateway's page with that status does not come from Plivo. */
function judge(reply: HttpReply, failure: () => CliError): CarrierVerdict {
  if (isPage(reply)) return notPlivo;
  if (reply.status === 401) return { kind: 'refused', error: failure() };
  return { kind: 'unchecked', reason: reasonFor(reply.status) };
}

function reasonFor(status: number): string {
  if (status === 403) {
    return 'Plivo answered 403: the account may allow only listed IP addresses, or is not verified.';
  }
  if (status === 429) return 'Plivo answered 429: too many requests for now.';
  if (status >= 500) return `Plivo answered with a server error (${status}).`;
  return `Plivo answered ${status}.`;
}
