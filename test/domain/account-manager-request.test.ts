import { expect, test } from 'vitest';
import {
  type AccountManagerNeed,
  accountManagerRequest,
} from '../../src/domain/account-manager-request.ts';

const account = { name: 'acme-corp', display_name: 'Acme Corporation', status: 'active' };

test.each<[AccountManagerNeed, readonly RegExp[]]>([
  [
    { kind: 'provider', provider: 'plivo', allowed: ['twilio', 'vobiz'] },
    [/^Subject: Enable plivo/, /lists twilio, vobiz, and not plivo/],
  ],
  [{ kind: 'provider', provider: 'plivo', allowed: [] }, [/lists no provider/]],
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
])('the request for %j says who asks, for what, and what is seen', (need, patterns) => {
  const text = accountManagerRequest(account, need);
  expect(text).toContain('Acme Corporation (acme-corp)');
  for (const pattern of patterns) expect(text).toMatch(pattern);
});

test('an account without a name still makes a sentence', () => {
  const nameless = { name: null, display_name: null, status: null };
  const text = accountManagerRequest(nameless, { kind: 'concurrency', limit: 5, active: 5 });
  expect(text).toContain('Hello, this is an account without a name.');
});
