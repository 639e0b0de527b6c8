import { expect, test } from 'vitest';
import { reconcileNumbers } from '../../../src/domain/plivo/reconcile-numbers.ts';

const number = (phone_number: string, voice_enabled: boolean | null = true) => ({
  phone_number,
  voice_enabled,
});

test.each([
  ['at both', ['+14155550100'], [number('+14155550100')], 'imported_and_owned'],
  ['at both, one side without +', ['+14155550100'], [number('14155550100')], 'imported_and_owned'],
  [
    'at both, Voice not said',
    ['+14155550100'],
    [number('+14155550100', null)],
    'imported_and_owned',
  ],
  ['at both, without Voice', ['+14155550100'], [number('+14155550100', false)], 'without_voice'],
  ['at the carrier only', [], [number('+14155550100')], 'owned_not_imported'],
  ['at the carrier only, without Voice', [], [number('+14155550100', false)], 'without_voice'],
  ['at Vocobase only', ['+14155550100'], [], 'imported_not_owned'],
])('a number %s', (_, imported, owned, verdict) => {
  const rows = imported.map((phone_number) => ({ phone_number }));
  expect(reconcileNumbers(rows, owned)).toEqual([{ phone_number: '+14155550100', verdict }]);
});

test('each number is named once, the imported ones first', () => {
  const rows = ['+14155550101', '+14155550100', '+14155550101'].map((phone_number) => ({
    phone_number,
  }));
  const owned = [number('+14155550102'), number('+14155550100')];
  expect(reconcileNumbers(rows, owned).map(({ phone_number }) => phone_number)).toEqual([
    '+14155550101',
    '+14155550100',
    '+14155550102',
  ]);
});
