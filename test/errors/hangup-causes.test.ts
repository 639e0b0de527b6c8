import { expect, test } from 'vitest';
import { hangupCause, hangupCauses } from '../../src/errors/catalogue/hangup-causes.ts';

const known = [
  ...[0, 1000, 1010, 1020],
  ...[2000, 2010, 2020, 2030, 2040, 2050, 2060, 2070],
  ...[3000, 3010, 3020, 3030, 3040, 3050, 3070, 3080, 3090, 3100, 3110, 3120, 3130, 3140],
  ...[4000, 4010, 4020, 4030, 4210, 4240, 4250],
  ...[5000, 5010, 5020, 5030],
  ...[6000, 6010, 6020],
  ...[7011, 7012, 7013, 7014, 7022, 7023, 7024, 7032, 7033, 7034],
  ...[8011, 8012, 8013, 8014],
  ...[9000, 9100, 9110],
];

test('all 57 hangup causes of Plivo can be explained', () => {
  expect(known).toHaveLength(57);
  expect(Object.keys(hangupCauses).map(Number)).toEqual(known);
});

test("each has Plivo's name, and none shares it", () => {
  const names = Object.values(hangupCauses).map(({ name }) => name);
  expect(new Set(names).size).toBe(57);
});

test.each([
  [1010, 'Canceled (Out Of Credits)', 'you, in the Plivo console'],
  [2030, 'Destination Country Barred', 'you, in the Plivo console'],
  [3010, 'Busy Line', 'the person called'],
  [3030, 'Unknown Caller ID', 'you'],
  [4000, 'Normal Hangup', 'nobody: nothing is wrong'],
  [5010, 'Internal Error', 'Plivo support'],
  [7011, 'Error Reaching Answer URL', 'Vocobase'],
])('%i is %s, and %s can act', (code, name, actor) => {
  expect(hangupCause(code)).toMatchObject({ name, actor });
});

test('a code is found as a number and as text', () => {
  expect(hangupCause('3030')).toBe(hangupCause(3030));
});

test.each([4590, '', 'toString', '03030'])('%j is not a hangup cause of the Voice API', (code) => {
  expect(hangupCause(code)).toBeNull();
});
