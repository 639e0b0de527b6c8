import type { Account, PartnerConfig } from '../../domain/vocobase/partner-config.ts';
import type { NamedAgent } from '../../flows/agent.ts';
import type { CredentialFlags, GivenCredentials } from '../../flows/connection/credentials.ts';
import type { PlivoCredentials } from '../../ports/carrier.ts';
import type { Context } from '../../ports/context.ts';
import type { Vocobase } from '../../ports/vocobase.ts';
import type { CallResult } from '../call/result.ts';

/** What can be typed behind `setup`. */
export interface SetupInput extends CredentialFlags {
  readonly fromNumber?: string | undefined;
  readonly name?: string | undefined;
  readonly agent?: string | undefined;
  readonly callTo?: string | undefined;
  readonly syncNumbers?: boolean | undefined;
  readonly voicemail?: boolean | undefined;
  readonly voicemailMessage?: string | undefined;
  readonly skipCarrierCheck?: boolean | undefined;
  readonly allowPendingAccess?: boolean | undefined;
}

/** The same, checked; null where nothing was given. */
export interface Given {
  readonly credentials: GivenCredentials;
  readonly fromNumber: string | null;
  /** The name of a named connection; null means the default one. */
  readonly name: string | null;
  readonly callTo: string | null;
  readonly input: SetupInput;
}

export interface SetupConnection {
  readonly connection_id: string | null;
  readonly name: string | null;
  readonly provider: 'plivo';
  readonly from_number: string;
  readonly created: boolean;
}

/** What the steps so far have found out. A step returns what it adds; nothing is changed in place. */
export interface Draft {
  readonly given: Given;
  readonly vocobase: Vocobase | null;
  readonly config: PartnerConfig | null;
  readonly account: Account | null;
  /** The provider is not allowed yet, and storing the credentials was asked for all the same. */
  readonly accessPending: boolean;
  readonly credentials: PlivoCredentials | null;
  readonly fromNumber: string | null;
  readonly connection: SetupConnection | null;
  /** Whether anything was written at Vocobase: from then on a failure is a result. */
  readonly written: boolean;
  readonly call: CallResult | null;
  /** The agent that was named, or picked for an earlier step. */
  readonly agent: NamedAgent | null;
}

export type StepStatus = 'done' | 'skipped' | 'failed' | 'pending';

export interface StepOutcome {
  readonly status: StepStatus;
  readonly evidence: string | null;
  readonly adds?: Partial<Omit<Draft, 'given'>>;
}

/** One step of the wizard. `needed` is asked when its turn comes, with what is known by then. */
export interface SetupStep {
  readonly id:
    | 'key'
    | 'access'
    | 'credentials'
    | 'carrier'
    | 'connection'
    | 'confirm'
    | 'numbers'
    | 'voicemail'
    | 'call';
  readonly title: string;
  /** A failure of an optional step leaves the others alone. */
  readonly optional: boolean;
  needed(ctx: Context, draft: Draft): Promise<boolean>;
  run(ctx: Context, draft: Draft): Promise<StepOutcome>;
}

export const always = async (): Promise<boolean> => true;

/** A member that an earlier step is bound to have filled in. */
export function known<T>(value: T | null, what: string): T {
  if (value === null) throw new Error(`the step before did not find the ${what}`);
  return value;
}
