import { describe, expect, test } from 'vitest';
import { parseApiKey } from '../../../src/domain/vocobase/api-key.ts';
import { cleanedUp, madeUp, outcome } from '../outcome.ts';

const { apiKey } = madeUp;
const where = 'Keys are created in the Vocobase dashboard under API Keys and are shown once.';

describe('an API key', () => {
  test.each([
    ['as it is', apiKey, []],
    ['with spaces', ` ${apiKey}\n`, [cleanedUp.spaces]],
    ['in quotes', `'${apiKey}'`, [cleanedUp.quotes]],
    ['with a label', `API key: ${apiKey}`, [cleanedUp.label]],
    ['with the name of Vocobase', `Vocobase api-key = ${apiKey}`, [cleanedUp.label]],
    ['with spaces between', `Vocobase  API key:  ${apiKey}`, [cleanedUp.label]],
    ['with a label run together', `apikey: ${apiKey}`, [cleanedUp.label]],
    ['as a header', `Bearer ${apiKey}`, [cleanedUp.label]],
    ['as a variable', `VOCOBASE_API_KEY=${apiKey}`, [cleanedUp.label]],
    ['as a shorter variable', `api_key=${apiKey}`, [cleanedUp.label]],
  ])('is accepted %s', (_, given, notices) => {
    expect(outcome(parseApiKey(given))).toEqual(['taken', apiKey, ...notices]);
  });

  test('may be short and contain any character', () => {
    expect(outcome(parseApiKey('rg_live_é/+='))).toEqual(['taken', 'rg_live_é/+=']);
    expect(outcome(parseApiKey('rg_live_api_key=x'))).toEqual(['taken', 'rg_live_api_key=x']);
  });

  test.each([
    [madeUp.authId, 'It looks like a Plivo Auth ID.'],
    [madeUp.subaccount, 'It looks like a Plivo Auth ID.'],
    [madeUp.authToken, 'It looks like a Plivo Auth Token.'],
    ['rg_live_', 'This is only the prefix. Copy the whole key.'],
    ['rg_live_ab cd', 'There is a space inside it. Check what was copied.'],
    ['rg_live_ab\ncd', 'There is a space inside it. Check what was copied.'],
    ['rg_live_bearer: abc', 'There is a space inside it. Check what was copied.'],
    ['RG_LIVE_abcdef', 'The prefix differs: keys begin with rg_live_, in lower case.'],
    ['rg_test_abcdef', 'The prefix differs: keys begin with rg_live_, in lower case.'],
  ])('refuses %j: %s', (given, hint) => {
    expect(outcome(parseApiKey(given))).toEqual(['INVALID_API_KEY_FORMAT', hint, where]);
  });

  test.each([
    '',
    'sk_abc',
    'xrg_live_abc',
    'x rg_live_abc',
    'x rg_live_ab cd',
    'xrg_live_',
    `${madeUp.authId}2`,
    `x${madeUp.authId}`,
    `${madeUp.authToken}2`,
    `-${madeUp.authToken}`,
    'bearerrg_live_abc',
  ])('refuses %j without guessing what it is', (given) => {
    expect(outcome(parseApiKey(given))).toEqual(['INVALID_API_KEY_FORMAT', where]);
  });

  test('states its rule when it refuses', () => {
    const parsed = parseApiKey('x');
    expect(parsed.ok ? '' : parsed.problem.message).toBe(
      'This is not a Vocobase API key: API keys begin with rg_live_ and contain no spaces.',
    );
  });
});
