/** How a field's value is read; `parseProviderField` knows each kind. */
export type FieldKind =
  | 'auth-id'
  | 'auth-token'
  | 'e164'
  | 'exe-number'
  | 'text'
  | 'url'
  | 'ip-list'
  | 'enum';

/** One field of a request body that hands a provider's credentials to Vocobase. */
export interface ProviderField {
  /** Its name in the body. */
  readonly name: string;
  /** The flag that gives it, without its value. */
  readonly flag: `--${string}`;
  /** What it is, as a noun. */
  readonly what: string;
  readonly kind: FieldKind;
  readonly required: boolean;
  /** Never shown, asked without an echo. */
  readonly secret?: boolean;
  /** The number that calls show. */
  readonly isNumber?: boolean;
  /** An environment variable that gives it too. */
  readonly env?: string;
  /** Where it is found. */
  readonly where?: string;
  /** The values of an `enum`. */
  readonly choices?: readonly string[];
  /** The documentation does not show this name in this body. */
  readonly inferred?: boolean;
}

/** A carrier that Vocobase can register, and what it asks for it. */
export interface Provider {
  /** As requests spell it. */
  readonly name: string;
  /** As people write it. */
  readonly label: string;
  readonly docsUrl: string;
  /** `POST /telephony/connections`, beside `provider` and `name`. */
  readonly post: readonly ProviderField[];
  /** `PUT /config/telephony/<provider>`; null where no such endpoint is documented. */
  readonly put: readonly ProviderField[] | null;
  /** What is sent without being documented, in the words of the flags; help prints it. */
  readonly inferred?: string;
}

const fromNumber: ProviderField = {
  name: 'from_number',
  flag: '--from-number',
  what: 'number that calls show, E.164',
  kind: 'e164',
  required: true,
  isNumber: true,
};

const didNumber: ProviderField = { ...fromNumber, name: 'did_number', flag: '--did-number' };

const authToken: ProviderField = {
  name: 'auth_token',
  flag: '--auth-token',
  what: 'Auth Token',
  kind: 'text',
  required: true,
  secret: true,
};

const accountSid: ProviderField = {
  name: 'account_sid',
  flag: '--account-sid',
  what: 'Account SID',
  kind: 'text',
  required: true,
};

/** `--base-url` is the address of Vocobase's API, so the carrier's has a flag of its own. */
const baseUrl: ProviderField = {
  name: 'base_url',
  flag: '--provider-url',
  what: "address of the carrier's API, where it is not the usual one",
  kind: 'url',
  required: false,
};

const plivo: readonly ProviderField[] = [
  {
    name: 'auth_id',
    flag: '--auth-id',
    what: 'Auth ID',
    kind: 'auth-id',
    required: true,
    env: 'PLIVO_AUTH_ID',
    where: 'the Overview page of the Plivo console, https://console.plivo.com',
  },
  {
    ...authToken,
    kind: 'auth-token',
    env: 'PLIVO_AUTH_TOKEN',
    where: 'the Overview page of the Plivo console, https://console.plivo.com',
  },
  fromNumber,
];

const twilio: readonly ProviderField[] = [
  { ...accountSid, where: 'Account Info on the first page of the Twilio console' },
  { ...authToken, where: 'Account Info on the first page of the Twilio console' },
  fromNumber,
];

const vobiz: readonly ProviderField[] = [
  { name: 'auth_id', flag: '--auth-id', what: 'Auth ID, MA_…', kind: 'text', required: true },
  authToken,
  fromNumber,
];

const exotelAccount: readonly ProviderField[] = [
  { ...accountSid, where: 'API settings in the Exotel dashboard' },
  {
    name: 'api_key',
    flag: '--api-key',
    what: 'API key',
    kind: 'text',
    required: true,
    secret: true,
    where: 'API settings in the Exotel dashboard',
  },
];

const exotelToken: ProviderField = {
  name: 'api_token',
  flag: '--api-token',
  what: 'API token',
  kind: 'text',
  required: true,
  secret: true,
  where: 'API settings in the Exotel dashboard',
};

const exotelNumber: readonly ProviderField[] = [
  {
    name: 'subdomain',
    flag: '--subdomain',
    what: 'API host of the account',
    kind: 'enum',
    required: true,
    choices: ['api.exotel.com', 'api.in.exotel.com'],
    where: 'API settings in the Exotel dashboard',
  },
  { ...fromNumber, name: 'caller_id', flag: '--caller-id' },
];

const tataEmail: ProviderField = {
  name: 'email',
  flag: '--email',
  what: 'e-mail address of the login',
  kind: 'text',
  required: true,
};

const password: ProviderField = {
  name: 'password',
  flag: '--password',
  what: 'password',
  kind: 'text',
  required: true,
  secret: true,
};

const agentNumber: ProviderField = {
  name: 'agent_number',
  flag: '--agent-number',
  what: 'agent number, only after Vocobase has confirmed it',
  kind: 'text',
  required: false,
};

const mcube: readonly ProviderField[] = [
  {
    name: 'jwt_token',
    flag: '--jwt-token',
    what: 'JWT token',
    kind: 'text',
    required: true,
    secret: true,
  },
  {
    name: 'exe_number',
    flag: '--exe-number',
    what: 'number that calls show, 4 to 15 digits',
    kind: 'exe-number',
    required: true,
    isNumber: true,
  },
];

const voicelinkLogin: readonly ProviderField[] = [
  { name: 'username', flag: '--username', what: 'user name', kind: 'text', required: true },
  password,
];

const inferred = (field: ProviderField): ProviderField => ({ ...field, inferred: true });
const optional = (field: ProviderField): ProviderField => ({ ...field, required: false });

/**
 * Every provider that takes connections, and the fields of its two bodies. Flags, prompts, checks
 * and help are made from this table: one more provider is one more entry.
 * https://docs.vocobase.com/api-reference/telephony-connections/create-a-telephony-connection
 */
export const providers: readonly Provider[] = [
  {
    name: 'plivo',
    label: 'Plivo',
    docsUrl: 'https://docs.vocobase.com/telephony/plivo-setup',
    post: plivo,
    put: plivo,
  },
  {
    name: 'twilio',
    label: 'Twilio',
    docsUrl: 'https://docs.vocobase.com/telephony/byop-setup',
    post: twilio,
    put: twilio.map(inferred),
    inferred: 'all that goes with --default',
  },
  {
    name: 'exotel',
    label: 'Exotel',
    docsUrl: 'https://docs.vocobase.com/api-reference/config/set-or-update-exotel-credentials',
    post: [...exotelAccount, inferred({ ...exotelToken, name: 'auth_token' }), ...exotelNumber],
    put: [
      ...exotelAccount,
      exotelToken,
      ...exotelNumber,
      { name: 'applet_id', flag: '--applet-id', what: 'applet id', kind: 'text', required: true },
    ],
    inferred: '--api-token without --default (sent as auth_token)',
  },
  {
    name: 'vobiz',
    label: 'Vobiz',
    docsUrl: 'https://docs.vocobase.com/telephony/vobiz-setup',
    post: vobiz,
    put: vobiz,
  },
  {
    name: 'tata_smartflo',
    label: 'Tata Smartflo',
    docsUrl:
      'https://docs.vocobase.com/api-reference/config/set-or-update-tata-smartflo-credentials',
    post: [
      { ...tataEmail, name: 'tata_email' },
      { ...password, name: 'tata_password' },
      optional(fromNumber),
      baseUrl,
      agentNumber,
    ],
    put: [tataEmail, password, fromNumber, baseUrl, inferred(agentNumber)],
    inferred: 'the path of --default, and --agent-number with it',
  },
  {
    name: 'sip',
    label: 'SIP',
    docsUrl:
      'https://docs.vocobase.com/api-reference/telephony-connections/create-a-telephony-connection',
    post: [
      {
        name: 'sip_host',
        flag: '--sip-host',
        what: 'host of the SIP trunk',
        kind: 'text',
        required: true,
      },
      {
        name: 'outbound_username',
        flag: '--outbound-username',
        what: 'user name for outbound calls',
        kind: 'text',
        required: false,
      },
      {
        name: 'outbound_password',
        flag: '--outbound-password',
        what: 'password for outbound calls',
        kind: 'text',
        required: false,
        secret: true,
      },
      {
        name: 'source_ips',
        flag: '--source-ips',
        what: 'addresses that inbound calls come from: IPs or CIDRs, with commas',
        kind: 'ip-list',
        required: false,
      },
      optional(didNumber),
      inferred({
        name: 'transport',
        flag: '--transport',
        what: 'transport',
        kind: 'enum',
        required: false,
        choices: ['UDP', 'TCP', 'TLS'],
      }),
    ],
    put: null,
    inferred: '--transport (sent as transport)',
  },
  {
    name: 'voicelink',
    label: 'VoiceLink',
    docsUrl: 'https://docs.vocobase.com/telephony/voicelink-management',
    post: [...voicelinkLogin, optional(didNumber), baseUrl],
    put: [...voicelinkLogin, didNumber, baseUrl].map(inferred),
    inferred: 'all that goes with --default',
  },
  {
    name: 'mcube',
    label: 'MCube',
    docsUrl:
      'https://docs.vocobase.com/api-reference/telephony-connections/create-a-telephony-connection',
    post: mcube,
    put: mcube.map(inferred),
    inferred: 'all that goes with --default',
  },
];

/** In the order of the table, as requests spell them. */
export const providerNames: readonly string[] = providers.map(({ name }) => name);

/** The provider of that name, in any case. */
export function findProvider(name: string): Provider | null {
  const lower = name.trim().toLowerCase();
  return providers.find((provider) => provider.name === lower) ?? null;
}

/** How people write it; a provider that is not in the table keeps its own name. */
export function providerLabel(name: string): string {
  return findProvider(name)?.label ?? name;
}

/** One flag for all the fields that it gives, with the providers that take it. */
export interface ProviderFlag {
  readonly flag: `--${string}`;
  readonly what: string;
  readonly secret: boolean;
  readonly choices: readonly string[];
  readonly providers: readonly string[];
}

/** Every flag of the table, once, in its order. */
export function providerFlags(): ProviderFlag[] {
  const flags = new Map<string, ProviderFlag>();
  for (const provider of providers) {
    for (const field of [...provider.post, ...(provider.put ?? [])]) {
      const known = flags.get(field.flag);
      const takers = known?.providers ?? [];
      flags.set(field.flag, {
        flag: field.flag,
        what: known?.what ?? field.what,
        secret: field.secret === true,
        choices: field.choices ?? [],
        providers: takers.includes(provider.name) ? takers : [...takers, provider.name],
      });
    }
  }
  return [...flags.values()];
}
