import { describe, expect, test } from 'vitest';
import { parseProviderField } from '../../../src/domain/vocobase/provider-field.ts';
import { parseProviderName, providerNames } from '../../../src/domain/vocobase/provider-names.ts';
import {
  type ProviderField,
  providerFlags,
  providers,
} from '../../../src/domain/vocobase/providers.ts';
import { providers as emulated } from '../../../src/sandbox/world/providers.ts';

describe('the table of providers', () => {
  test('has the providers that the emulator knows', () => {
    expect([...providerNames].sort()).toEqual(Object.keys(emulated).sort());
    expect(providers.map(({ name }) => name)).toEqual(providerNames);
  });

  test.each(providers)('sends what the endpoints of $name accept', ({ name, post, put }) => {
    const rules = emulated[name as keyof typeof emulated];
    expectFits(post, rules.post);
    if (rules.put === null) expect(put).toBeNull();
    else expectFits(put ?? [], rules.put);
  });

  function expectFits(
    fields: readonly ProviderField[],
    rules: { required: readonly string[]; optional: readonly string[] },
  ) {
    const names = fields.map(({ name }) => name);
    expect([...rules.required, ...rules.optional]).toEqual(expect.arrayContaining(names));
    const required = fields.filter((field) => field.required).map(({ name }) => name);
    expect(required).toEqual(expect.arrayContaining([...rules.required]));
  }

  test('has no flag that every command has', () => {
    const flags = providerFlags().map(({ flag }) => flag);
    const global = ['--json', '--yes', '--profile', '--base-url', '--timeout', '--input'];
    for (const flag of [...global, '--provider', '--name', '--default']) {
      expect(flags).not.toContain(flag);
    }
  });

  test('keeps a flag secret wherever it is accepted', () => {
    const secrets = new Map<string, boolean>();
    for (const { post, put } of providers) {
      for (const { flag, secret = false } of [...post, ...(put ?? [])]) {
        expect(secrets.get(flag) ?? secret, flag).toBe(secret);
        secrets.set(flag, secret);
      }
    }
  });

  test('finds a provider in any case', () => {
    expect(parseProviderName(' Tata_Smartflo ')).toBe('tata_smartflo');
    expect(parseProviderName('plivoo')).toBeNull();
  });
});

describe('the value of a field', () => {
  const field = (
    kind: ProviderField['kind'],
    more: Partial<ProviderField> = {},
  ): ProviderField => ({
    name: 'field',
    flag: '--field',
    what: 'field',
    kind,
    required: true,
    ...more,
  });
  const transport = field('enum', { choices: ['UDP', 'TLS'] });
  const secret = field('text', { secret: true });

  test.each([
    [field('exe-number'), ' 080-6548 0085 ', '08065480085'],
    [field('exe-number'), '+918065480085', '+918065480085'],
    [field('e164'), '+1 415 555 0100', '+14155550100'],
    [field('ip-list'), '203.0.113.7, 2001:db8::/32', ['203.0.113.7', '2001:db8::/32']],
    [transport, 'tls', 'TLS'],
    [field('text'), ' "sid" ', 'sid'],
    [secret, ' spaces count \n', ' spaces count '],
    [field('url'), 'https://api.example.com/', 'https://api.example.com'],
  ])('%o of %j', (one, given, value) => {
    expect(parseProviderField(one, given)).toMatchObject({ ok: true, value });
  });

  test.each([
    [field('exe-number'), '123', 'INVALID_PHONE_NUMBER'],
    [field('e164'), '4155550100', 'INVALID_PHONE_NUMBER'],
    [field('ip-list'), '203.0.113.0/33', 'INVALID_VALUE'],
    [field('ip-list'), 'example.com', 'INVALID_VALUE'],
    [field('ip-list'), ' , ', 'INVALID_VALUE'],
    [transport, 'SCTP', 'INVALID_VALUE'],
    [field('text'), '  ', 'INVALID_VALUE'],
    [field('text'), 'two\nlines', 'INVALID_VALUE'],
    [secret, '\n', 'EMPTY_SECRET'],
    [secret, 'rg_live_SANDBOX_not_a_secret', 'INVALID_VALUE'],
    [field('url'), 'http://api.example.com', 'INSECURE_BASE_URL'],
    [field('auth-id'), 'ma123', 'INVALID_AUTH_ID'],
    [field('auth-token'), 'short', 'INVALID_AUTH_TOKEN'],
  ])('%o refuses %j', (one, given, code) => {
    const parsed = parseProviderField(one, given);
    expect(parsed).toMatchObject({ ok: false, problem: { code } });
    if (one.secret) expect(JSON.stringify(parsed)).not.toContain(given.trim() || 'nothing');
  });
});
