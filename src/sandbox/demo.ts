/**
 * The names, numbers, and credentials of the sandbox. They work nowhere else, and every secret is
 * recognizable as one of the sandbox.
 */

/** The only API key that the sandbox accepts. */
export const DEMO_API_KEY = 'rg_live_SANDBOX_DEMO_key_not_a_secret';

/** The `name` in `GET /config`. */
export const DEMO_PARTNER_NAME = 'sandbox-demo';
/** The `display_name` in `GET /config`, which commands show. */
export const DEMO_PARTNER_DISPLAY_NAME = 'Sandbox Demo Partner';

/** The Plivo main account. */
export const DEMO_AUTH_ID = 'MASANDBOXDEMO0000001';
/** The token of the main account. Rotation scenarios use the previous or the next one. */
export const DEMO_AUTH_TOKEN = 'SANDBOXDEMOtoken000000000000000000000001';
/** The name of the main account at Plivo. */
export const DEMO_ACCOUNT_NAME = 'Sandbox Demo Account';

/** The token before DEMO_AUTH_TOKEN: what Vocobase still holds in `token-rotated`. */
export const DEMO_PREVIOUS_AUTH_TOKEN = 'SANDBOXDEMOtoken000000000000000000000000';

/** The token after DEMO_AUTH_TOKEN: what Plivo accepts in `carrier-refused`. */
export const DEMO_NEXT_AUTH_TOKEN = 'SANDBOXDEMOtoken000000000000000000000002';

/** A subaccount of the main account, without numbers. */
export const DEMO_SUBACCOUNT_AUTH_ID = 'SASANDBOXDEMO0000002';
/** The subaccount's own token: Plivo authenticates each account by itself. */
export const DEMO_SUBACCOUNT_AUTH_TOKEN = 'SANDBOXDEMOsubaccountToken00000000000001';
/** The name of the subaccount at Plivo. */
export const DEMO_SUBACCOUNT_NAME = 'Sandbox Demo Subaccount';

/**
 * The number that commands offer as the caller ID: on the main account, with Voice, in California.
 */
export const DEMO_FROM_NUMBER = '+14155550100';
/** A second voice-enabled number of the main account. */
export const DEMO_SECOND_NUMBER = '+14155550101';
/** A number of the main account with SMS only. */
export const DEMO_SMS_NUMBER = '+14155550103';
/** A verified caller ID of the main account: not rented from Plivo. */
export const DEMO_VERIFIED_NUMBER = '+14155550105';
/** An Indian number of the main account, with a compliance application. */
export const DEMO_INDIAN_NUMBER = '+918035550104';

/** A destination that answers and has a conversation. */
export const DEMO_TO_NUMBER = '+14155550142';

/** The only agent, in every scenario except `no-agent`. */
export const DEMO_AGENT_ID = '0a9e4b10-5a4d-4b0c-8d3e-000000000001';
/** The name of the agent with DEMO_AGENT_ID. */
export const DEMO_AGENT_NAME = 'Demo Agent';

/** The default Plivo connection of scenarios that start connected. */
export const DEMO_CONNECTION_ID = '0c0e4b10-5a4d-4b0c-8d3e-000000000001';
/** The name of the connection with DEMO_CONNECTION_ID. */
export const DEMO_CONNECTION_NAME = 'Plivo';
/** The second active connection, in `two-connections`. */
export const DEMO_SECOND_CONNECTION_ID = '0c1e4b10-5a4d-4b0c-8d3e-000000000002';
/** The name of the connection with DEMO_SECOND_CONNECTION_ID. */
export const DEMO_SECOND_CONNECTION_NAME = 'Plivo India - Sales';

/** The Plivo credentials and the caller ID that the user has in a scenario. */
export function offeredIn(scenario: string) {
  const isSubaccount = scenario === 'subaccount-empty';
  return {
    authId: isSubaccount ? DEMO_SUBACCOUNT_AUTH_ID : DEMO_AUTH_ID,
    authToken: isSubaccount ? DEMO_SUBACCOUNT_AUTH_TOKEN : DEMO_AUTH_TOKEN,
    fromNumber: scenario === 'india-compliance' ? DEMO_INDIAN_NUMBER : DEMO_FROM_NUMBER,
  };
}
