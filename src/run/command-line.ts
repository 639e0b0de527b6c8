import { homedir } from 'node:os';
import { basename } from 'node:path';
import { CommanderError } from 'commander';
import { createLaunch } from '../cli/launch.ts';
import { createProgram } from '../cli/program.ts';
import { readCommanderError } from '../cli/usage-error.ts';
import { createMasker, type Masker } from '../domain/mask.ts';
import type { Called } from '../domain/whole-command.ts';
import type { CliError } from '../errors/cli-error.ts';
import { type ExitCode, exits } from '../errors/entry.ts';
import { writeAll } from '../output/write.ts';
import { listenForInterruption } from './interruption.ts';
import type { Io } from './io.ts';
import { Secrets } from './secrets.ts';

/** Parses the command line, runs the command that it names, and words its failure. */
export async function runCommandLine(io: Io, version: string): Promise<ExitCode> {
  const argv = io.argv.slice(2);
  const name = calledAs(io.argv[1]);
  const secrets = Secrets.of(io.env, argv);
  const masker = createMasker(() => secrets.all());
  const interruption = listenForInterruption(io);
  let exit: ExitCode = exits.done;
  const launch = createLaunch(
    {
      print: (text) => printAnswer(io, text),
      open: async (globals) => {
        const { openRun } = await import('./open-run.ts');
        const { signal } = interruption;
        return openRun({ io, globals, name, masker, secrets, signal, home: homedir() });
      },
    },
    (code) => {
      exit = code;
    },
  );
  const help: string[] = [];
  const program = createProgram({
    name,
    version,
    launch,
    width: Math.max(40, Math.min(io.stdout.columns || 80, 100)),
    print: (text) => help.push(text),
  });
  try {
    await program.parseAsync(argv, { from: 'user' });
    await printAnswer(io, help.join(''));
    return exit;
  } catch (failure) {
    await printAnswer(io, help.join(''));
    const telling = { io, masker, called: { program: name, sandbox: sandboxOf(program.opts()) } };
    if (failure instanceof CommanderError) {
      const usage = readCommanderError(failure, program, argv);
      return usage === null ? exits.done : report(usage, { ...telling, look: guessLook(argv) });
    }
    const { toCliError } = await import('../cli/report.ts');
    const error = interruption.explain(toCliError(failure));
    return await report(error, { ...telling, look: lookOf(program.opts()) });
  } finally {
    interruption.stop();
  }
}

/** What the flags say about how an error is told. */
interface Look {
  readonly json: boolean;
  readonly color: boolean;
  readonly verbose: boolean;
}

interface Telling {
  readonly io: Io;
  readonly called: Called;
  readonly masker: Masker;
  readonly look: Look;
}

async function report(error: CliError, telling: Telling): Promise<ExitCode> {
  const { io, called, masker, look } = telling;
  const { errorDocument, errorWords } = await import('../cli/report.ts');
  if (look.json) {
    const document = JSON.stringify(errorDocument(error, called, masker), null, 2);
    await tell(io, `${document}\n`);
    return error.exit;
  }
  const [{ createStyle }, { colorLevel }] = await Promise.all([
    import('../output/style.ts'),
    import('../output/color.ts'),
  ]);
  const style = createStyle({
    level: colorLevel(io.stderr, io.env, !look.color),
    columns: io.stderr.columns,
    called,
    plainMarks: io.env.TERM === 'dumb',
  });
  const stack = look.verbose && error.code === 'INTERNAL' ? stackOf(error) : '';
  await tell(io, `${errorWords(error, called, style, masker)}\n${masker.text(stack)}`);
  return error.exit;
}

/** The work is done by then, so a full disk must not sound as if it had failed. */
async function printAnswer(io: Io, text: string): Promise<void> {
  try {
    await writeAll(io.stdout, text);
  } catch (cause) {
    const { CliError } = await import('../errors/cli-error.ts');
    throw new CliError('INTERNAL', {
      message: `The answer could not be written: ${cause instanceof Error ? cause.message : cause}.`,
      hints: ['The command did its work before that: look at the state before running it again.'],
      commands: ['status'],
      origin: 'local',
      cause,
    });
  }
}

/** Where stderr cannot be written either, the exit code is all that is left to tell. */
function tell(io: Io, text: string): Promise<void> {
  return writeAll(io.stderr, text).catch(() => {});
}

function lookOf(options: Readonly<Record<string, unknown>>): Look {
  return {
    json: options.json === true,
    color: options.color !== false,
    verbose: options.verbose === true,
  };
}

/** For a command line that could not be parsed; of two contrary flags the last one counts. */
function guessLook(argv: readonly string[]): Look {
  return {
    json: argv.lastIndexOf('--json') > argv.lastIndexOf('--no-json'),
    color: !argv.includes('--no-color'),
    verbose: argv.includes('--verbose'),
  };
}

function sandboxOf(options: { sandbox?: boolean; scenario?: string }): string | null {
  return options.sandbox === true ? (options.scenario ?? 'default') : null;
}

/** Plivo's own CLI is called `plivo` too, so ours has a second name, and hints use the one typed. */
function calledAs(script: string | undefined): string {
  return /^vocobase-plivo\b/.test(basename(script ?? '')) ? 'vocobase-plivo' : 'plivo';
}

function stackOf(error: CliError): string {
  const cause = error.cause instanceof Error ? error.cause : error;
  return `\n${cause.stack ?? ''}\n`;
}
