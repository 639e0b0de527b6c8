import { describe, expect, test } from 'vitest';
import { hangupCauses } from '../../src/errors/catalogue/hangup-causes.ts';
import { symptoms } from '../../src/errors/catalogue/symptoms.ts';
import { failureMeaning } from '../../src/errors/failure-words.ts';

describe('the message of a failed call', () => {
  test.each(Object.entries(hangupCauses).filter(([code]) => code !== '0'))(
    'that is the name of hangup cause %s means that cause',
    (_code, cause) => {
      for (const words of [cause.name, ` ${cause.name.toUpperCase()}. `]) {
        expect(failureMeaning(words)?.entry).toBe(cause);
      }
    },
  );

  test.each([
    ['destination_country_barred', '2030'],
    ['Cancelled (Out Of Credits)', '1010'],
    ['Call failed: Destination Country Barred (2030)', '2030'],
    ['The carrier account is out of credits', '1010'],
    ['Insufficient funds', '1010'],
    ['Calls to this destination country are barred', '2030'],
    ['Calls to this destination number are barred', '2040'],
    ['Enable geo-permission for this country', '2030'],
    ['USER_BUSY', '3010'],
    ['CALL_REJECTED', '3020'],
    ['UNALLOCATED_NUMBER', '3050'],
    ['answer_url parameter is missing', '7011'],
  ] as const)('"%s" means hangup cause %s', (words, code) => {
    expect(failureMeaning(words)?.entry).toBe(hangupCauses[code]);
  });

  test.each([
    ['Invalid from number', 'invalid-from-number'],
    ['invalid from-number', 'invalid-from-number'],
    [
      'Plivo: from parameter is invalid: it is not associated with your account',
      'invalid-from-number',
    ],
    ['No route to destination', 'no-route-to-destination'],
    ['NO_ROUTE_DESTINATION', 'no-route-to-destination'],
    [
      "+91… cannot place calls as its compliance application is not in 'accepted' status",
      'india-compliance',
    ],
    ['Voice capability is currently disabled', 'trial-account'],
    ['outbound calling is disabled', 'trial-account'],
  ] as const)('"%s" is explained by %s', (words, symptom) => {
    expect(failureMeaning(words)?.entry).toBe(symptoms[symptom]);
  });

  test.each([
    null,
    '',
    ' ',
    'Unknown',
    'Trunk gone',
    'The agent was busy thinking',
    'Declined to say',
  ])('%j has no known meaning', (words) => {
    expect(failureMeaning(words)).toBeNull();
  });
});
