import * as v from 'valibot';
import type {
  CarrierAccount,
  CarrierCall,
  CarrierCompliance,
  CarrierNumber,
} from '../domain/carrier.ts';

/** A member of the wrong type counts as missing. */
function orNull<Schema extends v.GenericSchema>(schema: Schema) {
  return v.fallback(
    v.nullable(schema) as v.GenericSchema<unknown, v.InferOutput<Schema> | null>,
    null,
  );
}

const given = v.union([v.string(), v.pipe(v.number(), v.transform(String))]);
const text = orNull(given);

/** Plivo writes money, and now and then other numbers, as decimal strings. */
const decimal = orNull(
  v.union([
    v.pipe(v.number(), v.finite()),
    v.pipe(v.string(), v.regex(/^\s*-?\d+(\.\d+)?\s*$/), v.transform(Number)),
  ]),
);

const flag = orNull(
  v.union([
    v.boolean(),
    v.pipe(
      v.picklist(['true', 'false']),
      v.transform((word) => word === 'true'),
    ),
  ]),
);

/** Plivo leaves the plus out. */
const e164 = v.pipe(
  given,
  v.nonEmpty(),
  v.transform((number) => (/^\d+$/.test(number) ? `+${number}` : number)),
);

/**
 * Times come in the zone of the account's console, with its offset: `2022-06-28 19:39:05+05:30`.
 * They leave as ISO 8601 in UTC; one without an offset is left as it came.
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
    auth_id: text,
    name: text,
    account_type: text,
    billing_mode: text,
    cash_credits: decimal,
    auto_recharge: flag,
  }),
  v.check((read) => read.auth_id !== null || read.name !== null || read.cash_credits !== null),
  v.transform((read): CarrierAccount => read),
);

const number = v.pipe(
  v.object({
    number: e164,
    alias: text,
    region: text,
    number_type: text,
    voice_enabled: flag,
    // The page's list of members and its sample spell this one differently.
    sub_account: text,
    subaccount: text,
    compliance_status: text,
  }),
  v.transform(
    ({ number, subaccount, ...rest }): CarrierNumber => ({
      ...rest,
      phone_number: number,
      sub_account: rest.sub_account ?? subaccount,
    }),
  ),
);

const call = v.pipe(
  v.object({
    call_uuid: v.pipe(given, v.nonEmpty()),
    from_number: orNull(e164),
    to_number: orNull(e164),
    call_direction: text,
    initiation_time: moment,
    answer_time: moment,
    end_time: moment,
    bill_duration: decimal,
    hangup_cause_code: decimal,
    hangup_cause_name: text,
    hangup_source: text,
  }),
  v.transform(
    ({ call_direction, ...rest }): CarrierCall => ({ ...rest, direction: call_direction }),
  ),
);

/** The members are known from Plivo's own SDK only. */
const compliance = v.pipe(
  v.object({
    id: text,
    compliance_id: text,
    compliance_application_id: text,
    status: text,
    country_iso: text,
  }),
  v.transform(
    ({ compliance_id, compliance_application_id, ...rest }): CarrierCompliance => ({
      ...rest,
      id: rest.id ?? compliance_id ?? compliance_application_id,
    }),
  ),
);

export const readAccount = reader(account);
export const readNumber = reader(number);
export const readCall = reader(call);
export const readCompliance = reader(compliance);

function reader<Schema extends v.GenericSchema>(
  schema: Schema,
): (value: unknown) => v.InferOutput<Schema> | null {
  return (value) => {
    const result = v.safeParse(schema, value);
    return result.success ? result.output : null;
  };
}
