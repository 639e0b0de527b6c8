import { homedir } from 'node:os';
import { basename } from 'node:path';
import { CommanderError } from 'commander';
import { version } from '../package.json';
import { createLaunch } from './cli/launch.ts';
import { createProgram, readCommanderError } from './cli/program.ts';
import { errorDocument, errorWords, toCliError } from './cli/report.ts';
import { createMasker } from './domain/mask.ts';
import type { CliError } from './errors/cli-error.ts';
import { type ExitCode, exits } from './errors/entry.ts';
import { colorLevel } from './output/color.ts';
import { createStyle } from './output/style.ts';
import { writeAll } from './output/write.ts';
import type { Io } from './run/io.ts';
import { openRun } from './run/open-run.ts';
import { Secrets } from './run/secrets.ts';

/**
 * Runs one invocation from the command line to its exit code. Everything real is built here and in
 * `openRun`; nothing else knows the process.
 */
export async function main(io: Io): Promise<ExitCode> {
  const argv = io.argv.slice(2);
  const name = calledAs(io.argv[1]);
  const secrets = Secrets.of(io.env, argv);
  const masker = createMasker(() => secrets.all());
  const interruption = listen(io);
  let exit: ExitCode = exits.done;
  const print = (text: string) => writeAll(io.stdout, text);
  const launch = createLaunch(
    {
      print,
      open: (globals) =>
        openRun({
          io,
          globals,
          name,
          masker,
          secrets,
          signal: interruption.signal,
          home: homedir(),
        }),
    },
    (code) => {
      exit = code;
    },
  );
  const pending: Promise<void>[] = [];
  const program = createProgram({
    name,
    version,
    launch,
    width: Math.max(40, Math.min(io.stdout.columns || 80, 100)),
    print: (text) => pending.push(print(text)),
  });
  try {
    await program.parseAsync(argv, { from: 'user' });
    await Promise.all(pending);
    return exit;
  } catch (failure) {
    await Promise.all(pending);
    const error = interruption.explain(
      failure instanceof CommanderError
        ? readCommanderError(failure, program, argv)
        : toCliError(failure),
    );
    if (error === null) return exits.done;
    await writeAll(io.stderr, reportText(error));
    return error.exit;
  } finally {
    interruption.stop();
  }

  function reportText(error: CliError): string {
    const json = argv.includes('--json') && !argv.includes('--no-json');
    if (json) return `${JSON.stringify(errorDocument(error, name, masker), null, 2)}\n`;
    const style = createStyle({
      level: colorLevel(io.stderr, io.env, argv.includes('--no-color')),
      columns: io.stderr.columns,
      program: name,
      plainMarks: io.env.TERM === 'dumb',
    });
    const stack = argv.includes('--verbose') && error.code === 'INTERNAL' ? stackOf(error) : '';
    return `${errorWords(error, style, masker)}\n${masker.text(stack)}`;
  }
}

/** Plivo's own CLI is called `plivo` too, so ours has a second name, and hints use the one typed. */
function calledAs(script: string | undefined): string {
  return /^vocobase-plivo\b/.test(basename(script ?? '')) ? 'vocobase-plivo' : 'plivo';
}

/** Ctrl-C and SIGTERM abort the run once; a second signal finds Node's own handling again. */
function listen(io: Io): {
  signal: AbortSignal;
  explain(error: CliError | null): CliError | null;
  stop(): void;
} {
  const controller = new AbortController();
  let terminated = false;
  const abort = () => {
    controller.abort();
    // Not with `once`: ora's signal-exit would find no other listener and end the process at once.
    setImmediate(stop);
  };
  const onTerminate = () => {
    terminated = true;
    abort();
  };
  const stop = () => {
    io.removeListener('SIGINT', abort);
    io.removeListener('SIGTERM', onTerminate);
  };
  io.on('SIGINT', abort);
  io.on('SIGTERM', onTerminate);
  return {
    signal: controller.signal,
    explain: (error) =>
      terminated && error?.code === 'INTERRUPTED' ? error.with({ exit: exits.terminated }) : error,
    stop,
  };
}

function stackOf(error: CliError): string {
  const cause = error.cause instanceof Error ? error.cause : error;
  return `\n${cause.stack ?? ''}\n`;
}
