/** A state that an account can be in. */
export interface Scenario {
  name: string;
  /** How it differs from the default, in one to three sentences. */
  summary: string;
}

const all = [
  {
    name: 'default',
    summary:
      'A new account. Plivo is allowed and nothing is configured. The Plivo account has four numbers with Voice (one of them Indian) and one with SMS only.',
  },
  {
    name: 'healthy',
    summary:
      'Everything works: one active Plivo connection, all numbers imported, an agent, a balance, one completed call.',
  },
  {
    name: 'plivo-not-allowed',
    summary:
      'Plivo is missing from allowed_telephony_providers. Credentials can be stored. Starting a call answers 403.',
  },
  {
    name: 'partner-suspended',
    summary: 'The partner account is suspended. Everything except GET /config answers 403.',
  },
  {
    name: 'key-revoked',
    summary: 'The API key was revoked: Vocobase answers 401. Plivo answers as usual.',
  },
  {
    name: 'token-refused',
    summary:
      'Vocobase refuses all Plivo credentials with a 401 from Plivo, although Plivo accepts them. Nothing is stored.',
  },
  {
    name: 'token-rotated',
    summary:
      'The Auth Token was rotated in Plivo, and Vocobase still holds the old one. Calls fail until you send the new token.',
  },
  {
    name: 'token-fails-at-call',
    summary:
      'Vocobase stores credentials without checking them. The last call failed with a 401 from Plivo, and the next one will. Credentials sent after that work.',
  },
  {
    name: 'two-connections',
    summary:
      'Two Plivo connections are active, the default one and "Plivo India - Sales". A call without connection_id answers CONNECTION_AMBIGUOUS.',
  },
  {
    name: 'many-connections',
    summary:
      '25 Plivo connections, one for each client. Two are inactive, one has no caller ID, and two have a caller ID that is not imported.',
  },
  {
    name: 'no-voice-number',
    summary:
      'The Plivo account has only SMS numbers, and the caller ID is one of them. Calls fail.',
  },
  {
    name: 'caller-id-unknown',
    summary:
      'The caller ID is not imported, so callees see an unknown caller. A number sync imports it.',
  },
  {
    name: 'number-released',
    summary:
      'The caller ID is imported, but no longer on the Plivo account. Calls fail with hangup cause 3030.',
  },
  {
    name: 'agent-number',
    summary:
      'Demo Agent has its own number, +14155550101. Its calls show that number instead of the caller ID of the connection.',
  },
  { name: 'no-agent', summary: 'Connected, but there is no agent, so no call can start.' },
  {
    name: 'no-balance',
    summary: 'The Vocobase balance is 0. Starting a call answers 403 FORBIDDEN.',
  },
  {
    name: 'concurrency-full',
    summary: 'Five calls never end. Starting another one answers 429 LIMIT_REACHED.',
  },
  {
    name: 'rate-limited',
    summary:
      'Not configured. Vocobase answers 429 without Retry-After to the first two of every three tries of a request.',
  },
  {
    name: 'rate-limited-retry-after',
    summary: 'As rate-limited, and every 429 has Retry-After: 1.',
  },
  {
    name: 'slow',
    summary: 'Not configured. Every answer of both APIs takes 1.2 seconds, or what --latency says.',
  },
  {
    name: 'flaky',
    summary:
      'Not configured. Each request to either API gets, in turn: a 503 that did nothing, a reset after the work was done, a proper answer.',
  },
  {
    name: 'garbled',
    summary:
      'Not configured. Each request to either API gets, in turn: an HTML page with status 200, half of the JSON, an empty 200, a proper answer.',
  },
  {
    name: 'carrier-blocked',
    summary:
      'The IP allow-list of the Plivo account excludes this machine: Plivo answers 403. Vocobase gets through, and calls work.',
  },
  {
    name: 'carrier-refused',
    summary:
      'The Auth Token was rotated in Plivo, and Vocobase has the new one. Calls work, but Plivo answers 401 to the token you have.',
  },
  {
    name: 'carrier-no-credit',
    summary: 'The Plivo balance is 0. Calls fail with hangup cause 1010.',
  },
  {
    name: 'carrier-trial',
    summary: 'The Plivo account is a free trial. Calls work: every destination counts as verified.',
  },
  {
    name: 'subaccount-empty',
    summary:
      'The credentials belong to a Plivo subaccount without numbers. The caller ID is on the main account. Calls fail with hangup cause 3030.',
  },
  {
    name: 'india-compliance',
    summary:
      'The caller ID is Indian, and its compliance application was rejected. Plivo refuses to place calls.',
  },
  {
    name: 'dropped-calls',
    summary:
      'Works now. In the last hour two calls failed with hangup cause 3030, and one dropped two seconds after the answer.',
  },
  {
    name: 'sync-missing',
    summary: 'Only the caller ID is imported, and POST /phone-numbers/sync answers 404.',
  },
  {
    name: 'voicemail',
    summary:
      'Calls reach voicemail. Demo Agent has a voicemail message, but its voicemail detection is off.',
  },
  {
    name: 'silent-agent',
    summary: 'Calls are answered and completed, and the agent says nothing.',
  },
] as const satisfies readonly Scenario[];

/** A value of `--scenario`. */
export type ScenarioName = (typeof all)[number]['name'];

/** Every scenario, in the order in which they are listed. */
export const scenarios: readonly (Scenario & { name: ScenarioName })[] = all;

/** True for the exact name of a scenario. */
export function isScenarioName(name: string): name is ScenarioName {
  return all.some((scenario) => scenario.name === name);
}
