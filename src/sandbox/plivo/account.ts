import type { Reply } from '../reply.ts';
import type { PlivoAccount } from '../world.ts';
import { PlivoRefusal, plivoAnswer, plivoTime } from './answers.ts';
import { page } from './paging.ts';
import type { PlivoVisit } from './visit.ts';

/** The account object. A subaccount answers in the same form, which is not documented. */
export function showAccount({ account }: PlivoVisit): Reply {
  return plivoAnswer({
    account_type: account.account_type,
    address: account.address,
    auth_id: account.auth_id,
    auto_recharge: account.auto_recharge,
    billing_mode: account.billing_mode,
    cash_credits: account.cash_credits,
    city: account.city,
    name: account.name,
    resource_uri: `/v1/Account/${account.auth_id}/`,
    state: account.state,
    timezone: account.timezone,
  });
}

export function listSubaccounts({ world, account, query, path }: PlivoVisit): Reply {
  if (account.parent) throw new PlivoRefusal(403, 'a subaccount has no subaccounts');
  const children = world.plivo.accounts.filter((each) => each.parent === account.auth_id);
  return page(path, query, children.map(subaccountView));
}

/** The real object also shows the token; the emulator has only its hash. */
function subaccountView(child: PlivoAccount) {
  return {
    account: `/v1/Account/${child.parent}/`,
    auth_id: child.auth_id,
    auth_token: null,
    created: plivoTime(child.created_at, child.timezone),
    enabled: child.enabled,
    modified: null,
    name: child.name,
    resource_uri: `/v1/Account/${child.parent}/Subaccount/${child.auth_id}/`,
  };
}
