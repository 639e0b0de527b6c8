import { afterAll, expect, test } from 'vitest';
import { leavesOf, pathOf, readTree } from '../../src/commands/tree.ts';
import { declaredProgram } from '../support/program.ts';
import { removeFolders, runPlivo } from '../support/run.ts';

afterAll(removeFolders);

const tree = await readTree(await declaredProgram());
const commandOf = (name: string) => tree.commands.find(({ command }) => command === name);
const flagOf = (command: string, flag: string) =>
  commandOf(command)?.flags.find((one) => one.flag === flag);

test('help --json prints the whole command tree', async () => {
  const ran = await runPlivo(['help', '--json']);
  const printed = ran.json<typeof tree>();
  expect(ran.exit).toBe(0);
  expect(Object.keys(printed)).toEqual(['name', 'version', 'commands', 'global_flags']);
  expect(printed.commands).toEqual(tree.commands);
  expect(printed.global_flags).toEqual(tree.global_flags);
});

test('help <command> --json keeps that command alone, and a group its commands', async () => {
  const one = (await runPlivo(['help', 'call', 'test', '--json'])).json<typeof tree>();
  expect(one).toEqual({
    ...one,
    global_flags: tree.global_flags,
    commands: [commandOf('call test')],
  });
  const group = (await runPlivo(['help', 'config', '--json'])).json<typeof tree>();
  expect(group.commands.map(({ command }) => command)).toEqual(
    ['list', 'get', 'set', 'unset', 'path'].map((verb) => `config ${verb}`),
  );
});

test('help <topic> --json is the text of the topic', async () => {
  const ran = await runPlivo(['help', 'exit-codes', '--json']);
  expect(ran.json()).toEqual({ topic: 'exit-codes', text: expect.stringContaining('143') });
});

test.each([[['help', 'call test']], [['help', ' call  test ']], [['help', '--json', 'call test']]])(
  'takes a command quoted as one word: %j',
  async (args) => {
    const quoted = await runPlivo(args);
    const apart = await runPlivo(args.flatMap((word) => word.trim().split(/\s+/)));
    expect(quoted.exit, quoted.stderr).toBe(0);
    expect(quoted.stdout).toContain('call test');
    expect(quoted.stdout).toBe(apart.stdout);
  },
);

test('help --json of an unknown command is a usage error', async () => {
  const ran = await runPlivo(['help', 'nonsense', '--json']);
  expect([ran.exit, ran.stdout, ran.error().code]).toEqual([2, '', 'USAGE']);
});

test('every command of the program is in the tree, with its arguments and flags', async () => {
  const leaves = leavesOf(await declaredProgram());
  expect(tree.commands.map(({ command }) => command)).toEqual(leaves.map(pathOf));
  for (const [index, leaf] of leaves.entries()) {
    const data = tree.commands[index];
    expect(data?.arguments.map(({ name }) => name)).toEqual(
      leaf.registeredArguments.map((argument) => argument.name()),
    );
    expect(data?.flags.map(({ flag }) => flag)).toEqual(leaf.options.map(({ long }) => long));
  }
});

test('flags have their value, known values, variable, default, and whether they repeat', () => {
  expect(flagOf('login', '--store')).toMatchObject({
    value: 'place',
    values: ['auto', 'keychain', 'file'],
    default: 'auto',
    repeatable: false,
  });
  expect(flagOf('call test', '--var')).toMatchObject({ value: 'name=value', repeatable: true });
  expect(flagOf('call test', '--connection')?.env).toBe('VOCOBASE_CONNECTION_ID');
  expect(flagOf('setup', '--auth-id')?.env).toBe('PLIVO_AUTH_ID');
  expect(flagOf('doctor', '--only')?.values).toEqual(expect.arrayContaining(['numbers']));
  expect(tree.global_flags.find(({ flag }) => flag === '--yes')).toMatchObject({
    short: '-y',
    value: null,
    default: null,
  });
});

test('commands say whether they write and whether they are billed', () => {
  const names = (of: typeof tree.commands) => of.map(({ command }) => command);
  expect(names(tree.commands.filter(({ billed }) => billed))).toEqual([
    'setup',
    'call test',
    'api',
  ]);
  expect(tree.commands.filter(({ billed, writes }) => billed && !writes)).toEqual([]);
  for (const verb of ['list', 'show', 'path', 'scenarios', 'choices', 'whoami', 'status']) {
    const reading = tree.commands.filter(({ command }) => command.endsWith(verb));
    expect(names(reading.filter(({ writes }) => writes))).toEqual([]);
    expect(reading).not.toEqual([]);
  }
});

test('exit codes are those of the errors and the results', () => {
  expect(commandOf('call test')?.exit_codes).toEqual(expect.arrayContaining([0, 2, 7, 8, 21, 130]));
  expect(commandOf('status')?.exit_codes).toContain(20);
  expect(commandOf('config get')?.exit_codes).toEqual([0, 1, 2, 130, 143]);
  expect(commandOf('config set')?.errors).toContain('SETTINGS_UNWRITABLE');
});
