import type {
  CarrierAccount,
  CarrierCall,
  CarrierCompliance,
  CarrierNumber,
  VerifiedCallerId,
} from '../domain/plivo/account.ts';
import type { CliError } from '../errors/cli-error.ts';

/** An Auth ID with its Auth Token, both in the documented format unless the person insisted. */
export interface PlivoCredentials {
  readonly authId: string;
  readonly authToken: string;
}

/** Whether the carrier accepts the credentials. */
export type CarrierVerdict =
  | { readonly kind: 'accepted'; readonly account: CarrierAccount | null }
  /** A clear 401. */
  | { readonly kind: 'refused'; readonly error: CliError }
  /** Anything else: 403 (possibly an IP allow-list), 5xx, no route. It proves nothing. */
  | { readonly kind: 'unchecked'; readonly reason: string };

/** Plivo's REST API, read only. `https://plivo.com/docs/account/api/overview.md` */
export interface Carrier {
  /**
   * `GET /Account/{id}/`. If it is refused for a subaccount, the number list decides: whether
   * subaccount credentials may read the account is not documented. Never throws for a reply.
   */
  verify(): Promise<CarrierVerdict>;
  /** `GET /Account/{id}/Number/`, all pages of 20. */
  numbers(filter?: { readonly services?: 'voice' }): Promise<readonly CarrierNumber[]>;
  /** `GET /Account/{id}/Number/{digits}/`; null if the number is not on the account. */
  number(phoneNumber: string): Promise<CarrierNumber | null>;
  /**
   * `GET /Account/{id}/VerifiedCallerId/`, all pages: numbers that are not rented but may be shown.
   */
  verifiedCallerIds(): Promise<readonly VerifiedCallerId[]>;
  /**
   * `GET /Account/{id}/Call/`, ended calls, newest first. Times are UTC; the range is 30 days at
   * most.
   */
  calls(filter: {
    readonly to?: string;
    readonly from?: string;
    readonly endedAfter?: Date;
    readonly endedBefore?: Date;
    readonly limit?: number;
  }): Promise<readonly CarrierCall[]>;
  /** `GET /Account/{id}/PhoneNumber/Compliance/`. */
  compliance(filter: { readonly countryIso: string }): Promise<readonly CarrierCompliance[]>;
}
