import { homedir } from 'node:os';
import type { Command } from 'commander';
import { createMasker, type Masker } from '../domain/text/mask.ts';
import type { Called } from '../domain/text/shell-command.ts';
import type { CliError } from '../errors/cli-error.ts';
import { type ExitCode, exits } from '../errors/entry.ts';
import { ignoreEpipe, writeAll } from '../output/write.ts';
import type { Launch } from '../ports/launch.ts';
import { listenForInterruption } from './interruption.ts';
import type { Io } from './io.ts';
import { createLaunch } from './launch.ts';
import { printAnswer } from './print-answer.ts';
import { Secrets } from './secrets.ts';

/** What one invocation keeps from the first command to the last word about it. */
export interface Session {
  readonly launch: Launch;
  /** The exit code of the result. */
  readonly exit: ExitCode;
  /** Words a failure on stderr, as JSON where that was asked for. */
  tell(failure: unknown, program: Command, argv: readonly string[]): Promise<ExitCode>;
  close(): void;
}

/** `name`: the one that the program was called by. */
export function openSession(io: Io, name: string): Session {
  ignoreEpipe(io.stderr);
  const secrets = Secrets.of(io.env, io.argv.slice(2));
  const masker = createMasker(() => secrets.all());
  const interruption = listenForInterruption(io);
  let exit: ExitCode = exits.done;
  return {
    launch: createLaunch({
      print: (text) => printAnswer(io, text),
      open: async (globals) => {
        const { openRun } = await import('./context.ts');
        const { signal } = interruption;
        return openRun({ io, globals, name, masker, secrets, signal, home: homedir() });
      },
      finish: (code) => {
        exit = code;
      },
    }),
    get exit() {
      return exit;
    },
    async tell(failure, program, argv) {
      const telling = { io, masker, called: { program: name, ...calledOf(program.opts()) } };
      const [{ toUsageError }, { toCliError }] = await Promise.all([
        import('./usage-error.ts'),
        import('./report.ts'),
      ]);
      const usage = toUsageError(failure, program, argv);
      if (usage !== null) return report(usage, { ...telling, look: guessLook(argv) });
      const error = interruption.explain(toCliError(failure));
      return report(error, { ...telling, look: lookOf(program.opts()) });
    },
    close: () => interruption.stop(),
  };
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
  const { errorDocument, errorWords } = await import('./report.ts');
  if (look.json) {
    const document = JSON.stringify(
      errorDocument(error, called, masker),
      null,
      io.stderr.isTTY ? 2 : undefined,
    );
    await tell(io, `${document}\n`);
    return error.exit;
  }
  const [{ createStyle }, { colorLevel, isAccessible, loadColor }] = await Promise.all([
    import('../output/style.ts'),
    import('../output/color.ts'),
  ]);
  const style = createStyle({
    color: await loadColor(colorLevel(io.stderr, io.env, !look.color)),
    columns: io.stderr.columns,
    called,
    accessible: isAccessible(io.env),
  });
  const stack = look.verbose && error.code === 'INTERNAL' ? stackOf(error) : '';
  await tell(io, `${errorWords(error, called, style, masker)}\n${masker.text(stack)}`);
  return error.exit;
}

/** Where stderr cannot be written either, the exit code is all that is left to tell. */
function tell(io: Io, text: string): Promise<void> {
  return writeAll(io.stderr, text).catch(() => {});
}

function lookOf(options: Readonly<Record<string, unknown>>): Look {
  return {
    json: options.json === true || options.events === true,
    color: options.color !== false,
    verbose: options.verbose === true,
  };
}

/** For a command line that could not be parsed; of two contrary flags the last one counts. */
function guessLook(whole: readonly string[]): Look {
  const end = whole.indexOf('--');
  const argv = end === -1 ? whole : whole.slice(0, end);
  return {
    json: argv.lastIndexOf('--json') > argv.lastIndexOf('--no-json') || argv.includes('--events'),
    color: !argv.includes('--no-color'),
    verbose: argv.includes('--verbose'),
  };
}

function calledOf(options: Readonly<Record<string, unknown>>): Omit<Called, 'program'> {
  const text = (value: unknown) => (typeof value === 'string' ? value : undefined);
  return {
    sandbox: options.sandbox === true ? (text(options.scenario) ?? 'default') : null,
    profile: text(options.profile),
    baseUrl: text(options.baseUrl),
  };
}

function stackOf(error: CliError): string {
  const cause = error.cause instanceof Error ? error.cause : error;
  return `\n${cause.stack ?? ''}\n`;
}
