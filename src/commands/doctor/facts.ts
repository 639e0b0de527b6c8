import type {
  CarrierAccount,
  CarrierCall,
  CarrierCompliance,
  CarrierNumber,
  VerifiedCallerId,
} from '../../domain/plivo/account.ts';
import { once } from '../../domain/text/once.ts';
import { digitsOf } from '../../domain/text/phone-number.ts';
import { select } from '../../domain/text/selector.ts';
import type { Agent } from '../../domain/vocobase/agent.ts';
import {
  type Call,
  type Concurrency,
  isCompleted,
  isShortCall,
} from '../../domain/vocobase/call.ts';
import {
  type CallingConnection,
  callingConnection,
} from '../../domain/vocobase/calling-connection.ts';
import {
  type Connection,
  isActive,
  isProvider,
  selectConnection,
} from '../../domain/vocobase/connection.ts';
import type { PhoneNumber } from '../../domain/vocobase/imported-number.ts';
import { isActivePartner, type PartnerConfig } from '../../domain/vocobase/partner-config.ts';
import {
  type AccountState,
  calledConnections,
  callerIds,
  isUnread,
  type Unread,
} from '../../domain/vocobase/readiness.ts';
import { type CliError, isKnownFailure } from '../../errors/cli-error.ts';
import { listEveryConnection, type SelectedConnection } from '../../flows/calling-connection.ts';
import type { GivenCredentials } from '../../flows/connection/credentials.ts';
import type { Carrier, CarrierVerdict, PlivoCredentials } from '../../ports/carrier.ts';
import type { Context, KeyInForce } from '../../ports/context.ts';
import type { ProfileSettings, ValueSource } from '../../ports/settings.ts';
import type { Vocobase } from '../../ports/vocobase.ts';
import { isRecent, recentSpan } from './call-judgement.ts';
import { adviceOnError, CheckEnd, skip, unknown, warn } from './check.ts';

/** Something that several checks need, read at most once. */
export interface Fact<T> {
  /** The value; throws the failure unchanged. */
  read(): Promise<T>;
  /** The value; if it is missing the check is skipped, because another check reports why. */
  need(): Promise<T>;
  /** The value; if it is missing this check reports why. Each fact has one such check. */
  own(): Promise<T>;
}

/** The agents that calls use: the chosen one, else every agent. */
export interface CallingAgents {
  readonly agents: readonly Agent[];
  /** The chosen name or id; null if none was chosen. */
  readonly chosen: string | null;
}

/** The number that a call shows, and why. */
export interface ShownNumber {
  /** E.164. */
  readonly phone_number: string;
  /** The agent that owns the number; null for the connection's number. */
  readonly agent: string | null;
  /** The connection that the number is from; null if not known. */
  readonly connection: Connection | null;
}

/** Everything that checks may read. Every request is sent once, when the first check needs it. */
export interface Facts {
  readonly ctx: Pick<Context, 'mode' | 'inputs' | 'now'>;
  /** The base URL of Vocobase's API. */
  readonly baseUrl: string;
  readonly baseUrlSource: ValueSource;
  readonly settings: Fact<ProfileSettings>;
  readonly key: Fact<KeyInForce>;
  readonly config: Fact<PartnerConfig>;
  /** The connections of every provider, among which a name must be unique to select one. */
  readonly every: Fact<readonly Connection[]>;
  /** The Plivo connections, inactive ones too. */
  readonly connections: Fact<readonly Connection[]>;
  /** Which connections calls use, and where that was set. */
  readonly calling: Fact<{ readonly calling: CallingConnection; readonly by: ValueSource | null }>;
  /** The input of the judgment shared with `status` and `setup`. */
  readonly state: Fact<AccountState>;
  /**
   * The connections that calls may use: the chosen or only one, or each active one. Empty if the
   * list cannot be read and the default connection is assumed.
   */
  readonly used: Fact<readonly Connection[]>;
  readonly phoneNumbers: Fact<readonly PhoneNumber[]>;
  /** Every number that calls may show: the connections' first, then those of agents. */
  readonly shown: Fact<readonly ShownNumber[]>;
  readonly agents: Fact<readonly Agent[]>;
  readonly callingAgents: Fact<CallingAgents>;
  readonly concurrency: Fact<Concurrency>;
  /** The newest calls through Plivo, from the connections that calls may use. */
  readonly calls: Fact<readonly Call[]>;
  /** The newest completed call that lasted, with its conversation; null if there is none. */
  readonly conversation: Fact<Call | null>;
  readonly credentials: Fact<PlivoCredentials>;
  readonly verdict: Fact<CarrierVerdict>;
  /** Plivo's account; null if the credentials are valid but may not read it (a subaccount's). */
  readonly account: Fact<CarrierAccount | null>;
  readonly carrierNumbers: Fact<readonly CarrierNumber[]>;
  /** Numbers that are not rented but may be shown as caller ID. */
  readonly verifiedCallerIds: Fact<readonly VerifiedCallerId[]>;
  /** Plivo's records of the last seven days. */
  readonly carrierCalls: Fact<readonly CarrierCall[]>;
  readonly compliance: Fact<readonly CarrierCompliance[]>;
  /** True after `--fix` sent new credentials in this run: older calls prove nothing then. */
  readonly credentialsReplaced: boolean;
  /**
   * Starts the requests of every full run at once, the longest chain first: the checks load
   * meanwhile.
   */
  readAhead(): void;
}

/** The inputs of this run, their form checked before any request. */
export interface GivenAtHand {
  readonly baseUrl: string;
  readonly baseUrlSource: ValueSource;
  readonly key: KeyInForce | null;
  /** A stored key that cannot be read, or belongs to another base URL. */
  readonly keyProblem: CliError | null;
  readonly credentials: GivenCredentials;
  /** The connection named by the flag, the environment, or the profile. */
  readonly connection: SelectedConnection | null;
  /** The agent named by the environment or the profile. */
  readonly agent: string | null;
  readonly credentialsReplaced?: boolean;
}

const provider = 'plivo';
const callsListed = 20;
const recordsRead = 60;

/** Builds the facts of one run. Reads nothing yet. */
export function gatherFacts(ctx: Context, given: GivenAtHand): Facts {
  const vocobase = once(() => ctx.vocobase(given.key?.apiKey));
  const carrier = once(async () => ctx.carrier(await credentials.need()));

  /** A fact from Vocobase's API, which needs a key. */
  const ofVocobase = <T>(what: string, load: (api: Vocobase) => Promise<T>): Fact<T> =>
    fact(what, async () => {
      await key.need();
      return load(await vocobase());
    });

  /** A fact from Plivo's API, read after the credentials were accepted. */
  const ofCarrier = <T>(what: string, load: (api: Carrier) => Promise<T>): Fact<T> =>
    fact(
      what,
      async () => {
        requireAccepted(await verdict.need());
        return load(await carrier());
      },
      'carrier',
    );

  const settings = fact('The settings', async () => (await ctx.settings()).read());
  const key = fact('The API key', async () => {
    if (given.keyProblem !== null) throw given.keyProblem;
    return given.key ?? end('There is no API key');
  });
  const config = ofVocobase('The account', (api) => api.config());
  const every = ofVocobase('The connections', (api) => listEveryConnection(api, provider));
  const connections = fact('The connections', async () =>
    (await every.read()).filter((one) => isProvider(one, provider)),
  );
  const phoneNumbers = ofVocobase('The imported numbers', (api) =>
    api.listPhoneNumbers({ provider }),
  );
  const agents = ofVocobase('The agents', (api) => api.listAgents());
  const concurrency = ofVocobase('The running calls', (api) => api.concurrency());
  const listedCalls = ofVocobase('The calls', async (api) => {
    const listed = await api.listCalls({ limit: callsListed });
    return listed.calls.filter(isPlivoOutbound);
  });
  const calls = fact('The calls', async () => {
    const listed = await listedCalls.read();
    const chosen = await calling.read().catch(letThrough);
    if (chosen?.calling.kind !== 'one') return listed;
    const id = chosen.calling.connection.connection_id;
    return listed.filter(({ connection_id }) => connection_id === null || connection_id === id);
  });

  const conversation = ofVocobase('The last call', async (api) => {
    const listed = await calls.need();
    const newest = listed.find(
      (call) => isCompleted(call.status) && !isShortCall(call) && isRecent(call, ctx.now()),
    );
    return newest === undefined ? null : api.getCall(newest.call_id);
  });

  const calling = fact('The connection of calls', async () => {
    const listed = await every.read();
    const named = given.connection?.source === 'flag' ? given.connection.selector : null;
    if (named !== null) {
      const ofPlivo = listed.filter((one) => isProvider(one, provider));
      const found = selectOf(ofPlivo.filter(isActive), named) ?? selectOf(ofPlivo, named);
      if (found !== null) {
        return {
          calling: { kind: 'one' as const, connection: found, remembered: true },
          by: 'flag' as ValueSource,
        };
      }
    }
    const by = given.connection?.source ?? null;
    return { calling: callingConnection(listed, provider, given.connection?.selector), by };
  });

  const state = fact('The account', async (): Promise<AccountState> => {
    const [account, listed, chosen, rows, all, { chosen: agent }] = await Promise.all([
      config.need(),
      connections.read().catch(unread),
      calling.read().catch(letThrough),
      phoneNumbers.read().catch(unread),
      agents.read().catch(unread),
      callingAgents.read().catch(() => ({ chosen: null })),
    ]);
    return {
      config: account,
      connections: listed,
      calling: chosen?.calling ?? { kind: 'none' },
      phoneNumbers: rows,
      agents: all,
      agent: agent ?? undefined,
    };
  });

  const used = fact('The connection', async () => {
    const chosen = await calling.read().catch(letThrough);
    if (chosen === null) return [];
    if (chosen.calling.kind === 'gone') end('The connection chosen for calls was not found');
    return calledConnections(chosen.calling);
  });

  const callingAgents = fact('The agents', async () => {
    const chosen = given.agent;
    const listed = await agents.need();
    if (chosen === null) return { agents: listed, chosen };
    const found = select(listed, chosen, ({ id, agent_name }) => ({ id, name: agent_name }));
    return { agents: found.kind === 'one' ? [found.item] : [], chosen };
  });

  const shown = fact('The number that calls show', async () => {
    await used.need();
    const judged = await state.need();
    const calledAgents = (await callingAgents.read().catch(letThrough))?.agents ?? null;
    const rows = [
      ...calledConnections(judged.calling).flatMap((connection) =>
        connection.phone_numbers.map((row) => ({ row, connection })),
      ),
      ...(isUnread(judged.phoneNumbers) ? [] : judged.phoneNumbers).map((row) => ({
        row,
        connection: null,
      })),
    ];
    const bound = rows.filter(
      ({ row }) =>
        row.status.toUpperCase() !== 'INACTIVE' &&
        row.agent !== null &&
        (calledAgents === null || calledAgents.some(({ id }) => id === row.agent?.id)),
    );
    const ofAgents = new Map(bound.map((one) => [digitsOf(one.row.phone_number), one]));
    const numbers: ShownNumber[] = [
      ...callerIds(judged).map(({ number, connection }) => ({
        phone_number: number,
        agent: null,
        connection,
      })),
      ...[...ofAgents.values()].map(({ row, connection }) => ({
        phone_number: row.phone_number,
        agent: row.agent?.name ?? row.agent?.id ?? 'an agent',
        connection,
      })),
    ];
    if (numbers.length > 0) return numbers;
    return end(
      calledConnections(judged.calling).length === 0
        ? 'No Plivo connection is active'
        : 'Vocobase does not show the caller ID',
    );
  });

  const credentials = fact('The Plivo credentials', async () => {
    const { authId, authToken } = given.credentials;
    if (authId !== null && authToken !== null) return { authId, authToken };
    return end(
      authId === null && authToken === null
        ? 'Needs PLIVO_AUTH_ID and PLIVO_AUTH_TOKEN'
        : `Needs ${authId === null ? 'PLIVO_AUTH_ID' : 'PLIVO_AUTH_TOKEN'} too`,
    );
  });
  const verdict = fact('The Plivo account', async () => (await carrier()).verify(), 'carrier');
  const account = fact(
    'The Plivo account',
    async () => {
      const said = await verdict.need();
      requireAccepted(said);
      return said.kind === 'accepted' ? said.account : null;
    },
    'carrier',
  );
  const carrierNumbers = ofCarrier("Plivo's numbers", (api) => api.numbers());
  const verifiedCallerIds = ofCarrier('The verified caller IDs', (api) =>
    // If Plivo does not offer the feature there is no list, and nothing is verified.
    api.verifiedCallerIds().catch((error: unknown) => {
      if (isKnownFailure(error) && [404, 501].includes(error.http?.status ?? 0)) return [];
      throw error;
    }),
  );
  const carrierCalls = ofCarrier("Plivo's call records", (api) =>
    api.calls({ endedAfter: new Date(ctx.now().getTime() - recentSpan), limit: recordsRead }),
  );
  const compliance = ofCarrier('The compliance applications', (api) =>
    api.compliance({ countryIso: 'IN' }),
  );

  return {
    ctx,
    baseUrl: given.baseUrl,
    baseUrlSource: given.baseUrlSource,
    settings,
    key,
    config,
    every,
    connections,
    calling,
    state,
    used,
    phoneNumbers,
    shown,
    agents,
    callingAgents,
    concurrency,
    calls,
    conversation,
    credentials,
    verdict,
    account,
    carrierNumbers,
    verifiedCallerIds,
    carrierCalls,
    compliance,
    credentialsReplaced: given.credentialsReplaced === true,
    readAhead() {
      for (const { read } of [verdict, state, concurrency, conversation]) {
        // Failures are reported by the checks that need the fact.
        read().catch(() => {});
      }
    },
  };

  function fact<T>(
    what: string,
    load: () => Promise<T>,
    side: 'vocobase' | 'carrier' = 'vocobase',
  ): Fact<T> {
    const read = once(load);
    return {
      read,
      need: () =>
        read().catch((error: unknown) => {
          throw isKnownFailure(error) ? new CheckEnd(skip(`${what} could not be read`)) : error;
        }),
      own: () => read().catch((error: unknown) => report(what, side, error)),
    };
  }

  /** Says why something could not be read, unless another check already reports the cause. */
  async function report(
    what: string,
    side: 'vocobase' | 'carrier',
    error: unknown,
  ): Promise<never> {
    if (!isKnownFailure(error)) throw error;
    if (side === 'vocobase') {
      const account = await config.read().catch(letThrough);
      if (account === null) end('The account could not be read');
      if (error.http?.status === 403 && !isActivePartner(account)) {
        end('The partner account is not active');
      }
    }
    const found = `${what} could not be read: ${error.message}`;
    const advice = adviceOnError(error);
    throw new CheckEnd(
      error.code === 'ENDPOINT_NOT_AVAILABLE' ? unknown(found, advice) : warn(found, advice),
    );
  }
}

function end(why: string): never {
  throw new CheckEnd(skip(why));
}

function requireAccepted({ kind }: CarrierVerdict): void {
  if (kind === 'refused') end('Plivo refused the credentials');
  if (kind === 'unchecked') end('The Plivo account could not be read');
}

/** Turns a failure into null, for a fact that a check can do without. */
export function letThrough(error: unknown): null {
  if (!(error instanceof CheckEnd) && !isKnownFailure(error)) throw error;
  return null;
}

function unread(error: unknown): Unread {
  letThrough(error);
  return { unread: error instanceof Error ? error.message : String(error) };
}

function selectOf(connections: readonly Connection[], named: string): Connection | null {
  const found = selectConnection(connections, named);
  return found.kind === 'one' ? found.item : null;
}

/** Other carriers' calls and inbound calls prove nothing about this connection. */
function isPlivoOutbound(call: Call): boolean {
  const outbound =
    typeof call.direction !== 'string' || call.direction.toLowerCase() === 'outbound';
  return outbound && (call.provider === null || call.provider.toLowerCase() === provider);
}
