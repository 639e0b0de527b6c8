import { DryRunStop, type PlannedRequest } from '../../domain/text/dry-run.ts';
import { CliError, isKnownFailure } from '../../errors/cli-error.ts';
import { isDeclined } from '../../flows/input.ts';
import type { Context } from '../../ports/context.ts';

/** The permanent ids of the steps. */
export type StepId =
  | 'key'
  | 'access'
  | 'credentials'
  | 'carrier'
  | 'connection'
  | 'confirm'
  | 'numbers'
  | 'voicemail'
  | 'call';

type StepStatus = 'done' | 'skipped' | 'failed' | 'pending';

/** A step in the result. */
export interface StepResult {
  readonly id: StepId;
  readonly status: StepStatus;
  /** A sentence for people. */
  readonly evidence: string | null;
  /** The same facts for programs. */
  readonly data: Readonly<Record<string, unknown>> | null;
}

/** How a step ended. `found` is available to later steps. */
export interface Outcome<Found> {
  readonly status: StepStatus;
  readonly evidence: string | null;
  readonly data?: Readonly<Record<string, unknown>>;
  /**
   * How a person sees it: `verified` with a check mark, for something read back; `plain` without
   * one; `nothing` if the step already reported it. Defaults to `verified`.
   */
  readonly shown?: 'verified' | 'plain' | 'nothing';
  readonly found: Found;
}

/**
 * One step of the wizard: it takes what earlier steps found and returns what it found. The members
 * are properties, because only then does TypeScript check their parameters strictly.
 */
export interface Step<Needs, Found> {
  readonly id: StepId;
  /** The step's name when it failed or is pending. */
  readonly title: string;
  /** Only for an optional step: true if it was requested. */
  readonly needed?: (known: Needs) => boolean;
  readonly run: (ctx: Context, known: Needs) => Promise<Outcome<Found>>;
  /** What later steps use with `--dry-run`, when this step's write is not sent. */
  readonly planned?: (known: Needs) => Found;
  /** The step reads back what was written, so a dry run skips it. */
  readonly readsBack?: true;
}

/** The known values after a step found more. */
type With<Known, Found> = Omit<Known, keyof Found> & Found;

/** The same for a step that may have failed: then nothing changed. */
type WithOrWithout<Known, Found> = Omit<Known, keyof Found> & {
  readonly [Name in keyof Found]: Found[Name] | (Name extends keyof Known ? Known[Name] : null);
};

/** Steps in order; the type is what is known after the last one. */
export interface Wizard<Known> {
  readonly steps: readonly PlacedStep[];
  /** Adds a step before the end of the write: its failure stops the wizard. */
  step<Found extends object>(step: Step<Known, Found>): Wizard<With<Known, Found>>;
  /** Adds a step after the write: its failure is a result, and the other steps still run. */
  afterwards<Found extends object>(
    step: Step<Known, Found>,
    otherwise: { readonly [Name in Exclude<keyof Found, keyof Known>]: null },
  ): Wizard<WithOrWithout<Known, Found>>;
}

interface PlacedStep extends Step<never, object> {
  readonly afterWrite: boolean;
  /** The values to use if the step failed or was skipped. */
  readonly otherwise: object;
}

/** A wizard without steps; the type is what it starts with. */
export function wizard<Start>(): Wizard<Start> {
  return withSteps([]);
}

function withSteps<Known>(steps: readonly PlacedStep[]): Wizard<Known> {
  return {
    steps,
    step: (step) => withSteps([...steps, { ...step, afterWrite: false, otherwise: {} }]),
    afterwards: (step, otherwise) =>
      withSteps([...steps, { ...step, afterWrite: true, otherwise }]),
  };
}

/** How far one run got. */
export interface Progress {
  readonly steps: StepResult[];
  /** The writes that `--dry-run` did not send. */
  readonly requests: PlannedRequest[];
  /** Adds details to an interruption; `written` is true once the connection exists. */
  stopped(error: CliError, written: boolean, known: object): CliError;
}

/**
 * Runs the steps in order, and returns what is known after them. With `--dry-run` each write is
 * recorded instead of sent, and its step's plan replaces its result. Throws the error that ended a
 * step before the write, and INTERRUPTED, with the steps so far in `details.steps`.
 */
export async function runSteps<Start extends object, Known>(
  ctx: Context,
  { steps }: Wizard<Known>,
  start: Start,
  progress: Progress,
): Promise<Known> {
  let known: object = start;
  for (const step of steps) {
    if (ctx.mode.dryRun && step.readsBack) continue;
    known = { ...step.otherwise, ...known };
    try {
      const outcome = await runStep(ctx, step, known as never);
      known = { ...known, ...outcome.found };
      report(ctx, step, outcome);
      progress.steps.push(resultOf(ctx, step.id, outcome));
    } catch (error) {
      if (error instanceof DryRunStop) {
        progress.requests.push(error.request);
        known = { ...known, ...step.planned?.(known as never) };
        continue;
      }
      if (!(error instanceof CliError)) throw error;
      const failed = { status: 'failed', evidence: error.message, found: {} } as const;
      progress.steps.push(resultOf(ctx, step.id, failed));
      throw nameSteps(error, progress, step.afterWrite, known);
    }
  }
  return known as Known;
}

/** Asks a question between steps, so that an interruption there also names the steps so far. */
export async function askBetween<T>(
  progress: Progress,
  written: boolean,
  known: object,
  ask: () => Promise<T>,
): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    throw nameSteps(error, progress, written, known);
  }
}

function nameSteps(error: CliError, progress: Progress, written: boolean, known: object): CliError {
  const named = error.with({ details: { steps: [...progress.steps] } });
  return error.code === 'INTERRUPTED' ? progress.stopped(named, written, known) : named;
}

async function runStep(ctx: Context, step: PlacedStep, known: never): Promise<Outcome<object>> {
  if (step.needed !== undefined && !step.needed(known)) {
    return { status: 'skipped', evidence: 'Skipped', shown: 'nothing', found: {} };
  }
  try {
    return await step.run(ctx, known);
  } catch (error) {
    if (step.afterWrite && isDeclined(error)) {
      return { status: 'skipped', evidence: 'declined', found: {} };
    }
    if (!step.afterWrite || ctx.mode.dryRun || !isKnownFailure(error)) throw error;
    return {
      status: 'failed',
      evidence: `${error.message} (${error.code})`,
      data: { code: error.code },
      found: {},
    };
  }
}

function resultOf(
  ctx: Pick<Context, 'log'>,
  id: StepId,
  { status, evidence, data }: Outcome<object>,
): StepResult {
  const result = { id, status, evidence, data: data ?? null };
  ctx.log.event('step', result);
  return result;
}

function report(
  ctx: Pick<Context, 'log'>,
  { title }: Pick<PlacedStep, 'title'>,
  { status, evidence, shown = 'verified' }: Outcome<object>,
): void {
  if (shown === 'nothing' || evidence === null) return;
  if (status === 'failed') ctx.log.failed(title, evidence);
  else if (status === 'pending') ctx.log.warn(`${title}: ${evidence}`);
  else if (status === 'done' && shown === 'verified') ctx.log.done(evidence);
  else ctx.log.notice(evidence);
}
