import type { Entry } from '../entry.ts';
import { exits } from '../entry.ts';

/** A code from the error body of an API. This program's own codes are in `errors.ts`. */
export interface ApiCode extends Entry {
  readonly kind: 'api';
  /** The documented HTTP status. Null if the documentation gives none. */
  readonly status: number | null;
}

const authentication = 'https://docs.vocobase.com/authentication';
const connections = 'https://docs.vocobase.com/telephony/connections';

const fromBrowserSdk = {
  kind: 'api',
  status: null,
  actor: 'you',
  commands: ['doctor'],
  docsUrl: 'https://docs.vocobase.com/error-handling',
  exit: null,
} as const;

/**
 * The error codes of the Vocobase API, from its authentication page and the Plivo guide, and those of
 * the older browser SDK, which is another API but still turns up in old code and logs.
 */
export const apiCodes = {
  UNAUTHORIZED: {
    kind: 'api',
    status: 401,
    title: 'The API key is missing or not valid',
    meaning:
      'The Vocobase API answers this to any request without a valid partner key in the Authorization header. A key in the query or the body does not count.',
    causes: [
      'The key is wrong, revoked, or cut off.',
      'The header is not "Authorization: Bearer" followed by the key.',
    ],
    actor: 'you',
    remedies: [
      'Send a valid rg_live_ key in the Authorization header.',
      'In this program, log in again.',
    ],
    commands: ['login', 'whoami'],
    docsUrl: authentication,
    exit: exits.credentials,
  },
  FORBIDDEN: {
    kind: 'api',
    status: 403,
    title: 'The key is valid, but the account may not do this',
    meaning:
      'The Vocobase API answers this when the balance is used up, or the account is suspended or not approved. A call with a provider that is not enabled gets a 403 too. That it carries this code is likely, not documented.',
    causes: [
      'plivo is not in allowed_telephony_providers (when a call is started).',
      'The Vocobase balance is used up.',
      'The partner account is suspended or not approved.',
    ],
    actor: 'your Vocobase account manager',
    remedies: ['Find out which of these applies.'],
    commands: ['doctor', 'whoami'],
    docsUrl: authentication,
    exit: exits.notPermitted,
  },
  VALIDATION_ERROR: {
    kind: 'api',
    status: 400,
    title: 'A field is missing or wrong',
    meaning:
      'The Vocobase API rejects the content of the request. Only the message says what is wrong. There is no list of fields.',
    causes: ['A required field is missing.', 'A value is in the wrong format or too long.'],
    actor: 'you',
    remedies: ['Read the message of the API and correct the field it names.'],
    commands: [],
    docsUrl: authentication,
    exit: exits.usage,
  },
  NOT_FOUND: {
    kind: 'api',
    status: 404,
    title: 'It does not exist, or belongs to another account',
    meaning:
      'The Vocobase API answers the same for an id that does not exist and for one of another account.',
    causes: [
      'The id is wrong, or belongs to something else.',
      'The key belongs to another account.',
    ],
    actor: 'you',
    remedies: ['Look up the id in its list, with the same key.'],
    commands: ['connections list --all', 'agents list', 'call list'],
    docsUrl: authentication,
    exit: exits.state,
  },
  CONFLICT: {
    kind: 'api',
    status: 409,
    title: 'The identifier is taken',
    meaning:
      'The Vocobase API answers this when something with the same unique identifier exists. The documented example is the name of an agent.',
    causes: ['An agent with this name already exists.'],
    actor: 'you',
    remedies: ['Choose another name, or use the existing one.'],
    commands: ['agents list'],
    docsUrl: authentication,
    exit: exits.state,
  },
  LIMIT_REACHED: {
    kind: 'api',
    status: 429,
    title: 'A limit is reached: requests per minute, or calls at once',
    meaning:
      'The Vocobase API uses this one code for two limits: 60 requests a minute per key (10 for /calls), and the number of calls a partner may run at once (5 by default). No header says which one, or how long to wait.',
    causes: ['More requests in a minute than the key may send.', 'No call slot is free.'],
    actor: 'you',
    remedies: [
      'See how many slots are free. That request counts as a call request too.',
      'If slots are free, it is the request rate: wait a minute. If none is free, wait until a call has ended.',
    ],
    commands: ['api GET /calls/concurrency'],
    docsUrl: authentication,
    exit: exits.limit,
  },
  INTERNAL_ERROR: {
    kind: 'api',
    status: 500,
    title: 'A server error in the Vocobase API',
    meaning:
      'The failure is on the side of Vocobase. What was sent may or may not have taken effect.',
    causes: ['A failure in the API.'],
    actor: 'Vocobase',
    remedies: [
      'After starting a call or creating a connection, check whether it happened before you send it again.',
      'If it persists, tell Vocobase the time, method, and path.',
    ],
    commands: ['call list', 'connections list'],
    docsUrl: authentication,
    exit: exits.unreachable,
  },
  CONNECTION_AMBIGUOUS: {
    kind: 'api',
    status: null,
    title: 'Several active connections, and the request names none',
    meaning:
      'The Vocobase API does not choose between several active connections of a provider. Naming only the provider works while exactly one is active. The HTTP status is not documented, so go by the code.',
    causes: [
      'The request has a provider but no connection_id, and the provider has several active connections.',
    ],
    actor: 'you',
    remedies: ['List the active connections and send the connection_id of one.'],
    commands: ['connections list --provider plivo', 'connections use <connection>'],
    docsUrl: connections,
    exit: exits.state,
  },

  MIC_PERMISSION_DENIED: {
    ...fromBrowserSdk,
    title: 'Older browser SDK: no access to the microphone',
    meaning:
      'A code of the older browser SDK, not of this API. By its name, the browser did not allow access to the microphone.',
    causes: ['The page was not allowed to use the microphone.'],
    remedies: ['This is not about phone calls. Check the browser SDK that reported it.'],
    commands: [],
  },
  INVALID_API_KEY: {
    ...fromBrowserSdk,
    title: 'Older browser SDK: the API key is not valid',
    meaning: 'A code of the older browser SDK. This API uses UNAUTHORIZED instead.',
    causes: ['The key is wrong or revoked.'],
    remedies: ['Check the key of the program that reported it.'],
    commands: ['explain UNAUTHORIZED'],
  },
  INSUFFICIENT_CREDITS: {
    ...fromBrowserSdk,
    title: 'Older browser SDK: the balance is used up',
    meaning: 'A code of the older browser SDK. This API answers 403 FORBIDDEN instead.',
    causes: ['The Vocobase balance is used up.'],
    remedies: ['Top up the Vocobase account.'],
    commands: ['explain INSUFFICIENT_BALANCE'],
  },
  CONCURRENCY_LIMIT: {
    ...fromBrowserSdk,
    title: 'Older browser SDK: too many sessions at once',
    meaning: 'A code of the older browser SDK. This API answers 429 LIMIT_REACHED instead.',
    causes: ['The maximum number of sessions was already running.'],
    remedies: ['Wait until one has ended.'],
    commands: ['explain LIMIT_REACHED'],
  },
  AGENT_NOT_FOUND: {
    ...fromBrowserSdk,
    title: 'Older browser SDK: the agent does not exist',
    meaning: 'A code of the older browser SDK. This API answers 404 NOT_FOUND instead.',
    causes: ['The agent was deleted, or belongs to another account.'],
    remedies: ['Look the agent up.'],
    commands: ['agents list'],
  },
  NETWORK_ERROR: {
    ...fromBrowserSdk,
    title: 'Older browser SDK: the network failed',
    meaning: 'A code of the older browser SDK, not of this API.',
    causes: ['The browser had no connection to the server.'],
    remedies: ['Check the network of the machine that reported it.'],
    commands: [],
  },
  CONNECTION_FAILED: {
    ...fromBrowserSdk,
    title: 'Older browser SDK: the session was not established',
    meaning:
      'A code of the older browser SDK, not of this API. It is about the audio connection of the browser, not about a telephony connection.',
    causes: ['The browser could not establish the audio connection.'],
    remedies: ['Check the network of the machine that reported it.'],
    commands: [],
  },
} as const satisfies Record<string, ApiCode>;
