import { describe, expect, test } from 'vitest';
import { type CarrierAccount, isOutOfCredit, isTrial } from '../../src/domain/plivo/account.ts';
import {
  isCompleted,
  isTerminal,
  normalStatus,
  speaksOfRefusedCredentials,
} from '../../src/domain/vocobase/call.ts';
import {
  type Connection,
  defaultNumber,
  findDefaultConnection,
  isActive,
  isProvider,
} from '../../src/domain/vocobase/connection.ts';
import {
  accountLabel,
  accountOf,
  allowsProvider,
  isActivePartner,
  type PartnerConfig,
  providerConfig,
} from '../../src/domain/vocobase/partner-config.ts';

describe('the status of a call', () => {
  test.each([
    ['completed', 'completed', true, true],
    ['Completed ', 'completed', true, true],
    ['failed', 'failed', true, false],
    ['NO-ANSWER', 'no_answer', true, false],
    ['no  answer', 'no_answer', true, false],
    ['busy', 'busy', true, false],
    ['canceled', 'canceled', true, false],
    ['cancelled', 'canceled', true, false],
    ['pending', 'pending', false, false],
    ['in progress', 'in_progress', false, false],
    ['a new word', 'a_new_word', false, false],
  ])('%j is %s: over %s, completed %s', (status, normal, over, completed) => {
    expect([normalStatus(status), isTerminal(status), isCompleted(status)]).toEqual([
      normal,
      over,
      completed,
    ]);
  });
});

test.each([
  ['Plivo answered 401', true],
  ['PLIVO: Unauthorized', true],
  ['plivo unauthorised', true],
  ['Invalid Plivo credentials', true],
  ['could not authenticate with Plivo', true],
  ['401 Unauthorized', false],
  ['Plivo: busy', false],
  ['Plivo call 14012 failed', false],
  ['', false],
  [null, false],
])('the error %j of a call says that Plivo refused the credentials: %s', (message, is) => {
  expect(speaksOfRefusedCredentials(message)).toBe(is);
});

describe('an account at Plivo', () => {
  const account: CarrierAccount = {
    auth_id: null,
    name: null,
    account_type: null,
    billing_mode: null,
    cash_credits: null,
    auto_recharge: null,
  };

  test.each([
    ['developer', true],
    ['Developer', true],
    ['standard', false],
    [null, false],
  ])('of type %s is a trial: %s', (account_type, is) => {
    expect(isTrial({ ...account, account_type })).toBe(is);
  });

  test.each([
    ['prepaid', 0, true],
    ['prepaid', -1, true],
    ['prepaid', 0.01, false],
    ['prepaid', null, false],
    [null, 0, true],
    ['postpaid', 0, false],
    ['PostPaid', -5, false],
  ])('%s with %s left cannot call: %s', (billing_mode, cash_credits, is) => {
    expect(isOutOfCredit({ ...account, billing_mode, cash_credits })).toBe(is);
  });
});

describe('a connection', () => {
  test.each([
    ['ACTIVE', true],
    ['active', true],
    ['', true],
    ['CONNECTED', true],
    ['VERIFIED', true],
    ['ENABLED', true],
    ['PENDING', true],
    ['reactivated', true],
    ['INACTIVE', false],
    ['not active', false],
    ['deactivated', false],
    ['Deleted', false],
    ['removed', false],
    ['disabled', false],
    ['archived', false],
    ['suspended', false],
    ['revoked', false],
    ['closed', false],
  ])('with the status %j is active: %s', (status, active) => {
    expect(isActive({ status })).toBe(active);
    expect(isActive({ status, is_active: true })).toBe(active);
    expect(isActive({ status, is_active: false })).toBe(false);
  });

  const listed = (name: string, is_default: boolean | null, status = 'ACTIVE'): Connection => ({
    connection_id: name,
    provider: 'plivo',
    name,
    status,
    is_default,
    phone_numbers: [],
    received: {},
  });
  test.each<[string, Connection[], string | null]>([
    ['the one that says so', [listed('a', false), listed('b', true)], 'b'],
    ['the only active one', [listed('a', null), listed('b', null, 'INACTIVE')], 'a'],
    ['none where the only one says that it is not', [listed('a', false)], null],
    ['none of several that all say so', [listed('a', true), listed('b', true)], null],
    ['none of several that do not say', [listed('a', null), listed('b', null)], null],
    ['none that is inactive', [listed('a', true, 'INACTIVE')], null],
    ['none of another provider', [{ ...listed('a', true), provider: 'twilio' }], null],
  ])('the default is %s', (_, connections, id) => {
    expect(findDefaultConnection(connections, 'plivo')?.connection_id ?? null).toBe(id);
  });

  test('belongs to a provider in any case', () => {
    expect(isProvider({ provider: 'PLIVO' }, 'plivo')).toBe(true);
    expect(isProvider({ provider: 'plivo' }, 'Plivo')).toBe(true);
    expect(isProvider({ provider: 'twilio' }, 'plivo')).toBe(false);
  });

  const row = (phone_number: string, is_default: boolean | null) => ({ phone_number, is_default });
  test.each([
    ['the default number', [row('+1', false), row('+2', true)], undefined, '+2'],
    ['else its own from-number', [row('+1', null), row('+2', false)], '+9', '+9'],
    ['else its only number', [row('+1', null)], undefined, '+1'],
    [
      'none where several are listed and none is marked',
      [row('+1', null), row('+2', null)],
      9,
      null,
    ],
    ['else none', [], 9, null],
  ])('shows %s', (_, phone_numbers, from_number, number) => {
    const connection = { phone_numbers, from_number } as unknown as Connection;
    expect(defaultNumber(connection)).toBe(number);
  });
});

describe('the account at Vocobase', () => {
  const config: PartnerConfig = {
    name: 'acme',
    display_name: 'Acme Ltd',
    status: 'active',
    allowed_telephony_providers: ['Twilio', 'PLIVO'],
    telephony: { plivo: { configured: true, from_number: '+1' } },
    credits: null,
    agent_limit: null,
    current_agent_count: null,
  };

  test('is called by its display name, else its name, else a generic label', () => {
    const account = accountOf(config);
    expect(account).toEqual({ name: 'acme', display_name: 'Acme Ltd', status: 'active' });
    expect(accountLabel(account)).toBe('Acme Ltd');
    expect(accountLabel({ ...account, display_name: null })).toBe('acme');
    expect(accountLabel({ ...account, display_name: null, name: null })).toBe(
      'an account without a name',
    );
  });

  test.each([
    ['active', true],
    ['ACTIVE', true],
    ['approved', true],
    ['verified', true],
    [null, true],
    ['', true],
    ['suspended', false],
    ['Inactive', false],
    ['rejected', false],
    ['DISABLED', false],
    ['pending', false],
    ['pending_approval', false],
  ])('with the status %j is active: %s', (status, is) => {
    expect(isActivePartner({ status })).toBe(is);
  });

  test('allows providers in any case', () => {
    expect(allowsProvider(config, 'plivo')).toBe(true);
    expect(allowsProvider(config, 'TWILIO')).toBe(true);
    expect(allowsProvider(config, 'vobiz')).toBe(false);
    expect(allowsProvider({ ...config, allowed_telephony_providers: [] }, 'plivo')).toBe(false);
  });

  test('has no answer for a provider that it does not mention', () => {
    expect(providerConfig(config, 'Plivo')).toEqual({ configured: true, from_number: '+1' });
    expect(providerConfig(config, 'twilio')).toEqual({ configured: null, from_number: null });
  });
});
