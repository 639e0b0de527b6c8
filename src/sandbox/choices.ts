/**
 * What the public API documentation leaves open, and what this emulator does instead. Each entry is
 * a decision of ours, never a documented fact; `setting` names the switch (a key of ChoiceSettings)
 * for those that change how the emulator behaves.
 */
export interface Choice {
  id: `U${number}`;
  question: string;
  choice: string;
  why: string;
  setting: keyof ChoiceSettings | null;
  /** The values that the setting takes. Absent: any non-negative number, or what `choice` describes. */
  options?: readonly (string | number | boolean)[];
}

/** The switches, by name. They live on the world and are changed at PUT /__sandbox/choices. */
export interface ChoiceSettings {
  createdStatus: number;
  ambiguousStatus: number;
  putAnswer: 'masked' | 'message-only';
  partialPut: 'refuse' | 'merge';
  verifyCredentials: 'on-write' | 'at-call' | 'refuse-all';
  writeNeedsAllowedProvider: boolean;
  notConfiguredStatus: number;
  duplicateConnections: 'allow' | 'conflict';
  connectionChanges: boolean;
  defaultAfterDeactivation: 'oldest-active' | 'none';
  defaultResolvesAmbiguity: boolean;
  connectionListShape: 'object' | 'array';
  unknownProviderFilter: 'refuse' | 'empty';
  numberListShape: 'object' | 'array';
  numberSync: 'available' | 'missing';
  providerFromConnection: boolean;
  fromNumberInCall: 'refuse' | 'ignore';
  retryAfterHeader: boolean;
  limitSource: string;
  concurrencyLimit: number;
  failureText: boolean;
  /** Seconds that a call spends in each live status. */
  callSeconds: CallSeconds;
  dispositionOnCalls: boolean;
  agentListShape: 'object' | 'array';
  creditsInConfig: boolean;
  telephonyKeys: 'all' | 'configured';
  inboundAgentsMayCall: boolean;
  unknownAddressStatus: number;
  credentialFormatChecked: boolean;
  voicemailDetection: boolean;
}

export interface CallSeconds {
  pending: number;
  ringing: number;
  in_progress: number;
}

export const defaultSettings: Readonly<ChoiceSettings> = {
  createdStatus: 201,
  ambiguousStatus: 409,
  putAnswer: 'masked',
  partialPut: 'refuse',
  verifyCredentials: 'on-write',
  writeNeedsAllowedProvider: false,
  notConfiguredStatus: 400,
  duplicateConnections: 'allow',
  connectionChanges: true,
  defaultAfterDeactivation: 'oldest-active',
  defaultResolvesAmbiguity: false,
  connectionListShape: 'object',
  unknownProviderFilter: 'refuse',
  numberListShape: 'object',
  numberSync: 'available',
  providerFromConnection: false,
  fromNumberInCall: 'refuse',
  retryAfterHeader: false,
  limitSource: 'partner',
  concurrencyLimit: 5,
  failureText: true,
  callSeconds: { pending: 1, ringing: 3, in_progress: 5 },
  dispositionOnCalls: true,
  agentListShape: 'object',
  creditsInConfig: true,
  telephonyKeys: 'all',
  inboundAgentsMayCall: true,
  unknownAddressStatus: 501,
  credentialFormatChecked: false,
  voicemailDetection: true,
};

export const choices: readonly Choice[] = [
  {
    id: 'U1',
    question: 'Which HTTP status does a success carry?',
    choice:
      '201 where something is created (connection, agent, call, webhook endpoint), 200 elsewhere',
    why: 'the usual meaning of the two; a client should take any 2xx',
    setting: 'createdStatus',
    options: [200, 201],
  },
  {
    id: 'U2',
    question: 'Which status comes with CONNECTION_AMBIGUOUS?',
    choice: '409',
    why: 'the request is well formed, the state of the account is in the way; 400 stays for fields',
    setting: 'ambiguousStatus',
    options: [400, 409, 422],
  },
  {
    id: 'U3',
    question: 'What does PUT /config/telephony/plivo answer?',
    choice: 'the Auth ID masked to its first and last four characters, the from-number, a message',
    why: 'the pages of two sibling providers show that form',
    setting: 'putAnswer',
    options: ['masked', 'message-only'],
  },
  {
    id: 'U4',
    question: 'May that PUT carry only some of the three fields?',
    choice: 'no: 400 VALIDATION_ERROR',
    why: 'a sibling marks every field required, and no page shows a shorter body',
    setting: 'partialPut',
    options: ['refuse', 'merge'],
  },
  {
    id: 'U5',
    question: 'When are carrier credentials verified, and what does a refusal look like?',
    choice:
      'when they are written: 400 VALIDATION_ERROR whose message speaks of a 401 from Plivo, and nothing is stored',
    why: 'the guide speaks of a verification; a client has to live with an early and a late one',
    setting: 'verifyCredentials',
    options: ['on-write', 'at-call', 'refuse-all'],
  },
  {
    id: 'U6',
    question: 'Must a provider be allowed before its credentials can be stored?',
    choice: 'no (except Tata Smartflo, which documents it); the list gates call starts with a 403',
    why: 'the guide says that the list gates starting calls',
    setting: 'writeNeedsAllowedProvider',
    options: [false, true],
  },
  {
    id: 'U7',
    question: 'Which status and code come with "Plivo not configured"?',
    choice: '400 VALIDATION_ERROR with that text',
    why: 'the guide lists it apart from the 403',
    setting: 'notConfiguredStatus',
    options: [400, 403, 404, 409],
  },
  {
    id: 'U8',
    question: 'May two connections share a name or credentials?',
    choice: 'yes; their ids differ',
    why: 'no rule of uniqueness is documented for connections',
    setting: 'duplicateConnections',
    options: ['allow', 'conflict'],
  },
  {
    id: 'U9',
    question: 'How is a connection changed, deactivated or deleted?',
    choice:
      'PATCH or PUT /telephony/connections/{id}; DELETE makes it INACTIVE. An extension of the emulator: the real API documents none of it',
    why: 'tests have to get out of the state with two active connections',
    setting: 'connectionChanges',
    options: [true, false],
  },
  {
    id: 'U10',
    question: 'Which connection is the default later on?',
    choice: 'the first one stays it; when it goes inactive, the oldest active one follows',
    why: 'the simplest rule that agrees with the one sample',
    setting: 'defaultAfterDeactivation',
    options: ['oldest-active', 'none'],
  },
  {
    id: 'U11',
    question: 'Does being the default settle which of several active connections a call uses?',
    choice: 'no: without connection_id the call is refused as ambiguous',
    why: 'the guide allows the provider alone only while exactly one connection is active',
    setting: 'defaultResolvesAmbiguity',
    options: [false, true],
  },
  {
    id: 'U12',
    question: 'What shape has GET /telephony/connections?',
    choice: 'data.connections with inactive ones included, and data.total',
    why: 'it parallels data.connection of the create',
    setting: 'connectionListShape',
    options: ['object', 'array'],
  },
  {
    id: 'U13',
    question: 'What does an unknown provider in that filter get?',
    choice: '400 VALIDATION_ERROR',
    why: 'the provider is an enumeration everywhere else',
    setting: 'unknownProviderFilter',
    options: ['refuse', 'empty'],
  },
  {
    id: 'U14',
    question: 'What shape and filters has GET /phone-numbers?',
    choice: 'data.phone_numbers and data.total; filters provider and connection_id',
    why: 'a connection names its rows phone_numbers',
    setting: 'numberListShape',
    options: ['object', 'array'],
  },
  {
    id: 'U15',
    question: 'Where is number sync, and what does it answer?',
    choice:
      'POST /phone-numbers/sync with provider and connection_id; counts imported and updated, and the rows; rows are never deleted',
    why: 'sync is documented to take connection_id, and another sync never deletes',
    setting: 'numberSync',
    options: ['available', 'missing'],
  },
  {
    id: 'U16',
    question: 'What does an unusable connection_id get?',
    choice: '404 NOT_FOUND when unknown, 400 VALIDATION_ERROR when inactive or of another provider',
    why: '404 is documented for foreign ids; the other two are mistakes of input',
    setting: null,
  },
  {
    id: 'U17',
    question: 'Does connection_id imply the provider?',
    choice: 'no: without provider the documented default mcube holds, and the mismatch is a 400',
    why: 'the default is documented; a client sends both',
    setting: 'providerFromConnection',
    options: [false, true],
  },
  {
    id: 'U18',
    question: 'What happens to a from_number in POST /calls/start?',
    choice: '400 VALIDATION_ERROR',
    why: 'the field is documented as not accepted, and silence would hide the mistake',
    setting: 'fromNumberInCall',
    options: ['refuse', 'ignore'],
  },
  {
    id: 'U19',
    question: 'In which order does POST /calls/start check?',
    choice: 'key, rate, body, agent, provider allowed, connection, balance, concurrency',
    why: 'the cheapest first',
    setting: null,
  },
  {
    id: 'U20',
    question: 'Over what window is the rate counted, and which headers tell?',
    choice:
      'a fixed minute for each key and class (/calls and below are one class); no header unless switched on',
    why: 'no header is documented, so a client must do without',
    setting: 'retryAfterHeader',
    options: [false, true],
  },
  {
    id: 'U21',
    question: 'How does a client tell a rate limit from a concurrency limit?',
    choice: 'only by the message, and by GET /calls/concurrency; the code is the same',
    why: 'the code LIMIT_REACHED is documented for both',
    setting: null,
  },
  {
    id: 'U22',
    question: 'Which values can limit_source have?',
    choice: 'always partner',
    why: 'no other value is shown',
    setting: 'limitSource',
  },
  {
    id: 'U23',
    question: 'How many calls may run at once?',
    choice: '5',
    why: 'the authentication page names it as the default',
    setting: 'concurrencyLimit',
  },
  {
    id: 'U24',
    question: 'What stands in error_message of a call?',
    choice: 'free text for failed calls, null otherwise',
    why: 'the field is documented, its values are not',
    setting: 'failureText',
    options: [true, false],
  },
  {
    id: 'U25',
    question: 'How long does a call stay in each status?',
    choice: 'pending 1 s, ringing 3 s, in_progress 5 s; an object with these three names',
    why: 'nothing is documented; short enough to watch',
    setting: 'callSeconds',
  },
  {
    id: 'U26',
    question: 'Does a call that nobody answered still produce session.completed?',
    choice:
      'yes, with duration 0, an empty transcript and nothing charged; the emulator delivers no webhooks, its session object shows the same',
    why: 'the event is documented for a session that ends for any reason',
    setting: null,
  },
  {
    id: 'U27',
    question: 'Are disposition and answered_by on the call object?',
    choice: 'yes, null until the call has ended',
    why: 'they are documented in the webhook only; a client treats them as optional',
    setting: 'dispositionOnCalls',
    options: [true, false],
  },
  {
    id: 'U28',
    question: 'What shape has the agent list?',
    choice: 'data.agents, total, limit (10 unless asked), offset',
    why: 'it parallels the call list',
    setting: 'agentListShape',
    options: ['object', 'array'],
  },
  {
    id: 'U29',
    question: 'Where in GET /config is the balance?',
    choice: 'data.credits, a number',
    why: 'the billing page says that the balance is read there and names the field elsewhere',
    setting: 'creditsInConfig',
    options: [true, false],
  },
  {
    id: 'U30',
    question: 'Which providers appear under telephony in GET /config?',
    choice: 'all eight, each with configured and from_number',
    why: 'the samples show different subsets, so a client cannot rely on a key',
    setting: 'telephonyKeys',
    options: ['all', 'configured'],
  },
  {
    id: 'U31',
    question: 'Which of several connections does telephony.plivo describe?',
    choice: 'the default one',
    why: 'the PUT beside it edits the default',
    setting: null,
  },
  {
    id: 'U32',
    question: 'May an agent of type inbound place calls?',
    choice: 'yes',
    why: 'no rule is documented',
    setting: 'inboundAgentsMayCall',
    options: [true, false],
  },
  {
    id: 'U33',
    question: 'What do malformed JSON, an unknown address and an unknown field get?',
    choice:
      '400 VALIDATION_ERROR; 501 naming method and path (the real API surely says 404); the field is ignored',
    why: 'a 501 makes a wrong address of ours impossible to miss',
    setting: 'unknownAddressStatus',
    options: [501, 404],
  },
  {
    id: 'U34',
    question: 'Which API keys are accepted?',
    choice: 'the one of the demo; anything else is 401',
    why: 'only the prefix of a key is documented; a real key must never look accepted here',
    setting: null,
  },
  {
    id: 'U35',
    question: 'Does Vocobase itself check the format of Plivo credentials?',
    choice: 'no',
    why: 'the documentation describes the formats, it does not say that they are enforced',
    setting: 'credentialFormatChecked',
    options: [false, true],
  },
  {
    id: 'U36',
    question: 'Is there a PUT for SIP credentials?',
    choice: 'no: 404 NOT_FOUND',
    why: 'the table of these endpoints leaves SIP out',
    setting: null,
  },
  {
    id: 'U37',
    question: 'Can a client see that voicemail detection is enabled for the account?',
    choice: 'no; it is on in the emulator, and no field says so',
    why: 'no field is documented',
    setting: 'voicemailDetection',
    options: [true, false],
  },
];
