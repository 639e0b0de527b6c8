import { type CallingConnection, fromNumberOf } from '../../domain/vocobase/calling-connection.ts';
import type { Connection } from '../../domain/vocobase/connection.ts';
import { parseConnectionName } from '../../domain/vocobase/connection-name.ts';
import { accountLabel, providerConfig } from '../../domain/vocobase/partner-config.ts';
import {
  type AccountState,
  callerIds,
  judgeConnection,
  judgedConnections,
  judgeNumbers,
  judgeReadiness,
  toUnread,
  type Unread,
} from '../../domain/vocobase/readiness.ts';
import { selectedAgent } from '../../flows/agent.ts';
import {
  listEveryConnection,
  pickConnection,
  selectedConnection,
} from '../../flows/calling-connection.ts';
import type { Context } from '../../ports/context.ts';
import type { Given } from './input.ts';
import type { FoundAccount } from './steps/account.ts';
import type { SetupConnection } from './steps/connection.ts';
import { words } from './words.ts';

/** The state of the account, and its progress. */
export interface LiveState extends AccountState {
  /** The connections of every provider. */
  readonly every: readonly Connection[] | Unread;
  /** True if Plivo is connected: setup then continues instead of starting over. */
  readonly connected: boolean;
  /** The only caller ID that calls show; null if not known, or if there are several. */
  readonly currentNumber: string | null;
  /** True if the caller ID needs no import, as far as is known. */
  readonly imported: boolean;
}

/** Reads the account's state with three parallel reads. A failed read stops nothing. */
export async function readLiveState(
  ctx: Context,
  { vocobase, config }: FoundAccount,
): Promise<LiveState> {
  const [every, phoneNumbers, agents, connection, agent] = await ctx.log.progress(
    'Reading the account',
    () =>
      Promise.all([
        listEveryConnection(vocobase, 'plivo').catch(toUnread),
        vocobase.listPhoneNumbers({ provider: 'plivo' }).catch(toUnread),
        vocobase.listAgents().catch(toUnread),
        selectedConnection(ctx),
        selectedAgent(ctx),
      ]),
  );
  const judged = judgedConnections(every, 'plivo', connection?.selector);
  const state = { config, ...judged, phoneNumbers, agents, agent: agent?.selector };
  const shown = callerIds(state);
  const { status } = judgeConnection(state);
  return {
    ...state,
    every,
    connected: status === 'done' || (status === 'skipped' && isConfigured(state)),
    currentNumber: shown.length === 1 ? (shown[0]?.number ?? null) : null,
    imported: judgeNumbers(state).status === 'done',
  };
}

/** What a person wants to do with a connected account. */
export type Path =
  | { readonly kind: 'finish' | 'check'; readonly given: Given }
  /** Sends credentials; values already given are not asked again. */
  | { readonly kind: 'connect'; readonly given: Given };

/** Asks what to do with an account that is already connected. */
export async function choosePath(
  ctx: Context,
  { account }: FoundAccount,
  given: Given,
  state: LiveState,
): Promise<Path> {
  ctx.log.heading(words.connected(accountLabel(account), state.currentNumber));
  const { calling } = state;
  if (calling.kind === 'several') {
    ctx.log.warn(words.several(calling.connections.map(({ name }) => name)));
  }
  const missing = judgeNumbers(state).data?.not_imported;
  const toImport = Array.isArray(missing) ? missing.length : null;
  const { paths, pathNotes } = words;
  const path = await ctx.prompt.choose({
    message: words.askPath,
    flag: '--sync-numbers, --from-number, or --name',
    what: 'what to do',
    choices: [
      { value: 'finish', name: paths.finish, description: words.open(toImport) },
      { value: 'number', name: paths.callerId, description: pathNotes.callerId },
      { value: 'credentials', name: paths.credentials, description: pathNotes.credentials },
      { value: 'add', name: paths.add, description: pathNotes.add },
      { value: 'check', name: paths.check },
    ],
  });
  switch (path) {
    case 'finish':
    case 'check':
      return { kind: path, given };
    case 'credentials':
      return { kind: 'connect', given: { ...given, fromNumber: state.currentNumber } };
    case 'add':
      return { kind: 'connect', given: { ...given, name: await askName(ctx) } };
    default:
      return { kind: 'connect', given };
  }
}

function askName(ctx: Pick<Context, 'prompt'>): Promise<string> {
  return ctx.prompt.text({
    message: words.askName,
    flag: '--name',
    what: 'connection name',
    parse: parseConnectionName,
  });
}

/**
 * The existing connection to finish; with several, a person picks one. Named: not the default one.
 */
export async function presentConnection(
  ctx: Context,
  state: LiveState,
): Promise<{ readonly connection: SetupConnection; readonly isNamed: boolean }> {
  const chosen = await called(ctx, state.calling);
  const connection = {
    connection_id: chosen?.connection_id ?? null,
    name: chosen?.name ?? null,
    provider: 'plivo',
    from_number: fromNumberOf(chosen, state.config),
    created: false,
  } as const;
  return { connection, isNamed: chosen?.is_default === false };
}

async function called(ctx: Context, calling: CallingConnection) {
  if (calling.kind === 'one') return calling.connection;
  if (calling.kind !== 'several') return null;
  return pickConnection(ctx, calling.connections, {
    message: words.askConnection,
    flag: '--connection',
    what: 'connection',
  });
}

/** Shows the account's progress, judged like `status`. */
export function showState(ctx: Pick<Context, 'log'>, state: LiveState): void {
  const width = Math.max(...Object.values(words.stateLabels).map((label) => label.length));
  for (const { id, status, evidence } of judgeReadiness(state)) {
    if (evidence === null) continue;
    if (status === 'done') ctx.log.done(words.stateLabels[id].padEnd(width), evidence);
    else ctx.log.warn(evidence);
  }
}

function isConfigured({ config }: Pick<AccountState, 'config'>): boolean {
  return providerConfig(config, 'plivo').configured === true;
}
