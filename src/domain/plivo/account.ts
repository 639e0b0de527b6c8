/** Plivo's account. https://plivo.com/docs/account/api/account.md */
export interface CarrierAccount {
  readonly auth_id: string | null;
  readonly name: string | null;
  /** `standard` is paid, `developer` a trial. */
  readonly account_type: string | null;
  /** `prepaid` or `postpaid`. */
  readonly billing_mode: string | null;
  /** The balance in the account's own currency, parsed from a decimal string. */
  readonly cash_credits: number | null;
  readonly auto_recharge: boolean | null;
}

/** A number on Plivo's account. https://plivo.com/docs/numbers/account-phone-numbers.md */
export interface CarrierNumber {
  /** E.164 with `+`; Plivo itself omits the plus. */
  readonly phone_number: string;
  readonly alias: string | null;
  readonly region: string | null;
  readonly number_type: string | null;
  /** Null when the reply does not say. */
  readonly voice_enabled: boolean | null;
  readonly sub_account: string | null;
  /**
   * What answers inbound calls to the number, as Plivo names it: a URI ending in
   * `Application/<id>/`, or null when nothing is attached. How Plivo writes a trunk or a flow is
   * undocumented. Undefined when the reply does not say.
   */
  readonly application?: string | null | undefined;
  /** Returned by the live API, not in the published schema. */
  readonly compliance_status: string | null;
}

/**
 * A number owned by someone else that Plivo lets this account show as caller ID.
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

/** True unless Plivo says that the number has no Voice: a reply may omit the member. */
export function isVoiceNumber(number: CarrierNumber): boolean {
  return number.voice_enabled !== false;
}

/**
 * The place of a number as people write it: `California, US` for Plivo's `California, UNITED
 * STATES`. Short words in capitals may be abbreviations, so they stay.
 */
export function placeOf(region: string | null): string | null {
  if (region === null) return null;
  const parts = region.split(',').map((part) => part.trim());
  return parts
    .map((part) => {
      if (/^united states( of america)?$/i.test(part)) return 'US';
      if (part.length <= 3 || /\p{Ll}/u.test(part)) return part;
      return part.toLowerCase().replace(/(?<!\p{L})\p{L}/gu, (letter) => letter.toUpperCase());
    })
    .filter((part) => part !== '')
    .join(', ');
}

/** True for a trial account, which can call only numbers verified with Plivo first. */
export function isTrial(account: CarrierAccount): boolean {
  return account.account_type?.toLowerCase() === 'developer';
}

/**
 * True for a prepaid account with no balance: Plivo cancels its calls with hangup cause 1010. False
 * for postpaid.
 */
export function isOutOfCredit(account: CarrierAccount): boolean {
  return (
    account.billing_mode?.toLowerCase() !== 'postpaid' &&
    account.cash_credits !== null &&
    account.cash_credits <= 0
  );
}
