import { type TypedNames, withNames } from '../domain/text/shell-command.ts';
import { typedConnections } from '../domain/vocobase/connection.ts';
import { accountLabel, accountOf } from '../domain/vocobase/partner-config.ts';
import {
  isReady,
  isUnread,
  judgedConnections,
  judgeReadiness,
  type Readiness,
  type ReadinessId,
  toUnread,
} from '../domain/vocobase/readiness.ts';
import { CliError } from '../errors/cli-error.ts';
import { listEveryConnection, selectedConnection } from '../flows/calling-connection.ts';
import type { Action } from '../ports/action.ts';
import type { Context } from '../ports/context.ts';
import type { NextStep, Style } from '../ports/style.ts';

/** The state of the account; `unknown` with a reason if it could not be read. */
type State =
  | { readonly kind: 'no key' }
  | { readonly kind: 'unknown'; readonly reason: string }
  | {
      readonly kind: 'read';
      readonly account: string;
      readonly steps: readonly Readiness[];
      /** What is printed instead of ids in commands. */
      readonly names: TypedNames;
    };

/** The first screen's content. */
export interface Overview {
  readonly program: string;
  readonly profile: string;
  /** The scenario with `--sandbox`, else null. */
  readonly sandbox: string | null;
  /** The remembered destination of this profile's test call, if any. */
  readonly callTo: string | null;
  readonly state: State;
}

/** `plivo` alone, for people: the state of the account, and what to run next. */
export const overview: Action<unknown, Overview> = {
  async run(ctx) {
    const settings = await ctx.settings();
    return {
      program: ctx.mode.program,
      profile: settings.profile.name,
      sandbox: ctx.mode.sandbox,
      callTo: settings.read().call_to ?? null,
      state: await ctx.log.progress('Reading the account', () => readState(ctx)),
    };
  },
  view: (result, style) => {
    const { program, profile, sandbox, state } = result;
    const where = sandbox === null ? `profile ${profile}` : `sandbox ${sandbox}`;
    const about =
      state.kind === 'read'
        ? `${state.account} · ${where}`
        : 'Connect Plivo to Vocobase, and find out why calls fail';
    return [
      '',
      style.wrap(`${style.bold(program)}  ${style.dim(about)}`, '  '),
      '',
      ...describe(state, style).map((line) => `  ${style.wrap(line, '    ').trimStart()}`),
      '',
      style.next(stepsFor(result)),
      '',
    ].join('\n');
  },
  giveUpAfter: 2000,
};

/** At most three parallel reads. A failure to read is part of the answer. */
async function readState(ctx: Context): Promise<State> {
  try {
    const key = await ctx.findApiKey();
    if (key === null) return { kind: 'no key' };
    const vocobase = await ctx.vocobase(key.apiKey);
    const selected = await selectedConnection(ctx);
    const [config, every, phoneNumbers] = await Promise.all([
      vocobase.config(),
      listEveryConnection(vocobase, 'plivo').catch(toUnread),
      vocobase.listPhoneNumbers({ provider: 'plivo' }).catch(toUnread),
    ]);
    return {
      kind: 'read',
      account: accountLabel(accountOf(config)),
      steps: judgeReadiness({
        config,
        ...judgedConnections(every, 'plivo', selected?.selector),
        chosenByVariable: selected?.source === 'environment',
        phoneNumbers,
        agents: { unread: 'not asked' },
        agent: undefined,
      }),
      names: isUnread(every) ? {} : typedConnections(every),
    };
  } catch (error) {
    const interrupted = ctx.signal.reason instanceof CliError;
    if (!(error instanceof CliError) || interrupted) throw error;
    if (error.code === 'API_KEY_MISSING' && error.facts.message === undefined) {
      return { kind: 'no key' };
    }
    const reason = error.code === 'INTERRUPTED' ? 'Vocobase did not answer in 2 s.' : error.message;
    return { kind: 'unknown', reason };
  }
}

function describe(state: State, style: Style): string[] {
  switch (state.kind) {
    case 'no key':
      return ['You are not logged in.'];
    case 'unknown':
      return [`${style.mark.unknown} The account could not be read`, style.dim(state.reason)];
    case 'read': {
      const connection = find(state.steps, 'connection');
      const connected = connection?.status === 'done';
      const isBlocked = connection?.status === 'failed';
      // Also several active connections, of which a call must name one.
      const notice = isBlocked || (connected && connection.next !== null) ? [connection] : [];
      // Doctor reports what could not be checked; this screen shows only what needs action.
      const open = state.steps.filter(
        ({ id, status, evidence, next }) =>
          id !== 'connection' &&
          evidence !== null &&
          (status === 'failed' || (status === 'skipped' && next !== null)),
      );
      const shown = notice.length === 0 ? [find(state.steps, 'caller_id'), connection] : [];
      const facts = shown.flatMap((step) =>
        step?.status === 'done' && step.evidence !== null ? [step.evidence] : [],
      );
      return [
        connected
          ? `${style.mark.pass} Plivo is connected  ${style.dim(facts.join(' · '))}`.trimEnd()
          : `${style.mark.warn} Plivo is not ${isBlocked ? 'ready' : 'connected'} yet`,
        ...[...notice, ...open].map(
          ({ evidence, status }) =>
            `${status === 'failed' ? style.mark.fail : style.mark.warn} ${evidence}`,
        ),
      ];
    }
  }
}

function find(steps: readonly Readiness[], id: ReadinessId): Readiness | undefined {
  return steps.find((step) => step.id === id);
}

function stepsFor({ state, callTo }: Overview): NextStep[] {
  const setup = { label: 'Get started', command: 'setup' };
  const doctor = { label: 'Why calls fail', command: 'doctor' };
  const all = { label: 'All commands', command: '--help' };
  switch (state.kind) {
    case 'no key':
      return [
        setup,
        { label: 'Try it first', command: 'setup --sandbox', note: 'no account needed' },
        all,
      ];
    case 'unknown':
      return [{ label: 'Find out why', command: 'doctor' }, setup, all];
    case 'read': {
      const open = state.steps
        .flatMap(({ next }) => next ?? [])
        .map((step) => ({ ...step, command: withNames(step.command, state.names) }));
      const call = callTo === null ? 'call test' : `call test ${callTo}`;
      const ready = isReady(state.steps) ? [{ label: 'Test call', command: call }] : [];
      return [...open, ...ready, doctor, all];
    }
  }
}
