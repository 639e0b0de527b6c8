import type { Entry } from '../entry.ts';

/**
 * The entries of the Plivo setup guide: prerequisites, steps, voicemail, faults, rotation, and what
 * comes next.
 */
export type GuideId =
  | `P${1 | 2 | 3}`
  | `S${1 | '2a' | '2b' | 3 | 4}`
  | `V${1 | 2 | 3}`
  | `F${1 | 2 | '3a' | '3b' | '4a' | '4b' | '4c' | '5a' | '5b'}`
  | 'R1'
  | `N${1 | 2 | 3}`;

/** What somebody notices or wonders, before any code is known. */
export interface Symptom extends Entry {
  readonly kind: 'symptom';
  /** What people type when they look for it, beside the words of the title. */
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

/** Symptoms and questions in everyday words, by a name that can be typed. */
export const symptoms = {
  // Setting up

  'find-credentials': {
    ...symptom,
    title: 'Where the Auth ID and the Auth Token are',
    meaning:
      'Both stand on the first page of the Plivo console: https://cx.plivo.com/home, in the older console under Overview. The Auth ID has 20 characters and begins with MA (main account) or SA (subaccount); the Auth Token has 40 letters and digits and is a password.',
    words: [
      'find credentials',
      'where is my auth id',
      'where to copy auth token',
      'plivo password',
      'api keys console',
    ],
    causes: [
      'When the token is not shown, likely your role in Plivo: Owner and Admin manage credentials.',
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
    title: 'Plivo is not enabled for the partner account',
    meaning:
      'The list allowed_telephony_providers decides with which providers calls can be started. plivo has to be on it, and only Vocobase can put it there.',
    words: [
      'plivo not allowed',
      'provider not allowed',
      'allowed_telephony_providers',
      'enable plivo',
      'get access approved partner',
    ],
    causes: ['Vocobase has not enabled it yet.', 'The API key is of another partner account.'],
    actor: 'your Vocobase account manager',
    remedies: [
      'Send your account manager the request that setup prints.',
      'To store the credentials meanwhile, add --allow-pending-access.',
    ],
    commands: ['whoami', 'setup'],
    docsUrl: plivoSetup,
    guide: ['P3', 'F1'],
  },
  'no-voice-number': {
    ...symptom,
    title: 'There is no Plivo number with Voice to call from',
    meaning:
      'Outbound calls need a from-number on the Plivo account that has Voice. A number for messages only will not do.',
    words: [
      'no voice number',
      'sms only',
      'messaging only',
      'number without voice',
      'rent buy a number',
      'voice enabled',
      'voice application',
    ],
    causes: [
      'No number has been rented yet.',
      'The numbers were rented for messaging only.',
      'The numbers belong to the main account or to another subaccount.',
    ],
    actor: 'you, in the Plivo console',
    remedies: [
      'Rent a number with Voice in the Plivo console, Phone Numbers.',
      'Then run setup: it lists the numbers with Voice.',
    ],
    commands: ['setup'],
    docsUrl: plivoNumbers,
    guide: ['P2', 'S1', 'F4a'],
  },
  'default-or-named': {
    ...symptom,
    title: 'Default connection or a named one',
    meaning:
      'PUT /config/telephony/plivo creates or updates the default connection. POST /telephony/connections creates a named one beside it and returns a connection_id to keep. Vocobase prefers named ones for new work.',
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
      'One Plivo account and one number to call from: the default one is enough.',
      'Several accounts, brands or countries: give each a named one. From the second active one on, every call has to name its connection.',
    ],
    commands: ['setup', 'setup --name <name>', 'connections list --provider plivo'],
    docsUrl: connections,
    guide: ['S2a', 'S2b', 'N1'],
  },
  'is-it-ready': {
    ...symptom,
    title: 'How to see whether everything is set up',
    meaning:
      'Two things in GET /config tell: plivo is in allowed_telephony_providers, and telephony.plivo.configured is true, which means that credentials and a default from-number are stored. A test call proves the rest.',
    words: ['is it ready', 'verify setup', 'check configuration', 'configured true', 'did it work'],
    causes: [],
    actor: 'you',
    remedies: ['See the steps, then let doctor look at the whole way.'],
    commands: ['status', 'doctor'],
    docsUrl: plivoSetup,
    guide: ['S3', 'P3'],
  },
  'first-call': {
    ...symptom,
    title: 'How to start a first call',
    meaning:
      'POST /calls/start with agent_id, to_number and provider "plivo". With several active Plivo connections it needs connection_id too. The caller ID cannot be chosen per call.',
    words: ['make a call', 'start first test call', 'calls/start', 'try a call'],
    causes: [],
    actor: 'you',
    remedies: ['Call your own phone. The call is billed.'],
    commands: ['call test --to <number>', 'agents list'],
    docsUrl: plivoSetup,
    guide: ['S4', 'N3'],
  },

  // Refused

  'not-configured': {
    ...symptom,
    title: 'Vocobase says "Plivo not configured"',
    meaning:
      'The call was refused because Vocobase has no Plivo connection it could use, or Plivo is not enabled for the account.',
    words: ['plivo not configured', 'configured false', 'no credentials stored'],
    causes: [
      'plivo is not in allowed_telephony_providers.',
      'The credentials never reached Vocobase, or no from-number is set.',
      'The API key is of another partner account than the one that was set up.',
    ],
    actor: 'you',
    remedies: [
      'See which step is missing.',
      'If access is missing, ask your Vocobase account manager. Else run setup.',
    ],
    commands: ['status', 'setup'],
    docsUrl: plivoSetup,
    guide: ['F1', 'S3'],
  },
  'call-refused-403': {
    ...symptom,
    title: 'Starting a call is answered with 403',
    meaning:
      'The API key is fine, and the account may not start this call. The answer itself seldom says which of the reasons it is.',
    words: ['403 on call start', 'forbidden call', 'call refused', 'cannot start call'],
    causes: [
      'plivo is not in allowed_telephony_providers.',
      'The Vocobase balance is used up.',
      'The partner account is suspended or not approved.',
    ],
    actor: 'your Vocobase account manager',
    remedies: [
      'Let doctor tell which it is.',
      'Access and account state: your Vocobase account manager. Balance: top up the Vocobase account.',
    ],
    commands: ['doctor', 'whoami'],
    docsUrl: plivoSetup,
    guide: ['F1', 'P3'],
  },
  'ambiguous-connection': {
    ...symptom,
    title: 'Calls are refused as ambiguous since there is a second connection',
    meaning:
      'With two or more active Plivo connections, a call that names only the provider is refused with CONNECTION_AMBIGUOUS. That one of them is the default does not help.',
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
      'Here: remember one, or name it with --connection.',
    ],
    commands: ['connections list --provider plivo', 'connections use <connection>'],
    docsUrl: connections,
    guide: ['F2', 'S4', 'N1'],
  },
  'plivo-401': {
    ...symptom,
    title: 'Plivo answers 401 while the credentials are verified',
    meaning:
      'Plivo does not accept this pair of Auth ID and Auth Token, and does not say which of the two is wrong.',
    words: [
      '401 from plivo',
      '401 during verification',
      'wrong auth id',
      'wrong auth token',
      'credentials refused',
      'verification failed',
    ],
    causes: [
      'A part of the token was lost while copying.',
      'Auth ID and Auth Token are of different accounts.',
      'The token was replaced in Plivo meanwhile.',
    ],
    actor: 'you',
    remedies: ['Copy both again from the same page of the Plivo console.'],
    commands: ['setup', 'credentials rotate'],
    docsUrl: plivoSetup,
    guide: ['F3a', 'P1'],
  },
  'plivo-401-after-rotation': {
    ...symptom,
    title: 'Calls fail with 401 since the token was rotated in Plivo',
    meaning:
      'Vocobase keeps its own copy of the Auth Token. After a rotation in Plivo it goes on using the old one until the new one is sent.',
    words: [
      '401 after rotation',
      'rotated token',
      'old token',
      'stale token',
      'calls stopped working',
      'token expired',
    ],
    causes: [
      'The new token was not sent to Vocobase.',
      'It was sent to the default connection, and the calls use a named one.',
    ],
    actor: 'you',
    remedies: [
      'Send the new token.',
      'For a named connection the API documents no change: create a new connection with the new token, or ask Vocobase.',
    ],
    commands: ['credentials rotate', 'connections list --provider plivo'],
    docsUrl: plivoSetup,
    guide: ['F3b', 'R1'],
  },
  'rotate-token': {
    ...symptom,
    title: 'How to rotate the Auth Token without an outage',
    meaning:
      'Generate the new token in Plivo (https://cx.plivo.com/profile/auth) and let the old one be deleted in 48 hours, not now. Then send the new one to Vocobase.',
    words: [
      'rotate token',
      'change token',
      'new auth token',
      'replace credentials',
      'rotation',
      'leaked token',
    ],
    causes: [],
    actor: 'you',
    remedies: [
      'Generate the token with the 48-hour choice. When the old one has leaked, delete it at once instead and expect calls to fail in between.',
      'Send it to Vocobase.',
    ],
    commands: ['credentials rotate'],
    docsUrl: plivoSetup,
    guide: ['R1', 'F3b'],
  },
  'fresh-token-refused': {
    ...symptom,
    title: 'A token just generated does not work',
    meaning: 'The new token is refused, by Plivo here or when Vocobase calls.',
    words: [
      'fresh token not working',
      'new token refused',
      'just generated token',
      'new token 401',
    ],
    causes: [
      'The generation was not confirmed to the end in Plivo: it asks for a phrase.',
      'The token was generated for another account, or is a scoped one (stk_…).',
      'It was copied incompletely.',
      'It works in Plivo, and Vocobase still holds the old one.',
    ],
    actor: 'you',
    remedies: [
      'Copy it again from the Plivo console, with the Auth ID beside it.',
      'Then send it: the pair is checked with Plivo first, so you see which side refuses.',
    ],
    commands: ['credentials rotate'],
    docsUrl: plivoSetup,
    guide: ['F3a', 'F3b'],
  },
  'vocobase-401': {
    ...symptom,
    title: 'Vocobase answers 401',
    meaning:
      'The Vocobase API key is missing or not valid. The Plivo credentials play no part in it.',
    words: ['401 from vocobase', 'api key not accepted', 'api key invalid', 'bearer'],
    causes: [
      'The key was revoked or cut off.',
      'An old key in VOCOBASE_API_KEY hides the stored one.',
    ],
    actor: 'you',
    remedies: ['See which key is in use and where it came from, then log in again.'],
    commands: ['whoami --verbose', 'login'],
    docsUrl: authentication,
    guide: [],
  },
  'ip-allow-list': {
    ...symptom,
    title: 'Plivo answers 403 although the credentials are right',
    meaning:
      'A 403 from Plivo is not a wrong password. Likely the account lets only listed IP addresses use its API, and this machine, or Vocobase, is not on the list.',
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
      "See the account's IP allow-list in the Plivo console.",
      'When only Vocobase is listed, which is fine, pass over the check from here.',
      'When calls fail too, ask Vocobase for its addresses and add them.',
    ],
    commands: ['setup --skip-carrier-check'],
    docsUrl: 'https://plivo.com/docs/account/concepts/ip-whitelisting',
    guide: [],
  },
  'trial-account': {
    ...symptom,
    title: 'The Plivo account is a trial',
    meaning:
      'A trial account (type developer) calls only numbers that were verified with Plivo before. Some trials cannot call out at all until Plivo enables it, by what others report.',
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
      'Verify the number you want to call: Plivo console, Phone Numbers, Sandbox Numbers.',
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
      'Plivo cancels calls of a prepaid account whose balance is zero (hangup cause 1010). Its numbers are not removed at once.',
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
      'A subaccount: its main account pays.',
    ],
    actor: 'you, in the Plivo console',
    remedies: ['Top up, and turn on auto recharge.'],
    commands: ['doctor', 'explain 1010'],
    docsUrl: plivoBilling,
    guide: [],
  },
  'no-vocobase-credit': {
    ...symptom,
    title: 'The Vocobase balance is used up',
    meaning:
      'Calls are charged to the Vocobase balance as well as to the Plivo account. Without balance the API refuses calls with 403.',
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
    title: 'LIMIT_REACHED: is it the request rate or the running calls',
    meaning:
      'The API answers 429 LIMIT_REACHED for both: more than 60 requests a minute for a key (10 for /calls), or as many calls running as the partner may run at once (5 by default).',
    words: [
      '429',
      'rate limit',
      'too many requests',
      'concurrency',
      'concurrent calls',
      'limit reached',
      'throttled',
    ],
    causes: ['A poller asks too often: reads of calls count too.', 'All call slots are in use.'],
    actor: 'you',
    remedies: [
      'See how many slots remain. With none, wait until a call has ended; with some, wait a minute.',
      'Ask about a call every 10 seconds, not more often, or use webhooks.',
    ],
    commands: ['api GET /calls/concurrency'],
    docsUrl: authentication,
    guide: [],
  },

  // Calls that go wrong

  'ring-then-drop': {
    ...symptom,
    title: 'Calls ring, then drop',
    meaning:
      'The call reaches the phone or nearly so, and ends at once or seconds after the answer. Plivo records the exact reason as a hangup cause.',
    words: [
      'rings but drops',
      'rings then drops',
      'hangs up immediately',
      'disconnects after answer',
      'call drops after seconds',
      'cuts off',
      'short calls',
    ],
    causes: [
      'The calling number has only messaging, not Voice.',
      'Plivo may not call this destination: geographic restrictions of the account.',
      'The calling number is not on the Plivo account (hangup cause 3030).',
      'Answered and dropped within seconds, likeliest first: the voice platform could not be reached (7011, 8011), its audio ended (4010), no credit (1010), an Indian call leaving India (2070).',
    ],
    actor: 'you, in the Plivo console',
    remedies: [
      'Let doctor look: with Plivo credentials at hand it reads the reasons of recent calls.',
      'Or read the reason in the Plivo console: Logs, Calls (https://cx.plivo.com/logs?tab=voice).',
      'Look the code up here.',
    ],
    commands: ['doctor', 'call show <call-id>', 'explain <code>'],
    docsUrl: plivoSetup,
    guide: ['F4a', 'F4b', 'F4c'],
  },
  'country-not-reachable': {
    ...symptom,
    title: 'A country cannot be called from Plivo',
    meaning:
      "Plivo calls only the countries that are enabled in the account's voice geo permissions. No API shows them: only the console does. The hangup causes are 2030, 2040 and 2050.",
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
      'The plan does not include the country: by what Plivo tells, pay-as-you-go covers the United States and India.',
      'The number is a premium or high-risk one, blocked from the start.',
    ],
    actor: 'you, in the Plivo console',
    remedies: [
      'Enable the country at https://cx.plivo.com/geo-permissions/voice.',
      'For high-risk numbers, or a country "Disabled by Plivo", ask Plivo support.',
    ],
    commands: ['doctor', 'explain 2030'],
    docsUrl: geoPermissions,
    guide: ['F4b'],
  },
  'plivo-call-logs': {
    ...symptom,
    title: 'Where Plivo tells why a call ended',
    meaning:
      'Plivo keeps a record of each call with a hangup cause and who hung up. In the console it is under Logs, Calls, with a debug tab for each call.',
    words: [
      'call logs',
      'reason of failure',
      'why did the call fail',
      'hangup cause',
      'debug call',
      'console logs',
      'call failed',
    ],
    causes: [],
    actor: 'you, in the Plivo console',
    remedies: [
      'Show the call here: with Plivo credentials at hand the record is read and explained.',
      'Or open https://cx.plivo.com/logs?tab=voice.',
    ],
    commands: ['call list', 'call show <call-id>', 'explain <code>'],
    docsUrl: hangups,
    guide: ['F4c'],
  },
  'invalid-from-number': {
    ...symptom,
    title: 'The log says the from-number is invalid',
    meaning:
      'Plivo does not accept the number the call comes from. In its records the nearest cause is 3030, Unknown Caller ID; when a call is placed, a 400 saying that the from parameter is invalid.',
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
    remedies: ['Choose a from-number that is on the Plivo account and has Voice.'],
    commands: ['doctor', 'setup', 'explain 3030'],
    docsUrl: hangups,
    guide: ['F4c', 'F5a'],
  },
  'no-route-to-destination': {
    ...symptom,
    title: 'The log says there is no route to the destination',
    meaning:
      'Plivo found no way to the number called. In its records the nearest causes are 5020 (Routing Error), 2000 (Invalid Destination Address) and 2030, 2040 or 2050 (barred).',
    words: ['no route to destination', 'routing error', 'unreachable destination'],
    causes: [
      'The country or the prefix is not enabled in Plivo.',
      'The number is wrong or not in service.',
      'A fault in the routing of Plivo or a carrier.',
    ],
    actor: 'you, in the Plivo console',
    remedies: [
      'Check the number, then the country at https://cx.plivo.com/geo-permissions/voice.',
      'When both are right, open a ticket at Plivo with the call UUID.',
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
    causes: ['The request leaves "provider" out.'],
    actor: 'you',
    remedies: ['Send "provider": "plivo" with every call. This program always does.'],
    commands: ['call list', 'call test --to <number> --dry-run'],
    docsUrl: 'https://docs.vocobase.com/api-reference/calls/start-an-outbound-call',
    guide: ['S4'],
  },

  // Caller ID and numbers

  'caller-id-unknown': {
    ...symptom,
    title: 'The caller ID shows as Unknown',
    meaning:
      'The number that calls must be one of the imported numbers of the Vocobase connection. Numbers added to Plivo later are not there until they are synced.',
    words: [
      'caller id unknown',
      'unknown caller',
      'unknown number',
      'private number',
      'anonymous',
      'no caller id',
    ],
    causes: [
      'The number was added to Plivo after the connection was made, and not synced.',
      'The number is on another connection.',
      'The number was released in Plivo.',
    ],
    actor: 'you',
    remedies: [
      'See which numbers are imported.',
      'Sync the numbers of the connection: it tells which ones are on one side only.',
    ],
    commands: ['numbers list', 'numbers sync'],
    docsUrl: plivoSetup,
    guide: ['F5a', 'F5b'],
  },
  'numbers-added-later': {
    ...symptom,
    title: 'Numbers added to Plivo later are missing in Vocobase',
    meaning:
      'A connection knows the numbers that were imported. Numbers rented afterwards have to be synced for each connection.',
    words: [
      'new number',
      'sync numbers',
      'import numbers',
      'number missing',
      'added later',
      'phone numbers sync',
    ],
    causes: [
      'The numbers were not synced since they were rented.',
      'They belong to another Plivo account or subaccount.',
    ],
    actor: 'you',
    remedies: [
      'Sync them.',
      'When the address of the sync is not known to the API, ask Vocobase to sync the connection.',
    ],
    commands: ['numbers sync', 'numbers list'],
    docsUrl: plivoSetup,
    guide: ['F5b'],
  },
  'wrong-caller-id': {
    ...symptom,
    title: 'Calls show another number than expected',
    meaning:
      'With Plivo, an active number assigned to the agent goes before the default number of the connection. No call can choose its caller ID.',
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
      'Take the number from the agent, or assign the one you want.',
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
      'The number was released or moved in Plivo, and Vocobase still knows it. Likely a sync never deletes numbers, so it stays in the list.',
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
      'It was moved to another account or subaccount: a number belongs to exactly one.',
    ],
    actor: 'you',
    remedies: [
      'See what is on one side only.',
      'Switch the number off in Vocobase, and choose another from-number if it was that one.',
    ],
    commands: ['doctor', 'numbers update <number> --deactivate', 'setup'],
    docsUrl: plivoNumbers,
    guide: [],
  },
  'subaccount-without-numbers': {
    ...symptom,
    title: 'A Plivo subaccount shows no numbers',
    meaning:
      'A number belongs to one account only. An SA… subaccount sees its own numbers, not those of its main account.',
    words: ['subaccount', 'sub account', 'SA auth id', 'no numbers', 'empty number list'],
    causes: [
      'The numbers are still on the main account.',
      'The subaccount is disabled: one made by API is, until it is enabled.',
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
      'The compliance application is missing, pending, rejected, suspended or expired.',
      'An Indian number calls abroad, or the other way round (hangup cause 2070).',
      'The Plivo account has the data region United States, which cannot be changed.',
    ],
    actor: 'you, in the Plivo console',
    remedies: [
      'Bring the compliance application to accepted, and link it to the number.',
      'Ask Vocobase whether its audio for your connection runs in India.',
    ],
    commands: ['doctor', 'explain 2070'],
    docsUrl: 'https://plivo.com/docs/voice/concepts/india-calling.md',
    guide: [],
  },

  // Voicemail

  'voicemail-ignored': {
    ...symptom,
    title: 'The voicemail settings do nothing',
    meaning:
      "Three things must hold: Vocobase has enabled carrier-side detection for the connection, the agent has voicemail detection on, and the call goes out through Plivo. Until Vocobase has enabled it, the agent's settings have no effect on live calls.",
    words: [
      'voicemail does not work',
      'voicemail not detected',
      'answering machine',
      'machine detection',
      'amd',
      'talks to voicemail',
      'voicemail ignored',
    ],
    causes: [
      'Vocobase has not enabled carrier-side detection for the connection. No API shows it.',
      'voicemail_detection_enabled is off for the agent.',
      'The call went out through another provider.',
    ],
    actor: 'Vocobase',
    remedies: [
      'Turn detection on for the agent.',
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
      'With detection on, a voicemail hears voicemail_message and the call hangs up. Without a message the call ends at once. The result is the disposition voicemail.',
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
      'Vocobase has to enable detection for the connection first.',
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
    title: 'Another program named plivo answers',
    meaning:
      "Plivo's own command line tool is called plivo too. The one that comes first on the PATH is started.",
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
      'Call this program by its second name: vocobase-plivo.',
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
      'The sandbox is an emulator of both APIs on this machine. Nothing leaves the machine and nothing is billed.',
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
      'The known documentation has no way to change, deactivate or delete a named connection, so this program offers none. The default one can be set anew.',
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
      'For the default connection, send the credentials and the number again.',
      'For another one, create a new connection and use that, or ask Vocobase to change or deactivate it.',
    ],
    commands: [
      'credentials rotate',
      'connections create --provider plivo --name <name>',
      'connections use <connection>',
    ],
    docsUrl: connections,
    guide: ['N1'],
  },

  // What comes next

  'several-connections': {
    ...symptom,
    title: 'How to work with several named connections',
    meaning:
      'Each connection has its own credentials and numbers, for a brand, a country or a team. Each call then names the one it uses.',
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
    ],
    commands: [
      'connections create --provider plivo --name <name>',
      'connections list --provider plivo',
      'connections use <connection>',
    ],
    docsUrl: connections,
    guide: ['N1', 'S2b'],
  },
  'add-twilio': {
    ...symptom,
    title: 'How to add Twilio beside Plivo',
    meaning:
      'Connections of several providers stand side by side. Each provider has to be enabled for the account, and each call says which one it uses.',
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
    title: 'How to create a first agent',
    meaning:
      'A call needs an agent: a name, a prompt and a voice. The name is unique for the partner account.',
    words: ['create agent', 'first agent', 'no agent', 'quick start', 'voice id', 'prompt'],
    causes: [],
    actor: 'you',
    remedies: ['Choose a voice, create the agent, and call your own phone with it.'],
    commands: [
      'api GET /agent/voices',
      'agents create --name <name> --prompt <text> --voice <voice-id>',
      'call test --to <number> --agent <agent>',
    ],
    docsUrl: 'https://docs.vocobase.com/api-reference/agents/create-an-agent',
    guide: ['N3'],
  },
} as const satisfies Record<string, Symptom>;
