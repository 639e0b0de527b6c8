import { describe, expect, test } from 'vitest';
import { parseProviderField } from '../../../src/domain/vocobase/provider-field.ts';
import { providerLabel } from '../../../src/domain/vocobase/provider-names.ts';
import {
  type FieldKind,
  type ProviderField,
  providerFlags,
} from '../../../src/domain/vocobase/providers.ts';
import { cleanedUp } from '../outcome.ts';

const field = (kind: FieldKind, more: Partial<ProviderField> = {}): ProviderField => ({
  name: 'field',
  flag: '--field',
  what: 'thing',
  kind,
  required: true,
  ...more,
});

function read(one: ProviderField, given: string): readonly unknown[] {
  const parsed = parseProviderField(one, given);
  if (parsed.ok) return [parsed.value, ...parsed.notices];
  return [parsed.problem.code, parsed.problem.message, ...parsed.problem.hints];
}

describe('a text', () => {
  const secret = field('text', { secret: true });

  test.each([
    [field('text'), ' "sid" ', ['sid', cleanedUp.spaces, cleanedUp.quotes]],
    [field('text'), 'Name: sid', ['Name: sid']],
    [field('text'), 'my rg_live_ notes', ['my rg_live_ notes']],
    [field('text'), '', ['INVALID_VALUE', 'The thing is empty.']],
    [field('text'), 'two\nlines', ['INVALID_VALUE', 'The thing has more than one line.']],
    [field('text'), 'two\rlines', ['INVALID_VALUE', 'The thing has more than one line.']],
    [secret, ' "spaces count" \r\n', [' "spaces count" ']],
    [secret, ' \n', ['EMPTY_SECRET', 'The thing is empty.']],
    [secret, 'two\nlines', ['INVALID_VALUE', 'The thing has more than one line.']],
    [secret, 'two\nlines\n', ['INVALID_VALUE', 'The thing has more than one line.']],
    [
      secret,
      'rg_live_abc',
      [
        'INVALID_VALUE',
        'This looks like a Vocobase API key, not a carrier credential.',
        'The API key goes into VOCOBASE_API_KEY.',
      ],
    ],
  ])('%o of %j', (one, given, expected) => {
    expect(read(one, given)).toEqual(expected);
  });
});

describe('a number of MCube', () => {
  const refused = [
    'INVALID_PHONE_NUMBER',
    'This is not an MCube number. Those have 4 to 15 digits, with or without a leading +.',
  ];
  test.each([
    ['1234', ['1234']],
    ['+123456789012345', ['+123456789012345']],
    [' 1234 ', ['1234', cleanedUp.spaces]],
    ['(080) 65.48-0085', ['08065480085', 'Removed separators.']],
    ['" 080 6548"', ['0806548', cleanedUp.quotes, cleanedUp.spaces, 'Removed separators.']],
    ['123', refused],
    ['1234567890123456', refused],
    ['x1234', refused],
    ['1234x', refused],
    ['++1234', refused],
  ])('%j', (given, expected) => {
    expect(read(field('exe-number'), given)).toEqual(expected);
  });
});

describe('a list of addresses', () => {
  test.each([
    ['203.0.113.7', ['203.0.113.7']],
    [' 203.0.113.7,,\n203.0.113.8 ', ['203.0.113.7', '203.0.113.8']],
    ['0.0.0.0/0 255.255.255.255/32', ['0.0.0.0/0', '255.255.255.255/32']],
    ['2001:db8::/128', ['2001:db8::/128']],
    ['::1', ['::1']],
    ['::ffff:203.0.113.7', ['::ffff:203.0.113.7']],
  ])('accepts %j', (given, addresses) => {
    expect(read(field('ip-list'), given)).toEqual([addresses]);
  });

  test.each([
    '203.0.113.256',
    '203.0.113',
    '203.0.113.7.8',
    '203.0.113.x',
    '203.0.113.7x',
    '203.0.113.0007',
    '203.0.x113.7',
    '203.0.113.7/33',
    '203.0.113.7/-1',
    '203.0.113.7/8x',
    '203.0.113.7/x8',
    '203.0.113.7/0008',
    '203.0.113.7/',
    '203.0.113.7/8/8',
    '2001:db8::/129',
    '12:30',
    'abcd',
    'g::1',
    '::1g',
    'example.com',
    ':'.repeat(46),
  ])('refuses %j, and names it', (given) => {
    const message = `${given} is neither an IP address nor a range such as 203.0.113.0/24.`;
    expect(read(field('ip-list'), `203.0.113.7, ${given}`)).toEqual(['INVALID_VALUE', message]);
  });

  test.each(['', ' , '])('contains nothing: %j', (given) => {
    expect(read(field('ip-list'), given)).toEqual([
      'INVALID_VALUE',
      'This list contains no address.',
    ]);
  });
});

describe('a choice', () => {
  const transport = field('enum', { choices: ['UDP', 'tls'] });

  test('is read in any case and returned as the API spells it', () => {
    expect(read(transport, ' udp ')).toEqual(['UDP']);
    expect(read(transport, 'TLS')).toEqual(['tls']);
  });

  test('that does not exist is refused with the valid ones', () => {
    expect(read(transport, 'SCTP')).toEqual([
      'INVALID_VALUE',
      'Use one of these for the thing: UDP, tls.',
    ]);
    expect(read(field('enum'), '')[0]).toBe('INVALID_VALUE');
  });
});

test('field kinds with their own rules keep to them', () => {
  expect(read(field('auth-id'), 'x')[0]).toBe('INVALID_AUTH_ID');
  expect(read(field('auth-token'), 'x')[0]).toBe('INVALID_AUTH_TOKEN');
  expect(read(field('e164'), '+14155550100')).toEqual(['+14155550100']);
  expect(read(field('url'), 'https://api.example.com/')).toEqual(['https://api.example.com']);
});

describe('the flags of all providers', () => {
  test('are listed once each, with the providers that accept them', () => {
    const flags = new Map(providerFlags().map((one) => [one.flag, one]));
    expect(flags.size).toBe(providerFlags().length);
    expect(flags.get('--auth-id')).toEqual({
      flag: '--auth-id',
      what: 'Auth ID',
      secret: false,
      choices: [],
      providers: ['plivo', 'vobiz'],
    });
    expect(flags.get('--auth-token')).toMatchObject({
      secret: true,
      providers: expect.arrayContaining(['plivo', 'twilio', 'vobiz']),
    });
    const [withChoices] = [...flags.values()].filter(({ choices }) => choices.length > 0);
    expect(withChoices?.choices.length).toBeGreaterThan(1);
    // One that only a PUT takes counts as well.
    for (const { providers } of flags.values()) {
      expect(providers.length).toBeGreaterThan(0);
      expect(new Set(providers).size).toBe(providers.length);
    }
  });

  test('providers have their label, and an unknown one keeps its name', () => {
    expect(providerLabel('PLIVO')).toBe('Plivo');
    expect(providerLabel('mcube')).toBe('MCube');
    expect(providerLabel('newcomer')).toBe('newcomer');
  });
});
