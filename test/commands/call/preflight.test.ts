import { describe, expect, test } from 'vitest';
import { judgeBeforeCall, type KnownBefore } from '../../../src/commands/call/preflight.ts';
import type { CarrierAccount, CarrierNumber } from '../../../src/domain/plivo/account.ts';
import type { PhoneNumber } from '../../../src/domain/vocobase/imported-number.ts';
import type { PartnerConfig } from '../../../src/domain/vocobase/partner-config.ts';

const planned = {
  to: '+14155550142',
  agentId: 'agent-1',
  provider: 'plivo',
  connection: { connection_id: 'one', name: 'US', from_number: '+14155550100' },
};

const nothing: KnownBefore = {
  config: null,
  concurrency: null,
  numbers: null,
  account: null,
  carrierNumber: null,
};

const config = (facts: Partial<PartnerConfig> = {}): PartnerConfig => ({
  name: null,
  display_name: null,
  status: null,
  allowed_telephony_providers: null,
  telephony: null,
  credits: null,
  agent_limit: null,
  current_agent_count: null,
  ...facts,
});

const row = (phone_number: string, facts: Partial<PhoneNumber> = {}): PhoneNumber => ({
  id: phone_number,
  phone_number,
  provider: 'PLIVO',
  friendly_name: null,
  status: 'ACTIVE',
  is_default: null,
  agent: null,
  received: {},
  ...facts,
});

const account = (facts: Partial<CarrierAccount> = {}): CarrierAccount => ({
  auth_id: null,
  name: null,
  account_type: 'standard',
  billing_mode: 'prepaid',
  cash_credits: 24.5,
  auto_recharge: null,
  ...facts,
});

const rented = (facts: Partial<CarrierNumber> = {}): CarrierNumber => ({
  phone_number: '+14155550100',
  alias: null,
  region: null,
  number_type: null,
  application: null,
  voice_enabled: true,
  sub_account: null,
  compliance_status: null,
  ...facts,
});

const from = (from_number: string) => ({
  ...planned,
  connection: { ...planned.connection, from_number },
});

describe('before a call', () => {
  test('names each passed check in a few words', () => {
    const checks = judgeBeforeCall(planned, {
      config: config({ credits: 500, allowed_telephony_providers: ['PLIVO'] }),
      concurrency: { limit: 5, active: 0, remaining: 5 },
      numbers: [row('+14155550100')],
      account: account(),
      carrierNumber: rented(),
    });
    expect(checks).toEqual({
      callerId: '+14155550100',
      passed: [
        'caller ID imported',
        'Voice on',
        'balance 500.00',
        'Plivo balance 24.50',
        '5 of 5 slots free',
      ],
      problems: [],
      doubts: [],
    });
  });

  test('counts missing information as neither a problem nor a doubt', () => {
    const silent = { callerId: '+14155550100', passed: [], problems: [], doubts: [] };
    expect(judgeBeforeCall(planned, nothing)).toEqual(silent);
    expect(
      judgeBeforeCall(planned, {
        ...nothing,
        config: config({ status: 'approved', telephony: {} }),
        concurrency: { limit: null, active: null, remaining: null },
        account: account({ cash_credits: null }),
        carrierNumber: rented({ voice_enabled: null }),
      }),
    ).toEqual(silent);
  });

  test.each<[string, Partial<KnownBefore>, Partial<typeof planned>, RegExp]>([
    [
      'plivo not enabled',
      { config: config({ allowed_telephony_providers: ['twilio'] }) },
      {},
      /not enabled/,
    ],
    ['the account suspended', { config: config({ status: 'suspended' }) }, {}, /"suspended"/],
    ['no balance', { config: config({ credits: 0 }) }, {}, /balance is used up \(0\.00\)/],
    ['no slot free', { concurrency: { limit: 5, active: 5, remaining: 0 } }, {}, /No call slot/],
    [
      'no Plivo credit',
      { account: account({ cash_credits: 0 }) },
      {},
      /Plivo account has no credit/,
    ],
    ['the caller ID itself', {}, { to: '+14155550100' }, /caller ID itself/],
    ['an Indian number abroad', {}, from('+918011223344'), /only to numbers in India/],
    [
      'Indian compliance missing',
      { carrierNumber: rented({ compliance_status: 'rejected' }) },
      { ...from('+918011223344'), to: '+919876543210' },
      /compliance application of \+918011223344 is rejected/,
    ],
    [
      'nothing connected',
      { config: config({ telephony: { plivo: { configured: false, from_number: null } } }) },
      { connection: { connection_id: null, name: null, from_number: null } as never },
      /not connected/,
    ],
  ])('reports that %s will make the call fail', (_name, known, changes, problem) => {
    const { problems } = judgeBeforeCall({ ...planned, ...changes }, { ...nothing, ...known });
    expect(problems).toEqual([expect.stringMatching(problem)]);
  });

  test.each<[string, Partial<KnownBefore>, RegExp]>([
    ['a caller ID that is not imported', { numbers: [row('+14155550199')] }, /not imported/],
    ['a trial account', { account: account({ account_type: 'developer' }) }, /trial/],
    [
      'a number of another Plivo account',
      { carrierNumber: 'absent' },
      /neither rented nor verified/,
    ],
    ['a number without Voice', { carrierNumber: rented({ voice_enabled: false }) }, /no Voice/],
  ])('reports %s as a doubt', (_name, known, doubt) => {
    const { problems, doubts } = judgeBeforeCall(planned, { ...nothing, ...known });
    expect(problems).toEqual([]);
    expect(doubts).toEqual([expect.stringMatching(doubt)]);
  });

  test('accepts a verified caller ID, an Indian number to India, and a postpaid account', () => {
    const verified = judgeBeforeCall(planned, { ...nothing, carrierNumber: 'verified' });
    const indian = judgeBeforeCall({ ...from('+918011223344'), to: '+919876543210' }, nothing);
    const postpaid = judgeBeforeCall(planned, {
      ...nothing,
      account: account({ billing_mode: 'postpaid', cash_credits: 0 }),
    });
    for (const { problems, doubts } of [verified, indian, postpaid]) {
      expect([...problems, ...doubts]).toEqual([]);
    }
  });

  test("shows the agent's own active number as the caller ID", () => {
    const agent = { id: 'agent-1', name: null };
    const callerId = (facts: Partial<PhoneNumber>) =>
      judgeBeforeCall(planned, { ...nothing, numbers: [row('+14155550101', { agent, ...facts })] })
        .callerId;
    expect(callerId({})).toBe('+14155550101');
    expect(callerId({ status: 'INACTIVE' })).toBe('+14155550100');
    expect(callerId({ agent: { id: 'agent-2', name: null } })).toBe('+14155550100');
    expect(callerId({ connection_id: 'two' })).toBe('+14155550100');
  });
});
