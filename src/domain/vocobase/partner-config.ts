/** What `GET /config` says about a provider. */
export interface ProviderConfig {
  /**
   * True if credentials are stored and a default from-number is set; null if the reply does not
   * say.
   */
  readonly configured: boolean | null;
  readonly from_number: string | null;
}

/**
 * The part of `GET /config` that this program uses.
 * https://docs.vocobase.com/onboarding/configuring-your-account
 */
export interface PartnerConfig {
  readonly name: string | null;
  readonly display_name: string | null;
  /** Lower case in the documentation's samples; null if the reply does not say. */
  readonly status: string | null;
  /** Null if the reply does not say: an empty list would mean that no provider is allowed. */
  readonly allowed_telephony_providers: readonly string[] | null;
  /**
   * Keyed by lower-case provider name. A missing provider was not mentioned; null is an entry that
   * could not be read.
   */
  readonly telephony: Readonly<Record<string, ProviderConfig>> | null;
  /** The balance in rupees. Its place in the reply is undocumented (U29), so it is often null. */
  readonly credits: number | null;
  readonly agent_limit: number | null;
  readonly current_agent_count: number | null;
}

/** The account that the API key belongs to, as results show it. */
export interface Account {
  readonly name: string | null;
  readonly display_name: string | null;
  readonly status: string | null;
}

/** The members of `GET /config` that results show as `account`. */
export function accountOf(config: PartnerConfig): Account {
  return { name: config.name, display_name: config.display_name, status: config.status };
}

/** A label for the account within a sentence: its display name if it has one. */
export function accountLabel(account: Account): string {
  return account.display_name ?? account.name ?? 'an account without a name';
}

/** Ignores case: the documentation spells providers inconsistently. */
export function allowsProvider(config: PartnerConfig, provider: string): boolean {
  const allowed = config.allowed_telephony_providers ?? [];
  return allowed.some((one) => one.toLowerCase() === provider.toLowerCase());
}

/**
 * True unless the status says that the partner may not act: suspended, inactive, rejected,
 * disabled, or pending. Which other statuses exist is not documented.
 */
export function isActivePartner(config: Pick<PartnerConfig, 'status'>): boolean {
  return !/^(suspended|inactive|rejected|disabled|pending([_ -].*)?)$/i.test(
    config.status?.trim() ?? '',
  );
}

/**
 * That Plivo is enabled, as evidence. Which statuses of a partner exist is not documented, so one
 * that is neither active nor known to stop calls is shown.
 */
export function enabledEvidence({ status }: Pick<PartnerConfig, 'status'>): string {
  const isUsual = status === null || ['', 'active'].includes(status.trim().toLowerCase());
  return `Plivo is enabled for this account${isUsual ? '' : `, whose status is ${status}`}`;
}

/** What the reply says about a provider; all null if it does not mention the provider. */
export function providerConfig(config: PartnerConfig, provider: string): ProviderConfig {
  return config.telephony?.[provider.toLowerCase()] ?? { configured: null, from_number: null };
}
