import {
  shellQuote,
  type TypedNames,
  typedNames,
  wholeCommand,
  withNames,
} from '../../domain/text/shell-command.ts';
import { type Account, accountLabel } from '../../domain/vocobase/partner-config.ts';
import { isUnread } from '../../domain/vocobase/readiness.ts';
import type { CliError } from '../../errors/cli-error.ts';
import { type ExitCode, exits } from '../../errors/entry.ts';
import type { NamedAgent } from '../../flows/agent.ts';
import { pairOf } from '../../flows/connection/credentials.ts';
import { isDeclined } from '../../flows/input.ts';
import type { Action } from '../../ports/action.ts';
import type { Context } from '../../ports/context.ts';
import type { NextStep, Style } from '../../ports/style.ts';
import type { CallResult } from '../call/result.ts';
import { type Given, readInput, type SetupInput } from './input.ts';
import { choosePath, type LiveState, presentConnection, readLiveState, showState } from './menu.ts';
import {
  askBetween,
  type Progress,
  runSteps,
  type StepId,
  type StepResult,
  wizard,
} from './step.ts';
import { accessStep, type FoundAccess, type FoundAccount, keyStep } from './steps/account.ts';
import {
  confirmStep,
  connectionStep,
  type SetupConnection,
  withEnvFile,
} from './steps/connection.ts';
import {
  type Connected,
  callStep,
  chooseOptions,
  numbersStep,
  type OptionId,
  voicemailStep,
} from './steps/options.ts';
import { carrierStep, credentialsStep } from './steps/plivo.ts';
import { words } from './words.ts';

/** The JSON of `setup`. */
export interface SetupResult {
  readonly status: 'ready' | 'incomplete';
  readonly steps: readonly StepResult[];
  readonly connection: SetupConnection;
  readonly account: Account;
  readonly call: CallResult | null;
  readonly next: readonly string[];
  /** What people see instead of ids in commands. Not in the JSON: programs run the ids. */
  readonly names?: TypedNames;
}

type Start = { readonly given: Given };

/** The account, and whether it may use Plivo. Each type lists what the step relies on. */
const accountSteps = wizard<Start>().step(keyStep).step(accessStep);

/** Credentials, caller ID, the write, and its verification. */
const connectSteps = wizard<
  Start & FoundAccount & FoundAccess & { readonly currentNumber: string | null }
>()
  .step(credentialsStep)
  .step(carrierStep)
  .step(connectionStep)
  .afterwards(confirmStep, {});

/** The optional steps that make the connection ready for calls. */
const optionSteps = wizard<Connected & { readonly wanted: ReadonlySet<OptionId> }>()
  .afterwards(numbersStep, {})
  .afterwards(voicemailStep, {})
  .afterwards(callStep, { call: null });

/** All steps of the wizard, in order. */
export const setupSteps = [...accountSteps.steps, ...connectSteps.steps, ...optionSteps.steps];

/** `setup`: connects a Plivo account, step by step. */
export const setup: Action<SetupInput, SetupResult> = {
  async run(ctx, input) {
    const given = await readInput(ctx, input);
    const isSandbox = ctx.mode.sandbox !== null;
    if (ctx.prompt.available) {
      ctx.log.heading(words.title(isSandbox));
      ctx.log.note(words.promise(isSandbox));
    }
    const progress: Progress = {
      steps: [],
      requests: [],
      stopped: (error, written, known) => stopped(error, written, known, input),
    };
    const account = await runSteps(ctx, accountSteps, { given }, progress);
    const state = ctx.prompt.available ? await readLiveState(ctx, account) : null;
    const path =
      state?.connected && !choosesPath(input)
        ? await askBetween(progress, false, account, () => choosePath(ctx, account, given, state))
        : ({ kind: 'connect', given } as const);

    const connected =
      path.kind === 'connect' || state === null
        ? await runSteps(
            ctx,
            connectSteps,
            { ...account, given: path.given, currentNumber: state?.currentNumber ?? null },
            progress,
          )
        : await askBetween(progress, false, account, () => keep(ctx, account, state, progress));
    const wanted =
      path.kind === 'check'
        ? new Set<OptionId>()
        : await askBetween(progress, true, connected, () =>
            chooseOptions(ctx, connected, path.kind === 'finish' && state?.imported === true),
          );
    if (path.kind === 'check' && state !== null) showState(ctx, state);
    const { call, agent, connection } = await runSteps(
      ctx,
      optionSteps,
      { ...connected, wanted },
      progress,
    );

    if (ctx.mode.dryRun) return { dry_run: true, requests: progress.requests };
    const { steps } = progress;
    // With one agent, or a remembered one, a call needs no name.
    const mustName = state !== null && !isUnread(state.agents) && state.agents.length > 1;
    const isChosen = state?.agent !== undefined;
    const reached = {
      given: connected.given,
      connection,
      call,
      agent: mustName && !isChosen ? agent : null,
      wanted,
    };
    return {
      status: steps.some(isOpen) ? 'incomplete' : 'ready',
      steps,
      connection,
      account: account.account,
      call,
      next: await nextCommands(ctx, { ...connected, ...reached }, steps),
      names: namesBeside(state, connection),
    };
  },

  data: ({ names: _, ...result }) => result,

  view(result, style) {
    const { account, status, steps, call, names = {} } = result;
    const next = result.next.map((command) => withNames(command, names));
    const label = accountLabel(account);
    const verdict = () => {
      if (status === 'incomplete') return words.notReady;
      if (call === null) return words.connectedOnly(label);
      return call.diagnosis === null ? words.done(label) : words.doneWithDoubt(label);
    };
    const blocks = [
      style.wrap(style.bold(verdict()), '  '),
      ...steps.filter(isOpen).map((step) => openLine(style, step)),
    ];
    if (call?.diagnosis) {
      blocks.push(style.wrap(`${call.diagnosis.title}. ${call.diagnosis.cause}`, '  '));
    }
    blocks.push(`  ${style.bold(words.next)}\n${style.next(next.map(nextStep(call)), 4)}`);
    return `\n${blocks.join('\n\n')}`;
  },

  exit(result): ExitCode {
    if (result.status === 'ready') return exits.done;
    const [only, ...others] = result.steps.filter(isOpen);
    const onlyTheCall = others.length === 0 && only?.id === 'call' && result.call !== null;
    return onlyTheCall ? exits.callNotCompleted : exits.foundFailing;
  },
};

/** The names to print: empty if it is not known which other connections have the same one. */
function namesBeside(state: LiveState | null, connection: SetupConnection): TypedNames {
  if (state === null || isUnread(state.every)) return {};
  const { connection_id: id, name } = connection;
  const others = state.every.map((one) => ({ id: one.connection_id, name: one.name }));
  if (id === null || name === null) return typedNames(others);
  return typedNames([...others.filter((one) => one.id !== id), { id, name }]);
}

function isOpen({ status }: StepResult): boolean {
  return status === 'failed' || status === 'pending';
}

/** True if a flag says what to do with an account that is already connected. */
function choosesPath(input: SetupInput): boolean {
  const given = [
    input.authId,
    input.authToken,
    input.authTokenStdin,
    input.authTokenFile,
    input.fromNumber,
    input.name,
  ];
  return given.some((flag) => flag !== undefined);
}

/** Keeps an existing connection: the write steps report that nothing was sent. */
async function keep(
  ctx: Context,
  account: FoundAccount & FoundAccess & Start,
  state: LiveState,
  progress: Progress,
): Promise<Connected & { readonly oneOfSeveral: boolean; readonly kept: true }> {
  const { connection, isNamed } = await presentConnection(ctx, state);
  const data = { ...connection };
  const oneOfSeveral = state.calling.kind === 'several';
  const found = { connection, oneOfSeveral };
  const read = { status: 'done', evidence: words.alreadyConnected, data, found } as const;
  const { envFile } = account.given;
  const confirmed = envFile === null ? read : await withEnvFile(read, envFile);
  progress.steps.push(
    { id: 'credentials', status: 'skipped', evidence: words.notNeeded, data: null },
    { id: 'carrier', status: 'skipped', evidence: words.notNeeded, data: null },
    { id: 'connection', status: 'done', evidence: words.alreadyConnected, data },
    {
      id: 'confirm',
      status: confirmed.status,
      evidence: confirmed.evidence,
      data: confirmed.data ?? null,
    },
  );
  const credentials = pairOf(account.given.credentials);
  const given = isNamed ? { ...account.given, name: connection.name } : account.given;
  return { ...account, given, credentials, connection, agent: null, oneOfSeveral, kept: true };
}

/** Adds what a pending request may have done, and the id of a call that is still running. */
function stopped(error: CliError, written: boolean, known: object, input: SetupInput): CliError {
  if (isDeclined(error)) return error;
  const keySaved = 'keySaved' in known && known.keySaved === true;
  const untouched = keySaved ? words.canceledWithKey : words.canceled;
  const general = {
    message: !written ? untouched : 'kept' in known ? words.stoppedKept : words.stopped,
    hints: [written ? words.resume : words.runAgain],
    commands: [sameCommand(input)],
  };
  const knowsMore = 'known' in error.details || 'call_id' in error.details;
  if (!knowsMore) return error.with(general);
  return written ? error.with({ message: `${general.message} ${error.message}` }) : error;
}

/** The command line to run again, without secrets. */
function sameCommand(input: SetupInput): string {
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
    ['--no-sync-numbers', input.syncNumbers === false],
    ['--voicemail', input.voicemail],
    ['--no-voicemail', input.voicemail === false],
    ['--no-call', input.call === false],
    ['--skip-carrier-check', input.skipCarrierCheck],
    ['--allow-pending-access', input.allowPendingAccess],
    ['--allow-unusual-token', input.allowUnusualToken],
  ];
  return [
    'setup',
    ...valued.flatMap(([flag, text]) => (text === undefined ? [] : [flag, shellQuote(text)])),
    ...bare.flatMap(([flag, given]) => (given === true ? [flag] : [])),
  ].join(' ');
}

interface Reached {
  readonly given: Given;
  readonly connection: SetupConnection;
  readonly call: CallResult | null;
  /** The agent to name in a command; null if none is needed. */
  readonly agent: NamedAgent | null;
  readonly accessPending: boolean;
  readonly oneOfSeveral: boolean;
  readonly wanted: ReadonlySet<OptionId>;
}

/**
 * The next commands, with real values, so that each runs as printed. The last one is this setup for
 * CI.
 */
async function nextCommands(
  ctx: Context,
  { given, connection, call, agent, accessPending, oneOfSeveral, wanted }: Reached,
  steps: readonly StepResult[],
): Promise<string[]> {
  const isOpenStep = (id: StepId) => steps.some((step) => step.id === id && isOpen(step));
  const id = connection.connection_id;
  const commands: string[] = [];
  if (isOpenStep('confirm') || isOpenStep('access')) commands.push('status');
  const named = oneOfSeveral && id !== null ? [`--connection ${shellQuote(id)}`] : [];
  // The same import would fail again.
  const cannotSync = steps.some(({ data }) => data?.code === 'ENDPOINT_NOT_AVAILABLE');
  if (isOpenStep('numbers')) {
    commands.push(
      cannotSync ? 'explain ENDPOINT_NOT_AVAILABLE' : ['numbers sync', ...named].join(' '),
    );
  }
  if (isOpenStep('call') && call !== null) commands.push(`call show ${shellQuote(call.call_id)}`);
  if (oneOfSeveral && id !== null) {
    commands.push(`connections use ${shellQuote(id)}`);
  }
  if (!accessPending) {
    const to = call?.to_number ?? given.callTo ?? (await ctx.settings()).read().call_to;
    const agentName = given.input.agent ?? agent?.agent_name ?? agent?.id;
    commands.push(
      [
        'call test',
        ...(to === undefined ? [] : [to]),
        ...(agentName === undefined ? [] : ['--agent', shellQuote(agentName)]),
        ...named,
      ].join(' '),
    );
  }
  commands.push('doctor');
  if (connection.from_number !== null) {
    const name = given.name === null ? [] : ['--name', shellQuote(given.name)];
    commands.push(
      [
        'setup',
        ...['--from-number', connection.from_number],
        ...name,
        ...(wanted.has('numbers') && !cannotSync ? ['--sync-numbers'] : []),
        '--no-input',
      ].join(' '),
    );
  }
  return commands.map((command) => wholeCommand(ctx, command));
}

/** A command with its label for the last screen. */
function nextStep(call: CallResult | null): (command: string) => NextStep {
  return (command) => {
    const found = words.nextLabels.find(([start]) => command.includes(` ${start}`));
    const [start, label] = found ?? ['', ''];
    if (start === 'setup') {
      const isSandbox = / --sandbox\b/.test(command);
      return { label, text: command, ...(isSandbox ? {} : { note: words.inCi }) };
    }
    const isAgain = start === 'call test' && call !== null;
    return { label: isAgain ? words.callAgain : label, text: command };
  };
}

function openLine(style: Style, { id, status, evidence }: StepResult): string {
  const mark = status === 'failed' ? style.mark.fail : style.mark.pending;
  const title = setupSteps.find((step) => step.id === id)?.title ?? id;
  return `  ${style.wrap(`${mark} ${title}  ${evidence ?? status}`, '    ').trimStart()}`;
}
