import { randomUUID } from 'node:crypto';
import { defaultSettings } from '../choices.ts';
import {
  DEMO_ACCOUNT_NAME,
  DEMO_AGENT_ID,
  DEMO_AGENT_NAME,
  DEMO_API_KEY,
  DEMO_AUTH_ID,
  DEMO_AUTH_TOKEN,
  DEMO_FROM_NUMBER,
  DEMO_INDIAN_NUMBER,
  DEMO_PARTNER_DISPLAY_NAME,
  DEMO_PARTNER_NAME,
  DEMO_SECOND_NUMBER,
  DEMO_SMS_NUMBER,
  DEMO_SUBACCOUNT_AUTH_ID,
  DEMO_SUBACCOUNT_AUTH_TOKEN,
  DEMO_SUBACCOUNT_NAME,
  DEMO_VERIFIED_NUMBER,
} from '../demo.ts';
import { hashSecret } from '../http/secrets.ts';
import { withoutPlus } from './plivo-account.ts';
import type { Agent, PlivoAccount, PlivoNumber, Voice, World } from './world.ts';

/** One day in milliseconds. */
export const DAY = 24 * 60 * 60 * 1000;

/** The voice application that answers inbound calls. */
const VOICE_APPLICATION = `/v1/Account/${DEMO_AUTH_ID}/Application/10000000000000001/`;

const voices: readonly Voice[] = [
  { id: '0f0e4b10-5a4d-4b0c-8d3e-000000000001', name: 'Asha', language: 'en', gender: 'female' },
  { id: '0f0e4b10-5a4d-4b0c-8d3e-000000000002', name: 'Ravi', language: 'hi', gender: 'male' },
  { id: '0f0e4b10-5a4d-4b0c-8d3e-000000000003', name: 'Lucia', language: 'es', gender: 'female' },
];

/** A new account: Plivo is allowed and nothing is configured. */
export function defaultWorld(now: number): World {
  return {
    version: 2,
    scenario: 'default',
    choices: defaultSettings(),
    partner: {
      name: DEMO_PARTNER_NAME,
      display_name: DEMO_PARTNER_DISPLAY_NAME,
      status: 'active',
      agent_limit: 10,
      allowed_languages: ['en', 'hi', 'es'],
      allowed_telephony_providers: ['twilio', 'plivo', 'vobiz'],
      credits: 500,
    },
    apiKeyHashes: [hashSecret(DEMO_API_KEY)],
    voices: structuredClone([...voices]),
    agents: [demoAgent(now - 30 * DAY)],
    connections: [],
    phoneNumbers: [],
    calls: [],
    webhooks: [],
    plivo: {
      accounts: [mainAccount(now), subaccount(now)],
      numbers: [
        plivoNumber(DEMO_FROM_NUMBER, { alias: 'Main line' }),
        plivoNumber(DEMO_SECOND_NUMBER, { alias: 'Support line' }),
        plivoNumber('+14155550102'),
        plivoNumber(DEMO_SMS_NUMBER, { alias: 'SMS alerts', voice_enabled: false }),
        plivoNumber(DEMO_INDIAN_NUMBER, {
          alias: 'India sales',
          number_type: 'fixed',
          region: 'Karnataka, INDIA',
          country_iso: 'IN',
          sms_enabled: false,
          compliance_status: 'accepted',
        }),
      ],
      verifiedCallerIds: [
        {
          number: withoutPlus(DEMO_VERIFIED_NUMBER),
          account: DEMO_AUTH_ID,
          alias: 'Head office',
          country: 'US',
          verification_uuid: '0e1e4b10-5a4d-4b0c-8d3e-000000000001',
          created_at: now - 60 * DAY,
        },
      ],
      calls: [],
      compliances: [
        {
          compliance_id: '0e0e4b10-5a4d-4b0c-8d3e-000000000001',
          account: DEMO_AUTH_ID,
          alias: 'India business',
          country_iso: 'IN',
          number_type: 'fixed',
          user_type: 'business',
          status: 'accepted',
          rejection_reason: null,
          created_at: now - 90 * DAY,
        },
      ],
      blocked: false,
    },
    faults: { kind: 'none', latencyMs: 0, tries: {} },
    newCredentialsFailAtCall: false,
    usualCall: 'conversation',
    rateWindows: {},
  };
}

/** A number on the main Plivo account: Voice and SMS, local, in California, unless `over` differs. */
export function plivoNumber(phoneNumber: string, over: Partial<PlivoNumber> = {}): PlivoNumber {
  return {
    number: withoutPlus(phoneNumber),
    account: DEMO_AUTH_ID,
    sub_account: null,
    alias: null,
    number_type: 'local',
    region: 'California, UNITED STATES',
    country_iso: 'US',
    voice_enabled: true,
    sms_enabled: true,
    mms_enabled: false,
    compliance_status: null,
    application: over.voice_enabled === false ? null : VOICE_APPLICATION,
    added_on: '2026-01-15',
    ...over,
  };
}

function demoAgent(created: number): Agent {
  return {
    ...blankAgent(created),
    id: DEMO_AGENT_ID,
    agent_name: DEMO_AGENT_NAME,
    prompt:
      'You are a friendly voice agent. Greet the person, say that this is a test call, end it.',
    voice_id: '0f0e4b10-5a4d-4b0c-8d3e-000000000001',
    intro_message: 'Hello, this is the demo agent.',
  };
}

function mainAccount(now: number): PlivoAccount {
  return {
    auth_id: DEMO_AUTH_ID,
    parent: null,
    tokenHashes: [hashSecret(DEMO_AUTH_TOKEN)],
    name: DEMO_ACCOUNT_NAME,
    account_type: 'standard',
    billing_mode: 'prepaid',
    auto_recharge: false,
    cash_credits: '24.50000',
    // Not UTC, so that a client that mixes up the zones of Plivo's records fails.
    timezone: 'Asia/Kolkata',
    address: '1 Example Street',
    city: 'San Francisco',
    state: 'CA',
    enabled: true,
    created_at: now - 100 * DAY,
  };
}

function subaccount(now: number): PlivoAccount {
  return {
    ...mainAccount(now),
    auth_id: DEMO_SUBACCOUNT_AUTH_ID,
    parent: DEMO_AUTH_ID,
    tokenHashes: [hashSecret(DEMO_SUBACCOUNT_AUTH_TOKEN)],
    name: DEMO_SUBACCOUNT_NAME,
  };
}

const DEFAULT_PROJECT_ID = '0b0e4b10-5a4d-4b0c-8d3e-000000000001';

/** An agent with the documented defaults, without a name, a prompt, and a voice. */
export function blankAgent(now: number): Agent {
  return {
    id: randomUUID(),
    agent_name: '',
    agent_type: 'outbound',
    prompt: '',
    voice_id: '',
    language: 'en',
    intro_message: null,
    voicemail_detection_enabled: false,
    voicemail_message: null,
    enable_recording: false,
    kb_threshold: null,
    variables: [],
    extraction_config: null,
    project_id: DEFAULT_PROJECT_ID,
    transfer_enabled: false,
    transfer_number: null,
    transfer_message: null,
    transfer_instructions: null,
    end_call_enabled: false,
    end_call_message: null,
    end_call_instructions: null,
    max_call_duration_secs: 600,
    background_audio_id: null,
    background_audio_volume: 0.5,
    deleted: false,
    created_at: now,
    updated_at: now,
  };
}
