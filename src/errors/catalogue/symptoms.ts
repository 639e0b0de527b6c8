import type { Entry } from '../entry.ts';

/**
 * The entries of the Plivo setup guide: prerequisites, steps, voicemail, failures, rotation, and next
 * steps.
 */
export type GuideId =
  | `P${1 | 2 | 3}`
  | `S${1 | '2a' | '2b' | 3 | 4}`
  | `V${1 | 2 | 3}`
  | `F${1 | 2 | '3a' | '3b' | '4a' | '4b' | '4c' | '5a' | '5b'}`
  | 'R1'
  | `N${1 | 2 | 3}`;

/** What a person notices or asks before any code is known. */
export interface Symptom extends Entry {
  readonly kind: 'symptom';
  /** What people type when they look for it, in addition to the title. */
  readonly words: readonly string[];
  /** The entries of the guide that it covers. */
  readonly guide: readonly GuideId[];
  readonly exit: null;
}

const plivoSetup = 'https://docs.vocobase.com/telephony/plivo-setup';
const connections = 'https://docs.vocobase.com/telephony/connections';
const providers = 'https://docs.vocobase.com/telephony/byop-setup';
const authentication = 'https://docs.vocobase.com/authentication';
const plivoNumbers = 'https://plivo.com/docs/numbers/account-phone-numbers.md';
const geoPermissions = 'https://www.plivo.com/docs/voice/concepts/geo-permissions/';
const plivoBilling = 'https://plivo.com/docs/faq/billing-and-invoices/billing-concepts.md';
const hangups = 'https://plivo.com/docs/voice/troubleshooting/hangup-causes.md';

const symptom = { kind: 'symptom', exit: null } as const;

/** Symptoms and questions in everyday words, by a name that can be typed into `explain`. */
export const symptoms = {
  // Setting up

  'find-credentials': {
    ...symptom,
    title: 'Where to find the Auth ID and Auth Token',
    meaning:
      'Both are on the Overview page of the Plivo console: https://console.plivo.com (also at https://cx.plivo.com/home). The Auth ID has 20 characters and starts with MA (main account) or SA (subaccount). The Auth Token has 40 letters and digits and is a password.',
    words: [
      'find credentials',
      'where is my auth id',
      'where to copy auth token',
      'plivo password',
      'api keys console',
      'get auth token',
    ],
    causes: [
      "If the token is not shown, your role in Plivo is a likely cause. Owners and Admins manage credentials. Plivo's support pages say that a Developer may view and edit them too.",
    ],
    actor: 'you, in the Plivo console',
    remedies: [
      'Copy both from the same account with the copy buttons.',
      'Let setup check them with Plivo before they are stored.',
    ],
    commands: ['setup'],
    docsUrl: plivoSetup,
    guide: ['P1', 'S1'],
  },
  'plivo-not-enabled': {
    ...symptom,
    title: 'Plivo is not enabled for the Vocobase account',
    meaning:
      'The list allowed_telephony_providers decides which providers can place calls. plivo must be on it, and only Vocobase can add it.',
    words: [
      'plivo not allowed',
      'provider not allowed',
      'allowed_telephony_providers',
      'enable plivo',
      'get access approved partner',
    ],
    causes: ['Vocobase has not enabled it yet.', 'The API key belongs to another partner account.'],
    actor: 'your Vocobase account manager',
    remedies: [
      'Send your account manager the request that setup prints.',
      'To store the credentials in the meantime, add --allow-pending-access.',
    ],
    commands: ['whoami', 'setup'],
    docsUrl: plivoSetup,
    guide: ['P3', 'F1'],
  },
  'no-voice-number': {
    ...symptom,
    title: 'There is no voice-enabled Plivo number to call from',
    meaning:
      'Outbound calls need a caller ID on the Plivo account that has Voice. A messaging-only number is not enough.',
    words: [
      'no voice number',
      'sms only',
      'messaging only',
      'number without voice',
      'rent buy a number',
      'voice enabled',
    ],
    causes: [
      'No number has been rented yet.',
      'The numbers were rented for messaging only.',
      'The numbers belong to the main account or to another subaccount.',
    ],
    actor: 'you, in the Plivo console',
    remedies: [
      'Rent a voice-enabled number in the Plivo console, under Phone Numbers.',
      'Then run setup and choose it.',
    ],
    commands: ['setup'],
    docsUrl: plivoNumbers,
    guide: ['P2', 'S1', 'F4a'],
  },
  'default-or-named': {
    ...symptom,
    title: 'Default connection or named connection',
    meaning:
      'PUT /config/telephony/plivo creates or updates the default connection. POST /telephony/connections creates a named one beside it and returns a connection_id to keep. Vocobase recommends named connections for new integrations.',
    words: [
      'default connection',
      'named connection',
      'put or post',
      'connection_id',
      'which connection',
    ],
    causes: [],
    actor: 'you',
    remedies: [
      'For one Plivo account and one caller ID, the default connection is enough.',
      'For several accounts, brands, or countries, create a named connection for each. As soon as two are active, every call must name its connection.',
    ],
    commands: ['setup', 'setup --name <name>', 'connections list --provider plivo'],
    docsUrl: connections,
    guide: ['S2a', 'S2b', 'N1'],
  },
  'is-it-ready': {
    ...symptom,
    title: 'How to check whether everything is set up',
    meaning:
      'GET /config shows two things: plivo is in allowed_telephony_providers, and telephony.plivo.configured is true, which means that credentials and a default caller ID are stored. A test call proves the rest.',
    words: ['is it ready', 'verify setup', 'check configuration', 'configured true', 'did it work'],
    causes: [],
    actor: 'you',
    remedies: ['Show the progress of each step.', 'Then check everything.'],
    commands: ['status', 'doctor'],
    docsUrl: plivoSetup,
    guide: ['S3', 'P3'],
  },
  'first-call': {
    ...symptom,
    title: 'How to place the first call',
    meaning:
      'POST /calls/start takes agent_id, to_number, and provider "plivo". With several active Plivo connections it also needs connection_id. The caller ID cannot be chosen per call.',
    words: ['make a call', 'start first test call', 'calls/start', 'try a call', 'place a call'],
    causes: [],
    actor: 'you',
    remedies: ['Call your own phone. The call is billed.'],
    commands: ['call test <number>', 'agents list'],
    docsUrl: plivoSetup,
    guide: ['S4', 'N3'],
  },

  // Refused

  'not-configured': {
    ...symptom,
    title: 'Vocobase says "Plivo not configured"',
    meaning:
      'The call was refused because Vocobase has no Plivo connection it could use, or because Plivo is not enabled for the account.',
    words: ['plivo not configured', 'configured false', 'no credentials stored'],
    causes: [
      'plivo is not in allowed_telephony_providers.',
      'The credentials never reached Vocobase, or no caller ID is set.',
      'The API key belongs to another partner account than the one that was set up.',
    ],
    actor: 'you',
    remedies: [
      'See which step is missing.',
      'If access is missing, ask your Vocobase account manager. Otherwise run setup.',
    ],
    commands: ['status', 'setup'],
    docsUrl: plivoSetup,
    guide: ['F1', 'S3'],
  },
  'call-refused-403': {
    ...symptom,
    title: 'Starting a call is refused with 403',
    meaning:
      'The API key is valid, but the account may not start this call. The reply rarely says which reason applies.',
    words: ['403 on call start', 'forbidden call', 'call refused', 'cannot start call'],
    causes: [
      'plivo is not in allowed_telephony_providers.',
      'The Vocobase balance is used up.',
      'The partner account is suspended or not approved.',
    ],
    actor: 'your Vocobase account manager',
    remedies: [
      'Find out which reason applies.',
      'For access and the state of the account, ask your Vocobase account manager. For the balance, top up the Vocobase account.',
    ],
    commands: ['doctor', 'whoami'],
    docsUrl: plivoSetup,
    guide: ['F1', 'P3'],
  },
  'ambiguous-connection': {
    ...symptom,
    title: 'Calls are refused as ambiguous since there is a second connection',
    meaning:
      'With two or more active Plivo connections, a call that names only the provider is refused with CONNECTION_AMBIGUOUS, even if one of them is the default.',
    words: [
      'connection ambiguous',
      'several connections',
      'two connections',
      'multiple connections',
      'second connection',
    ],
    causes: ['A second connection was created and is active.'],
    actor: 'you',
    remedies: [
      'Send one connection_id with each call.',
      'In this program, remember one, or name it with --connection.',
    ],
    commands: ['connections list --provider plivo', 'connections use <connection>'],
    docsUrl: connections,
    guide: ['F2', 'S4', 'N1'],
  },
  'plivo-401': {
    ...symptom,
    title: 'Plivo answers 401 while the credentials are verified',
    meaning:
      'Plivo does not accept this Auth ID and Auth Token. It does not say which of the two is wrong.',
    words: [
      '401 from plivo',
      '401 during verification',
      'wrong auth id',
      'wrong auth token',
      'credentials refused',
      'verification failed',
    ],
    causes: [
      'Part of the token was lost while copying.',
      'The Auth ID and the Auth Token belong to different accounts.',
      'The token was replaced in Plivo in the meantime.',
    ],
    actor: 'you',
    remedies: ['Copy both again from the Overview page of the Plivo console, then send them.'],
    commands: ['setup'],
    docsUrl: plivoSetup,
    guide: ['F3a', 'P1'],
  },
  'plivo-401-after-rotation': {
    ...symptom,
    title: 'Calls fail with 401 since the token was rotated in Plivo',
    meaning:
      'Vocobase keeps its own copy of the Auth Token. After a rotation in Plivo it uses the old one until you send the new one.',
    words: [
      '401 after rotation',
      '401 since token was rotated',
      'old token',
      'stale token',
      'calls stopped working',
      'token expired',
    ],
    causes: [
      'The new token was not sent to Vocobase.',
      'It was sent to the default connection, but the calls use a named one.',
    ],
    actor: 'you',
    remedies: [
      'Send the new token.',
      'For a named connection, create a new one with the new token, or ask Vocobase. The API documents no way to change it.',
    ],
    commands: ['credentials rotate', 'connections list --provider plivo'],
    docsUrl: plivoSetup,
    guide: ['F3b', 'R1'],
  },
  'rotate-token': {
    ...symptom,
    title: 'How to rotate the Auth Token without an outage',
    meaning:
      'Create the new token in the Plivo console under Account > Settings > Credentials, and let the old one expire after 48 hours instead of deleting it now. Then send the new token to Vocobase.',
    words: [
      'rotate token',
      'how to rotate',
      'change token',
      'new auth token',
      'replace credentials',
      'rotation',
      'leaked token',
      'update credentials',
      'updating credentials',
      'put again with new token',
      'send put again',
    ],
    causes: [],
    actor: 'you',
    remedies: [
      'Create the token with the 48-hour option. If the old one has leaked, delete it at once instead and expect calls to fail in between.',
      'Send the new token to Vocobase.',
    ],
    commands: ['credentials rotate'],
    docsUrl: plivoSetup,
    guide: ['R1', 'F3b'],
  },
  'fresh-token-refused': {
    ...symptom,
    title: 'A new token does not work',
    meaning:
      'The new token is refused, by Plivo when it is checked here, or when Vocobase places a call.',
    words: [
      'fresh token not working',
      'new token refused',
      'just generated token',
      'new token 401',
    ],
    causes: [
      'The token was not confirmed in Plivo, which asks for a phrase before it creates one.',
      'The token belongs to another account, or is a scoped one (stk_…).',
      'It was copied incompletely.',
      'It works in Plivo, but Vocobase still has the old one.',
    ],
    actor: 'you',
    remedies: [
      'Copy it again from the Plivo console, together with the Auth ID.',
      'Then send it. The credentials are checked with Plivo first, so you see which side refuses them.',
    ],
    commands: ['credentials rotate'],
    docsUrl: plivoSetup,
    guide: ['F3a', 'F3b'],
  },
  'vocobase-401': {
    ...symptom,
    title: 'Vocobase does not accept the API key (401)',
    meaning:
      'The Vocobase API key is missing or not valid, so you cannot log in or send requests. The Plivo credentials are not involved.',
    words: [
      '401 from vocobase',
      'api key not accepted',
      'api key invalid',
      'bearer',
      'cannot log in',
      'login',
      'can not login',
      'login fails',
      'log in refused',
    ],
    causes: [
      'The key was revoked or cut off.',
      'An old key in VOCOBASE_API_KEY takes precedence over the stored one.',
    ],
    actor: 'you',
    remedies: ['See which key is used and where it comes from.', 'Then log in again.'],
    commands: ['whoami --verbose', 'login'],
    docsUrl: authentication,
    guide: [],
  },
  'ip-allow-list': {
    ...symptom,
    title: 'Plivo answers 403 although the credentials are right',
    meaning:
      'A 403 from Plivo is not a wrong password. A likely cause is that the account only accepts API requests from listed IP addresses, and this machine, or Vocobase, is not on the list.',
    words: [
      '403 from plivo',
      'ip allow list',
      'ip whitelist',
      'whitelisting',
      'blocked address',
      'firewall',
    ],
    causes: [
      'The account has an IP allow-list without this address. Subaccounts inherit it.',
      'The account is not verified, or a feature is off.',
    ],
    actor: 'you, in the Plivo console',
    remedies: [
      "Check the account's IP allow-list in the Plivo console.",
      'If only Vocobase is listed, which is fine, skip the check from this machine.',
      'If calls fail too, ask Vocobase for its addresses and add them.',
    ],
    commands: ['setup --skip-carrier-check'],
    docsUrl: 'https://plivo.com/docs/account/concepts/ip-whitelisting',
    guide: [],
  },
  'trial-account': {
    ...symptom,
    title: 'The Plivo account is a trial',
    meaning:
      'A trial account (type developer) can only call numbers that were verified with Plivo before. Other developers report that some trials cannot call out at all until Plivo enables it.',
    words: [
      'trial',
      'developer account',
      'free account',
      'sandbox numbers',
      'destination not verified',
      'outbound calling is disabled',
    ],
    causes: ['The account has not been upgraded.'],
    actor: 'you, in the Plivo console',
    remedies: [
      'Verify the number you want to call in the Plivo console, under Phone Numbers > Sandbox Numbers.',
      'Or upgrade the account.',
    ],
    commands: ['doctor'],
    docsUrl: 'https://plivo.com/docs/faq/account/account-management.md',
    guide: ['P1'],
  },
  'no-plivo-credit': {
    ...symptom,
    title: 'The Plivo account has no credit',
    meaning:
      'Plivo cancels the calls of a prepaid account whose balance is zero (hangup cause 1010). Its numbers are not removed at once.',
    words: [
      'no credit',
      'out of credits',
      'balance zero',
      'top up plivo',
      'insufficient funds',
      'recharge',
    ],
    causes: [
      'The balance is used up, and auto recharge is off or failed.',
      'For a subaccount, the main account pays.',
    ],
    actor: 'you, in the Plivo console',
    remedies: ['Add credit, and turn on auto recharge.'],
    commands: ['doctor', 'explain 1010'],
    docsUrl: plivoBilling,
    guide: [],
  },
  'no-vocobase-credit': {
    ...symptom,
    title: 'The Vocobase balance is used up',
    meaning:
      'Calls are charged to the Vocobase balance as well as to the Plivo account. Without a balance, the API refuses calls with 403.',
    words: [
      'vocobase balance',
      'vocobase credits',
      'no balance',
      'insufficient balance',
      'insufficient credits',
    ],
    causes: ['Earlier calls used it up.'],
    actor: 'you',
    remedies: ['Top up the Vocobase account, or ask your account manager how.'],
    commands: ['doctor'],
    docsUrl: 'https://docs.vocobase.com/credits',
    guide: [],
  },
  'rate-or-concurrency': {
    ...symptom,
    title: 'LIMIT_REACHED: request rate or running calls',
    meaning:
      'The API answers 429 LIMIT_REACHED for both: more than 60 requests a minute per key (10 for /calls), or as many running calls as the partner may have at once (5 by default).',
    words: [
      '429',
      'rate limit',
      'too many requests',
      'concurrency',
      'concurrent calls',
      'limit reached',
      'throttled',
    ],
    causes: ['Something polls too often. Reads of calls count too.', 'All call slots are in use.'],
    actor: 'you',
    remedies: [
      'See how many slots are free. If none, wait until a call has ended. If some, wait a minute.',
      'Poll a call every 10 seconds at most, or use webhooks.',
    ],
    commands: ['api GET /calls/concurrency'],
    docsUrl: authentication,
    guide: [],
  },

  // Calls that fail

  'call-not-connecting': {
    ...symptom,
    title: 'A call does not connect',
    meaning:
      'The call was started but never reached a conversation. The status says how far it got, and Plivo records why it ended.',
    words: [
      'call not connecting',
      'call does not connect',
      'why is my call not connecting',
      'calls fail',
      'call failed to connect',
      'calls do not go through',
    ],
    causes: [
      'The number called is busy, out of service, or wrong.',
      'Plivo refused the call: caller ID, credit, or destination country.',
      'Vocobase could not place it: credentials, or an ambiguous connection.',
    ],
    actor: 'you',
    remedies: [
      'Show the call. With Plivo credentials set, its record is read and explained.',
      'Check everything that calls need.',
    ],
    commands: ['call show <call-id>', 'doctor'],
    docsUrl: plivoSetup,
    guide: ['F4c'],
  },
  'ring-then-drop': {
    ...symptom,
    title: 'Calls ring, then drop',
    meaning:
      'The call reaches the phone, or almost, and ends at once or seconds after the answer. Plivo records the exact reason as a hangup cause.',
    words: [
      'rings but drops',
      'rings then drops',
      'hangs up immediately',
      'disconnects after answer',
      'call drops after seconds',
      'cuts off',
      'short calls',
      'voice application',
    ],
    causes: [
      'The caller ID has only messaging, not Voice. The guide asks for "Voice Application enabled" on the number.',
      'Plivo may not call this destination: some accounts have geographic restrictions.',
      'The caller ID is not on the Plivo account (hangup cause 3030).',
      'Answered and dropped within seconds, most likely first: the voice platform could not be reached (7011, 8011), its audio ended (4010), no credit (1010), an Indian call leaving India (2070).',
    ],
    actor: 'you, in the Plivo console',
    remedies: [
      'Check the number and recent calls. With Plivo credentials set, the reasons of recent calls are read.',
      'Or read the reason in the Plivo console under Logs > Call Logs (https://cx.plivo.com/logs?tab=voice).',
      'Then look up the code.',
    ],
    commands: ['doctor', 'call show <call-id>', 'explain <code>'],
    docsUrl: plivoSetup,
    guide: ['F4a', 'F4b', 'F4c'],
  },
  'silent-agent': {
    ...symptom,
    title: 'The agent does not speak',
    meaning:
      'The call is answered and completes, but the agent says nothing. The transcript of the call has no turn of the agent. No API reports this as an error.',
    words: [
      'agent does not speak',
      'agent silent',
      'silent call',
      'no audio',
      'no sound',
      'agent says nothing',
      'silence on call',
      'dead air',
      'hear nothing',
    ],
    causes: [
      'The agent waits for the person called to speak first, or has no introduction.',
      'The voice or the prompt of the agent does not work.',
      'The audio of the voice platform did not reach the call.',
    ],
    actor: 'you',
    remedies: [
      'Check the settings of the agent: its introduction, voice, and prompt.',
      'Call your own phone and test that the agent speaks.',
      'If the agent is set up correctly, send the call id to Vocobase.',
    ],
    commands: ['agents show <agent>', 'call test <number> --expect agent-spoke'],
    docsUrl: null,
    guide: [],
  },
  'one-way-audio': {
    ...symptom,
    title: 'One side cannot hear the other',
    meaning:
      'The call completes, but only one side appears in the transcript. Either the person called cannot hear the agent, or the agent does not hear them.',
    words: [
      'one way audio',
      'one-way audio',
      'customer cannot hear agent',
      "customer can't hear agent",
      'agent cannot hear customer',
      'callee not heard',
      'caller not heard',
      'user not heard',
      'cannot hear',
    ],
    causes: [
      'The person called was muted, or hung up before speaking.',
      'The audio in one direction is lost between the phone, Plivo, and the voice platform.',
      'A voicemail or a call screener took the call.',
    ],
    actor: 'you',
    remedies: [
      'Show the call and what was heard from each side.',
      'Test it with your own phone, and speak after the greeting.',
      'If one side is missing again, send the call id to Vocobase.',
    ],
    commands: [
      'call show <call-id> --transcript',
      'call test <number> --expect agent-spoke,callee-spoke',
    ],
    docsUrl: null,
    guide: [],
  },
  'stuck-in-queue': {
    ...symptom,
    title: 'A call stays pending or queued',
    meaning:
      'The call was accepted but does not ring. Plivo queues outbound calls above the calls per second of the account, which is 2 by default.',
    words: [
      'stuck in queue',
      'queued call',
      'call stays pending',
      'call pending forever',
      'waiting in queue',
    ],
    causes: [
      'Many calls were started at once.',
      'All call slots of the Vocobase account are in use.',
      'Vocobase or Plivo has not reported a status yet.',
    ],
    actor: 'you',
    remedies: ['See how many call slots are free.', 'Show the call again after a minute.'],
    commands: ['api GET /calls/concurrency', 'call show <call-id>'],
    docsUrl: 'https://plivo.com/docs/voice/concepts/account-limits.md',
    guide: [],
  },
  'country-not-reachable': {
    ...symptom,
    title: 'Plivo does not call a country',
    meaning:
      'Plivo only calls countries that are enabled in the voice geo permissions of the account. No API shows them, only the console. The hangup causes are 2030, 2040, and 2050.',
    words: [
      'geo permissions',
      'geographic restriction',
      'destination country barred',
      'international calls',
      'destination not reachable',
      'calls to this destination are barred',
      'foreign number',
    ],
    causes: [
      'The country is off. A subaccount can have its own settings.',
      'The plan does not include the country. Plivo states that pay-as-you-go covers the United States and India.',
      'The number is a premium or high-risk one, which is blocked by default.',
    ],
    actor: 'you, in the Plivo console',
    remedies: [
      'Enable the country in the Plivo console under Voice > Geo Permissions (https://cx.plivo.com/geo-permissions/voice).',
      'For high-risk numbers, or a country "Disabled by Plivo", ask Plivo support.',
    ],
    commands: ['doctor', 'explain 2030'],
    docsUrl: geoPermissions,
    guide: ['F4b'],
  },
  'plivo-call-logs': {
    ...symptom,
    title: 'Where Plivo shows why a call ended',
    meaning:
      'Plivo keeps a record of each call, with a hangup cause and who hung up. In the console it is under Logs > Call Logs, with a debug tab for each call.',
    words: [
      'call logs',
      'reason of failure',
      'why did the call fail',
      'hangup cause',
      'debug call',
      'console logs',
    ],
    causes: [],
    actor: 'you, in the Plivo console',
    remedies: [
      'Show the call. With Plivo credentials set, the record is read and explained.',
      'Or open https://cx.plivo.com/logs?tab=voice.',
    ],
    commands: ['call list', 'call show <call-id>', 'explain <code>'],
    docsUrl: hangups,
    guide: ['F4c'],
  },
  'invalid-from-number': {
    ...symptom,
    title: 'The call log says "Invalid from number"',
    meaning:
      'Plivo does not accept the caller ID. In its records the nearest hangup cause is 3030 (Unknown Caller ID). When a call is placed, it is a 400 that says the from parameter is invalid or not associated with the account.',
    words: [
      'invalid from number',
      'from parameter is invalid',
      'not associated with your account',
      'caller id rejected',
    ],
    causes: [
      'The number is on another Plivo account or subaccount than the credentials.',
      'The number was released.',
    ],
    actor: 'you',
    remedies: [
      'Choose a caller ID that is on the Plivo account and has Voice, or is a Verified Caller ID there.',
    ],
    commands: ['doctor', 'setup', 'explain 3030'],
    docsUrl: hangups,
    guide: ['F4c', 'F5a'],
  },
  'no-route-to-destination': {
    ...symptom,
    title: 'The call log says "No route to destination"',
    meaning:
      'Plivo found no route to the number called. In its records the nearest hangup causes are 5020 (Routing Error), 2000 (Invalid Destination Address), and 2030, 2040, or 2050 (barred).',
    words: ['no route to destination', 'routing error', 'unreachable destination'],
    causes: [
      'The country or prefix is not enabled in Plivo.',
      'The number is wrong or not in service.',
      'A routing problem at Plivo or a carrier.',
    ],
    actor: 'you, in the Plivo console',
    remedies: [
      'Check the number, then the country at https://cx.plivo.com/geo-permissions/voice.',
      'If both are right, open a ticket with Plivo and include the call UUID.',
    ],
    commands: ['call show <call-id>', 'explain country-not-reachable'],
    docsUrl: hangups,
    guide: ['F4b', 'F4c'],
  },
  'wrong-provider': {
    ...symptom,
    title: 'Calls do not go out through Plivo',
    meaning:
      'A call start without "provider" uses MCube, the default of the API. Calls through Plivo must say provider "plivo" each time.',
    words: ['wrong provider', 'mcube', 'default provider', 'not through plivo', 'another carrier'],
    causes: ['The request leaves out "provider".'],
    actor: 'you',
    remedies: ['Send "provider": "plivo" with every call. This program always does.'],
    commands: ['call list', 'call test <number> --dry-run'],
    docsUrl: 'https://docs.vocobase.com/api-reference/calls/start-an-outbound-call',
    guide: ['S4'],
  },

  // Caller ID and numbers

  'caller-id-unknown': {
    ...symptom,
    title: 'The caller ID shows as Unknown',
    meaning:
      'The guide asks that the caller ID is one of the imported numbers of the Vocobase connection. Numbers added to Plivo later are missing until they are imported.',
    words: [
      'caller id unknown',
      'unknown caller',
      'unknown number',
      'private number',
      'anonymous',
      'no caller id',
    ],
    causes: [
      'The number was added to Plivo after the connection was created, and not imported.',
      'The number is on another connection.',
      'The number was released in Plivo.',
    ],
    actor: 'you',
    remedies: [
      'See which numbers are imported.',
      'Import the numbers of the connection. The result shows which ones are on one side only.',
    ],
    commands: ['numbers list', 'numbers sync'],
    docsUrl: plivoSetup,
    guide: ['F5a', 'F5b'],
  },
  'numbers-added-later': {
    ...symptom,
    title: 'Numbers added to Plivo later are missing in Vocobase',
    meaning:
      'A connection only knows imported numbers. Numbers rented after the initial setup must be imported, for each connection.',
    words: [
      'new number',
      'sync numbers',
      'import numbers',
      'number missing',
      'added later',
      'phone numbers sync',
      'added numbers after initial setup',
      'numbers added after setup',
    ],
    causes: [
      'The numbers were not imported since they were rented.',
      'They belong to another Plivo account or subaccount.',
    ],
    actor: 'you',
    remedies: [
      'Import them.',
      'If the API does not know the path of the sync, ask Vocobase to sync the connection.',
    ],
    commands: ['numbers sync', 'numbers list'],
    docsUrl: plivoSetup,
    guide: ['F5b'],
  },
  'wrong-caller-id': {
    ...symptom,
    title: 'Calls show another number than expected',
    meaning:
      'With Plivo, an active number assigned to the agent comes before the default number of the connection. A call cannot choose its caller ID.',
    words: [
      'wrong caller id',
      'wrong number shown',
      'different number',
      'change caller id',
      'which number is shown',
      'from_number',
    ],
    causes: [
      'The agent has an active number of its own.',
      'The call went through another connection.',
    ],
    actor: 'you',
    remedies: [
      'See which number is assigned to which agent.',
      'Remove the number from the agent, or assign the one you want.',
    ],
    commands: [
      'numbers list',
      'numbers update <number> --no-agent',
      'numbers update <number> --agent <agent>',
    ],
    docsUrl: connections,
    guide: [],
  },
  'number-released': {
    ...symptom,
    title: 'A number is no longer on the Plivo account',
    meaning:
      'The number was released or moved in Plivo, but Vocobase still lists it. A sync probably never deletes numbers, which is not documented.',
    words: [
      'number released',
      'number gone',
      'number expired',
      'unrented',
      'number not owned',
      'drift',
      'lost number',
    ],
    causes: [
      'It was released in Plivo.',
      'It was moved to another account or subaccount. A number belongs to exactly one.',
    ],
    actor: 'you',
    remedies: [
      'See which numbers are on one side only.',
      'Deactivate the number in Vocobase. If it was the caller ID, choose another one.',
    ],
    commands: ['doctor', 'numbers update <number> --deactivate', 'setup'],
    docsUrl: plivoNumbers,
    guide: [],
  },
  'subaccount-without-numbers': {
    ...symptom,
    title: 'A Plivo subaccount shows no numbers',
    meaning:
      'A number belongs to one account only. An SA… subaccount sees its own numbers, not those of the main account.',
    words: ['subaccount', 'sub account', 'SA auth id', 'no numbers', 'empty number list'],
    causes: [
      'The numbers are still on the main account.',
      'The subaccount is disabled. One created by API stays disabled until it is enabled.',
    ],
    actor: 'you, in the Plivo console',
    remedies: [
      'Assign the number to the subaccount in Plivo.',
      'Or use the Auth ID and Auth Token of the main account.',
    ],
    commands: ['setup', 'doctor'],
    docsUrl: 'https://plivo.com/docs/account/concepts/subaccounts.md',
    guide: [],
  },
  'india-compliance': {
    ...symptom,
    title: 'Calls with Indian numbers are refused',
    meaning:
      'An Indian number needs an accepted compliance application of a business registered in India. Both sides of the call and its audio must be in India.',
    words: [
      'india',
      'indian number',
      'compliance',
      'kyc',
      '+91',
      'compliance application',
      'media anchoring',
      '140 series',
      '160 series',
    ],
    causes: [
      'The compliance application is missing, pending, rejected, suspended, or expired.',
      'An Indian number calls abroad, or the other way around (hangup cause 2070).',
      'The data region of the Plivo account is the United States, which cannot be changed.',
    ],
    actor: 'you, in the Plivo console',
    remedies: [
      'Get the compliance application accepted, and link it to the number.',
      'Ask Vocobase whether the audio of your connection runs in India.',
    ],
    commands: ['doctor', 'explain 2070'],
    docsUrl: 'https://plivo.com/docs/voice/concepts/india-calling.md',
    guide: [],
  },

  // Voicemail

  'voicemail-ignored': {
    ...symptom,
    title: 'Voicemail settings have no effect',
    meaning:
      'Three things are required: Vocobase has enabled carrier-side detection for the connection, voicemail detection is on for the agent, and the call goes out through Plivo. Until Vocobase has enabled it, live calls ignore the settings of the agent.',
    words: [
      'voicemail does not work',
      'voicemail not detected',
      'answering machine',
      'machine detection',
      'amd',
      'talks to voicemail',
      'voicemail ignored',
      'voicemail settings do nothing',
    ],
    causes: [
      'Vocobase has not enabled carrier-side detection for the connection. No API shows it.',
      'voicemail_detection_enabled is off for the agent.',
      'The call went out through another provider.',
    ],
    actor: 'Vocobase',
    remedies: [
      'Turn on detection for the agent.',
      'Ask Vocobase to enable carrier-side detection for the connection, with its connection_id.',
    ],
    commands: ['agents voicemail <agent> --enable', 'connections list --provider plivo'],
    docsUrl: plivoSetup,
    guide: ['V1', 'V3'],
  },
  'voicemail-message': {
    ...symptom,
    title: 'What happens when a voicemail answers',
    meaning:
      'With detection on, the voicemail hears voicemail_message and the call hangs up. Without a message the call ends at once. The disposition is voicemail.',
    words: [
      'leave a message',
      'voicemail message',
      'hang up on voicemail',
      'voicemail setup',
      'voicemail detection',
    ],
    causes: [],
    actor: 'you',
    remedies: [
      'Set a message of up to 500 characters, or none to hang up.',
      'Vocobase must first enable detection for the connection.',
    ],
    commands: [
      'agents voicemail <agent> --enable --message <text>',
      'agents voicemail <agent> --enable --no-message',
    ],
    docsUrl: plivoSetup,
    guide: ['V1', 'V2', 'V3'],
  },

  // This machine

  'another-plivo': {
    ...symptom,
    title: 'Another program called plivo runs instead',
    meaning:
      "Plivo's own command line tool is also called plivo. The shell runs whichever comes first on the PATH.",
    words: [
      'another plivo',
      'wrong plivo',
      'path',
      'unknown command',
      'plivo cli',
      'command not found',
      'vocobase-plivo',
    ],
    causes: ["Plivo's own tool is installed and comes first on the PATH."],
    actor: 'you',
    remedies: [
      'Use the second name of this program: vocobase-plivo.',
      'Or change the order of the PATH.',
    ],
    commands: ['doctor'],
    docsUrl: null,
    guide: [],
  },
  'try-without-account': {
    ...symptom,
    title: 'How to try it without an account',
    meaning:
      'The sandbox emulates both APIs on this machine. Nothing leaves the machine and nothing is billed.',
    words: [
      'sandbox',
      'without account',
      'try',
      'demo',
      'emulator',
      'mock',
      'test environment',
      'dry run',
    ],
    causes: [],
    actor: 'you',
    remedies: ['Add --sandbox to any command, or start the sandbox for your own tests.'],
    commands: ['setup --sandbox', 'sandbox start', 'sandbox scenarios'],
    docsUrl: null,
    guide: [],
  },
  'change-or-delete-connection': {
    ...symptom,
    title: 'How to change or delete a connection',
    meaning:
      'The known documentation has no way to change, deactivate, or delete a named connection, so this program offers none. The default connection can be sent again.',
    words: [
      'delete connection',
      'remove connection',
      'rename connection',
      'deactivate connection',
      'update connection',
      'edit connection',
    ],
    causes: [],
    actor: 'Vocobase',
    remedies: [
      'For the default connection, send the credentials and the caller ID again.',
      'For a named one, create a new connection and use that, or ask Vocobase to change or deactivate it.',
    ],
    commands: [
      'credentials rotate',
      'connections create --provider plivo --name <name>',
      'connections use <connection>',
    ],
    docsUrl: connections,
    guide: ['N1'],
  },

  // Next steps

  'several-connections': {
    ...symptom,
    title: 'How to work with several named connections',
    meaning:
      'Each connection has its own credentials and numbers, for a brand, a country, or a team. Each call then names the one it uses.',
    words: [
      'telephony connections',
      'named connections',
      'several accounts',
      'multiple plivo accounts',
      'brands',
      'per country',
    ],
    causes: [],
    actor: 'you',
    remedies: [
      'Create one for each, and keep the connection_id.',
      'Remember one on this machine, or name it with --connection.',
      'Check all of them at once.',
    ],
    commands: [
      'connections create --provider plivo --name <name>',
      'connections use <connection>',
      'status --all-connections',
    ],
    docsUrl: connections,
    guide: ['N1', 'S2b'],
  },
  'add-twilio': {
    ...symptom,
    title: 'How to add Twilio beside Plivo',
    meaning:
      'Connections of several providers can be active at the same time. Each provider must be enabled for the account, and each call names its provider.',
    words: ['twilio', 'additional provider', 'second provider', 'other carrier', 'exotel', 'vobiz'],
    causes: [],
    actor: 'you',
    remedies: [
      'Check that twilio is in allowed_telephony_providers.',
      'Create the connection, and send "provider": "twilio" with its calls.',
    ],
    commands: ['connections create --provider twilio --name <name>', 'connections list'],
    docsUrl: providers,
    guide: ['N2'],
  },
  'first-agent': {
    ...symptom,
    title: 'How to create the first agent',
    meaning:
      'A call needs an agent: a name, a prompt, and a voice. The name is unique within the partner account.',
    words: ['create agent', 'first agent', 'no agent', 'quick start', 'voice id', 'prompt'],
    causes: [],
    actor: 'you',
    remedies: ['Choose a voice, create the agent, then call your own phone with it.'],
    commands: [
      'api GET /agent/voices',
      'agents create --name <name> --prompt <text> --voice <voice-id>',
      'call test <number> --agent <agent>',
    ],
    docsUrl: 'https://docs.vocobase.com/api-reference/agents/create-an-agent',
    guide: ['N3'],
  },
} as const satisfies Record<string, Symptom>;
