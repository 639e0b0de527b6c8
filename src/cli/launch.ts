import type { Command } from 'commander';
import { cleanLines, cleanText, cleanValue, shorten } from '../domain/text/clean-text.ts';
import { type DryRun, DryRunStop } from '../domain/text/dry-run.ts';
import { CliError } from '../errors/cli-error.ts';
import { type ExitCode, exits } from '../errors/entry.ts';
import type { Action } from '../ports/action.ts';
import type { Context } from '../ports/context.ts';
import type { Launch } from '../ports/launch.ts';
import type { Style } from '../ports/style.ts';
import type { Globals } from './globals.ts';
import { readGlobals } from './read-globals.ts';

/** What launching needs from the run: a context for the flags, and the two ways out. */
export interface Stage {
  /** Builds the context of one run; the flags were read from the whole command line. */
  open(globals: Globals): Promise<OpenRun>;
  /** Writes to stdout and waits until it is taken. */
  print(text: string): Promise<void>;
  /** Keeps the exit code of a result. */
  finish(exit: ExitCode): void;
}

export interface OpenRun {
  readonly context: Context;
  /** The look of stdout. */
  readonly style: Style;
  /** Whether the answer is JSON: `--json`, or stdout is no terminal and `--no-json` was not given. */
  readonly answerInJson: boolean;
  /** Spaces of each level of JSON: a terminal shows it indented, a pipe gets one line. */
  readonly jsonIndent: number;
  /** Adds to an error what this run knows: where the key and the address came from. */
  explain(error: unknown): unknown;
  /** Takes the secrets of this run out of a result, or out of its text. */
  mask<T>(result: T): T;
  close(): Promise<void>;
}

/** Loads a command's module when it is chosen, runs it, shows its result, and keeps its exit code. */
export function createLaunch(stage: Stage): Launch {
  return (load, read) =>
    async (...received) => {
      const command = received.at(-1) as Command;
      const globals = readGlobals(command.optsWithGlobals());
      refuseStrayScenario(globals, command);
      const input = read({
        args: received.slice(0, -2) as (string | undefined)[],
        options: command.opts(),
        globals,
      });
      const [action, run] = await Promise.all([load(), stage.open(globals)]);
      try {
        const work = perform(action, run.context, input).catch((error: unknown) => {
          throw run.explain(error);
        });
        const result = await interruptible(run.context.signal, work);
        await stage.print(show(action, result, run, input));
        if (isDryRun(result)) return stage.finish(exits.done);
        stage.finish(action.exit?.(result, input) ?? exits.done);
        await action.linger?.(run.context, result);
      } finally {
        await run.close();
      }
    };
}

/** Without `--sandbox` a command would act on the real account, which is not what was meant. */
function refuseStrayScenario({ scenario, sandbox }: Globals, command: Command): void {
  if (scenario === undefined || sandbox || command.parent?.name() === 'sandbox') return;
  throw new CliError('USAGE', {
    message: '--scenario is a state of the sandbox, so it needs --sandbox.',
    hints: ['Add --sandbox, or leave --scenario out.'],
    commands: ['sandbox scenarios'],
  });
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

/** The answer as text. An API that echoes a secret must not make us print it. */
function show<Input, Result>(
  action: Action<Input, Result>,
  result: Result | DryRun,
  run: OpenRun,
  input: Input,
): string {
  const mask = <T>(value: T): T => (action.secrets === 'shown' ? value : run.mask(value));
  const inJson = action.piped === 'text' ? run.context.mode.json : run.answerInJson;
  if (inJson) {
    const own = isDryRun(result) ? undefined : action.json?.(result);
    return `${mask(own ?? JSON.stringify(result, null, run.jsonIndent))}\n`;
  }
  // A body, a script and a letter to send are texts of lines. In a name a line end would forge one.
  const inLines = action.json !== undefined || action.piped === 'text';
  // Masked once more behind it: a control character may have stood inside a secret.
  const clean = mask(
    cleanValue(mask(result), (text, name) =>
      inLines || name === 'remedy' ? cleanLines(text) : shorten(cleanText(text)),
    ),
  );
  const text = isDryRun(clean)
    ? viewDryRun(clean, run.style)
    : action.view(clean, run.style, input);
  return text === '' ? '' : `${text}\n`;
}

function viewDryRun(dryRun: DryRun, style: Style): string {
  if (dryRun.requests.length === 0) return 'Dry run: no request that writes would be sent.';
  const requests = dryRun.requests.map(({ method, url, body }) => {
    const shown = body === undefined || body === null ? '' : `\n${JSON.stringify(body, null, 2)}`;
    return `${style.bold(method)} ${url}${shown}`;
  });
  return ['Dry run: this would be sent, and was not.', ...requests].join('\n\n');
}

function isDryRun(result: unknown): result is DryRun {
  return typeof result === 'object' && result !== null && 'dry_run' in result;
}

/**
 * Ends the run soon after an interruption even where the work does not look at the signal. The work
 * goes first, because it may know more: the id of the call that goes on.
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
    // The loser of the race may still fail, after everything was said.
    work.catch(() => {});
  }
}
