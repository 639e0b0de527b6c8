import * as v from 'valibot';
import type {
  CarrierAccount,
  CarrierCall,
  CarrierCompliance,
  CarrierNumber,
  VerifiedCallerId,
} from '../domain/plivo/account.ts';
import { numberOrNull, orNull, reader, requiredText, textOrNull } from '../http/reply-schema.ts';

const flag = orNull(
  v.union([
    v.boolean(),
    v.pipe(
      v.picklist(['true', 'false']),
      v.transform((word) => word === 'true'),
    ),
  ]),
);

/** Plivo omits the plus. */
const e164 = v.pipe(
  requiredText,
  v.transform((number) => (/^\d+$/.test(number) ? `+${number}` : number)),
);

/**
 * Times come in the time zone of the account's console, with its offset: `2022-06-28
 * 19:39:05+05:30`. They are converted to ISO 8601 in UTC; one without an offset stays as sent.
 */
const moment = orNull(
  v.pipe(
    v.string(),
    v.transform((time) => {
      if (!/(Z|[+-]\d\d:?\d\d)$/.test(time)) return time;
      const at = Date.parse(time.replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));
      return Number.isNaN(at) ? time : new Date(at).toISOString();
    }),
  ),
);

const account = v.pipe(
  v.object({
    auth_id: textOrNull,
    name: textOrNull,
    account_type: textOrNull,
    billing_mode: textOrNull,
    cash_credits: numberOrNull,
    auto_recharge: flag,
  }),
  v.check((read) => read.auth_id !== null || read.name !== null || read.cash_credits !== null),
  v.transform((read): CarrierAccount => read),
);

const number = v.pipe(
  v.object({
    number: e164,
    alias: textOrNull,
    region: textOrNull,
    number_type: textOrNull,
    voice_enabled: flag,
    // The documentation's table and its sample spell this member differently.
    sub_account: textOrNull,
    subaccount: textOrNull,
    application: v.optional(textOrNull),
    compliance_status: textOrNull,
  }),
  v.transform(
    ({ number, subaccount, ...rest }): CarrierNumber => ({
      ...rest,
      phone_number: number,
      sub_account: rest.sub_account ?? subaccount,
    }),
  ),
);

const verifiedCallerId = v.pipe(
  v.object({
    phone_number: orNull(e164),
    // The single-item endpoint's path uses this name.
    number: orNull(e164),
    alias: textOrNull,
    country: textOrNull,
  }),
  v.transform(({ number, phone_number, ...rest }) => ({
    ...rest,
    phone_number: phone_number ?? number ?? '',
  })),
  v.check(({ phone_number }) => phone_number !== ''),
  v.transform((read): VerifiedCallerId => read),
);

const call = v.pipe(
  v.object({
    call_uuid: requiredText,
    from_number: orNull(e164),
    to_number: orNull(e164),
    call_direction: textOrNull,
    initiation_time: moment,
    answer_time: moment,
    end_time: moment,
    bill_duration: numberOrNull,
    hangup_cause_code: numberOrNull,
    hangup_cause_name: textOrNull,
    hangup_source: textOrNull,
  }),
  v.transform(
    ({ call_direction, ...rest }): CarrierCall => ({ ...rest, direction: call_direction }),
  ),
);

/** The members are known only from Plivo's own SDK. */
const compliance = v.pipe(
  v.object({
    id: textOrNull,
    compliance_id: textOrNull,
    compliance_application_id: textOrNull,
    status: textOrNull,
    country_iso: textOrNull,
  }),
  v.transform(
    ({ compliance_id, compliance_application_id, ...rest }): CarrierCompliance => ({
      ...rest,
      id: rest.id ?? compliance_id ?? compliance_application_id,
    }),
  ),
);

/**
 * Plivo's account object; null without a name, an Auth ID, and a balance. Other missing members are
 * null, in all these readers.
 */
export const readAccount = reader(account);
/** A row of `GET /Number/`, its number with `+`; null without a number. */
export const readNumber = reader(number);
/** A row of `GET /Call/`, numbers with `+` and times as ISO 8601 in UTC; null without an id. */
export const readCall = reader(call);
/** A row of `GET /VerifiedCallerId/`; null without a number. */
export const readVerifiedCallerId = reader(verifiedCallerId);
/** A row of `GET /ComplianceApplication/`; null if nothing identifies it. */
export const readCompliance = reader(compliance);
