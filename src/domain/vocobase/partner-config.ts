/** What `GET /config` says of a provider. */
export interface ProviderConfig {
  /** Credentials are stored and a default from-number is set; null when the reply does not say. */
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
  /** Lower case in the samples; null when the reply does not say. */
  readonly status: string | null;
  /** Null when the reply does not say: an empty list would say that nothing is allowed. */
  readonly allowed_telephony_providers: readonly string[] | null;
  /** Keys in lower case. A provider that is missing was not mentioned; null where none could be. */
  readonly telephony: Readonly<Record<string, ProviderConfig>> | null;
  /** The balance in rupees; its place in the reply is undocumented (U29), so it is often null. */
  readonly credits: number | null;
  readonly agent_limit: number | null;
  readonly current_agent_count: number | null;
}

/** Whose account this is, as results show it. */
export interface Account {
  readonly name: string | null;
  readonly display_name: string | null;
  readonly status: string | null;
}

export function accountOf(config: PartnerConfig): Account {
  return { name: config.name, display_name: config.display_name, status: config.status };
}

/** The account within a sentence: by the name that is meant for people, where there is one. */
export function accountLabel(account: Account): string {
  return account.display_name ?? account.name ?? 'an account without a name';
}

/** The spelling of a provider differs from page to page of the documentation, so case is ignored. */
export function allowsProvider(config: PartnerConfig, provider: string): boolean {
  const allowed = config.allowed_telephony_providers ?? [];
  return allowed.some((one) => one.toLowerCase() === provider.toLowerCase());
}

/**
 * Whether the partner may act. Only a status that says otherwise stops anybody: suspended, inactive,
 * rejected, disabled, or one that is pending. Which other words there are is not documented.
 */
export function isActivePartner(config: Pick<PartnerConfig, 'status'>): boolean {
  return !/^(suspended|inactive|rejected|disabled|pending([_ -].*)?)$/i.test(
    config.status?.trim() ?? '',
  );
}

/** What the reply says of a provider; all null where it does not mention it. */
export function providerConfig(config: PartnerConfig, provider: string): ProviderConfig {
  return config.telephony?.[provider.toLowerCase()] ?? { configured: null, from_number: null };
}
