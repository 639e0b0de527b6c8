import { describe, expect, test } from 'vitest';
import { toUsageError } from '../../src/cli/usage-error.ts';
import { idleProgram } from '../support/program.ts';
import { runPlivo } from '../support/run.ts';

/** The error of a command line that is typed wrongly, as it is told. */
async function refusal(...argv: string[]) {
  const program = idleProgram();
  try {
    await program.parseAsync(argv, { from: 'user' });
  } catch (error) {
    return toUsageError(error, program, argv);
  }
  throw new Error('It was parsed.');
}

describe('a command line that is typed wrongly is told in our words', () => {
  test.each<[string[], string, string[], string]>([
    [['setup', 'x'], 'setup takes no arguments, but got 1.', [], 'setup'],
    [['config', 'get', 'a', 'b'], 'config get takes 1 argument, but got 2.', [], 'config get'],
    [
      ['config', 'set', 'a', 'b', 'c'],
      'config set takes 2 arguments, but got 3.',
      [],
      'config set',
    ],
    [['profiles', 'use'], 'profiles use needs <name>.', [], 'profiles use'],
    [
      ['completion', 'bsh'],
      'bsh is not one of the choices for <shell>: bash, zsh, fish, powershell.',
      [],
      'completion',
    ],
    [['login', '--store', 'x'], '--store takes one of auto, keychain, file, not x.', [], 'login'],
    [['login', '--api-key-file'], '--api-key-file needs <path>.', [], 'login'],
    [['setpu'], 'plivo has no command setpu.', ['Did you mean setup?'], ''],
    [
      ['connections', 'lst'],
      'connections has no command lst.',
      ['Did you mean list?'],
      'connections',
    ],
    [['setup', '--sandbx'], 'setup has no option --sandbx.', ['Did you mean --sandbox?'], 'setup'],
    [['setup', '-x'], 'setup has no option -x.', [], 'setup'],
    [['setup', '--yes=3'], '--yes takes no value.', [], 'setup'],
    [['setup', '--quite=a-secret'], 'setup has no option --quite.', [], 'setup'],
    [['-v'], 'plivo has no option -v.', ['Did you mean --version?'], ''],
    [['--profile', 'login', 'setup', 'x'], 'setup takes no arguments, but got 1.', [], 'setup'],
    [
      ['completion', "it's 'b'\n(Did you mean nothing?)"],
      "it's 'b'\n(Did you mean nothing?) is not one of the choices for <shell>: bash, zsh, fish, powershell.",
      [],
      'completion',
    ],
  ])('%j', async (argv, message, hints, command) => {
    expect(await refusal(...argv)).toMatchObject({
      code: 'USAGE',
      message,
      hints,
      commands: [`${command} --help`.trim()],
    });
  });

  test.each([[['--help']], [['--version']], [['setup', '--help']], [['connections']], [[]]])(
    '%j is typed well, and shows what it should',
    async (argv) => {
      expect(await runPlivo(argv)).toMatchObject({ exit: 0, stderr: '' });
    },
  );
});
