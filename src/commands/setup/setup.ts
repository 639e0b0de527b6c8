import { type DryRun, DryRunStop, type PlannedRequest } from '../../domain/text/dry-run.ts';
import { shellQuote, wholeCommand } from '../../domain/text/shell-command.ts';
import type { Account } from '../../domain/vocobase/partner-config.ts';
import { CliError, isKnownFailure } from '../../errors/cli-error.ts';
import { type ExitCode, exits } from '../../errors/entry.ts';
import type { Action } from '../../ports/action.ts';
import type { Context } from '../../ports/context.ts';
import type { Style } from '../../ports/style.ts';
import type { CallResult } from '../call/result.ts';
import type {
  Draft,
  SetupConnection,
  SetupInput,
  SetupStep,
  StepOutcome,
  StepStatus,
} from './draft.ts';
import { accessStep } from './steps/access.ts';
import { callStep } from './steps/call.ts';
import { carrierStep } from './steps/carrier.ts';
import { confirmStep } from './steps/confirm.ts';
import { connectionStep } from './steps/connection.ts';
import { credentialsStep } from './steps/credentials.ts';
import { keyStep } from './steps/key.ts';
import { numbersStep } from './steps/numbers.ts';
import { voicemailStep } from './steps/voicemail.ts';
import { readGiven } from './validated-input.ts';
import { words } from './words.ts';

export interface StepResult {
  readonly id: SetupStep['id'];
  readonly status: StepStatus;
  readonly evidence: string | null;
}

export interface SetupResult {
  readonly status: 'ready' | 'incomplete';
  readonly steps: readonly StepResult[];
  readonly connection: SetupConnection;
  readonly account: Account;
  readonly call: CallResult | null;
  readonly next: readonly string[];
}

/** The wizard, in order. The list is its documentation. */
export const setupSteps: readonly SetupStep[] = [
  keyStep,
  accessStep,
  credentialsStep,
  carrierStep,
  connectionStep,
  confirmStep,
  numbersStep,
  voicemailStep,
  callStep,
];

export const setup: Action<SetupInput, SetupResult> = {
  async run(ctx, input) {
    const given = await readGiven(ctx, input);
    if (ctx.prompt.available) ctx.log.paragraph(words.welcome(ctx.mode.sandbox !== null));
    return ctx.mode.dryRun ? plan(ctx, emptyDraft(given)) : walk(ctx, emptyDraft(given));
  },

  view(result, style) {
    const ready = result.status === 'ready';
    const { connection } = result;
    const open = result.steps.filter(({ status }) => status === 'failed' || status === 'pending');
    return [
      ready
        ? `${style.mark.pass} ${style.bold('Plivo is connected to Vocobase.')}`
        : `${style.mark.warn} ${style.bold('Plivo is not ready yet.')}`,
      '',
      style.facts([
        ['Account', result.account.display_name ?? result.account.name],
        ['Connection', connection.name ?? 'the default one'],
        ['Connection id', connection.connection_id],
        ['From-number', connection.from_number],
        ['Test call', result.call && describeCall(result.call)],
      ]),
      ...open.map(({ id, status, evidence }) => openLine(style, id, status, evidence)),
      ...(result.next.length === 0
        ? []
        : ['', 'Next:', ...result.next.map((command) => `  ${style.accent(command)}`)]),
    ].join('\n');
  },

  exit(result): ExitCode {
    if (result.status === 'ready') return exits.done;
    const failed = result.steps.filter(({ status }) => status === 'failed' || status === 'pending');
    const onlyTheCall = failed.length === 1 && failed[0]?.id === 'call' && result.call !== null;
    return onlyTheCall ? exits.callNotCompleted : exits.foundFailing;
  },
};

async function walk(ctx: Context, start: Draft): Promise<SetupResult> {
  let draft = start;
  const steps: StepResult[] = [];
  try {
    for (const step of setupSteps) {
      const outcome = await take(ctx, step, draft);
      draft = { ...draft, ...outcome.adds };
      steps.push({ id: step.id, status: outcome.status, evidence: outcome.evidence });
      tell(ctx, step, outcome);
    }
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    const stopped = setupSteps[steps.length];
    const failed = { id: stopped?.id, status: 'failed', evidence: error.message };
    const told = stopped === undefined ? steps : [...steps, failed];
    const known = error.with({ details: { steps: told } });
    throw error.code === 'INTERRUPTED' ? interruptedAt(known, draft) : known;
  }
  ctx.log.gap();
  return conclude(ctx, draft, steps);
}

/** What a request under way may have done, and the id of a call that goes on, are not to be lost. */
function interruptedAt(error: CliError, { given, written }: Draft): CliError {
  const general = words.interrupted(written, sameCommand(given.input));
  const knowsMore = 'known' in error.details || 'call_id' in error.details;
  if (!knowsMore) return error.with(general);
  return written ? error.with({ message: `${general.message} ${error.message}` }) : error;
}

/** Runs a step; once something was written, or where the step is optional, a failure is a result. */
async function take(ctx: Context, step: SetupStep, draft: Draft): Promise<StepOutcome> {
  try {
    if (!(await step.needed(ctx, draft))) return { status: 'skipped', evidence: 'not asked for' };
    return await step.run(ctx, draft);
  } catch (error) {
    const survives = draft.written || step.optional;
    if (!survives || !isKnownFailure(error)) throw error;
    return { status: 'failed', evidence: `${error.message} (${error.code})` };
  }
}

function tell(ctx: Context, step: SetupStep, outcome: StepOutcome): void {
  const evidence = outcome.evidence ?? undefined;
  if (outcome.status === 'done') ctx.log.done(step.title, evidence);
  else if (outcome.status === 'skipped') ctx.log.skipped(step.title, evidence);
  else if (outcome.status === 'failed') ctx.log.failed(step.title, evidence);
  else ctx.log.warn(`${step.title}: ${evidence ?? 'pending'}`);
}

function conclude(ctx: Context, draft: Draft, steps: readonly StepResult[]): SetupResult {
  if (draft.connection === null || draft.account === null) {
    throw new Error('the wizard ended without a connection');
  }
  const open = steps.filter(({ status }) => status === 'failed' || status === 'pending');
  return {
    status: open.length === 0 ? 'ready' : 'incomplete',
    steps,
    connection: draft.connection,
    account: draft.account,
    call: draft.call,
    next: nextCommands(ctx, draft, open),
  };
}

/** What was typed, to be run again; secrets are left out. */
function sameCommand(input: SetupInput): string {
  const quoted = (text: string) => (/^[\w+.:-]+$/.test(text) ? text : JSON.stringify(text));
  const valued: [string, string | undefined][] = [
    ['--auth-id', input.authId],
    ['--from-number', input.fromNumber],
    ['--name', input.name],
    ['--agent', input.agent],
    ['--call-to', input.callTo],
    ['--voicemail-message', input.voicemailMessage],
  ];
  const bare: [string, boolean | undefined][] = [
    ['--sync-numbers', input.syncNumbers],
    ['--voicemail', input.voicemail],
    ['--skip-carrier-check', input.skipCarrierCheck],
    ['--allow-pending-access', input.allowPendingAccess],
    ['--allow-unusual-token', input.allowUnusualToken],
  ];
  return [
    'setup',
    ...valued.flatMap(([flag, text]) => (text === undefined ? [] : [flag, quoted(text)])),
    ...bare.flatMap(([flag, given]) => (given === true ? [flag] : [])),
  ].join(' ');
}

function nextCommands(ctx: Context, draft: Draft, open: readonly StepResult[]): string[] {
  const id = draft.connection?.connection_id;
  const failed = (step: StepResult['id']) => open.some((one) => one.id === step);
  const commands: string[] = [];
  if (failed('confirm') || failed('access')) commands.push('status');
  if (failed('numbers')) commands.push('numbers sync');
  if (failed('call') && draft.call !== null)
    commands.push(`call show ${shellQuote(draft.call.call_id)}`);
  if (open.length > 0) commands.push('doctor');
  if (draft.given.name !== null && id) commands.push(`connections use ${shellQuote(id)}`);
  if (draft.call === null && !draft.accessPending) {
    commands.push(`call test --to ${draft.given.callTo ?? '<number>'}`);
  }
  return commands.map((words) => wholeCommand(ctx, words));
}

/** `--dry-run`: the reads are sent, each write is taken down in its place. */
async function plan(ctx: Context, start: Draft): Promise<DryRun> {
  let draft = start;
  const requests: PlannedRequest[] = [];
  for (const step of setupSteps) {
    if (step.id === 'confirm') continue;
    try {
      if (!(await step.needed(ctx, draft))) continue;
      const outcome = await step.run(ctx, draft);
      draft = { ...draft, ...outcome.adds };
      tell(ctx, step, outcome);
    } catch (error) {
      if (error instanceof CliError) throw error.with({ details: { steps: [] } });
      if (!(error instanceof DryRunStop)) throw error;
      requests.push(error.request);
    }
  }
  return { dry_run: true, requests };
}

function emptyDraft(given: Draft['given']): Draft {
  return {
    given,
    vocobase: null,
    config: null,
    account: null,
    accessPending: false,
    credentials: null,
    fromNumber: null,
    connection: null,
    written: false,
    call: null,
    agent: null,
  };
}

function openLine(
  style: Style,
  id: StepResult['id'],
  status: StepStatus,
  evidence: string | null,
): string {
  const mark = status === 'failed' ? style.mark.fail : style.mark.pending;
  const title = setupSteps.find((step) => step.id === id)?.title ?? id;
  return `\n${mark} ${style.wrap(`${title}: ${evidence ?? status}`)}`;
}

function describeCall(call: CallResult): string {
  const seconds = call.duration_seconds === null ? '' : ` after ${call.duration_seconds} s`;
  return `${call.status}${seconds}${call.diagnosis ? ` (${call.diagnosis.title})` : ''}`;
}
