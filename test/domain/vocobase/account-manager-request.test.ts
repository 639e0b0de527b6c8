import { expect, test } from 'vitest';
import {
  type AccountManagerNeed,
  accountManagerRequest,
} from '../../../src/domain/vocobase/account-manager-request.ts';

const account = { name: 'acme-corp', display_name: 'Acme Corporation', status: 'active' };

test.each<[AccountManagerNeed, readonly RegExp[]]>([
  [
    { kind: 'provider', provider: 'plivo', allowed: ['twilio', 'vobiz'] },
    [/^Subject: Enable Plivo/, /lists only twilio, vobiz\.$/],
  ],
  [
    { kind: 'provider', provider: 'plivo', allowed: [] },
    [/allowed_telephony_providers in GET \/config is empty/],
  ],
  [
    {
      kind: 'voicemail',
      connection: { connection_id: '0c0e4b10-5a4d-4b0c-8d3e-000000000001', name: 'Sales' },
      agents: ['Reminder'],
    },
    [/^Subject: .*voicemail/, /Sales \(connection_id 0c0e4b10/, /on for Reminder/],
  ],
  [{ kind: 'voicemail', connection: null, agents: [] }, [/our Plivo connection/]],
  [
    { kind: 'concurrency', limit: 5, active: 5 },
    [/^Subject: Raise our limit/, /a limit of 5, with 5 calls running/],
  ],
  [{ kind: 'concurrency', limit: null, active: null }, [/unknown/]],
])('the request for %j names the account, the wish, and the current state', (need, patterns) => {
  const text = accountManagerRequest(account, need);
  expect(text).toContain('Acme Corporation (acme-corp)');
  for (const pattern of patterns) expect(text).toMatch(pattern);
});

test('a request is a complete message, one idea per line', () => {
  const provider = { kind: 'provider', provider: 'plivo', allowed: ['twilio'] } as const;
  expect(accountManagerRequest(account, provider)).toBe(
    [
      'Subject: Enable Plivo for our partner account',
      '',
      'Hello, this is Acme Corporation (acme-corp).',
      'We want to place calls through our own Plivo account. Please add plivo to our allowed telephony providers.',
      'Current state: allowed_telephony_providers in GET /config lists only twilio.',
    ].join('\n'),
  );
  const voicemail = { kind: 'voicemail', connection: null, agents: [] } as const;
  expect(accountManagerRequest(account, voicemail).split('\n').slice(3)).toEqual([
    'Please enable carrier-side voicemail detection for our Plivo connection, and tell us when it is on.',
    'Current state: We will set voicemail_detection_enabled on the agents that need it. No field of the API shows whether the connection has it.',
  ]);
  const concurrency = { kind: 'concurrency', limit: null, active: null } as const;
  expect(accountManagerRequest(account, concurrency).split('\n').slice(3)).toEqual([
    'Please raise the number of calls that we can run at the same time.',
    'Current state: GET /calls/concurrency shows a limit of unknown size, with an unknown number of calls running.',
  ]);
});

test('several agents are listed', () => {
  const need = { kind: 'voicemail', connection: null, agents: ['A', 'B'] } as const;
  expect(accountManagerRequest(account, need)).toContain('enabled is on for A, B.');
});

test.each([
  ['acme', 'acme', 'Hello, this is acme.'],
  ['acme', null, 'Hello, this is acme.'],
  [null, 'Acme', 'Hello, this is Acme.'],
])('an account called %s and %s is named once', (name, display_name, line) => {
  const need = { kind: 'concurrency', limit: 5, active: 5 } as const;
  const text = accountManagerRequest({ name, display_name, status: null }, need);
  expect(text.split('\n')).toContain(line);
});

test('an account without a name still makes a sentence', () => {
  const nameless = { name: null, display_name: null, status: null };
  const text = accountManagerRequest(nameless, { kind: 'concurrency', limit: 5, active: 5 });
  expect(text).toContain('Hello, this is an account without a name.');
});
