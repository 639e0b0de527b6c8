import { expect, test } from 'vitest';
import {
  type CarrierNumber,
  describeNumber,
  isVoiceNumber,
} from '../../../src/domain/plivo/account.ts';

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
])('a number whose voice_enabled is %j counts as one with Voice: %j', (said, counts) => {
  expect(isVoiceNumber(aNumber({ voice_enabled: said }))).toBe(counts);
});

test('a number is described by what is known of it', () => {
  const facts = { alias: 'Main line', region: 'California', number_type: 'local' };
  expect(describeNumber(aNumber(facts))).toBe('+14155550100  Main line  California  local');
  expect(describeNumber(aNumber({ alias: '', number_type: 'local' }))).toBe('+14155550100  local');
});
