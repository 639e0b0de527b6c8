import {
  DEMO_AUTH_ID,
  DEMO_AUTH_TOKEN,
  DEMO_FROM_NUMBER,
  DEMO_INDIAN_NUMBER,
  DEMO_SUBACCOUNT_AUTH_ID,
  DEMO_SUBACCOUNT_AUTH_TOKEN,
} from './demo.ts';

/** The Plivo credentials and caller ID that somebody in a scenario would have at hand. */
export function offeredIn(scenario: string) {
  const isSubaccount = scenario === 'subaccount-empty';
  return {
    authId: isSubaccount ? DEMO_SUBACCOUNT_AUTH_ID : DEMO_AUTH_ID,
    authToken: isSubaccount ? DEMO_SUBACCOUNT_AUTH_TOKEN : DEMO_AUTH_TOKEN,
    fromNumber: scenario === 'india-compliance' ? DEMO_INDIAN_NUMBER : DEMO_FROM_NUMBER,
  };
}
