import { DryRunStop, type PlannedRequest } from '../../domain/text/dry-run.ts';
import { CliError, isKnownFailure } from '../../errors/cli-error.ts';
import { isDeclined } from '../../flows/input.ts';
import type { Context } from '../../ports/context.ts';

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

export type StepStatus = 'done' | 'skipped' | 'failed' | 'pending';

/** A step in the result. */
export interface StepResult {
  readonly id: StepId;
  readonly status: StepStatus;
  /** A sentence for people. */
  readonly evidence: string | null;
  /** The same facts for programs. */
  readonly data: Readonly<Record<string, unknown>> | null;
}

/** How a step ended. `found` is what later steps may rely on. */
export interface Outcome<Found> {
  readonly status: StepStatus;
  readonly evidence: string | null;
  readonly data?: Readonly<Record<string, unknown>>;
  /**
   * What a person reads about it: `verified` with a check mark, for what was read back; `plain`
   * without one; `nothing` where the step has reported it. `verified` unless given.
   */
  readonly shown?: 'verified' | 'plain' | 'nothing';
  readonly found: Found;
}

/**
 * One step of the wizard: it takes what it needs of what earlier steps found, and returns what it
 * found. The members are properties, because TypeScript checks their parameters strictly only then.
 */
export interface Step<Needs, Found> {
  readonly id: StepId;
  /** Names the step where it failed or is pending. */
  readonly title: string;
  /** Only for an optional step: whether it was asked for. */
  readonly needed?: (known: Needs) => boolean;
  readonly run: (ctx: Context, known: Needs) => Promise<Outcome<Found>>;
  /** What later steps rely on with `--dry-run`, where the write of this step is not sent. */
  readonly planned?: (known: Needs) => Found;
  /** It reads back what was written, so a dry run leaves it out. */
  readonly readsBack?: true;
}

/** What is known when a step found more. */
type With<Known, Found> = Omit<Known, keyof Found> & Found;

/** The same where the step may have failed: then everything is as it was before it. */
type WithOrWithout<Known, Found> = Omit<Known, keyof Found> & {
  readonly [Name in keyof Found]: Found[Name] | (Name extends keyof Known ? Known[Name] : null);
};

/** Steps in their order; the type says what is known after the last one. */
export interface Wizard<Known> {
  readonly steps: readonly PlacedStep[];
  /** Adds a step that comes before the end of the write: its failure stops everything. */
  step<Found extends object>(step: Step<Known, Found>): Wizard<With<Known, Found>>;
  /** Adds a step that comes after the write: its failure is a result, and the other steps still run. */
  afterwards<Found extends object>(
    step: Step<Known, Found>,
    otherwise: { readonly [Name in Exclude<keyof Found, keyof Known>]: null },
  ): Wizard<WithOrWithout<Known, Found>>;
}

interface PlacedStep extends Step<never, object> {
  readonly afterWrite: boolean;
  /** What is known where the step did not find it. */
  readonly otherwise: object;
}

/** A wizard without steps, which knows what it starts with. */
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

/** How far the steps of one run got. */
export interface Progress {
  readonly steps: StepResult[];
  /** The writes that `--dry-run` did not send. */
  readonly requests: PlannedRequest[];
  /** Adds what is known about an interruption; `written` once the connection exists. */
  stopped(error: CliError, written: boolean, known: object): CliError;
}

/**
 * Runs the steps in their order, and returns what is known after them. With `--dry-run` each write
 * is recorded instead, and its step's plan stands for what it would have found. Throws what ended a
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

/** Asks something between the steps: an interruption there names the steps so far as well. */
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
    return { status: 'skipped', evidence: 'not asked for', shown: 'nothing', found: {} };
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
