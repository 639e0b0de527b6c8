import type { Reply } from '../http/reply.ts';
import { numbersOf, ownedNumber, verifiedCallerId, withoutPlus } from '../world/plivo-account.ts';
import type { PlivoNumber, VerifiedCallerId } from '../world/world.ts';
import type { PlivoRequest } from './access.ts';
import { PlivoRefusal, page, plivoAnswer, plivoTime } from './reply.ts';

/** `GET /Number/`: the account's numbers, with the documented filters. */
export function listNumbers({ world, account, query, path }: PlivoRequest): Reply {
  const prefix = withoutPlus(query.get('number_startswith') ?? '');
  const numbers = numbersOf(world, account.auth_id)
    .filter((number) => number.number.startsWith(prefix))
    .filter((number) => matches(query.get('type'), number.number_type))
    .filter((number) => matches(query.get('alias'), number.alias))
    .filter((number) => matches(query.get('subaccount'), number.sub_account))
    .filter((number) => hasServices(number, query.get('services')));
  return page(
    path,
    query,
    numbers.map((number) => numberView(number, account.auth_id)),
  );
}

/** `GET /Number/{number}/`; 404 for a number of another account. */
export function showNumber({ world, account, params }: PlivoRequest): Reply {
  const number = ownedNumber(world, account.auth_id, params.number ?? '');
  if (!number) throw new PlivoRefusal(404, 'not found');
  return plivoAnswer(numberView(number, account.auth_id));
}

/** `GET /VerifiedCallerId/`: those of the main account, which its subaccounts share. */
export function listVerifiedCallerIds({ world, account, query, path }: PlivoRequest): Reply {
  const found = world.plivo.verifiedCallerIds
    .filter((each) => each.account === (account.parent ?? account.auth_id))
    .filter((each) => matches(query.get('alias'), each.alias))
    .filter((each) => matches(query.get('country'), each.country));
  return page(
    path,
    query,
    found.map((each) => verifiedView(each, account.timezone)),
  );
}

/** `GET /VerifiedCallerId/{number}/`, with or without `+`. */
export function showVerifiedCallerId({ world, account, params }: PlivoRequest): Reply {
  const found = verifiedCallerId(world, account.auth_id, params.number ?? '');
  if (!found) throw new PlivoRefusal(404, 'not found');
  return plivoAnswer(verifiedView(found, account.timezone));
}

/** The members that Plivo's own SDK reads. */
function verifiedView(verified: VerifiedCallerId, timezone: string) {
  return {
    alias: verified.alias,
    country: verified.country,
    created_at: plivoTime(verified.created_at, timezone),
    modified_at: plivoTime(verified.created_at, timezone),
    phone_number: verified.number,
    subaccount: '',
    verification_uuid: verified.verification_uuid,
  };
}

function matches(wanted: string | null, actual: string | null): boolean {
  return wanted === null || wanted === actual;
}

function hasServices(number: PlivoNumber, wanted: string | null): boolean {
  if (wanted === null) return true;
  return wanted.split(',').every((service) => {
    if (service === 'voice') return number.voice_enabled;
    if (service === 'sms') return number.sms_enabled;
    if (service === 'mms') return number.mms_enabled;
    throw new PlivoRefusal(400, `services: ${service} is not voice, sms or mms`);
  });
}

/** The documented number object. The number has no plus. */
function numberView(number: PlivoNumber, authId: string) {
  return {
    added_on: number.added_on,
    alias: number.alias,
    application: number.application,
    carrier: 'Plivo',
    cnam: null,
    cnam_lookup: null,
    mms_enabled: number.mms_enabled,
    mms_rate: number.mms_enabled ? '0.00750' : null,
    monthly_rental_rate: '0.50000',
    number: number.number,
    number_type: number.number_type,
    region: number.region,
    renewal_date: '2026-12-15',
    resource_uri: `/v1/Account/${authId}/Number/${number.number}/`,
    sms_enabled: number.sms_enabled,
    sms_rate: number.sms_enabled ? '0.00000' : null,
    sub_account: number.sub_account,
    voice_enabled: number.voice_enabled,
    voice_rate: number.voice_enabled ? '0.00550' : null,
    // Reported for the live API, but not in the published schema.
    active: true,
    ...(number.compliance_status !== null && { compliance_status: number.compliance_status }),
  };
}
