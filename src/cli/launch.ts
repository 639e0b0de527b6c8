import { homedir } from 'node:os';
import type { Command } from 'commander';
import { type DryRun, DryRunStop } from '../domain/text/dry-run.ts';
import { createMasker } from '../domain/text/mask.ts';
import type { FieldRules } from '../domain/text/select-fields.ts';
import { CliError } from '../errors/cli-error.ts';
import { type ExitCode, exits } from '../errors/entry.ts';
import { writeAnswer } from '../output/write.ts';
import type { Action } from '../ports/action.ts';
import type { Context } from '../ports/context.ts';
import type { Launch } from '../ports/launch.ts';
import { type Globals, readGlobals } from './globals.ts';
import { Secrets } from './inputs.ts';
import type { Io } from './terminal.ts';

/** What one invocation keeps until its result or failure is reported. */
export interface Session {
  readonly launch: Launch;
  /** The exit code of the result. */
  readonly exit: ExitCode;
  /** Reports a failure on stderr and returns the exit code. */
  report(failure: unknown, typed: TypedLine): Promise<ExitCode>;
  close(): void;
}

/** The command line, and the program that parsed it. */
export interface TypedLine {
  readonly argv: readonly string[];
  readonly program: Command;
  /** The same program with every command declared. */
  whole(): Promise<Command>;
}

/** `name` is the name that the program was started by. */
export function openSession(io: Io, name: string): Session {
  const secrets = Secrets.of(io.env, io.argv.slice(2));
  const masker = createMasker(() => secrets.all());
  const interruption = listenForSignals(io);
  const { signal } = interruption;
  let exit: ExitCode = exits.done;
  const launch: Launch =
    (load, read) =>
    async (...received) => {
      const command = received.at(-1) as Command;
      const globals = readGlobals(command.optsWithGlobals());
      refuseStrayScenario(globals, command);
      const fieldRules =
        globals.fields === undefined ? null : await checkFieldNames(command, globals.fields);
      const input = read({
        args: received.slice(0, -2) as (string | undefined)[],
        options: command.opts(),
        globals,
      });
      const [action, { openRun }, { showResult, isDryRun }] = await Promise.all([
        load(),
        import('./context.ts'),
        import('./report.ts'),
      ]);
      const ended = new AbortController();
      const run = await openRun({
        io,
        globals,
        name,
        masker,
        secrets,
        signal: AbortSignal.any([limited(signal, action.giveUpAfter), ended.signal]),
        home: homedir(),
      });
      const { context, style } = run;
      try {
        const work = perform(action, context, input);
        const result = await interruptible(signal, work).catch(async (error: unknown) => {
          throw await run.explain(error);
        });
        const showing = { globals, stdout: io.stdout, style, masker, fieldRules };
        await writeAnswer(io.stdout, await showResult(action, result, showing, input));
        if (isDryRun(result)) return;
        exit = action.exit?.(result, input) ?? exits.done;
        await action.linger?.(context, result);
      } finally {
        // A failure may leave parallel reads under way. Nobody waits for them, so they must not
        // report retries or keep the process alive.
        ended.abort(new CliError('INTERRUPTED'));
        await run.close();
      }
    };
  return {
    launch,
    get exit() {
      return exit;
    },
    async report(failure, { argv, program, whole }) {
      const [{ toUsageError, withWorkingCommand }, { reportError, toCliError }, { isProfileName }] =
        await Promise.all([
          import('./usage-error.ts'),
          import('./report.ts'),
          import('../domain/text/profile-name.ts'),
        ]);
      const usage = toUsageError(failure, program, argv);
      const globals = readGlobals(program.opts());
      const { sandbox, scenario, profile, baseUrl } = globals;
      const error = interruption.explain(usage ?? toCliError(failure));
      return reportError(withWorkingCommand(error, argv), {
        io,
        masker,
        called: {
          program: name,
          sandbox: sandbox ? (scenario ?? 'default') : null,
          scenario,
          profile: profile !== undefined && isProfileName(profile) ? profile : undefined,
          baseUrl,
        },
        globals: usage === null ? globals : guessGlobals(argv),
        whole,
      });
    },
    close: () => interruption.stop(),
  };
}

/** Refuses an unknown field before anything is written, if the result's schema describes it. */
async function checkFieldNames(command: Command, fields: string): Promise<FieldRules | null> {
  const [{ checkFields }, { schemas }, { helpOf }] = await Promise.all([
    import('../domain/text/select-fields.ts'),
    import('../commands/schema/schemas.ts'),
    import('../commands/help.ts'),
  ]);
  const group = command.parent?.parent ? `${command.parent.name()} ` : '';
  const schema = schemas[group + command.name()];
  return schema === undefined
    ? null
    : checkFields(schema, fields, helpOf(command)?.writes === true);
}

/** The same signal, also aborted when the time is up. */
function limited(signal: AbortSignal, milliseconds: number | undefined): AbortSignal {
  if (milliseconds === undefined) return signal;
  return AbortSignal.any([signal, AbortSignal.timeout(milliseconds)]);
}

/** Without `--sandbox` a command would use the real account, which is not what the user meant. */
function refuseStrayScenario({ scenario, sandbox }: Globals, command: Command): void {
  if (scenario === undefined || sandbox || command.parent?.name() === 'sandbox') return;
  throw new CliError('USAGE', {
    message: '--scenario is a state of the sandbox, so it needs --sandbox.',
    hints: ['Add --sandbox, or leave --scenario out.'],
    commands: ['sandbox scenarios'],
  });
}

/**
 * Reads the global flags of a command line that could not be parsed; of two opposite flags the last
 * one counts.
 */
function guessGlobals(whole: readonly string[]) {
  const end = whole.indexOf('--');
  const argv = end === -1 ? whole : whole.slice(0, end);
  return {
    json: argv.lastIndexOf('--json') > argv.lastIndexOf('--no-json') || argv.includes('--fields'),
    events: argv.includes('--events'),
    color: !argv.includes('--no-color'),
    verbose: argv.includes('--verbose'),
  };
}

async function perform<Input, Result>(
  action: Action<Input, Result>,
  context: Context,
  input: Input,
): Promise<Result | DryRun> {
  try {
    return await action.run(context, input);
  } catch (error) {
    if (error instanceof DryRunStop) return { dry_run: true, requests: [error.request] };
    throw error;
  }
}

/**
 * Ends the run soon after an interruption even if the work ignores the signal. The work's own error
 * comes first, because it may know more, such as the id of a call that continues.
 */
async function interruptible<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  let onAbort: () => void = () => {};
  const interrupted = new Promise<never>((_, reject) => {
    onAbort = () => {
      timer = setTimeout(() => reject(new CliError('INTERRUPTED')), 100);
    };
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort, { once: true });
  });
  try {
    return await Promise.race([work, interrupted]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', onAbort);
    // The other promise may still fail after everything was reported.
    work.catch(() => {});
  }
}

/** Ctrl-C, SIGTERM, and SIGHUP as an abort signal. */
interface Interruption {
  readonly signal: AbortSignal;
  /** The error with the exit code of the signal that arrived: 143 for SIGTERM. */
  explain(error: CliError): CliError;
  stop(): void;
}

const signalExits = [
  ['SIGINT', exits.interrupted],
  ['SIGTERM', exits.terminated],
  ['SIGHUP', exits.hungUp],
] as const;

/** The first signal aborts the run; a second one gets Node's default handling. */
function listenForSignals(io: Io): Interruption {
  const controller = new AbortController();
  const { signal } = controller;
  const listeners = signalExits.map(([name, exit]) => {
    const abort = () => {
      controller.abort(new CliError('INTERRUPTED', { exit }));
      // Not `once`: ora's signal-exit would find no other listener and end the process at once.
      setImmediate(stop);
    };
    io.on(name, abort);
    return () => io.removeListener(name, abort);
  });
  const stop = () => {
    for (const remove of listeners) remove();
  };
  return {
    signal,
    explain: (error) =>
      error.code === 'INTERRUPTED' && signal.reason instanceof CliError
        ? error.with({ exit: signal.reason.exit })
        : error,
    stop,
  };
}
