/** Plivo's account. https://plivo.com/docs/account/api/account.md */
export interface CarrierAccount {
  readonly auth_id: string | null;
  readonly name: string | null;
  /** `standard` is paid, `developer` a trial. */
  readonly account_type: string | null;
  /** `prepaid` or `postpaid`. */
  readonly billing_mode: string | null;
  /** The balance, parsed from a decimal string; in the account's own currency. */
  readonly cash_credits: number | null;
  readonly auto_recharge: boolean | null;
}

/** A number on Plivo's account. https://plivo.com/docs/numbers/account-phone-numbers.md */
export interface CarrierNumber {
  /** E.164 with `+`; Plivo itself leaves the plus out. */
  readonly phone_number: string;
  readonly alias: string | null;
  readonly region: string | null;
  readonly number_type: string | null;
  /** Null when the reply does not say. */
  readonly voice_enabled: boolean | null;
  readonly sub_account: string | null;
  /**
   * What answers inbound calls to the number, as Plivo names it: a URI ending in `Application/<id>/`,
   * or null when nothing is attached. How a trunk or a flow is written is undocumented. Undefined
   * when the reply does not say.
   */
  readonly application?: string | null | undefined;
  /** Returned by the live API, not in the published schema. */
  readonly compliance_status: string | null;
}

/**
 * A number of somebody else that Plivo lets this account show as caller ID.
 * https://plivo.com/docs/voice/api/verified-caller-ids
 */
export interface VerifiedCallerId {
  /** E.164 with `+`. */
  readonly phone_number: string;
  readonly alias: string | null;
  readonly country: string | null;
}

/** An ended call in Plivo's records. https://plivo.com/docs/voice/api/call/retrieve-all-calls */
export interface CarrierCall {
  readonly call_uuid: string;
  readonly from_number: string | null;
  readonly to_number: string | null;
  readonly direction: string | null;
  readonly initiation_time: string | null;
  readonly answer_time: string | null;
  readonly end_time: string | null;
  readonly bill_duration: number | null;
  readonly hangup_cause_code: number | null;
  readonly hangup_cause_name: string | null;
  readonly hangup_source: string | null;
}

/** A compliance application. States: draft, submitted, accepted, rejected, suspended, expired. */
export interface CarrierCompliance {
  readonly id: string | null;
  readonly status: string | null;
  readonly country_iso: string | null;
}

/** Plivo's reply may leave the member out; only a clear no takes a number out. */
export function isVoiceNumber(number: CarrierNumber): boolean {
  return number.voice_enabled !== false;
}

/** A trial account, which can call only numbers that were verified with Plivo before. */
export function isTrial(account: CarrierAccount): boolean {
  return account.account_type?.toLowerCase() === 'developer';
}

/** Prepaid with nothing left: Plivo cancels calls with hangup cause 1010. Postpaid is not judged. */
export function isOutOfCredit(account: CarrierAccount): boolean {
  return (
    account.billing_mode?.toLowerCase() !== 'postpaid' &&
    account.cash_credits !== null &&
    account.cash_credits <= 0
  );
}
