import { afterAll, describe, expect, test } from 'vitest';
import { removeFolders, runPlivo } from '../support/run.ts';

afterAll(removeFolders);

describe('prints an error as a document if the command line asks for one', () => {
  test.each<[string, string[]]>([
    ['the flag', ['whoami', '--json']],
    ['the last of two contrary flags', ['whoami', '--no-json', '--json']],
    ['a flag of a line that cannot be parsed', ['whoami', 'x', '--json']],
    ['the last flag of a line that cannot be parsed', ['--no-json', 'whoami', 'x', '--json']],
  ])('%s', async (_, args) => {
    const ran = await runPlivo(args);
    expect(ran.error().exit_code).toBe(ran.exit);
  });

  test.each<[string, string[]]>([
    ['the last of two contrary flags', ['whoami', '--json', '--no-json']],
    ['a value that looks like the flag', ['whoami', '--profile', '--json']],
    ['the last flag of a line that cannot be parsed', ['whoami', 'x', '--json', '--no-json']],
  ])('prints an error as text otherwise: %s', async (_, args) => {
    const ran = await runPlivo(args);
    expect(ran.exit).not.toBe(0);
    expect(ran.stderr).toMatch(/^✖ /);
  });
});

test('keeps color for a value that looks like --no-color', async () => {
  const env = { FORCE_COLOR: '1' };
  const colored = await runPlivo(['whoami', '--profile', '--no-color'], { env });
  expect(colored.stderr).toContain('\u001b[');
  const plain = await runPlivo(['whoami', '--no-color'], { env });
  expect(plain.stderr).not.toContain('\u001b[');
});
