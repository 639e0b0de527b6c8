import { shellQuote, wholeCommand } from '../../domain/text/shell-command.ts';
import type { Account } from '../../domain/vocobase/partner-config.ts';
import type { CliError } from '../../errors/cli-error.ts';
import { type ExitCode, exits } from '../../errors/entry.ts';
import { isDeclined } from '../../flows/input.ts';
import type { Action } from '../../ports/action.ts';
import type { Context } from '../../ports/context.ts';
import type { Style } from '../../ports/style.ts';
import type { CallResult } from '../call/result.ts';
import { type Given, readInput, type SetupInput } from './input.ts';
import { runSteps, type StepId, type StepResult, wizard } from './step.ts';
import { accessStep, keyStep } from './steps/account.ts';
import { confirmStep, connectionStep, type SetupConnection } from './steps/connection.ts';
import { callStep, numbersStep, voicemailStep } from './steps/options.ts';
import { carrierStep, credentialsStep } from './steps/plivo.ts';
import { words } from './words.ts';

export interface SetupResult {
  readonly status: 'ready' | 'incomplete';
  readonly steps: readonly StepResult[];
  readonly connection: SetupConnection;
  readonly account: Account;
  readonly call: CallResult | null;
  readonly next: readonly string[];
}

/** The wizard, in order. The list is its documentation; each type says what the step relies on. */
const setupWizard = wizard<{ readonly given: Given }>()
  .step(keyStep)
  .step(accessStep)
  .step(credentialsStep)
  .step(carrierStep)
  .step(connectionStep)
  .afterwards(confirmStep, {})
  .afterwards(numbersStep, {})
  .afterwards(voicemailStep, {})
  .afterwards(callStep, { call: null });

export const setupSteps = setupWizard.steps;

export const setup: Action<SetupInput, SetupResult> = {
  async run(ctx, input) {
    const given = await readInput(ctx, input);
    if (ctx.prompt.available) ctx.log.paragraph(words.welcome(ctx.mode.sandbox !== null));
    const stopped = (error: CliError, written: boolean) => interrupted(error, written, input);
    const { known, steps, requests } = await runSteps(ctx, setupWizard, { given }, stopped);
    if (ctx.mode.dryRun) return { dry_run: true, requests };
    ctx.log.gap();
    const open = steps.filter(isOpen);
    const { connection, account, call, accessPending } = known;
    return {
      status: open.length === 0 ? 'ready' : 'incomplete',
      steps,
      connection,
      account,
      call,
      next: nextCommands(ctx, { given, connection, call, accessPending }, open),
    };
  },

  view(result, style) {
    const ready = result.status === 'ready';
    const { connection } = result;
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
      ...result.steps.filter(isOpen).map((step) => openLine(style, step)),
      ...(result.next.length === 0
        ? []
        : ['', 'Next:', ...result.next.map((command) => `  ${style.accent(command)}`)]),
    ].join('\n');
  },

  exit(result): ExitCode {
    if (result.status === 'ready') return exits.done;
    const [only, ...others] = result.steps.filter(isOpen);
    const onlyTheCall = others.length === 0 && only?.id === 'call' && result.call !== null;
    return onlyTheCall ? exits.callNotCompleted : exits.foundFailing;
  },
};

function isOpen({ status }: StepResult): boolean {
  return status === 'failed' || status === 'pending';
}

/** What a request under way may have done, and the id of a call that goes on, are not to be lost. */
function interrupted(error: CliError, written: boolean, input: SetupInput): CliError {
  if (isDeclined(error)) return error;
  const general = words.interrupted(written, sameCommand(input));
  const knowsMore = 'known' in error.details || 'call_id' in error.details;
  if (!knowsMore) return error.with(general);
  return written ? error.with({ message: `${general.message} ${error.message}` }) : error;
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
    ['--env-file', input.envFile],
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

interface Reached {
  readonly given: Given;
  readonly connection: SetupConnection;
  readonly call: CallResult | null;
  readonly accessPending: boolean;
}

function nextCommands(
  ctx: Context,
  { given, connection, call, accessPending }: Reached,
  open: readonly StepResult[],
): string[] {
  const id = connection.connection_id;
  const isOpenStep = (step: StepId) => open.some((one) => one.id === step);
  const commands: string[] = [];
  if (isOpenStep('confirm') || isOpenStep('access')) commands.push('status');
  if (isOpenStep('numbers')) commands.push('numbers sync');
  if (isOpenStep('call') && call !== null) commands.push(`call show ${shellQuote(call.call_id)}`);
  if (open.length > 0) commands.push('doctor');
  if (given.name !== null && id) commands.push(`connections use ${shellQuote(id)}`);
  if (call === null && !accessPending) {
    commands.push(`call test --to ${given.callTo ?? '<number>'}`);
  }
  return commands.map((command) => wholeCommand(ctx, command));
}

function openLine(style: Style, { id, status, evidence }: StepResult): string {
  const mark = status === 'failed' ? style.mark.fail : style.mark.pending;
  const title = setupSteps.find((step) => step.id === id)?.title ?? id;
  return `\n${mark} ${style.wrap(`${title}: ${evidence ?? status}`)}`;
}

function describeCall(call: CallResult): string {
  const seconds = call.duration_seconds === null ? '' : ` after ${call.duration_seconds} s`;
  return `${call.status}${seconds}${call.diagnosis ? ` (${call.diagnosis.title})` : ''}`;
}
