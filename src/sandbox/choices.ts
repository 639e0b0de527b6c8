/**
 * What the public API documentation leaves open, and what the sandbox does instead. Each entry is a
 * decision of this project, never a documented fact. Its settings switch the behavior: they are part
 * of the world and change with `PUT /__sandbox/choices`.
 */
export interface Choice {
  id: `U${number}`;
  question: string;
  /** What the sandbox does by default. */
  choice: string;
  why: string;
  settings: Readonly<Record<string, Setting<unknown>>>;
}

/** One setting: its default and its allowed values. null allows any number from 0, or any text. */
export interface Setting<Value> {
  default: Value;
  values: readonly Value[] | null;
}

/** Seconds that a call spends in each live status. */
export interface CallSeconds {
  pending: number;
  ringing: number;
  in_progress: number;
}

/** The first value is the default. */
function oneOf<const Value extends string | number | boolean>(
  ...values: readonly [Value, ...Value[]]
): Setting<Value> {
  return { default: values[0], values };
}

function anyOf<Value>(value: Value): Setting<Value> {
  return { default: value, values: null };
}

const yes = oneOf<boolean>(true, false);
const no = oneOf<boolean>(false, true);
const listShape = oneOf('object', 'array', 'items', 'results');

const all = [
  {
    id: 'U1',
    question: 'Which HTTP status does a success have?',
    choice:
      '201 where something is created (connection, agent, call, webhook endpoint), 200 elsewhere. No redirects.',
    why: 'The usual meaning of both. Clients should accept any 2xx.',
    settings: {
      createdStatus: oneOf(201, 200, 202),
      redirectAfterWrite: oneOf('none', 'create', 'put'),
    },
  },
  {
    id: 'U2',
    question: 'Which HTTP status comes with CONNECTION_AMBIGUOUS?',
    choice: '409',
    why: 'The request is well formed. The account has too many active connections.',
    settings: { ambiguousStatus: oneOf(409, 400, 422) },
  },
  {
    id: 'U3',
    question: 'What does PUT /config/telephony/plivo answer?',
    choice: 'The Auth ID masked to its first and last four characters, the from_number, a message.',
    why: 'The pages of two other providers show this form.',
    settings: { putAnswer: oneOf('masked', 'message-only', 'empty') },
  },
  {
    id: 'U4',
    question: 'Can that PUT have only some of the three fields?',
    choice: 'No: 400 VALIDATION_ERROR.',
    why: 'The page of another provider marks every field as required.',
    settings: { partialPut: oneOf('refuse', 'merge') },
  },
  {
    id: 'U5',
    question: 'When are Plivo credentials checked, and what does a refusal look like?',
    choice:
      'On write: 400 VALIDATION_ERROR with a message about a 401 from Plivo. Nothing is stored.',
    why: 'The guide speaks of a verification. Clients must handle an early and a late refusal.',
    settings: {
      verifyCredentials: oneOf('on-write', 'at-call', 'refuse-all'),
      refusedCredentialsStatus: oneOf(400, 401, 403, 422),
      refusedCredentialsMessage: oneOf('401-from-plivo', 'invalid-auth-id-or-token'),
    },
  },
  {
    id: 'U6',
    question: 'Must a provider be allowed before its credentials can be stored?',
    choice:
      'No, except for Tata Smartflo, which documents it. The list only gates starting calls (403).',
    why: 'The guide says that the list gates starting calls.',
    settings: { writeNeedsAllowedProvider: no },
  },
  {
    id: 'U7',
    question: 'Which status, code, and words come with "Plivo not configured"?',
    choice: '400 VALIDATION_ERROR with these words.',
    why: 'The guide lists it separately from the 403.',
    settings: {
      notConfiguredStatus: oneOf(400, 403, 404, 409),
      notConfiguredMessage: oneOf(
        'not-configured',
        'isnt-configured',
        'credentials-missing',
        'no-active-connection',
        'own-code',
      ),
    },
  },
  {
    id: 'U8',
    question: 'Can two connections share a name or credentials?',
    choice: 'Yes. Their ids differ.',
    why: 'No uniqueness rule is documented for connections.',
    settings: { duplicateConnections: oneOf('allow', 'conflict') },
  },
  {
    id: 'U9',
    question: 'How is a connection changed or deactivated, and how is an active one marked?',
    choice:
      'PATCH or PUT /telephony/connections/{id}, and DELETE to deactivate: an extension of the sandbox, not documented. An active connection has status ACTIVE.',
    why: 'Tests need a way out of the state with two active connections. ACTIVE is in the sample.',
    settings: {
      connectionChanges: yes,
      activeStatus: oneOf('ACTIVE', 'active', 'CONNECTED', 'VERIFIED', 'ENABLED', 'is_active'),
    },
  },
  {
    id: 'U10',
    question: 'Which connection is the default, and does the API say so?',
    choice:
      'The first one of its provider. When it is deactivated, the oldest active one follows. is_default says so.',
    why: 'The simplest rule that agrees with the one sample.',
    settings: {
      defaultAfterCreate: oneOf('first', 'newest'),
      defaultAfterDeactivation: oneOf('oldest-active', 'none'),
      isDefaultShown: yes,
    },
  },
  {
    id: 'U11',
    question: 'Does a call without connection_id use the default of several active connections?',
    choice: 'No: CONNECTION_AMBIGUOUS.',
    why: 'The guide allows the provider alone only while exactly one connection is active.',
    settings: { defaultResolvesAmbiguity: no },
  },
  {
    id: 'U12',
    question: 'What does GET /telephony/connections answer?',
    choice: 'data.connections with every connection, inactive ones included, and data.total.',
    why: 'It parallels data.connection of the create.',
    settings: {
      connectionListShape: listShape,
      connectionListPaging: oneOf('none', 'offset', 'page'),
      inactiveConnectionsListed: yes,
    },
  },
  {
    id: 'U13',
    question: 'What does an unknown provider in that filter get?',
    choice: '400 VALIDATION_ERROR.',
    why: 'The provider is an enumeration everywhere else.',
    settings: { unknownProviderFilter: oneOf('refuse', 'empty') },
  },
  {
    id: 'U14',
    question: 'What does GET /phone-numbers answer, and how are numbers spelled?',
    choice:
      'data.phone_numbers and data.total, with the filters provider and connection_id. The from_number of a new connection is listed at once. Numbers have a plus.',
    why: 'A connection calls its rows phone_numbers, and the guide shows the row of a new connection. Another sample shows none.',
    settings: {
      numberListShape: listShape,
      numberListPaging: oneOf('none', 'offset', 'page'),
      numberRowOnCreate: yes,
      plusInNumbers: yes,
    },
  },
  {
    id: 'U15',
    question: 'Where is number sync, and what does it answer?',
    choice:
      'POST /phone-numbers/sync with provider and connection_id. The answer has imported, updated, and the rows. Rows are never deleted.',
    why: 'Sync is documented to take connection_id, and another documented sync never deletes.',
    settings: {
      numberSync: oneOf('available', 'missing', 'below-connection'),
      numberSyncAnswer: oneOf('rows', 'counts', 'message-only', 'empty'),
    },
  },
  {
    id: 'U16',
    question: 'What does a connection_id that cannot be used get?',
    choice: '404 NOT_FOUND if unknown, 400 VALIDATION_ERROR if inactive or of another provider.',
    why: '404 is documented for foreign ids. The other two are input errors.',
    settings: { unusableConnection: oneOf('by-cause', 'not-found', 'invalid') },
  },
  {
    id: 'U17',
    question: 'Does connection_id imply the provider?',
    choice: 'No: without provider the documented default mcube applies, and the mismatch is a 400.',
    why: 'The default is documented. Clients send both.',
    settings: { providerFromConnection: no },
  },
  {
    id: 'U18',
    question: 'What happens to a from_number in POST /calls/start?',
    choice: '400 VALIDATION_ERROR.',
    why: 'The field is documented as not accepted, and ignoring it would hide the mistake.',
    settings: { fromNumberInCall: oneOf('refuse', 'ignore') },
  },
  {
    id: 'U19',
    question: 'In which order does POST /calls/start check?',
    choice: 'Key, rate, body, agent, provider allowed, connection, balance, concurrency.',
    why: 'The cheapest check comes first.',
    settings: { balanceChecked: oneOf('late', 'first') },
  },
  {
    id: 'U20',
    question: 'How is the rate counted, and which headers tell?',
    choice:
      'By a fixed minute for each key and class. GET /calls counts as a call endpoint. No Retry-After.',
    why: 'No header is documented, so clients must work without one.',
    settings: { retryAfterHeader: no, callListCountsAsCall: yes },
  },
  {
    id: 'U21',
    question: 'How does a client tell a rate limit from a concurrency limit?',
    choice: 'By the message and by GET /calls/concurrency. The code is the same.',
    why: 'The code LIMIT_REACHED is documented for both.',
    settings: { limitMessages: oneOf('different', 'same') },
  },
  {
    id: 'U22',
    question: 'Which values can limit_source have?',
    choice: 'Always partner.',
    why: 'No other value is shown.',
    settings: { limitSource: anyOf('partner') },
  },
  {
    id: 'U23',
    question: 'How many calls can run at the same time?',
    choice: '5',
    why: 'The authentication page names it as the default.',
    settings: { concurrencyLimit: anyOf(5) },
  },
  {
    id: 'U24',
    question: 'What is in error_message of a call?',
    choice: 'Free text for failed calls, null otherwise.',
    why: 'The field is documented, its values are not.',
    settings: { failureText: yes },
  },
  {
    id: 'U25',
    question: 'How long does a call stay in each status, and how does it end?',
    choice:
      'pending 1 s, ringing 3 s, in_progress 5 s (an object with these three names), then a documented final status.',
    why: 'No times are documented. These are short enough to watch.',
    settings: {
      callSeconds: anyOf<CallSeconds>({ pending: 1, ringing: 3, in_progress: 5 }),
      finalStatuses: oneOf('documented', 'other-words'),
    },
  },
  {
    id: 'U26',
    question: 'What does the session of a call show, and when is it complete?',
    choice:
      'Every call has a session. Its transcript, credits, and processing_complete are there when the call ends. For a call that nobody answered: duration 0, an empty transcript, no charge. Roles are bot and user. Webhooks are not delivered.',
    why: 'The event session.completed is documented for a session that ends for any reason. processing_complete is documented without its place or time.',
    settings: {
      sessions: oneOf('every-call', 'answered-calls', 'none'),
      transcripts: oneOf('turns', 'empty', 'missing'),
      transcriptRoles: oneOf('bot-user', 'assistant-human', 'agent-callee'),
      processingComplete: oneOf('at-end', 'later', 'null', 'absent'),
      processingSeconds: anyOf(8),
    },
  },
  {
    id: 'U27',
    question: 'Are disposition and answered_by on the call object?',
    choice: 'Yes, null until the call has ended.',
    why: 'They are documented in the webhook only. Clients treat them as optional.',
    settings: { dispositionOnCalls: yes },
  },
  {
    id: 'U28',
    question: 'How are agents listed and paged, and what does PUT /agent/{id} answer?',
    choice:
      'data.agents with total, limit, and offset, as for calls: 10 a page, 100 at most, more is a 400. The PUT answers the agent.',
    why: 'The call list documents these limits.',
    settings: {
      agentListShape: listShape,
      agentListPaging: oneOf('offset', 'page', 'none'),
      callListPaging: oneOf('offset', 'page'),
      pageSizeMax: anyOf(100),
      largerPage: oneOf('refuse', 'clamp'),
      agentPutAnswer: oneOf('agent', 'message-only'),
    },
  },
  {
    id: 'U29',
    question: 'Where in GET /config is the balance?',
    choice: 'data.credits, a number.',
    why: 'The billing page says that the balance is read there and names the field elsewhere.',
    settings: { creditsInConfig: yes },
  },
  {
    id: 'U30',
    question: 'What does GET /config show of the account and its providers?',
    choice:
      'Status active, allowed_telephony_providers as a list in lower case, and all eight providers under telephony, each with configured and from_number.',
    why: 'The samples show different subsets, so clients cannot rely on any of it.',
    settings: {
      telephonyKeys: oneOf('all', 'configured', 'none'),
      fromNumberInConfig: yes,
      allowedProviders: oneOf('list', 'upper-case', 'object', 'missing'),
      activePartnerStatus: oneOf('active', 'approved', 'ACTIVE', 'live'),
    },
  },
  {
    id: 'U31',
    question: 'Which of several connections does telephony.plivo in GET /config describe?',
    choice: 'The default connection.',
    why: 'The PUT beside it updates the default connection.',
    settings: { configShows: oneOf('default', 'newest') },
  },
  {
    id: 'U32',
    question: 'Can an agent of type inbound place calls?',
    choice: 'Yes.',
    why: 'No rule is documented.',
    settings: { inboundAgentsMayCall: yes },
  },
  {
    id: 'U33',
    question: 'What do malformed JSON, an unknown address, and an unknown field get?',
    choice:
      '400 VALIDATION_ERROR. 501 naming method and path (the real API probably answers 404). The field is ignored.',
    why: 'A 501 makes a wrong address impossible to miss.',
    settings: { unknownAddressStatus: oneOf(501, 404) },
  },
  {
    id: 'U34',
    question: 'Which API keys are accepted?',
    choice: 'The key of the sandbox. Anything else is 401.',
    why: 'Only the prefix of a key is documented. A real key must never seem to work here.',
    settings: {},
  },
  {
    id: 'U35',
    question: 'Does Vocobase check the format of Plivo credentials?',
    choice: 'No.',
    why: 'The documentation describes the formats and does not say that they are enforced.',
    settings: { credentialFormatChecked: no },
  },
  {
    id: 'U36',
    question: 'Is there a PUT for SIP credentials?',
    choice: 'No: 404 NOT_FOUND.',
    why: 'The table of these endpoints leaves SIP out.',
    settings: { sipPut: oneOf('missing', 'available') },
  },
  {
    id: 'U37',
    question: 'Does the API show that voicemail detection is enabled for the account?',
    choice: 'No. It is on in the sandbox, and no field says so.',
    why: 'No field is documented.',
    settings: { voicemailDetection: yes },
  },
] as const satisfies readonly Choice[];

/** U1 to U37, in order. */
export const choices: readonly Choice[] = all;

type Settings = Intersection<(typeof all)[number]['settings']>;
type Intersection<Union> = (Union extends unknown ? (each: Union) => void : never) extends (
  each: infer Both,
) => void
  ? Both
  : never;

/** The value of every setting, by name. */
export type ChoiceSettings = {
  -readonly [Name in keyof Settings]: Settings[Name] extends Setting<infer Value> ? Value : never;
};

const settings: Readonly<Record<string, Setting<unknown>>> = Object.assign(
  {},
  ...all.map((choice) => choice.settings),
);

/** A new copy of every setting's default. */
export function defaultSettings(): ChoiceSettings {
  const entries = Object.entries(settings).map(([name, setting]) => [name, setting.default]);
  return structuredClone(Object.fromEntries(entries)) as ChoiceSettings;
}

/**
 * Returns the settings with some of them changed.
 * @throws RangeError on an unknown name or a value that the setting does not take
 */
export function changeSettings(
  current: ChoiceSettings,
  changes: Readonly<Record<string, unknown>>,
): ChoiceSettings {
  const next: Record<string, unknown> = { ...current };
  for (const [name, value] of Object.entries(changes)) {
    const setting = Object.hasOwn(settings, name) ? settings[name] : undefined;
    if (!setting) {
      throw new RangeError(
        `There is no setting ${name}. There are: ${Object.keys(settings).join(', ')}`,
      );
    }
    if (name === 'callSeconds') next[name] = changeCallSeconds(current.callSeconds, value);
    else if (takes(setting, value)) next[name] = value;
    else {
      const values = setting.values?.map((each) => JSON.stringify(each)).join(', ');
      throw new RangeError(`${name} takes ${values ?? `a ${typeof setting.default}`}`);
    }
  }
  return next as ChoiceSettings;
}

function takes(setting: Setting<unknown>, value: unknown): boolean {
  if (setting.values) return setting.values.includes(value);
  return typeof setting.default === 'string' ? typeof value === 'string' : isAmount(value);
}

function isAmount(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}

function changeCallSeconds(current: CallSeconds, changes: unknown): CallSeconds {
  if (typeof changes !== 'object' || changes === null) {
    throw new RangeError('callSeconds takes an object with pending, ringing, and in_progress');
  }
  for (const [step, seconds] of Object.entries(changes)) {
    if (!Object.hasOwn(current, step)) {
      throw new RangeError(`callSeconds has no ${step}: it has pending, ringing, and in_progress`);
    }
    if (!isAmount(seconds)) throw new RangeError(`callSeconds.${step} takes a number from 0`);
  }
  return { ...current, ...changes };
}
