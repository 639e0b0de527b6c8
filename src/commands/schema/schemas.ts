/** A JSON Schema (2020-12), or a part of one. */
export type Schema = Readonly<Record<string, unknown>>;

// Objects of this program list every member. They stay open: a later version may add members, and
// never removes one. API objects are passed on as sent, so any of their members may be missing.

const text: Schema = { type: 'string' };
const count: Schema = { type: 'integer', minimum: 0 };
const number: Schema = { type: 'number' };
const flag: Schema = { type: 'boolean' };
const time: Schema = { type: 'string', description: 'ISO 8601, UTC' };
const texts = list(text);

function list(items: Schema): Schema {
  return { type: 'array', items };
}

function oneOf(...values: readonly (string | number | boolean)[]): Schema {
  return { enum: values };
}

function orNull(schema: Schema): Schema {
  return typeof schema.type === 'string'
    ? { ...schema, type: [schema.type, 'null'] }
    : { anyOf: [schema, { type: 'null' }] };
}

function either(...schemas: readonly Schema[]): Schema {
  return { anyOf: schemas };
}

/** An object of this program. Members whose names end in `?` are optional. */
function record(members: Readonly<Record<string, Schema>>, description?: string): Schema {
  const names = Object.keys(members);
  return {
    type: 'object',
    ...(description === undefined ? {} : { description }),
    properties: Object.fromEntries(names.map((name) => [bare(name), members[name]])),
    required: names.filter((name) => !name.endsWith('?')),
  };
}

function bare(name: string): string {
  return name.replace(/\?$/, '');
}

/** An object as an API sent it: with these members, and others. */
function received(what: string, ...members: readonly string[]): Schema {
  return {
    type: 'object',
    description: `${what}, as the API sent it`,
    properties: Object.fromEntries(members.map((name) => [name, true])),
    additionalProperties: true,
  };
}

const connection = received(
  'A connection',
  'connection_id',
  'provider',
  'name',
  'status',
  'is_default',
  'phone_numbers',
);
const phoneNumber = received(
  'An imported number',
  'id',
  'phone_number',
  'provider',
  'friendly_name',
  'status',
  'is_default',
  'agent',
);
const agent = received(
  'An agent',
  'id',
  'agent_name',
  'agent_type',
  'prompt',
  'voice_id',
  'intro_message',
  'voicemail_detection_enabled',
  'voicemail_message',
  'status',
);
const call = received(
  'A call',
  'call_id',
  'status',
  'provider',
  'connection_id',
  'from_number',
  'to_number',
  'agent_id',
  'duration_seconds',
  'error_message',
  'started_at',
  'ended_at',
  'created_at',
);

const account = record({ name: orNull(text), display_name: orNull(text), status: orNull(text) });

const facts: Schema = {
  type: ['object', 'null'],
  description: 'The facts of the sentence in evidence',
  additionalProperties: true,
};

const stepStatus = oneOf('done', 'skipped', 'failed', 'pending');

const diagnosis = record({
  title: text,
  cause: text,
  actor: text,
  remedies: texts,
  commands: texts,
  hangup_cause_code: orNull(number),
});

const callResult = record({
  call_id: text,
  status: { ...text, description: 'As the API says it; an unknown one counts as live' },
  provider: orNull(text),
  connection_id: orNull(text),
  from_number: orNull(text),
  to_number: orNull(text),
  agent_id: orNull(text),
  duration_seconds: orNull(number),
  error_message: orNull(text),
  timeline: list(record({ status: text, at: time })),
  conversation: orNull(
    record({
      complete: flag,
      agent_turns: orNull(count),
      callee_turns: orNull(count),
      agent_first_spoke_after_seconds: orNull(number),
      credits_used: orNull(number),
      recording: orNull(flag),
    }),
  ),
  expectations: list(
    record({ expect: text, status: oneOf('met', 'unmet', 'unknown'), evidence: text }),
  ),
  'transcript?': orNull(list(record({ role: text, content: text, at: orNull(text) }))),
  diagnosis: orNull(diagnosis),
});

const settings = record({
  settings: record({
    'agent?': text,
    'connection?': text,
    'call_to?': text,
    'base_url?': text,
    'timeout?': number,
    'endpoints.phone_numbers?': text,
    'endpoints.phone_numbers_sync?': text,
  }),
});

const value = record({ name: text, value: { type: ['string', 'number', 'null'] } });

const profiles = record({ profiles: list(record({ name: text, current: flag })) });

const dryRun = record({
  dry_run: { const: true },
  requests: list(record({ method: text, url: text, body: {} })),
});

/** The result of a command that writes, or that of `--dry-run`. */
function written(result: Schema): Schema {
  return either(result, dryRun);
}

const flagData = record({
  flag: text,
  short: orNull(text),
  value: orNull(text),
  values: orNull(texts),
  env: orNull(text),
  default: { type: ['string', 'number', 'boolean', 'null'] },
  repeatable: flag,
  summary: text,
});

/** The result of each command by its name, and of `error` (on stderr) and `event` (`--events`). */
export const schemas: Readonly<Record<string, Schema>> = {
  setup: written(
    record({
      status: oneOf('ready', 'incomplete'),
      steps: list(record({ id: text, status: stepStatus, evidence: orNull(text), data: facts })),
      connection: record({
        connection_id: orNull(text),
        name: orNull(text),
        provider: text,
        from_number: orNull(text),
        created: flag,
      }),
      account,
      call: orNull(callResult),
      next: texts,
    }),
  ),
  status: either(
    record({
      status: oneOf('ready', 'incomplete'),
      steps: list(
        record({
          id: oneOf('key', 'access', 'connection', 'caller_id', 'numbers', 'agent'),
          status: stepStatus,
          evidence: orNull(text),
          data: facts,
          command: orNull(text),
        }),
      ),
      next: texts,
    }),
    record(
      {
        status: oneOf('ready', 'incomplete'),
        connections: list(
          record({
            connection_id: orNull(text),
            name: orNull(text),
            provider: orNull(text),
            status: oneOf('ready', 'incomplete'),
            from_number: orNull(text),
            problem: orNull(text),
            command: orNull(text),
          }),
        ),
      },
      'With --all-connections',
    ),
  ),
  doctor: either(
    record({
      status: oneOf('pass', 'warn', 'fail'),
      checks: list(
        record({
          id: text,
          group: text,
          title: text,
          status: oneOf('pass', 'warn', 'fail', 'skip', 'unknown'),
          found: text,
          remedy: orNull(text),
          commands: texts,
          'data?': facts,
        }),
      ),
      account: orNull(text),
      connection: orNull(record({ connection_id: text, name: text })),
      seconds: number,
      'fixed?': texts,
    }),
    record(
      {
        observations: list(
          record({
            id: text,
            question: text,
            emulator: text,
            seen: orNull(text),
            verdict: oneOf('same', 'different', 'not seen'),
          }),
        ),
      },
      'With --api-report',
    ),
    dryRun,
  ),
  report: written(
    record({ status: oneOf('pass', 'warn', 'fail'), file: text, format: oneOf('html', 'md') }),
  ),
  explain: record({
    entries: list(
      record({
        code: text,
        kind: oneOf('error', 'api', 'hangup cause', 'symptom', 'result'),
        title: text,
        meaning: text,
        causes: texts,
        actor: text,
        remedies: texts,
        commands: texts,
        docs_url: orNull(text),
        exit_code: orNull(count),
      }),
    ),
  }),
  'connections list': record({ connections: list(connection), total: count }),
  'connections show': record({ connection }),
  'connections create': written(record({ connection, created: flag })),
  'connections use': written(record({ connection_id: orNull(text), name: orNull(text) })),
  'credentials rotate': written(
    record({
      rotated: { const: true },
      auth_id: { ...text, description: 'Masked' },
      from_number: text,
      configured: { const: true },
      token_proven: { const: false, description: 'No API shows which token Vocobase holds' },
    }),
  ),
  'numbers list': record({ phone_numbers: list(phoneNumber), total: count }),
  'numbers sync': written(
    record({
      connection_id: orNull(text),
      imported: orNull(count),
      updated: orNull(count),
      unchanged: orNull(count),
      phone_numbers: list(phoneNumber),
      reconciliation: orNull(list(record({ phone_number: text, verdict: text }))),
    }),
  ),
  'numbers update': written(record({ phone_number: phoneNumber })),
  'call test': written(callResult),
  'call list': record({ calls: list(call), total: count }),
  'call show': callResult,
  'agents list': record({ agents: list(agent), total: count }),
  'agents show': record({ agent }),
  'agents create': written(record({ agent })),
  'agents voicemail': written(record({ agent })),
  login: written(record({ account, stored_in: oneOf('keychain', 'file') })),
  logout: written(record({ removed: flag })),
  whoami: record({
    account: orNull(account),
    key: { ...text, description: 'Masked: rg_live_… and the last 4 characters' },
    key_source: oneOf('environment', 'keychain', 'file', 'sandbox'),
    base_url: text,
    profile: text,
  }),
  'config list': settings,
  'config get': value,
  'config set': written(settings),
  'config unset': written(settings),
  'config path': value,
  'profiles list': profiles,
  'profiles use': written(profiles),
  'profiles remove': written(profiles),
  'sandbox start': record({
    vocobase_base_url: text,
    plivo_base_url: text,
    api_key: text,
    auth_id: text,
    auth_token: text,
    scenario: text,
    pid: count,
  }),
  'sandbox use': written(record({ scenario: text })),
  'sandbox reset': written(record({ reset: { const: true }, scenario: text })),
  'sandbox scenarios': record({ scenarios: list(record({ name: text, summary: text })) }),
  'sandbox choices': record({
    choices: list(
      record({
        id: text,
        question: text,
        choice: text,
        options: list(
          record({
            setting: text,
            default: { type: ['string', 'number', 'boolean', 'object'] },
            values: orNull(list({ type: ['string', 'number', 'boolean'] })),
          }),
        ),
        why: text,
      }),
    ),
  }),
  api: { description: 'The body as the API sent it, on success and on failure' },
  schema: either(record({ schemas: texts }), {
    type: 'object',
    description: 'A JSON Schema',
    required: ['$schema'],
    properties: { $schema: text },
    additionalProperties: true,
  }),
  completion: record({ script: text }),
  help: either(
    record({
      name: text,
      version: text,
      commands: list(
        record({
          command: text,
          summary: text,
          description: text,
          arguments: list(
            record({
              name: text,
              required: flag,
              repeatable: flag,
              values: orNull(texts),
              summary: text,
            }),
          ),
          flags: list(flagData),
          writes: flag,
          billed: flag,
          examples: texts,
          exit_codes: list(count),
          errors: texts,
        }),
      ),
      global_flags: list(flagData),
    }),
    record({ topic: text, text }, 'Of a topic'),
  ),
  error: record({
    error: record({
      code: text,
      message: text,
      hints: texts,
      commands: texts,
      docs_url: orNull(text),
      retryable: flag,
      exit_code: count,
      origin: oneOf('cli', 'vocobase', 'plivo', 'network', 'local'),
      http: orNull(
        record({
          method: text,
          path: text,
          status: orNull(count),
          code: orNull(text),
          message: orNull(text),
          request_id: orNull(text),
        }),
      ),
      details: { type: 'object', additionalProperties: true },
    }),
  }),
  event: {
    type: 'object',
    description: 'One line on stderr; each kind of event has members of its own',
    properties: { event: oneOf('step', 'call', 'wait', 'notice'), at: time },
    required: ['event', 'at'],
    additionalProperties: true,
  },
};
