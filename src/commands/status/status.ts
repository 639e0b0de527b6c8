import { maskApiKey } from '../../domain/text/mask.ts';
import { isSameNumber } from '../../domain/text/phone-number.ts';
import { wholeCommand } from '../../domain/text/shell-command.ts';
import type { ApiKey } from '../../domain/vocobase/api-key.ts';
import {
  type CallingConnection,
  callingConnection,
  fromNumberOf,
} from '../../domain/vocobase/calling-connection.ts';
import type { Connection } from '../../domain/vocobase/connection.ts';
import {
  accountLabel,
  accountOf,
  allowsProvider,
  isActivePartner,
  type PartnerConfig,
  providerConfig,
} from '../../domain/vocobase/partner-config.ts';
import { CliError, isKnownFailure } from '../../errors/cli-error.ts';
import { exits } from '../../errors/entry.ts';
import type { Action } from '../../ports/action.ts';
import type { Context } from '../../ports/context.ts';
import type { Style } from '../../ports/style.ts';
import type { Vocobase } from '../../ports/vocobase.ts';
import type { StepStatus } from '../setup/step.ts';

/** The steps of `setup` that leave a trace, under the same ids, and the agent that calls need. */
export type StatusStepId = 'key' | 'access' | 'connection' | 'confirm' | 'numbers' | 'agent';

export interface StatusStep {
  readonly id: StatusStepId;
  readonly status: StepStatus;
  readonly evidence: string | null;
}

export interface StatusResult {
  readonly status: 'ready' | 'incomplete';
  readonly steps: readonly StatusStep[];
}

const titles: Readonly<Record<StatusStepId, string>> = {
  key: 'API key',
  access: 'Access to plivo',
  connection: 'Connection',
  confirm: 'From-number',
  numbers: 'Caller ID imported',
  agent: 'Agent',
};

const afterKey: readonly StatusStepId[] = ['access', 'connection', 'confirm', 'numbers', 'agent'];

/**
 * How far the onboarding is, from the live state: `GET /config` and the connections at once, and
 * the list of numbers only where the connection itself does not show its from-number.
 */
export const status: Action<object, StatusResult> = {
  async run(ctx) {
    const key = await findKey(ctx);
    if ('problem' in key) return withoutKey(key.problem);
    const steps = await ctx.log.progress('Reading the account', () => readSteps(ctx, key.apiKey));
    return conclude(steps);
  },

  view({ status: verdict, steps }, style) {
    const ready = verdict === 'ready';
    const head = ready
      ? `${style.mark.pass} ${style.bold('Plivo is connected to Vocobase.')}`
      : `${style.mark.warn} ${style.bold('Plivo is not ready yet.')}`;
    return [
      head,
      '',
      ...steps.map((step) => viewStep(step, style)),
      '',
      'This is the setup only. When calls fail:',
      `  ${style.command('doctor')}`,
    ].join('\n');
  },

  exit: (result) => (result.status === 'ready' ? exits.done : exits.foundFailing),
};

async function findKey(ctx: Context): Promise<{ apiKey: ApiKey } | { problem: string }> {
  const login = `${wholeCommand(ctx, 'login')} stores one`;
  try {
    const found = await ctx.findApiKey();
    if (found !== null) return { apiKey: found.apiKey };
    return { problem: `none is stored, and VOCOBASE_API_KEY is not set: ${login}` };
  } catch (error) {
    // A malformed one is an error of its own; one that is stored and of no use here is a state.
    const isState =
      error instanceof CliError &&
      (error.code === 'API_KEY_MISSING' || error.code === 'CONFIG_UNREADABLE');
    if (!isState) throw error;
    return { problem: `${error.message} ${login}` };
  }
}

function withoutKey(problem: string): StatusResult {
  return conclude([{ id: 'key', status: 'failed', evidence: problem }, ...afterKey.map(pending)]);
}

function pending(id: StatusStepId): StatusStep {
  return { id, status: 'pending', evidence: null };
}

function conclude(steps: readonly StatusStep[]): StatusResult {
  const open = steps.some(({ status: one }) => one === 'failed' || one === 'pending');
  return { status: open ? 'incomplete' : 'ready', steps };
}

async function readSteps(ctx: Context, apiKey: ApiKey): Promise<StatusStep[]> {
  const [vocobase, settings] = await Promise.all([ctx.vocobase(apiKey), ctx.settings()]);
  const [config, listed] = await Promise.all([
    settle(vocobase.config()),
    settle(vocobase.listConnections('plivo')),
  ]);
  const shown = maskApiKey(apiKey);
  if (config instanceof CliError) return withoutConfig(config, shown);

  const account = accountLabel(accountOf(config));
  const steps: StatusStep[] = [
    { id: 'key', status: 'done', evidence: `${account}, ${shown}` },
    accessStep(config),
  ];
  if (listed instanceof CliError) {
    const unlisted = `the connections could not be read: ${listed.message}`;
    steps.push({ id: 'connection', status: 'failed', evidence: unlisted });
    steps.push(confirmStep(ctx, config, null), pending('numbers'), agentStep(ctx, config));
    return steps;
  }
  const calling = callingConnection(listed, 'plivo', settings.read().connection);
  const connection = calling.kind === 'one' ? calling.connection : null;
  steps.push(connectionStep(ctx, calling), confirmStep(ctx, config, calling));
  steps.push(await numbersStep(ctx, vocobase, config, calling, connection), agentStep(ctx, config));
  return steps;
}

/** 401 and 403 are states of the account; anything else says nothing about it. */
function withoutConfig(error: CliError, shown: string): StatusStep[] {
  if (error.code === 'UNAUTHORIZED') {
    const key: StatusStep = { id: 'key', status: 'failed', evidence: `${shown}: ${error.message}` };
    return [key, ...afterKey.map(pending)];
  }
  if (error.http?.status !== 403) throw error;
  return [
    { id: 'key', status: 'done', evidence: `${shown} is known` },
    { id: 'access', status: 'failed', evidence: error.message },
    ...afterKey.slice(1).map(pending),
  ];
}

function accessStep(config: PartnerConfig): StatusStep {
  const allowed = config.allowed_telephony_providers;
  if (!isActivePartner(config)) {
    const evidence = `the partner account is ${config.status}`;
    return { id: 'access', status: 'failed', evidence };
  }
  if (allowed === null) {
    const evidence = 'GET /config does not say which providers are allowed';
    return { id: 'access', status: 'pending', evidence };
  }
  const list = `allowed: ${allowed.length === 0 ? 'none' : allowed.join(', ')}`;
  return allowsProvider(config, 'plivo')
    ? { id: 'access', status: 'done', evidence: list }
    : {
        id: 'access',
        status: 'failed',
        evidence: `plivo is not enabled, and only the account manager can change that (${list})`,
      };
}

function connectionStep(ctx: Context, calling: CallingConnection): StatusStep {
  const step = (one: StepStatus, evidence: string): StatusStep => ({
    id: 'connection',
    status: one,
    evidence,
  });
  switch (calling.kind) {
    case 'one':
      return step(
        'done',
        `${calling.connection.name || calling.connection.connection_id}, ${calling.remembered ? 'the remembered one' : 'the only active one'}`,
      );
    case 'none':
      return step('pending', `none is active: ${wholeCommand(ctx, 'setup')} makes one`);
    case 'several': {
      const names = calling.connections.map(({ name, connection_id }) => name || connection_id);
      return step(
        'failed',
        `${names.length} are active, and none is remembered (${names.join(', ')}): ${wholeCommand(ctx, 'connections use')}`,
      );
    }
    case 'gone':
      return step(
        'failed',
        `the remembered one, ${calling.selector}, is not active, or belongs to another base URL: ${wholeCommand(ctx, 'connections use')}`,
      );
  }
}

/** Credentials and a from-number are stored. Null: the connections could not be read. */
function confirmStep(
  ctx: Context,
  config: PartnerConfig,
  calling: CallingConnection | null,
): StatusStep {
  const { configured, from_number } = providerConfig(config, 'plivo');
  const connection = calling?.kind === 'one' ? calling.connection : null;
  // Whether GET /config tells of a named connection is undocumented, so its own number counts too.
  const number = connection === null ? from_number : fromNumberOf(connection, config);
  if (number !== null && (configured || connection !== null)) {
    return { id: 'confirm', status: 'done', evidence: number };
  }
  return configured
    ? { id: 'confirm', status: 'failed', evidence: 'credentials are stored, and no from-number is' }
    : {
        id: 'confirm',
        status: 'pending',
        evidence: `not configured: ${wholeCommand(ctx, 'setup')}`,
      };
}

async function numbersStep(
  ctx: Context,
  vocobase: Pick<Vocobase, 'listPhoneNumbers'>,
  config: PartnerConfig,
  calling: CallingConnection,
  connection: Connection | null,
): Promise<StatusStep> {
  const number = fromNumberOf(connection, config);
  if (number === null || calling.kind === 'none') return pending('numbers');
  const done: StatusStep = { id: 'numbers', status: 'done', evidence: `${number} is imported` };
  const rows = calling.kind === 'several' ? calling.connections : connection ? [connection] : [];
  if (rows.some((one) => one.phone_numbers.some((row) => isSameNumber(row.phone_number, number)))) {
    return done;
  }
  const listed = await settle(vocobase.listPhoneNumbers({ provider: 'plivo' }));
  if (listed instanceof CliError) {
    const evidence = `could not be checked: ${listed.message}`;
    return { id: 'numbers', status: 'skipped', evidence };
  }
  const own = listed.filter(
    (row) =>
      typeof row.connection_id !== 'string' ||
      connection === null ||
      row.connection_id === connection.connection_id,
  );
  return own.some((row) => isSameNumber(row.phone_number, number))
    ? done
    : {
        id: 'numbers',
        status: 'failed',
        evidence: `${number} is not imported, so phones show an unknown caller: ${wholeCommand(ctx, 'numbers sync')}`,
      };
}

/** Its own step of the way to a first call, and no part of connecting Plivo: it leaves nothing open. */
function agentStep(ctx: Context, config: PartnerConfig): StatusStep {
  const count = config.current_agent_count;
  if (count === null)
    return { id: 'agent', status: 'skipped', evidence: 'GET /config does not say' };
  return count > 0
    ? { id: 'agent', status: 'done', evidence: count === 1 ? 'there is one' : `there are ${count}` }
    : {
        id: 'agent',
        status: 'skipped',
        evidence: `there is none yet, and a call needs one: ${wholeCommand(ctx, 'agents create')}`,
      };
}

/** The value, or the error that stands in its place. */
function settle<T>(work: Promise<T>): Promise<T | CliError> {
  return work.catch((error: unknown) => {
    if (!isKnownFailure(error)) throw error;
    return error;
  });
}

function viewStep(step: StatusStep, style: Style): string {
  const marks: Readonly<Record<StepStatus, string>> = {
    done: style.mark.pass,
    failed: style.mark.fail,
    pending: style.mark.pending,
    skipped: style.mark.skip,
  };
  const words = step.evidence ?? step.status;
  return `  ${style.wrap(`${marks[step.status]} ${titles[step.id]}: ${words}`, '    ').trimStart()}`;
}
