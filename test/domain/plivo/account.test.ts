import { expect, test } from 'vitest';
import { type CarrierNumber, isVoiceNumber, placeOf } from '../../../src/domain/plivo/account.ts';

function aNumber(facts: Partial<CarrierNumber>): CarrierNumber {
  return {
    phone_number: '+14155550100',
    alias: null,
    region: null,
    number_type: null,
    voice_enabled: true,
    sub_account: null,
    compliance_status: null,
    ...facts,
  };
}

test.each([
  [true, true],
  [false, false],
  [null, true],
])('voice_enabled %j counts as Voice: %j', (said, counts) => {
  expect(isVoiceNumber(aNumber({ voice_enabled: said }))).toBe(counts);
});

test.each([
  ['California, UNITED STATES', 'California, US'],
  ['CALIFORNIA, UNITED STATES', 'California, US'],
  ['NEW YORK, United States of America', 'New York, US'],
  ['Karnataka, INDIA', 'Karnataka, India'],
  ['SAINT-ÉTIENNE, FRANCE', 'Saint-Étienne, France'],
  ['United States', 'US'],
  ['London, UK', 'London, UK'],
  [', INDIA', 'India'],
  ['', ''],
  [null, null],
])('the region %j is shown as %j', (region, place) => {
  expect(placeOf(region)).toBe(place);
});
