import { Command, Help } from 'commander';
import type { Launch } from '../ports/launch.ts';
import { declareGlobals } from './globals.ts';
import { reflow } from './reflow.ts';
import { contents } from './registry.ts';

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

/** What a command still lacks: the rest is declared when it is typed. */
const undeclared = new WeakMap<Command, () => Promise<void>>();

/** The command line. Of a command there is the name until it is typed. */
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
    .configureHelp({ minWidthToWrap: 20, formatItem, subcommandTerm })
    .helpCommand(false)
    .helpOption('-h, --help', 'show help')
    .version(options.version, '-V, --version', 'show the version')
    .description(
      'From a Plivo account to the first outbound call of a Vocobase voice agent.\nAnd the place to turn to when calls stop working.',
    );
  declareGlobals(program);

  const whole = () => declareAll(program);
  for (const { title, members } of contents) {
    program.commandsGroup(title);
    for (const { name, args = [], what, declare } of members) {
      // `plivo help <command>` is ours; commander would add another one to each group.
      const command = program.command(name).description(what).helpCommand(false);
      for (const [term, description] of args) command.argument(term, description);
      undeclared.set(command, async () => (await declare())(command, options.launch, whole));
    }
  }
  program.hook('preSubcommand', (_, command) => declareCommand(command));

  program.addHelpText(
    'after',
    () => `
Try it without an account:
  $ ${options.name} setup --sandbox

${reflow(`More: ${options.name} help environment, exit-codes, output, security`, options.width).trimEnd()}`,
  );
  return program;
}

/** Declares all that can be typed behind every command, for who reads the whole program. */
export async function declareAll(program: Command): Promise<Command> {
  await Promise.all(program.commands.map(declareCommand));
  return program;
}

async function declareCommand(command: Command): Promise<void> {
  const declare = undeclared.get(command);
  undeclared.delete(command);
  await declare?.();
}

/** Without `[options]`: of a command that was not typed they are not known, and most have some. */
function subcommandTerm(command: Command): string {
  return Help.prototype.subcommandTerm(command).replace(' [options]', '');
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
