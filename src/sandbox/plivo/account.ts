import type { Reply } from '../http/reply.ts';
import type { PlivoAccount, PlivoCompliance } from '../world/world.ts';
import type { PlivoRequest } from './access.ts';
import { PlivoRefusal, page, plivoAnswer, plivoTime } from './reply.ts';

/** The account object. It is not documented that a subaccount's has the same shape. */
export function showAccount({ account }: PlivoRequest): Reply {
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

/** `GET /Subaccount/`: the subaccounts of a main account; 403 for a subaccount. */
export function listSubaccounts({ world, account, query, path }: PlivoRequest): Reply {
  if (account.parent) throw new PlivoRefusal(403, 'a subaccount has no subaccounts');
  const children = world.plivo.accounts.filter((each) => each.parent === account.auth_id);
  return page(path, query, children.map(subaccountView));
}

/** `GET /Subaccount/{subauth_id}/`. */
export function showSubaccount({ world, account, params }: PlivoRequest): Reply {
  const child = world.plivo.accounts.find(
    (each) => each.auth_id === params.subauth_id && each.parent === account.auth_id,
  );
  if (!child) throw new PlivoRefusal(404, 'not found');
  return plivoAnswer(subaccountView(child));
}

/** The real object also shows the token. The sandbox has only its hash. */
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

const prices: Readonly<Record<string, { country: string; code: string; rate: string }>> = {
  US: { country: 'United States', code: '1', rate: '0.01000' },
  IN: { country: 'India', code: '91', rate: '0.00850' },
};

/** Voice prices of the two countries in which the sandbox has numbers. */
export function showPricing({ query }: PlivoRequest): Reply {
  const iso = query.get('country_iso') ?? '';
  const found = prices[iso];
  if (!found) throw new PlivoRefusal(404, `no pricing for country_iso ${iso}`);
  const { country, code, rate } = found;
  return plivoAnswer({
    country,
    country_code: code,
    country_iso: iso,
    voice: { outbound: { rates: [{ prefix: [code], rate }] } },
  });
}

/** Compliance applications. Unlike other lists: 100 rows a page, under `compliances`. */
export function listCompliances({ world, account, query, path }: PlivoRequest): Reply {
  const country = query.get('country_iso');
  const status = query.get('status');
  const found = world.plivo.compliances
    .filter((each) => each.account === account.auth_id || each.account === account.parent)
    .filter((each) => country === null || each.country_iso === country)
    .filter((each) => status === null || each.status === status)
    .map((each) => complianceView(each, account.timezone));
  return page(path, query, found, { key: 'compliances', max: 100 });
}

function complianceView(compliance: PlivoCompliance, timezone: string) {
  return {
    alias: compliance.alias,
    compliance_id: compliance.compliance_id,
    country_iso: compliance.country_iso,
    created_at: plivoTime(compliance.created_at, timezone),
    number_type: compliance.number_type,
    rejection_reason: compliance.rejection_reason,
    status: compliance.status,
    user_type: compliance.user_type,
  };
}
