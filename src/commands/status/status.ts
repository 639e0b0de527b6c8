import { maskApiKey } from '../../domain/text/mask.ts';
import {
  shortenIds,
  type TypedNames,
  wholeCommand,
  withNames,
} from '../../domain/text/shell-command.ts';
import { typedConnections } from '../../domain/vocobase/connection.ts';
import { accountLabel, accountOf } from '../../domain/vocobase/partner-config.ts';
import {
  isReady,
  isUnread,
  judgedConnections,
  judgeReadiness,
  type NextCommand,
  type Readiness,
  type ReadinessId,
  toUnread,
} from '../../domain/vocobase/readiness.ts';
import { CliError, isKnownFailure } from '../../errors/cli-error.ts';
import { exits } from '../../errors/entry.ts';
import { selectedAgent } from '../../flows/agent.ts';
import { listEveryConnection, selectedConnection } from '../../flows/calling-connection.ts';
import type { Action } from '../../ports/action.ts';
import type { Context, KeyInForce } from '../../ports/context.ts';
import type { Style } from '../../ports/style.ts';

type StatusStepId = 'key' | ReadinessId;

interface StatusStep extends Omit<Readiness<StatusStepId>, 'next'> {
  /** What to run about it, with the program's name; null if nothing needs to be done. */
  readonly command: string | null;
}

/** The JSON of `status`, with the steps in the order of the onboarding. */
export interface StatusResult {
  readonly status: 'ready' | 'incomplete';
  readonly steps: readonly StatusStep[];
  /** The commands of the steps, in order, then where to look when calls fail. */
  readonly next: readonly string[];
  /** What people see instead of ids in commands. Not in the JSON: programs run the ids. */
  readonly names?: TypedNames;
}

type Judged = Readiness<StatusStepId>;

const titles: Readonly<Record<StatusStepId, string>> = {
  key: 'API key',
  access: 'Access',
  connection: 'Connection',
  caller_id: 'Caller ID',
  numbers: 'Numbers',
  agent: 'Agent',
};

const afterKey: readonly StatusStepId[] = ['access', 'connection', 'caller_id', 'numbers', 'agent'];

/**
 * Judges the onboarding from the live state: four parallel reads, and further pages. Reads no
 * calls. Throws the error that prevented reading `GET /config`, except a refused key and 403, which
 * are states of the account.
 */
export const status: Action<object, StatusResult> = {
  async run(ctx) {
    const key = await findKey(ctx);
    const { steps, names } =
      'problem' in key
        ? { steps: withoutKey(key.problem), names: {} }
        : await ctx.log.progress('Reading the account', () => readSteps(ctx, key));
    return { ...conclude(ctx, steps), names };
  },

  data: ({ names: _, ...result }) => result,

  view(result, style) {
    const { steps, names = {} } = result;
    const ready = result.status === 'ready';
    const head = ready
      ? `${style.mark.pass} ${style.bold('Plivo is connected to Vocobase')}`
      : `${style.mark.warn} ${style.bold('Plivo is not ready yet')}`;
    return [
      head,
      '',
      ...steps.map((step) => viewStep(step, names, style)),
      '',
      `When calls fail  ${style.command('doctor')}`,
    ].join('\n');
  },

  exit: (result) => (result.status === 'ready' ? exits.done : exits.foundFailing),
};

async function findKey(ctx: Context): Promise<KeyInForce | { problem: string }> {
  try {
    const found = await ctx.findApiKey();
    return found === null
      ? { problem: 'No API key is stored, and VOCOBASE_API_KEY is not set.' }
      : found;
  } catch (error) {
    // A malformed key is an error; a stored one that cannot be used here is a state.
    const isState =
      error instanceof CliError &&
      (error.code === 'API_KEY_MISSING' || error.code === 'CONFIG_UNREADABLE');
    if (!isState) throw error;
    return { problem: error.message };
  }
}

function withoutKey(problem: string): Judged[] {
  const next: NextCommand = { label: 'Store an API key', command: 'login' };
  return [
    { id: 'key', status: 'failed', evidence: problem, data: null, next },
    ...afterKey.map(pending),
  ];
}

function pending(id: StatusStepId): Judged {
  return { id, status: 'pending', evidence: null, data: null, next: null };
}

function conclude(
  ctx: Pick<Context, 'mode'>,
  judged: readonly Judged[],
): Omit<StatusResult, 'names'> {
  const steps = judged.map(({ next, ...step }) => ({
    ...step,
    command: next === null ? null : wholeCommand(ctx, next.command),
  }));
  return {
    status: isReady(steps) ? 'ready' : 'incomplete',
    steps,
    next: [...steps.flatMap(({ command }) => command ?? []), wholeCommand(ctx, 'doctor')],
  };
}

async function readSteps(
  ctx: Context,
  { apiKey, source }: KeyInForce,
): Promise<{ readonly steps: Judged[]; readonly names: TypedNames }> {
  const [selected, agent] = await Promise.all([selectedConnection(ctx), selectedAgent(ctx)]);
  const vocobase = await ctx.vocobase(apiKey);
  const [config, every, phoneNumbers, agents] = await Promise.all([
    vocobase.config().catch(known),
    listEveryConnection(vocobase, 'plivo').catch(toUnread),
    vocobase.listPhoneNumbers({ provider: 'plivo' }).catch(toUnread),
    vocobase.listAgents().catch(toUnread),
  ]);
  const shown = maskApiKey(apiKey);
  if (config instanceof CliError) return { steps: withoutConfig(config, shown, source), names: {} };
  const account = accountOf(config);
  const key: Judged = {
    id: 'key',
    status: 'done',
    evidence: `${accountLabel(account)}, ${shown}`,
    data: { account },
    next: null,
  };
  const judged = judgeReadiness({
    config,
    ...judgedConnections(every, 'plivo', selected?.selector),
    chosenByVariable: selected?.source === 'environment',
    phoneNumbers,
    agents,
    agent: agent?.selector,
  });
  return { steps: [key, ...judged], names: isUnread(every) ? {} : typedConnections(every) };
}

/** 401 and 403 are states of the account; any other failure says nothing about it. */
function withoutConfig(error: CliError, shown: string, source: KeyInForce['source']): Judged[] {
  if (error.code === 'UNAUTHORIZED') {
    const evidence = `${shown}: ${error.message}`;
    const isStored = source === 'keychain' || source === 'file';
    // A key in the environment overrides a stored one, and the sandbox has its own.
    const next: NextCommand = isStored
      ? { label: 'Store another key', command: 'login' }
      : { label: 'Read more', command: 'explain UNAUTHORIZED' };
    const key: Judged = { id: 'key', status: 'failed', evidence, data: null, next };
    return [key, ...afterKey.map(pending)];
  }
  if (error.http?.status !== 403) throw error;
  return [
    { id: 'key', status: 'done', evidence: `Vocobase knows ${shown}`, data: null, next: null },
    { id: 'access', status: 'failed', evidence: error.message, data: null, next: null },
    ...afterKey.slice(1).map(pending),
  ];
}

function known(error: unknown): CliError {
  if (!isKnownFailure(error)) throw error;
  return error;
}

const titleWidth = Math.max(...Object.values(titles).map((title) => title.length));

/** A step on one line, its command below; a notice has the mark of a warning. */
function viewStep(
  { id, status: one, evidence, command }: StatusStep,
  names: TypedNames,
  style: Style,
): string {
  const marks: Readonly<Record<StatusStep['status'], string>> = {
    done: command === null ? style.mark.pass : style.mark.warn,
    failed: style.mark.fail,
    pending: style.mark.pending,
    skipped: command === null ? style.mark.skip : style.mark.warn,
  };
  const indent = ' '.repeat(4 + titleWidth + 2);
  // The indent counts one column for the mark.
  const width = style.width - style.markWidth + 1;
  const words = style.wrap(evidence ?? 'Not reached yet', indent, width).trimStart();
  const line = `  ${marks[one]} ${titles[id].padEnd(titleWidth)}  ${words}`;
  if (command === null) return line;
  const named = withNames(command, names);
  const [shown = named] = shortenIds([named], style.width - indent.length);
  const fits = indent.length + shown.length <= style.width;
  return `${line}\n${fits ? indent : '    '}${style.accent(shown)}`;
}
