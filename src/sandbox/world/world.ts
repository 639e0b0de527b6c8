import * as v from 'valibot';
import { type ChoiceSettings, changeSettings, defaultSettings } from '../choices.ts';
import { isScenarioName } from '../scenarios.ts';

/** Milliseconds since 1970. */
const time = v.pipe(v.number(), v.finite());
const text = v.string();
const textOrNull = v.nullable(v.string());
const flag = v.boolean();
const hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const hashes = v.array(hash);

const liveStatus = v.picklist(['pending', 'ringing', 'in_progress']);
const finalStatus = v.picklist(['completed', 'failed', 'no_answer', 'busy', 'canceled']);
const direction = v.picklist(['inbound', 'outbound']);
const rowStatus = v.picklist(['ACTIVE', 'INACTIVE']);
const provider = v.picklist([
  'twilio',
  'exotel',
  'plivo',
  'vobiz',
  'tata_smartflo',
  'sip',
  'voicelink',
  'mcube',
]);

const partner = v.object({
  name: text,
  display_name: text,
  status: v.picklist(['active', 'suspended']),
  agent_limit: v.number(),
  allowed_languages: v.array(text),
  allowed_telephony_providers: v.array(text),
  /** Balance in rupees. */
  credits: v.number(),
});

const voice = v.object({
  id: text,
  name: text,
  language: text,
  gender: v.picklist(['female', 'male']),
});

/** Field names as requests spell them. Answers use the mixed case of the documentation. */
const agent = v.object({
  id: text,
  agent_name: text,
  agent_type: direction,
  prompt: text,
  voice_id: text,
  language: text,
  intro_message: textOrNull,
  voicemail_detection_enabled: flag,
  voicemail_message: textOrNull,
  enable_recording: flag,
  kb_threshold: textOrNull,
  variables: v.array(text),
  extraction_config: v.unknown(),
  project_id: text,
  transfer_enabled: flag,
  transfer_number: textOrNull,
  transfer_message: textOrNull,
  transfer_instructions: textOrNull,
  end_call_enabled: flag,
  end_call_message: textOrNull,
  end_call_instructions: textOrNull,
  max_call_duration_secs: v.nullable(v.number()),
  background_audio_id: textOrNull,
  background_audio_volume: v.number(),
  deleted: flag,
  created_at: time,
  updated_at: time,
});

const connection = v.object({
  id: text,
  provider,
  name: text,
  status: rowStatus,
  is_default: flag,
  /** The public half of the credentials: Auth ID, account SID, user name. */
  account: textOrNull,
  /** The secret half, hashed, by field name. */
  secretHashes: v.record(text, hash),
  /** The default caller ID, in E.164 (MCube also takes national format). */
  from_number: textOrNull,
  /** All other fields that were sent, except secrets: subdomain, SIP host, source IPs. */
  details: v.record(text, v.unknown()),
  /** Plivo refuses these credentials at the next call, even if they are right. */
  refusedAtCall: flag,
  created_at: time,
});

/** A number as Vocobase has imported it. */
const phoneNumber = v.object({
  id: text,
  connection_id: text,
  phone_number: text,
  friendly_name: textOrNull,
  status: rowStatus,
  agent_id: textOrNull,
});

const hangup = v.object({ code: v.number(), name: text, source: text });

/** Who speaks in a transcript. */
const speech = v.picklist(['both', 'agent', 'callee', 'nobody']);

/** A call. Its statuses are planned when it starts; the current one depends on the clock. */
const call = v.object({
  id: text,
  session_id: text,
  agent_id: text,
  connection_id: text,
  provider,
  from_number: text,
  to_number: text,
  direction,
  variables: v.record(text, text),
  /** In chronological order. The first is `pending`. Without a final status the call never ends. */
  steps: v.pipe(
    v.array(v.object({ status: v.union([liveStatus, finalStatus]), at: time })),
    v.minLength(1),
  ),
  ending: v.object({
    disposition: textOrNull,
    answered_by: textOrNull,
    error_message: textOrNull,
    speech,
    /** What Plivo records. null when Plivo has no record of the call. */
    hangup: v.nullable(hangup),
  }),
  /** The end was charged and written to Plivo's records. */
  settled: flag,
});

const webhook = v.object({
  id: text,
  label: text,
  url: text,
  enabled: flag,
  secretHash: hash,
  created_at: time,
  updated_at: time,
});

const timezone = v.pipe(
  text,
  v.check((timeZone) => {
    // The default zone is not looked up, which would cost every command some milliseconds.
    if (timeZone === 'Asia/Kolkata') return true;
    try {
      return Boolean(new Intl.DateTimeFormat('en', { timeZone }));
    } catch {
      return false;
    }
  }),
);

const plivoAccount = v.object({
  auth_id: text,
  /** The main account of a subaccount. null for a main account. */
  parent: textOrNull,
  tokenHashes: hashes,
  name: text,
  account_type: v.picklist(['standard', 'developer']),
  billing_mode: v.picklist(['prepaid', 'postpaid']),
  auto_recharge: flag,
  /** A decimal with five places, as Plivo prints it. */
  cash_credits: text,
  timezone,
  address: text,
  city: text,
  state: text,
  enabled: flag,
  created_at: time,
});

const plivoNumber = v.object({
  /** Digits only. */
  number: text,
  /** The main account that rents it. */
  account: text,
  sub_account: textOrNull,
  alias: textOrNull,
  number_type: v.picklist(['local', 'fixed', 'tollfree', 'mobile', 'national']),
  region: text,
  country_iso: text,
  voice_enabled: flag,
  sms_enabled: flag,
  mms_enabled: flag,
  /** Only Indian numbers have one. */
  compliance_status: textOrNull,
  application: textOrNull,
  added_on: text,
});

/** A number that is not rented from Plivo, but verified to be used as a caller ID. */
const verifiedCallerId = v.object({
  /** Digits only. */
  number: text,
  account: text,
  alias: text,
  country: text,
  verification_uuid: text,
  created_at: time,
});

const plivoCall = v.object({
  call_uuid: text,
  account: text,
  from_number: text,
  to_number: text,
  direction,
  initiated_at: time,
  answered_at: v.nullable(time),
  ended_at: time,
  /** Seconds between answer and end. */
  duration: v.number(),
  hangup,
});

const plivoCompliance = v.object({
  compliance_id: text,
  account: text,
  alias: text,
  country_iso: text,
  number_type: text,
  user_type: text,
  status: v.picklist(['draft', 'submitted', 'accepted', 'rejected', 'suspended', 'expired']),
  rejection_reason: textOrNull,
  created_at: time,
});

/** The scenario's faults, which affect every request. */
const faults = v.object({
  kind: v.picklist(['none', 'rate-limited', 'flaky', 'garbled']),
  latencyMs: v.number(),
  /** How often each request (method and path) was tried. */
  tries: v.record(text, v.number()),
});

const choices = v.pipe(
  v.custom<Partial<ChoiceSettings>>((value) => typeof value === 'object' && value !== null),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    try {
      // A state file of an earlier release lacks the newer settings.
      return changeSettings(defaultSettings(), dataset.value);
    } catch (error) {
      addIssue({ message: String(error) });
      return NEVER;
    }
  }),
);

/**
 * Everything that the sandbox knows, as plain data: it can be printed, compared, and written to a
 * file. The schema checks what a state file holds. Secrets are kept as SHA-256 hashes only.
 */
export const worldSchema = v.object({
  version: v.literal(2),
  scenario: v.pipe(text, v.check(isScenarioName)),
  /** How the undocumented questions are decided. */
  choices,
  partner,
  apiKeyHashes: hashes,
  voices: v.array(voice),
  agents: v.array(agent),
  connections: v.array(connection),
  phoneNumbers: v.array(phoneNumber),
  calls: v.array(call),
  webhooks: v.array(webhook),
  plivo: v.object({
    accounts: v.array(plivoAccount),
    numbers: v.array(plivoNumber),
    verifiedCallerIds: v.array(verifiedCallerId),
    /** Ended calls, oldest first. */
    calls: v.array(plivoCall),
    compliances: v.array(plivoCompliance),
    /** An IP allow-list excludes this machine. */
    blocked: flag,
  }),
  faults,
  /** Credentials written now are refused at the next call. */
  newCredentialsFailAtCall: flag,
  /** The outcome of calls to ordinary destinations. */
  usualCall: v.picklist(['conversation', 'voicemail', 'silentAgent']),
  /** Requests counted in the current minute, by class of limit. */
  rateWindows: v.record(text, v.object({ startedAt: time, count: v.number() })),
});

/** Everything the sandbox knows. All times are milliseconds since 1970. */
export type World = v.InferOutput<typeof worldSchema>;
/** A voice that agents can use. */
export type Voice = v.InferOutput<typeof voice>;
/** A Vocobase agent; a deleted one stays, marked. */
export type Agent = v.InferOutput<typeof agent>;
/** A carrier's name as in paths, in lower case. */
export type Provider = v.InferOutput<typeof provider>;
/** A carrier account at Vocobase, with its secrets as hashes. */
export type Connection = v.InferOutput<typeof connection>;
/** An imported number, in E.164. */
export type PhoneNumber = v.InferOutput<typeof phoneNumber>;
/** The statuses before a call ends. */
export type LiveStatus = v.InferOutput<typeof liveStatus>;
/** The documented statuses of an ended call. */
export type FinalStatus = v.InferOutput<typeof finalStatus>;
/** Every documented call status. */
export type CallStatus = LiveStatus | FinalStatus;
/** A call with its whole course, planned when it starts. */
export type Call = v.InferOutput<typeof call>;
/** Who speaks in a call, for its transcript. */
export type Speech = v.InferOutput<typeof speech>;
/** Why a call ended, as Plivo records it: code, name, and source. */
export type Hangup = v.InferOutput<typeof hangup>;
/** A Plivo main account or subaccount, with its tokens as hashes. */
export type PlivoAccount = v.InferOutput<typeof plivoAccount>;
/** A number rented from Plivo, without `+`. */
export type PlivoNumber = v.InferOutput<typeof plivoNumber>;
/** A number of someone else that a Plivo account may show. */
export type VerifiedCallerId = v.InferOutput<typeof verifiedCallerId>;
/** An ended call in Plivo's records. */
export type PlivoCall = v.InferOutput<typeof plivoCall>;
/** A compliance application, which Indian numbers need. */
export type PlivoCompliance = v.InferOutput<typeof plivoCompliance>;
