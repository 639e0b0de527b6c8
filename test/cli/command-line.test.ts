import { afterAll, describe, expect, test } from 'vitest';
import { removeFolders, runPlivo } from '../support/run.ts';

afterAll(removeFolders);

describe('an error is a document where the command line asks for one', () => {
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
  ])('and words otherwise: %s', async (_, args) => {
    const ran = await runPlivo(args);
    expect(ran.exit).not.toBe(0);
    expect(ran.stderr).toMatch(/^✖ /);
  });
});

test('a value that looks like --no-color leaves the color', async () => {
  const env = { FORCE_COLOR: '1' };
  const colored = await runPlivo(['whoami', '--profile', '--no-color'], { env });
  expect(colored.stderr).toContain('\u001b[');
  const plain = await runPlivo(['whoami', '--no-color'], { env });
  expect(plain.stderr).not.toContain('\u001b[');
});
