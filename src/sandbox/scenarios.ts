/** A state of the emulated world that somebody may have to live through. */
export interface Scenario {
  name: string;
  title: string;
  /** How the world differs from the default one, in one to three sentences. */
  what: string;
}

const all = [
  {
    name: 'default',
    title: 'A newcomer',
    what: 'Plivo is allowed and nothing is configured yet. The Plivo account has four voice-enabled numbers (one of them Indian) and one that only does SMS.',
  },
  {
    name: 'healthy',
    title: 'Everything works',
    what: 'One active Plivo connection with accepted credentials, all numbers imported, an agent, a balance, and one completed call.',
  },
  {
    name: 'plivo-not-allowed',
    title: 'Provider not enabled',
    what: 'plivo is missing from allowed_telephony_providers and not configured: credentials can be stored, starting a call answers 403.',
  },
  {
    name: 'partner-suspended',
    title: 'Partner account suspended',
    what: 'Configured, but the partner is suspended: everything except GET /config answers 403.',
  },
  {
    name: 'key-revoked',
    title: 'API key revoked',
    what: 'Every API key is refused with 401, the demo key too. Plivo answers as usual.',
  },
  {
    name: 'token-refused',
    title: 'Credentials refused when sent',
    what: 'Not configured, and Vocobase refuses every Plivo credential with a 401 from Plivo, although Plivo itself accepts the demo token. Nothing is stored.',
  },
  {
    name: 'token-rotated',
    title: 'Vocobase holds an old token',
    what: 'The Auth Token was rotated in Plivo and not sent to Vocobase: the stored one is refused, the last call failed for it. Sending the demo token cures it.',
  },
  {
    name: 'token-fails-at-call',
    title: 'Accepted, then refused at the call',
    what: 'Vocobase stores credentials without verifying them. A call has failed with a 401 from Plivo, and so will the next one; credentials sent after that one work.',
  },
  {
    name: 'two-connections',
    title: 'Two active Plivo connections',
    what: 'A default connection and "Plivo India - Sales" are both active: a call without connection_id answers CONNECTION_AMBIGUOUS.',
  },
  {
    name: 'no-voice-number',
    title: 'Only SMS numbers',
    what: 'Configured with a number of the Plivo account, but none of its numbers is voice-enabled: calls ring and drop.',
  },
  {
    name: 'caller-id-unknown',
    title: 'From-number not imported',
    what: 'Configured, but the connection has no imported number, so callees see an unknown caller. A sync imports them.',
  },
  {
    name: 'number-released',
    title: 'From-number given back to Plivo',
    what: 'The from-number is imported at Vocobase but no longer on the Plivo account: calls fail with hangup cause 3030.',
  },
  {
    name: 'agent-number',
    title: 'The agent has its own number',
    what: 'Healthy, except that Demo Agent is bound to +14155550101: its calls show that number instead of the from-number of the connection.',
  },
  {
    name: 'no-agent',
    title: 'No agent yet',
    what: 'Configured and healthy, but the partner has no agent, so no call can be started.',
  },
  {
    name: 'no-balance',
    title: 'Vocobase balance gone',
    what: 'Configured, but the Vocobase balance is 0: starting a call answers 403 FORBIDDEN.',
  },
  {
    name: 'concurrency-full',
    title: 'No call slot left',
    what: 'Configured, with five calls that never end: starting another one answers 429 LIMIT_REACHED.',
  },
  {
    name: 'rate-limited',
    title: '429 without a header',
    what: 'Not configured. Of every three tries of the same Vocobase request (method and path) the first two answer 429 without Retry-After, the third works.',
  },
  {
    name: 'rate-limited-retry-after',
    title: '429 with Retry-After',
    what: 'As rate-limited, and every 429 carries Retry-After: 1.',
  },
  {
    name: 'slow',
    title: 'Slow answers',
    what: 'Not configured, and every answer of both APIs takes 1.2 seconds (unless a latency is given at the start).',
  },
  {
    name: 'flaky',
    title: '5xx and resets',
    what: 'Not configured. Each request (method and path) of both APIs meets, in turn: a 503 that did nothing, a reset after it was carried out, a proper answer.',
  },
  {
    name: 'garbled',
    title: 'Answers that are no answers',
    what: 'Not configured. Each request (method and path) of both APIs meets, in turn: an HTML page with status 200, JSON cut in half, an empty 200, a proper answer.',
  },
  {
    name: 'carrier-blocked',
    title: 'Plivo answers 403',
    what: 'Healthy, but the Plivo account has an IP allow-list without this machine: every Plivo request answers 403. Vocobase gets through, and calls work.',
  },
  {
    name: 'carrier-refused',
    title: 'Plivo refuses the token at hand',
    what: 'The token was rotated in Plivo and Vocobase already has the new one: calls work, but Plivo answers 401 to the demo token.',
  },
  {
    name: 'carrier-no-credit',
    title: 'Plivo balance gone',
    what: 'Configured, but the Plivo account has no credit left: calls fail with hangup cause 1010.',
  },
  {
    name: 'carrier-trial',
    title: 'Plivo trial account',
    what: 'Configured with a free-trial (developer) account of Plivo. Destinations are taken as verified, so calls work.',
  },
  {
    name: 'subaccount-empty',
    title: 'A subaccount without numbers',
    what: 'The credentials are those of a subaccount that holds no number, the from-number is still on the main account: calls fail with hangup cause 3030.',
  },
  {
    name: 'india-compliance',
    title: 'Indian number without accepted compliance',
    what: 'The from-number is Indian and its compliance application was rejected: Plivo refuses to place calls from it.',
  },
  {
    name: 'dropped-calls',
    title: 'Recent calls dropped',
    what: 'Healthy now, but of the calls of the last hour two failed with hangup cause 3030 and one dropped two seconds after the answer.',
  },
  {
    name: 'sync-missing',
    title: 'No number sync',
    what: 'Configured with only the from-number imported, and POST /phone-numbers/sync answers 404.',
  },
  {
    name: 'voicemail',
    title: 'Calls reach voicemail',
    what: 'Configured; every ordinary destination is a mailbox. Demo Agent has a voicemail message, but its voicemail detection is off.',
  },
] as const satisfies readonly Scenario[];

export type ScenarioName = (typeof all)[number]['name'];

/** Every scenario, in the order in which they are listed. */
export const scenarios: readonly (Scenario & { name: ScenarioName })[] = all;

/** Whether there is a scenario of that name. */
export function isScenarioName(name: string): name is ScenarioName {
  return all.some((scenario) => scenario.name === name);
}
