import { basename } from 'node:path';
import { Command, CommanderError } from 'commander';
import { declareWhenTyped, explainCommand } from '../commands/help.ts';
import { type ExitCode, exits } from '../errors/entry.ts';
import { colorLevel } from '../output/color.ts';
import { writeAnswer } from '../output/write.ts';
import type { Launch } from '../ports/launch.ts';
import { declareGlobals } from './globals.ts';
import type { Session } from './launch.ts';
import { registry } from './registry.ts';
import type { Io } from './terminal.ts';

/** Parses the command line, runs its command, and reports a failure. */
export async function runCommandLine(io: Io, version: string): Promise<ExitCode> {
  const argv = typedWords(io);
  const name = calledAs(io.argv[1]);
  let opened: Session | undefined;
  /** Loaded only for a run, so that `--help` does not wait for it. */
  const session = async (): Promise<Session> => {
    const { openSession } = await import('./launch.ts');
    opened ??= openSession(io, name);
    return opened;
  };
  const launch: Launch =
    (load, read) =>
    async (...received) =>
      (await session()).launch(load, read)(...received);
  let answer = '';
  let shown: Command | undefined;
  const width = Math.max(40, Math.min(io.stdout.columns || 80, 100));
  const program = createProgram({
    name,
    version,
    launch,
    width,
    print(text) {
      answer += text;
    },
    showHelp(command) {
      shown = command;
    },
  });
  try {
    try {
      await program.parseAsync(argv, { from: 'user' });
    } catch (failure) {
      if (!(failure instanceof CommanderError && isHelp(failure))) throw failure;
      if (isBare(program) && io.stdout.isTTY) {
        shown = undefined;
        // A failure to read the account is part of the answer.
        program.setOptionValue('quiet', true);
        await launch(async () => (await import('../commands/overview.ts')).overview, String)(
          {},
          program,
        );
      }
    }
    if (shown !== undefined) {
      const { formatHelp } = await import('./format-help.ts');
      const color = colorLevel(io.stdout, io.env, argv.includes('--no-color')) > 0;
      answer = formatHelp(shown, { width, color });
    }
    await writeAnswer(io.stdout, answer);
    return opened?.exit ?? exits.done;
  } catch (failure) {
    return await (await session()).report(failure, {
      argv,
      program,
      whole: () => declareAll(program),
    });
  } finally {
    opened?.close();
  }
}

/**
 * The words after the program's name. A `--` in front of all of them is dropped: it is how a user keeps
 * Node.js from reading `--env-file` itself (https://github.com/nodejs/node/issues/54232).
 */
function typedWords({ argv }: Io): string[] {
  return argv.slice(argv[2] === '--' ? 3 : 2);
}

/** commander ends the parsing with an error where it showed the help or the version too. */
function isHelp({ code }: CommanderError): boolean {
  return /^commander\.(help|helpDisplayed|version)$/.test(code);
}

/** True for `plivo` alone: no command, no `--help`, and no flag that asks for JSON. */
function isBare(program: Command): boolean {
  const { json, fields, events, help, version } = program.opts();
  return program.args.length === 0 && !(json || fields || events || help || version);
}

/**
 * Plivo's own CLI is also called `plivo`, so this program has a second name; hints use the typed
 * one.
 */
function calledAs(script: string | undefined): string {
  return /^vocobase-plivo\b/.test(basename(script ?? '')) ? 'vocobase-plivo' : 'plivo';
}

interface ProgramOptions {
  /** The name that the program was started by. */
  readonly name: string;
  readonly version: string;
  readonly launch: Launch;
  /** Receives the version, and the topics of `help`. */
  print(text: string): void;
  /** Receives the command whose help was asked for. */
  showHelp(command: Command): void;
  /** The width of the topics. */
  readonly width: number;
}

/** A command whose flags, verbs, and examples are declared when it is typed. */
class LazyCommand extends Command {
  /** Takes the place of commander's help, so that its layout is loaded only to be shown. */
  declare showHelp?: ((command: Command) => void) | undefined;
  /** See `declareWhenTyped`; undefined after it was called. */
  declare whenTyped?: (() => Promise<void>) | undefined;

  constructor(name?: string) {
    super(name);
    this.hook('preSubcommand', (_, command) => declareCommand(command));
  }

  override createCommand(name?: string): LazyCommand {
    return Object.assign(new LazyCommand(name), { showHelp: this.showHelp });
  }

  override outputHelp(): void {
    this.showHelp?.(this);
  }
}

/** The whole command line. A command has only its name until it is typed. */
export function createProgram(options: ProgramOptions): Command {
  const program = new LazyCommand(options.name);
  program.showHelp = options.showHelp;
  // These settings are copied to each subcommand when it is created, so they come first.
  program
    .exitOverride()
    .configureOutput({
      writeOut: options.print,
      getOutHelpWidth: () => options.width,
      // usage-error.ts phrases the errors.
      writeErr: () => {},
      outputError: () => {},
    })
    .helpCommand(false)
    .helpOption('-h, --help', 'Show help')
    .usage('<command> [options]')
    .description('Connect Plivo to Vocobase, and find out why calls fail');
  declareGlobals(program);
  program.version(options.version, '-V, --version', 'Show the version').optionsGroup('');

  const whole = () => declareAll(program);
  for (const { title, members } of registry) {
    program.commandsGroup(title);
    for (const { name, args = [], what, declare } of members) {
      // `plivo help <command>` is declared here; commander would add another one to each group.
      const command = program.command(name).description(what).helpCommand(false);
      for (const [term, description] of args) command.argument(term, description);
      declareWhenTyped(command, async () => (await declare())(command, options.launch, whole));
    }
  }
  explainCommand(program, { examples: ['setup --sandbox', 'doctor'] });
  return program;
}

/** Declares everything below every command, for readers of the whole program. */
export async function declareAll(program: Command): Promise<Command> {
  await Promise.all(
    program.commands.map(async (command) => {
      await declareCommand(command);
      await declareAll(command);
    }),
  );
  return program;
}

async function declareCommand(command: Command): Promise<void> {
  if (!(command instanceof LazyCommand)) return;
  const { whenTyped } = command;
  command.whenTyped = undefined;
  await whenTyped?.();
}
