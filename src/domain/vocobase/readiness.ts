import { isKnownFailure } from '../../errors/cli-error.ts';
import { digitsOf } from '../text/phone-number.ts';
import { select } from '../text/selector.ts';
import { shellQuote } from '../text/shell-command.ts';
import type { Agent } from './agent.ts';
import { type CallingConnection, callingConnection, fromNumberOf } from './calling-connection.ts';
import { type Connection, isActive, isProvider, nameOf } from './connection.ts';
import type { PhoneNumber } from './imported-number.ts';
import {
  allowsProvider,
  enabledEvidence,
  isActivePartner,
  type PartnerConfig,
} from './partner-config.ts';
import { providerLabel } from './provider-names.ts';

/**
 * The permanent ids of what a first call needs, in order. `key` is judged where the key is read.
 */
export type ReadinessId = 'access' | 'connection' | 'caller_id' | 'numbers' | 'agent';

/**
 * `done`: read back from an API. `skipped`: the API does not say, or a notice that stops no call.
 * `failed`: proven wrong. `pending`: still to do. Only `failed` and `pending` make a setup
 * incomplete.
 */
export type ReadinessStatus = 'done' | 'skipped' | 'failed' | 'pending';

/** What to do about a step: a short label and a command without the program's name. */
export interface NextCommand {
  readonly label: string;
  readonly command: string;
}

/** One part of the onboarding, judged from API replies. */
export interface Readiness<Id extends string = ReadinessId> {
  readonly id: Id;
  readonly status: ReadinessStatus;
  /** A sentence for people, without secrets. */
  readonly evidence: string | null;
  /** The same facts for programs, snake_case. */
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly next: NextCommand | null;
}

/** A read that failed, with the reason as a sentence. */
export interface Unread {
  readonly unread: string;
}

/** What is known after a failed read: its reason. Rethrows what must end the command. */
export function toUnread(error: unknown): Unread {
  if (!isKnownFailure(error)) throw error;
  return { unread: error.message };
}

/** The connections of one provider, and which of them calls use, from a list of every provider's. */
export function judgedConnections(
  every: readonly Connection[] | Unread,
  provider: string,
  selector: string | undefined,
): Pick<AccountState, 'connections' | 'calling'> {
  if (isUnread(every))
    return { connections: every, calling: callingConnection([], provider, selector) };
  return {
    connections: every.filter((one) => isProvider(one, provider)),
    calling: callingConnection(every, provider, selector),
  };
}

/** Everything that was read about one account. Judging sends no further request. */
export interface AccountState {
  readonly config: PartnerConfig;
  /** The Plivo connections, inactive ones too. */
  readonly connections: readonly Connection[] | Unread;
  /** Which of the connections calls use. */
  readonly calling: CallingConnection;
  /** True if VOCOBASE_CONNECTION_ID chose it, and not this machine's settings. */
  readonly chosenByVariable?: boolean;
  readonly phoneNumbers: readonly PhoneNumber[] | Unread;
  readonly agents: readonly Agent[] | Unread;
  /** The agent chosen by the environment or the profile, if any. */
  readonly agent: string | undefined;
}

const provider = 'plivo';

/**
 * Judges one state for `setup`, `status`, and `doctor` alike. What an API does not say is never a
 * failure: a missing field is `skipped` with the words "not said".
 */
export function judgeReadiness(state: AccountState): Readiness[] {
  const access = judgeAccess(state.config);
  const connection = judgeConnection(state);
  return [
    access,
    // Setup cannot continue without provider access, so it is not the next command until then.
    access.status === 'failed' && connection.status === 'pending'
      ? { ...connection, next: null }
      : connection,
    judgeCallerId(state),
    judgeNumbers(state),
    judgeAgent(state),
  ];
}

/** True unless a step is proven wrong or still to do. */
export function isReady(steps: readonly { readonly status: ReadinessStatus }[]): boolean {
  return !steps.some(({ status }) => status === 'failed' || status === 'pending');
}

/** Judges whether the partner account and its provider list allow Plivo calls. */
export function judgeAccess(config: PartnerConfig): Readiness {
  const allowed = config.allowed_telephony_providers;
  const data = { partner_status: config.status, allowed_telephony_providers: allowed };
  const step = access(data);
  if (!isActivePartner(config)) {
    return step('failed', `The partner account is ${config.status}.`, whoamiNext);
  }
  if (allowsProvider(config, provider)) return step('done', enabledEvidence(config));
  if (allowed === null) {
    return step('skipped', 'Could not be checked: GET /config lists no providers.');
  }
  const list = allowed.length === 0 ? 'none' : allowed.join(', ');
  return step(
    'failed',
    `Plivo is not enabled for this account (enabled: ${list}). Only your Vocobase account manager can change that.`,
    { label: 'Request to send', command: 'doctor --only provider-allowed' },
  );
}

const whoamiNext: NextCommand = { label: 'Check the account', command: 'whoami' };
const setupNext: NextCommand = { label: 'Connect Plivo', command: 'setup' };

function access(data: Readiness['data']) {
  return (
    status: ReadinessStatus,
    evidence: string,
    next: NextCommand | null = null,
  ): Readiness => ({ id: 'access', status, evidence, data, next });
}

/**
 * Judges whether calls know which connection to use. Several active ones are ready, with a notice.
 */
export function judgeConnection({
  config,
  connections,
  calling,
  chosenByVariable,
}: AccountState): Readiness {
  const step = (
    status: ReadinessStatus,
    evidence: string,
    chosen: readonly Connection[] = [],
    next: NextCommand | null = null,
  ): Readiness => ({
    id: 'connection',
    status,
    evidence,
    data: { connections: chosen.map(summary) },
    next,
  });
  const isConfigured = configuredAs(config)?.configured === true;
  if (isUnread(connections)) {
    return isConfigured
      ? step('skipped', `The connections could not be listed: ${connections.unread}`)
      : step(
          'pending',
          `The connections could not be listed: ${connections.unread}`,
          [],
          setupNext,
        );
  }
  switch (calling.kind) {
    case 'one': {
      const { connection } = calling;
      if (!isActive(connection)) {
        return step('failed', `${nameOf(connection)} is not active.`, [connection], {
          label: 'Show it',
          command: `connections show ${shellQuote(connection.connection_id)}`,
        });
      }
      return step('done', `${nameOf(connection)}${unused(calling)}`, [connection]);
    }
    case 'several': {
      const first = calling.connections.find((one) => one.is_default === true);
      const named = first ?? calling.connections[0];
      return step(
        'done',
        `${calling.connections.length} connections are active (${calling.connections.map(nameOf).join(', ')}). A call must name one${unused(calling)}.`,
        calling.connections,
        named === undefined
          ? null
          : {
              label: `Use ${nameOf(named)} for calls`,
              command: `connections use ${shellQuote(named.connection_id)}`,
            },
      );
    }
    case 'gone':
      return step(
        'failed',
        chosenByVariable
          ? `VOCOBASE_CONNECTION_ID names ${calling.selector}, which is not among the active connections.`
          : `The connection chosen for calls, ${calling.selector}, is not among the active ones.`,
        [],
        chosenByVariable
          ? { label: 'List connections', command: 'connections list --provider plivo --all' }
          : { label: 'Forget it', command: 'connections use --clear' },
      );
    case 'none': {
      const known = connections.filter((one) => isProvider(one, provider));
      if (known.length > 0) {
        return step(
          'failed',
          `No Plivo connection is active (${known.map(nameOf).join(', ')}).`,
          known,
          {
            label: 'List them',
            command: 'connections list --provider plivo --all',
          },
        );
      }
      return isConfigured
        ? step(
            'skipped',
            'GET /config says that Plivo is configured; the list shows no connection.',
          )
        : step('pending', 'Not connected yet', [], setupNext);
    }
  }
}

/** What to add about a selected connection of another provider. */
function unused({ ofAnother }: CallingConnection): string {
  if (ofAnother === undefined) return '';
  return `. ${nameOf(ofAnother)}, chosen for calls, belongs to ${providerLabel(ofAnother.provider)}`;
}

/** Judges the number that calls show. A number that no reply shows is a notice, not a failure. */
export function judgeCallerId(state: AccountState): Readiness {
  const numbers = callerIds(state);
  const data = { from_number: numbers.length === 1 ? (numbers[0]?.number ?? null) : null };
  const [first] = numbers;
  const step = (
    status: ReadinessStatus,
    evidence: string | null,
    next: NextCommand | null = null,
  ) => ({ id: 'caller_id', status, evidence, data, next }) satisfies Readiness;
  if (first !== undefined) {
    const shown = numbers.map(({ number, connection }) =>
      numbers.length === 1 || connection === null ? number : `${nameOf(connection)} ${number}`,
    );
    return step('done', shown.join(', '));
  }
  return isConnected(state)
    ? step('skipped', 'Vocobase does not show the caller ID, so it could not be checked.')
    : step('pending', null);
}

/**
 * Judges whether the caller IDs are imported at Vocobase. Missing ones are a notice, as product
 * promises.
 */
export function judgeNumbers(state: AccountState): Readiness {
  const numbers = callerIds(state);
  const missing = numbers.filter(
    ({ number, connection }) => !isImported(state, number, connection),
  );
  const step = (
    status: ReadinessStatus,
    evidence: string | null,
    next: NextCommand | null = null,
  ) =>
    ({
      id: 'numbers',
      status,
      evidence,
      data: {
        imported: numbers.filter((one) => !missing.includes(one)).map(({ number }) => number),
        not_imported: isUnread(state.phoneNumbers) ? [] : missing.map(({ number }) => number),
      },
      next,
    }) satisfies Readiness;
  if (numbers.length === 0) {
    return isConnected(state)
      ? step('skipped', 'Could not be checked: no caller ID is shown.')
      : step('pending', null);
  }
  const [first] = missing;
  if (first === undefined) {
    return step('done', `${numbers.map(({ number }) => number).join(', ')} imported`);
  }
  if (isUnread(state.phoneNumbers)) {
    return step('skipped', `Could not be checked: ${state.phoneNumbers.unread}`);
  }
  const id = first.connection?.connection_id;
  return step(
    'skipped',
    `${missing.map(({ number }) => number).join(', ')} ${missing.length === 1 ? 'is' : 'are'} not imported, so callees may see "Unknown".`,
    {
      label: 'Import the numbers',
      command: id === undefined ? 'numbers sync' : `numbers sync --connection ${shellQuote(id)}`,
    },
  );
}

/** Judges the agent for calls. A missing agent is a notice: connecting Plivo does not need one. */
export function judgeAgent({ config, agents, agent }: AccountState): Readiness {
  const count = isUnread(agents) ? config.current_agent_count : agents.length;
  const step = (status: ReadinessStatus, evidence: string, next: NextCommand | null = null) =>
    ({
      id: 'agent',
      status,
      evidence,
      data: { agents: count, agent: agent ?? null },
      next,
    }) satisfies Readiness;
  if (count === null) return step('skipped', 'Could not be checked: GET /config does not say.');
  if (count === 0) {
    return step('skipped', 'No agent yet. A call needs one.', {
      label: 'Create an agent',
      command: 'agents create',
    });
  }
  if (isUnread(agents)) return step('done', count === 1 ? '1 agent' : `${count} agents`);
  if (agent !== undefined) {
    const found = select(agents, agent, ({ id, agent_name }) => ({ id, name: agent_name }));
    return found.kind === 'one'
      ? step('done', found.item.agent_name || found.item.id)
      : step('skipped', `The agent chosen for calls, ${agent}, was not found.`, {
          label: 'Choose another',
          command: 'agents list',
        });
  }
  const [only] = agents;
  return count === 1 && only !== undefined
    ? step('done', only.agent_name || only.id)
    : step('done', `${count} agents. A call must name one.`);
}

/** A caller ID and its connection; null for the default connection when no list shows it. */
export interface CallerId {
  readonly number: string;
  readonly connection: Connection | null;
}

/** The known number of each connection that calls may use. */
export function callerIds({
  config,
  calling,
}: Pick<AccountState, 'config' | 'calling'>): CallerId[] {
  const used = calledConnections(calling);
  const known = used.length === 0 && calling.kind === 'none' ? [null] : used;
  return known.flatMap((connection) => {
    const number = fromNumberOf(connection, config);
    return number === null ? [] : [{ number, connection }];
  });
}

/** The connections that calls may use: the chosen one, or every active one if none is chosen. */
export function calledConnections(calling: CallingConnection): readonly Connection[] {
  if (calling.kind === 'one') return [calling.connection];
  return calling.kind === 'several' ? calling.connections : [];
}

type Inventory = Pick<AccountState, 'connections' | 'phoneNumbers'>;

/** True if a number is among the imported numbers of its connection. */
export function isImported(
  inventory: Inventory,
  number: string,
  connection: Connection | null,
): boolean {
  return importedIndex(inventory)(number, connection);
}

/**
 * Like `isImported` for many numbers, in one pass over both lists. A row of `GET /phone-numbers`
 * that names no connection counts for every connection, unless another connection lists the number:
 * the member is undocumented (U14).
 */
export function importedIndex({
  connections,
  phoneNumbers,
}: Inventory): (number: string, connection: Connection | null) => boolean {
  const holders = new Map<string, Set<string>>();
  const free = new Set<string>();
  const hold = (number: string, id: string) => {
    const key = digitsOf(number);
    holders.set(key, (holders.get(key) ?? new Set()).add(id));
  };
  for (const { connection_id, phone_numbers } of isUnread(connections) ? [] : connections) {
    for (const { phone_number } of phone_numbers) hold(phone_number, connection_id);
  }
  for (const { phone_number, connection_id } of isUnread(phoneNumbers) ? [] : phoneNumbers) {
    if (typeof connection_id === 'string') hold(phone_number, connection_id);
    else free.add(digitsOf(phone_number));
  }
  return (number, connection) => {
    const key = digitsOf(number);
    const held = holders.get(key);
    if (connection === null) return held !== undefined || free.has(key);
    const own = connection.phone_numbers.some((row) => digitsOf(row.phone_number) === key);
    return (
      own || held?.has(connection.connection_id) === true || (held === undefined && free.has(key))
    );
  };
}

/** True if the read failed, so that nothing is known instead of nothing being there. */
export function isUnread(value: object): value is Unread {
  return 'unread' in value;
}

/** What `GET /config` says about Plivo; null if it does not mention Plivo. */
function configuredAs(config: PartnerConfig) {
  return config.telephony?.[provider] ?? null;
}

function isConnected({ config, calling, connections }: AccountState): boolean {
  if (calledConnections(calling).length > 0) return true;
  return (
    configuredAs(config)?.configured === true && (isUnread(connections) || calling.kind === 'none')
  );
}

function summary({ connection_id, name }: Connection): { connection_id: string; name: string } {
  return { connection_id, name };
}
