import type { ProviderName } from './provider-names.ts';

/** How a field's value is parsed; `parseProviderField` handles each kind. */
export type FieldKind =
  | 'auth-id'
  | 'auth-token'
  | 'e164'
  | 'exe-number'
  | 'text'
  | 'url'
  | 'ip-list'
  | 'enum';

/** One field of a request body that sends a provider's credentials to Vocobase. */
export interface ProviderField {
  /** The field's name in the body. */
  readonly name: string;
  /** The flag for the field, without its value. */
  readonly flag: `--${string}`;
  /** A noun that names the field for people. */
  readonly what: string;
  readonly kind: FieldKind;
  readonly required: boolean;
  /** True if the value is never shown and is typed in a hidden prompt. */
  readonly secret?: boolean;
  /** True for the caller ID. */
  readonly isNumber?: boolean;
  /** An environment variable that also sets the field. */
  readonly env?: string;
  /** Where people find the value. */
  readonly where?: string;
  /** The values of an `enum`. */
  readonly choices?: readonly string[];
  /** True if the documentation does not show this name in this body. */
  readonly inferred?: boolean;
}

/** A carrier that Vocobase can register, with the fields it needs. */
export interface Provider {
  /** The spelling in requests. */
  readonly name: ProviderName;
  readonly docsUrl: string;
  /** `POST /telephony/connections`, beside `provider` and `name`. */
  readonly post: readonly ProviderField[];
  /** `PUT /config/telephony/<provider>`; null where no such endpoint is documented. */
  readonly put: readonly ProviderField[] | null;
  /** Fields that are sent without being documented, named by their flags; help prints this text. */
  readonly inferred?: string;
}

const fromNumber: ProviderField = {
  name: 'from_number',
  flag: '--from-number',
  what: 'caller ID in E.164',
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

/** `--base-url` is the address of Vocobase's API, so the carrier's address has its own flag. */
const baseUrl: ProviderField = {
  name: 'base_url',
  flag: '--provider-url',
  what: "address of the carrier's API, if it is not the usual one",
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
    what: 'caller ID, 4 to 15 digits',
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
 * Every provider that Vocobase accepts connections for, with the fields of its two bodies. Flags,
 * prompts, checks, and help are generated from this table, so a new provider is one new entry.
 * https://docs.vocobase.com/api-reference/telephony-connections/create-a-telephony-connection
 */
export const providers: readonly Provider[] = [
  {
    name: 'plivo',
    docsUrl: 'https://docs.vocobase.com/telephony/plivo-setup',
    post: plivo,
    put: plivo,
  },
  {
    name: 'twilio',
    docsUrl: 'https://docs.vocobase.com/telephony/byop-setup',
    post: twilio,
    put: twilio.map(inferred),
    inferred: 'all that goes with --default',
  },
  {
    name: 'exotel',
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
    docsUrl: 'https://docs.vocobase.com/telephony/vobiz-setup',
    post: vobiz,
    put: vobiz,
  },
  {
    name: 'tata_smartflo',
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
        what: 'source addresses of inbound calls: IPs or CIDRs, separated by commas',
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
    docsUrl: 'https://docs.vocobase.com/telephony/voicelink-management',
    post: [...voicelinkLogin, optional(didNumber), baseUrl],
    put: [...voicelinkLogin, didNumber, baseUrl].map(inferred),
    inferred: 'all that goes with --default',
  },
  {
    name: 'mcube',
    docsUrl:
      'https://docs.vocobase.com/api-reference/telephony-connections/create-a-telephony-connection',
    post: mcube,
    put: mcube.map(inferred),
    inferred: 'all that goes with --default',
  },
];

/** The provider of this name. */
export function providerOf(name: ProviderName): Provider {
  const provider = providers.find((one) => one.name === name);
  if (provider === undefined) throw new Error(`there are no fields for ${name}`);
  return provider;
}

/** One flag, with the providers that accept it and the fields it sets. */
export interface ProviderFlag {
  readonly flag: `--${string}`;
  readonly what: string;
  readonly secret: boolean;
  readonly choices: readonly string[];
  readonly providers: readonly string[];
}

/** Every flag of the table, once, in table order. */
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
