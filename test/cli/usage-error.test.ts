import { describe, expect, test } from 'vitest';
import { toUsageError } from '../../src/cli/usage-error.ts';
import { idleProgram } from '../support/program.ts';
import { runPlivo } from '../support/run.ts';

/** The error that a mistyped command line gets. */
async function refusal(...argv: string[]) {
  const program = idleProgram();
  try {
    await program.parseAsync(argv, { from: 'user' });
  } catch (error) {
    return toUsageError(error, program, argv);
  }
  throw new Error('It was parsed.');
}

describe("a wrong command line is answered in this program's words", () => {
  test.each<[string[], string, string[], string[]]>([
    [['setup', 'x'], 'setup takes no arguments, but got 1.', [], ['setup --help']],
    [
      ['config', 'get', 'a', 'b'],
      'config get takes 1 argument, but got 2.',
      [],
      ['config get --help'],
    ],
    [
      ['config', 'set', 'a', 'b', 'c'],
      'config set takes 2 arguments, but got 3.',
      [],
      ['config set --help'],
    ],
    [['profiles', 'use'], 'profiles use needs <name>.', [], ['profiles use --help']],
    [['login', '--api-key-file'], '--api-key-file needs <path>.', [], ['login --help']],
    [['setup', '-x'], 'setup has no -x option.', [], ['setup --help']],
    [['setup', '--yes=3'], '--yes takes no value.', [], ['setup --help']],
    [
      ['--profile', 'login', 'setup', 'x'],
      'setup takes no arguments, but got 1.',
      [],
      ['setup --help'],
    ],
    [
      ['completion', "it's 'b'\n(Did you mean nothing?)"],
      "it's 'b'\n(Did you mean nothing?) is not one of the choices for <shell>: bash, zsh, fish, powershell.",
      [],
      ['completion --help'],
    ],
  ])('%j', async (argv, message, hints, commands) => {
    expect(await refusal(...argv)).toMatchObject({ code: 'USAGE', message, hints, commands });
  });
});

describe('a mistyped word is answered with the corrected line', () => {
  test.each<[string[], string, string]>([
    [['setpu', '--sandbox'], 'setup', 'setup --sandbox'],
    [['connections', 'lst', '--json'], 'list', 'connections list --json'],
    [['--profile', 'two words', 'numbrs', 'list'], 'numbers', "--profile 'two words' numbers list"],
    [['setup', '--sandbx'], '--sandbox', 'setup --sandbox'],
    [['setup', '--numbr', '+14155550100'], '--from-number', 'setup --from-number +14155550100'],
    [['setup', '--numbr=+14155550100'], '--from-number', 'setup --from-number <number>'],
    [['-v'], '--version', '--version'],
    [['completion', 'bsh'], 'bash', 'completion bash'],
    [['login', '--store', 'keychian'], 'keychain', 'login --store keychain'],
  ])('%j', async (argv, meant, line) => {
    const error = await refusal(...argv);
    expect(error?.hints[0]).toContain(meant);
    expect(error?.commands[0]).toBe(line);
  });

  test.each([
    [['setup', '--quite=a-secret'], 'a-secret'],
    [['setup', '--auth-tokn', 'not-shown-again'], 'not-shown-again'],
    [['setpu', '--auth-token', 'not-shown-again'], 'not-shown-again'],
    [['setpu', '--auth-token=not-shown-again'], 'not-shown-again'],
    [['setup', '--tken', 'x', 'rg_live_not_shown_again'], 'rg_live_not_shown_again'],
  ])('repeats no secret: %j', async (argv, secret) => {
    expect(JSON.stringify({ ...(await refusal(...argv)) })).not.toContain(secret);
  });

  test.each([
    [['voice', 'calls', 'list'], 'call list'],
    [['numbers', 'buy', '+14155550100'], 'numbers sync'],
    [['auth', 'login'], 'login'],
  ])("knows the commands of Plivo's own CLI: %j", async (argv, command) => {
    const error = await refusal(...argv);
    expect(error?.message).toContain("Plivo's own CLI");
    expect(error?.commands).toContain(command);
  });
});

describe('a correct command line', () => {
  test.each([[['--help']], [['--version']], [['setup', '--help']], [['connections']], [[]]])(
    'works: %j',
    async (argv) => {
      expect(await runPlivo(argv)).toMatchObject({ exit: 0, stderr: '' });
    },
  );
});
