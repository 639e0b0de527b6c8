import { Command, type CommanderError } from 'commander';
import { registerAgents } from '../commands/agents/command.ts';
import { registerApi } from '../commands/api/command.ts';
import { registerCall } from '../commands/call/command.ts';
import { registerCompletion } from '../commands/completion/command.ts';
import { registerConfig } from '../commands/config/command.ts';
import { registerConnections } from '../commands/connections/command.ts';
import { registerCredentials } from '../commands/credentials/command.ts';
import { registerDoctor } from '../commands/doctor/command.ts';
import { registerExplain } from '../commands/explain/command.ts';
import { registerAccount } from '../commands/login/command.ts';
import { registerNumbers } from '../commands/numbers/command.ts';
import { registerProfiles } from '../commands/profiles/command.ts';
import { registerSandbox } from '../commands/sandbox/command.ts';
import { registerSetup } from '../commands/setup/command.ts';
import { registerStatus } from '../commands/status/command.ts';
import { CliError } from '../errors/cli-error.ts';
import type { Launch } from '../ports/launch.ts';
import { declareGlobals } from './globals.ts';
import { topics } from './topic-texts.ts';
import { registerHelp } from './topics.ts';

export interface ProgramOptions {
  /** The name that the program was called by. */
  readonly name: string;
  readonly version: string;
  readonly launch: Launch;
  /** Takes what commander prints for --help and --version. */
  print(text: string): void;
  /** The width of the help. */
  readonly width: number;
}

/** The whole command line, declared; nothing of a command is loaded but what can be typed. */
export function createProgram(options: ProgramOptions): Command {
  const program = new Command(options.name);
  // These are copied to a subcommand when it is created, so they come first.
  program
    .exitOverride()
    .configureOutput({
      writeOut: options.print,
      // A group without a verb shows its help here; errors are worded by the report instead.
      writeErr: options.print,
      outputError: () => {},
      getOutHelpWidth: () => options.width,
      getErrHelpWidth: () => options.width,
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    .helpCommand(false)
    .helpOption('-h, --help', 'show help')
    .version(options.version, '-V, --version', 'show the version')
    .description(
      'From a Plivo account to the first outbound call of a Vocobase voice agent.\nAnd the place to turn to when calls stop working.',
    );
  declareGlobals(program);

  const completion = (root: Command, launch: Launch) =>
    registerCompletion(root, launch, Object.keys(topics));
  // In the order of the help: what a newcomer needs first.
  const groups: [title: string, members: ((program: Command, launch: Launch) => void)[]][] = [
    ['Start here:', [registerSetup, registerStatus, registerDoctor, registerExplain]],
    [
      'Telephony:',
      [registerConnections, registerCredentials, registerNumbers, registerCall, registerAgents],
    ],
    ['This machine:', [registerAccount, registerConfig, registerProfiles]],
    ['For programs:', [registerSandbox, registerApi, completion]],
  ];
  for (const [title, members] of groups) {
    program.commandsGroup(title);
    for (const register of members) register(program, options.launch);
  }
  // `plivo help <command>` is ours; commander would add another one to each group.
  for (const group of program.commands) group.helpCommand(false);
  registerHelp(program, options.print);

  program.addHelpText(
    'after',
    () => `
Try it without an account:
  $ ${options.name} setup --sandbox

More: ${options.name} help environment, exit-codes, output, security`,
  );
  return program;
}

/**
 * commander's own failures as ours: a usage error becomes USAGE with its suggestion; help and
 * version are no failures and give null.
 */
export function readCommanderError(
  error: CommanderError,
  program: Command,
  argv: readonly string[],
): CliError | null {
  const harmless = ['commander.help', 'commander.helpDisplayed', 'commander.version'];
  if (harmless.includes(error.code)) return null;
  const [first = '', ...rest] = error.message.replace(/^error: /, '').split('\n');
  const suggestion = rest.join(' ').replace(/^\((.*)\)$/, '$1');
  const sentence = `${first.charAt(0).toUpperCase()}${first.slice(1)}`;
  return new CliError('USAGE', {
    message: /[.?!]$/.test(sentence) ? sentence : `${sentence}.`,
    hints: suggestion === '' ? [] : [suggestion],
    commands: [[...commandPath(program, argv), '--help'].join(' ')],
  });
}

/** The words of the command that was typed, as far as they name one. */
function commandPath(program: Command, argv: readonly string[]): string[] {
  const path: string[] = [];
  let at = program;
  for (const word of argv) {
    const next = at.commands.find((one) => one.name() === word);
    if (next === undefined) continue;
    path.push(word);
    at = next;
  }
  return path;
}
