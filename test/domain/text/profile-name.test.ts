import { expect, test } from 'vitest';
import {
  checkProfileName,
  defaultProfile,
  isProfileName,
} from '../../../src/domain/text/profile-name.ts';
import { CliError } from '../../../src/errors/cli-error.ts';

test.each([
  [defaultProfile, true],
  ['a', true],
  ['_a', true],
  ['9.a_b-c', true],
  ['a'.repeat(64), true],
  ['a'.repeat(65), false],
  ['', false],
  ['.a', false],
  ['-a', false],
  ['a b', false],
  ['a/b', false],
  ['ä', false],
  ['a\n', false],
])('%j can name a profile: %s', (name, is) => {
  expect(isProfileName(name)).toBe(is);
});

test('returns a valid name, and names the source of an invalid one', () => {
  expect(checkProfileName('work', 'with --profile')).toBe('work');
  const refuse = () => checkProfileName('../up', 'with --profile');
  expect(refuse).toThrow(CliError);
  expect(refuse).toThrow('The profile name given with --profile cannot be used.');
  try {
    refuse();
  } catch (error) {
    expect(error).toMatchObject({
      code: 'INVALID_VALUE',
      commands: ['profiles list'],
      origin: 'cli',
    });
    expect((error as CliError).hints).toEqual([
      'A profile name is 1 to 64 letters, digits, dots, dashes, and underscores, and does not begin with a dot or a dash.',
    ]);
  }
});
