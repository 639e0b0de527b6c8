import type { Reply } from '../reply.ts';
import type { PlivoCompliance } from '../world.ts';
import { plivoTime } from './answers.ts';
import { page } from './paging.ts';
import type { PlivoVisit } from './visit.ts';

/** Compliance applications; this list has pages of up to 100 and a key of its own. */
export function listCompliances({ world, account, query, path }: PlivoVisit): Reply {
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
