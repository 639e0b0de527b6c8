import type { Provider } from './world.ts';

/**
 * Which credentials each provider takes, in its PUT (the default connection) and in the POST of a
 * named connection. Field names differ between the two where the documentation differs.
 */
export interface ProviderRules {
  label: string;
  /** Fields of `PUT /config/telephony/{provider}`; null if there is no such endpoint (U36). */
  put: FieldRules | null;
  post: FieldRules;
  /** The PUT is documented to need the provider in allowed_telephony_providers. */
  putNeedsAllowed: boolean;
}

/** The fields of one request body. */
export interface FieldRules {
  required: readonly string[];
  optional: readonly string[];
  /** The public half of the credentials. */
  account: string | null;
  /** The field that becomes the default caller ID. */
  number: string;
}

const twilio: FieldRules = {
  required: ['account_sid', 'auth_token', 'from_number'],
  optional: [],
  account: 'account_sid',
  number: 'from_number',
};

const plivoLike: FieldRules = {
  required: ['auth_id', 'auth_token', 'from_number'],
  optional: [],
  account: 'auth_id',
  number: 'from_number',
};

const mcube: FieldRules = {
  required: ['jwt_token', 'exe_number'],
  optional: [],
  account: null,
  number: 'exe_number',
};

/** In a POST the from-number is optional: the schema does not require it. */
function numberOptional(rules: FieldRules): FieldRules {
  return {
    ...rules,
    required: rules.required.filter((field) => field !== rules.number),
    optional: [...rules.optional, rules.number],
  };
}

/** Every provider that the documentation names, with its fields. */
export const providers: Readonly<Record<Provider, ProviderRules>> = {
  twilio: { label: 'Twilio', put: twilio, post: numberOptional(twilio), putNeedsAllowed: false },
  exotel: {
    label: 'Exotel',
    put: {
      required: ['account_sid', 'api_key', 'api_token', 'subdomain', 'caller_id', 'applet_id'],
      optional: [],
      account: 'account_sid',
      number: 'caller_id',
    },
    post: {
      required: ['account_sid', 'api_key', 'subdomain', 'caller_id'],
      optional: ['auth_token', 'api_token', 'applet_id'],
      account: 'account_sid',
      number: 'caller_id',
    },
    putNeedsAllowed: false,
  },
  plivo: {
    label: 'Plivo',
    put: plivoLike,
    post: numberOptional(plivoLike),
    putNeedsAllowed: false,
  },
  vobiz: {
    label: 'Vobiz',
    put: plivoLike,
    post: numberOptional(plivoLike),
    putNeedsAllowed: false,
  },
  tata_smartflo: {
    label: 'Tata Smartflo',
    put: {
      required: ['email', 'password', 'from_number'],
      optional: ['base_url', 'agent_number'],
      account: 'email',
      number: 'from_number',
    },
    post: {
      required: ['tata_email', 'tata_password'],
      optional: ['from_number', 'base_url', 'agent_number'],
      account: 'tata_email',
      number: 'from_number',
    },
    putNeedsAllowed: true,
  },
  sip: {
    label: 'SIP',
    put: null,
    post: {
      required: ['sip_host'],
      optional: [
        'outbound_username',
        'outbound_password',
        'source_ips',
        'did_number',
        'transport',
        'from_number',
      ],
      account: 'outbound_username',
      number: 'did_number',
    },
    putNeedsAllowed: false,
  },
  voicelink: {
    label: 'VoiceLink',
    put: {
      required: ['username', 'password', 'did_number'],
      optional: ['base_url'],
      account: 'username',
      number: 'did_number',
    },
    post: {
      required: ['username', 'password'],
      optional: ['did_number', 'base_url'],
      account: 'username',
      number: 'did_number',
    },
    putNeedsAllowed: false,
  },
  mcube: { label: 'MCube', put: mcube, post: mcube, putNeedsAllowed: false },
};

/** The providers in the order of the documentation, in lower case. */
export const providerNames = Object.keys(providers) as readonly Provider[];

/** True for the exact, lower-case name of a provider. */
export function isProvider(name: unknown): name is Provider {
  return typeof name === 'string' && Object.hasOwn(providers, name);
}
