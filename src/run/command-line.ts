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
import { outliveReader, writeAll } from '../output/write.ts';
import { listenForInterruption } from './interruption.ts';
import type { Io } from './io.ts';
import { Secrets } from './secrets.ts';

/** Parses the command line, runs the command that it names, and words its failure. */
export async function runCommandLine(io: Io, version: string): Promise<ExitCode> {
  outliveReader(io.stderr);
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
    const called = { program: name, sandbox: sandboxOf(program.opts()) };
    if (failure instanceof CommanderError) {
      const usage = readCommanderError(failure, program, argv);
      return usage === null ? exits.done : report(io, usage, called, masker);
    }
    const { toCliError } = await import('../cli/report.ts');
    return await report(io, interruption.explain(toCliError(failure)), called, masker);
  } finally {
    interruption.stop();
  }
}

async function report(io: Io, error: CliError, called: Called, masker: Masker): Promise<ExitCode> {
  const argv = io.argv.slice(2);
  const { errorDocument, errorWords } = await import('../cli/report.ts');
  if (argv.includes('--json') && !argv.includes('--no-json')) {
    const document = JSON.stringify(errorDocument(error, called, masker), null, 2);
    await tell(io, `${document}\n`);
    return error.exit;
  }
  const [{ createStyle }, { colorLevel }] = await Promise.all([
    import('../output/style.ts'),
    import('../output/color.ts'),
  ]);
  const style = createStyle({
    level: colorLevel(io.stderr, io.env, argv.includes('--no-color')),
    columns: io.stderr.columns,
    program: called.program,
    plainMarks: io.env.TERM === 'dumb',
  });
  const stack = argv.includes('--verbose') && error.code === 'INTERNAL' ? stackOf(error) : '';
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
