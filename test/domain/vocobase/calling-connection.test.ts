import { expect, test } from 'vitest';
import {
  callingConnection,
  fromNumberOf,
} from '../../../src/domain/vocobase/calling-connection.ts';
import type { Connection } from '../../../src/domain/vocobase/connection.ts';
import type { PartnerConfig } from '../../../src/domain/vocobase/partner-config.ts';

function connection(name: string, over: Partial<Connection> = {}): Connection {
  return {
    connection_id: `id-of-${name}`,
    provider: 'plivo',
    name,
    status: 'ACTIVE',
    is_default: false,
    phone_numbers: [],
    received: {},
    ...over,
  };
}

function row(phone_number: string, is_default: boolean | null = null) {
  const id = phone_number;
  return {
    id,
    phone_number,
    provider: null,
    friendly_name: null,
    status: 'ACTIVE',
    is_default,
    agent: null,
    received: {},
  };
}

function config(from_number: string | null): PartnerConfig {
  return {
    name: null,
    display_name: null,
    status: null,
    allowed_telephony_providers: ['plivo'],
    telephony: { plivo: { configured: from_number !== null, from_number } },
    credits: null,
    agent_limit: null,
    current_agent_count: null,
  };
}

const one = connection('Sales');
const two = connection('Support');
const off = connection('Old', { status: 'INACTIVE' });
const other = connection('Twilio', { provider: 'twilio' });

test.each([
  [
    'the only active one',
    [one, off, other],
    undefined,
    { kind: 'one', connection: one, remembered: false },
  ],
  [
    'the remembered one of several',
    [one, two],
    'Support',
    { kind: 'one', connection: two, remembered: true },
  ],
  ['none without an active one', [off, other], undefined, { kind: 'none' }],
  [
    'several without a choice',
    [one, two],
    undefined,
    { kind: 'several', connections: [one, two], selector: null },
  ],
  [
    'several, when two answer to what is remembered',
    [
      connection('Sales', { connection_id: 'abcd-1' }),
      connection('Other', { connection_id: 'abcd-2' }),
    ],
    'abcd',
    {
      kind: 'several',
      connections: [
        connection('Sales', { connection_id: 'abcd-1' }),
        connection('Other', { connection_id: 'abcd-2' }),
      ],
      selector: 'abcd',
    },
  ],
  [
    'gone, when the remembered one is inactive',
    [one, off],
    'Old',
    { kind: 'gone', selector: 'Old' },
  ],
  [
    'the only active one, when the remembered one belongs to another provider',
    [one, off, other],
    'Twilio',
    { kind: 'one', connection: one, remembered: false, ofAnother: other },
  ],
  [
    'several, when the remembered one belongs to another provider',
    [one, two, other],
    'Twilio',
    { kind: 'several', connections: [one, two], selector: null, ofAnother: other },
  ],
  [
    'gone, when an inactive one has the name of one of another provider',
    [one, off, connection('Old', { provider: 'twilio' })],
    'Old',
    { kind: 'gone', selector: 'Old' },
  ],
])('calls use %s', (_, listed, remembered, expected) => {
  expect(callingConnection(listed, 'plivo', remembered)).toEqual(expected);
});

test.each([
  [
    'what GET /config says, for the default one',
    connection('A', { is_default: true }),
    '+14155550100',
    '+14155550100',
  ],
  [
    'its own row, for a named one',
    connection('B', { phone_numbers: [row('+14155550101', true)] }),
    '+14155550100',
    '+14155550101',
  ],
  ['nothing, for a named one without rows', connection('C'), '+14155550100', null],
  [
    'what GET /config says, where nothing tells which is the default',
    connection('D', { is_default: null }),
    '+14155550100',
    '+14155550100',
  ],
  [
    'its own row, for the default one that GET /config does not describe',
    connection('E', { is_default: true, phone_numbers: [row('+14155550102')] }),
    null,
    '+14155550102',
  ],
  ['nothing, where nothing says it', null, null, null],
  ['what GET /config says, without a list', null, '+14155550100', '+14155550100'],
])('the from-number is %s', (_, used, configured, expected) => {
  expect(fromNumberOf(used, config(configured))).toBe(expected);
});
