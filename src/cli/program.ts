import { Command, Help } from 'commander';
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
import type { Launch } from '../ports/launch.ts';
import { declareGlobals } from './globals.ts';
import { reflow } from './reflow.ts';
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
    .configureHelp({ minWidthToWrap: 20, formatItem })
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
  registerHelp(program, options.print, options.width);

  program.addHelpText(
    'after',
    () => `
Try it without an account:
  $ ${options.name} setup --sandbox

${reflow(`More: ${options.name} help environment, exit-codes, output, security`, options.width).trimEnd()}`,
  );
  return program;
}

/** A flag and what it does: below each other where the terminal is too narrow for two columns. */
function formatItem(term: string, termWidth: number, description: string, help: Help): string {
  const width = help.helpWidth ?? 80;
  if (description === '' || width - termWidth >= 44) {
    return Help.prototype.formatItem.call(help, term, termWidth, description, help);
  }
  const indent = ' '.repeat(6);
  const lines = help.boxWrap(description, width - indent.length).split('\n');
  return [`  ${term}`, ...lines.map((line) => indent + line)].join('\n');
}
