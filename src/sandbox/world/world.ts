import type { ChoiceSettings } from '../choices.ts';

/**
 * Everything that the emulator knows, as plain data: it can be printed, compared and written to a
 * file. Times are milliseconds since 1970. Secrets are kept as SHA-256 hashes only.
 */
export interface World {
  version: 1;
  scenario: string;
  /** How the undocumented questions are decided in this world. */
  choices: ChoiceSettings;
  partner: Partner;
  /** Hashes of the accepted API keys. */
  apiKeyHashes: string[];
  voices: Voice[];
  agents: Agent[];
  connections: Connection[];
  phoneNumbers: PhoneNumber[];
  calls: Call[];
  webhooks: Webhook[];
  plivo: PlivoWorld;
  disturbances: Disturbances;
  /** Requests counted in the current minute, by class of limit. */
  rateWindows: Record<string, { startedAt: number; count: number }>;
}

export interface Partner {
  name: string;
  display_name: string;
  status: 'active' | 'suspended';
  agent_limit: number;
  allowed_languages: string[];
  allowed_telephony_providers: string[];
  /** Balance in rupees. */
  credits: number;
}

export interface Voice {
  id: string;
  name: string;
  language: string;
  gender: 'female' | 'male';
}

/** Field names as requests spell them; answers use the mixed case of the documentation. */
export interface Agent {
  id: string;
  agent_name: string;
  agent_type: 'inbound' | 'outbound';
  prompt: string;
  voice_id: string;
  language: string;
  intro_message: string | null;
  voicemail_detection_enabled: boolean;
  voicemail_message: string | null;
  enable_recording: boolean;
  kb_threshold: string | null;
  variables: string[];
  extraction_config: unknown;
  project_id: string;
  transfer_enabled: boolean;
  transfer_number: string | null;
  transfer_message: string | null;
  transfer_instructions: string | null;
  end_call_enabled: boolean;
  end_call_message: string | null;
  end_call_instructions: string | null;
  max_call_duration_secs: number | null;
  background_audio_id: string | null;
  background_audio_volume: number;
  deleted: boolean;
  created_at: number;
  updated_at: number;
}

export type Provider =
  | 'twilio'
  | 'exotel'
  | 'plivo'
  | 'vobiz'
  | 'tata_smartflo'
  | 'sip'
  | 'voicelink'
  | 'mcube';

export interface Connection {
  id: string;
  provider: Provider;
  name: string;
  status: 'ACTIVE' | 'INACTIVE';
  is_default: boolean;
  /** The public half of the credentials: Auth ID, account SID, user name. */
  account: string | null;
  /** The secret half, hashed, by field name. */
  secretHashes: Record<string, string>;
  /** The default caller ID, in E.164 (MCube also takes national format). */
  from_number: string | null;
  /** What else was sent and is no secret: subdomain, SIP host, source IPs and so on. */
  details: Record<string, unknown>;
  /** Plivo refuses these credentials at the next call, however right they look. */
  refusedAtCall: boolean;
  created_at: number;
}

/** A number as Vocobase has imported it. */
export interface PhoneNumber {
  id: string;
  connection_id: string;
  phone_number: string;
  friendly_name: string | null;
  status: 'ACTIVE' | 'INACTIVE';
  agent_id: string | null;
}

export type LiveStatus = 'pending' | 'ringing' | 'in_progress';
export type FinalStatus = 'completed' | 'failed' | 'no_answer' | 'busy' | 'canceled';
export type CallStatus = LiveStatus | FinalStatus;

/** A call with its whole course planned at the start; the clock tells how far it is. */
export interface Call {
  id: string;
  session_id: string;
  agent_id: string;
  connection_id: string;
  provider: Provider;
  from_number: string;
  to_number: string;
  direction: 'inbound' | 'outbound';
  variables: Record<string, string>;
  /** In the order of time; the first is `pending`. Without a final status the call never ends. */
  steps: { status: CallStatus; at: number }[];
  ending: CallEnding;
  /** Its end has been charged and written to Plivo's records. */
  settled: boolean;
}

export interface CallEnding {
  disposition: string | null;
  answered_by: string | null;
  error_message: string | null;
  /** What Plivo records; null when Plivo never took the call. */
  hangup: Hangup | null;
}

export interface Hangup {
  code: number;
  name: string;
  source: string;
}

export interface Webhook {
  id: string;
  label: string;
  url: string;
  enabled: boolean;
  secretHash: string;
  created_at: number;
  updated_at: number;
}

export interface PlivoWorld {
  accounts: PlivoAccount[];
  numbers: PlivoNumber[];
  /** Ended calls, oldest first. */
  calls: PlivoCall[];
  compliances: PlivoCompliance[];
  /** An IP allow-list turns this machine away. */
  blocked: boolean;
}

export interface PlivoAccount {
  auth_id: string;
  /** The main account of a subaccount; null for a main account. */
  parent: string | null;
  tokenHashes: string[];
  name: string;
  account_type: 'standard' | 'developer';
  billing_mode: 'prepaid' | 'postpaid';
  auto_recharge: boolean;
  /** A decimal with five places, as Plivo prints it. */
  cash_credits: string;
  timezone: string;
  address: string;
  city: string;
  state: string;
  enabled: boolean;
  created_at: number;
}

export interface PlivoNumber {
  /** Digits only. */
  number: string;
  /** The main account that rents it. */
  account: string;
  sub_account: string | null;
  alias: string | null;
  number_type: 'local' | 'fixed' | 'tollfree' | 'mobile' | 'national';
  region: string;
  country_iso: string;
  voice_enabled: boolean;
  sms_enabled: boolean;
  mms_enabled: boolean;
  /** Only Indian numbers have one. */
  compliance_status: string | null;
  application: string | null;
  added_on: string;
}

export interface PlivoCall {
  call_uuid: string;
  account: string;
  from_number: string;
  to_number: string;
  direction: 'inbound' | 'outbound';
  initiated_at: number;
  answered_at: number | null;
  ended_at: number;
  /** Seconds between answer and end. */
  duration: number;
  hangup: Hangup;
}

export interface PlivoCompliance {
  compliance_id: string;
  account: string;
  alias: string;
  country_iso: string;
  number_type: string;
  user_type: string;
  status: 'draft' | 'submitted' | 'accepted' | 'rejected' | 'suspended' | 'expired';
  rejection_reason: string | null;
  created_at: number;
}

/** What a scenario does to the traffic itself, whatever the request is about. */
export interface Disturbances {
  kind: 'none' | 'rate-limited' | 'flaky' | 'garbled';
  latencyMs: number;
  /** How often each request (method and path) was tried. */
  tries: Record<string, number>;
  /** Credentials written now are refused at the next call. */
  newCredentialsFailAtCall: boolean;
  /** Ordinary destinations are mailboxes. */
  everyoneIsAMailbox: boolean;
}
