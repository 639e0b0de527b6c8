import type { CarrierCall, CarrierCompliance, CarrierNumber } from '../../domain/plivo/account.ts';
import { once } from '../../domain/text/once.ts';
import { digitsOf } from '../../domain/text/phone-number.ts';
import { select } from '../../domain/text/selector.ts';
import type { Agent } from '../../domain/vocobase/agent.ts';
import type { Call, Concurrency } from '../../domain/vocobase/call.ts';
import { callingConnection, fromNumberOf } from '../../domain/vocobase/calling-connection.ts';
import type { Connection } from '../../domain/vocobase/connection.ts';
import type { PhoneNumber } from '../../domain/vocobase/imported-number.ts';
import { isActivePartner, type PartnerConfig } from '../../domain/vocobase/partner-config.ts';
import { type CliError, isKnownFailure } from '../../errors/cli-error.ts';
import type { GivenCredentials } from '../../flows/connection/credentials.ts';
import type { Carrier, CarrierVerdict, PlivoCredentials } from '../../ports/carrier.ts';
import type { Context, KeyInForce } from '../../ports/context.ts';
import type { ProfileSettings, ValueSource } from '../../ports/settings.ts';
import type { Vocobase } from '../../ports/vocobase.ts';
import { recentSpan } from './call-judgement.ts';
import { adviceFrom, CheckEnd, skip, unknown, warn } from './finding.ts';

/** Something that several checks want to know, found out at most once. */
export interface Fact<T> {
  /** The value; what stands in the way is thrown as it is. */
  read(): Promise<T>;
  /** The value; without it the check is skipped, because another check reports why. */
  need(): Promise<T>;
  /** The value; without it the check reports why. Each fact has one check that does. */
  own(): Promise<T>;
}

/** Which agents calls are made with: the remembered one, else every one there is. */
export interface CallingAgents {
  readonly agents: readonly Agent[];
  readonly remembered: boolean;
}

/** The number that a call shows, and why. */
export interface ShownNumber {
  /** E.164. */
  readonly phone_number: string;
  /** The agent whose own number it is; null for the connection's. */
  readonly agent: string | null;
}

/** Numbers at Vocobase: those of the connection that calls use, and of all. */
export interface ImportedNumbers {
  readonly own: readonly PhoneNumber[];
  readonly all: readonly PhoneNumber[];
  /** False when the list of numbers could not be read, so that some may be missing. */
  readonly complete: boolean;
}

/** All that the checks may ask. Every request is sent once, when the first check asks for it. */
export interface Facts {
  readonly ctx: Pick<Context, 'mode' | 'inputs' | 'now'>;
  /** The address that Vocobase's API is asked at. */
  readonly baseUrl: string;
  readonly baseUrlSource: ValueSource;
  readonly settings: Fact<ProfileSettings>;
  readonly key: Fact<KeyInForce>;
  readonly config: Fact<PartnerConfig>;
  /** The Plivo connections, inactive ones too. */
  readonly connections: Fact<readonly Connection[]>;
  /** The connection that calls use; null when the list cannot be read and the default is assumed. */
  readonly connection: Fact<Connection | null>;
  readonly phoneNumbers: Fact<readonly PhoneNumber[]>;
  readonly imported: Fact<ImportedNumbers>;
  /** Every number that calls may show: the connection's first, then those of agents. */
  readonly shown: Fact<readonly ShownNumber[]>;
  readonly agents: Fact<readonly Agent[]>;
  readonly callingAgents: Fact<CallingAgents>;
  readonly concurrency: Fact<Concurrency>;
  /** The newest calls through Plivo. */
  readonly calls: Fact<readonly Call[]>;
  readonly credentials: Fact<PlivoCredentials>;
  readonly verdict: Fact<CarrierVerdict>;
  readonly carrierNumbers: Fact<readonly CarrierNumber[]>;
  /** Plivo's records of the last seven days. */
  readonly carrierCalls: Fact<readonly CarrierCall[]>;
  readonly compliance: Fact<readonly CarrierCompliance[]>;
  /**
   * Asks at once for what every full report asks for, the longest chain of requests first: the
   * checks are loaded while the replies are under way.
   */
  readAhead(): void;
}

const provider = 'plivo';
const callsListed = 20;
const recordsRead = 60;

/** Builds the facts of one run. Nothing is read here. */
export function gatherFacts(ctx: Context, given: GivenAtHand): Facts {
  const vocobase = once(() => ctx.vocobase());
  const carrier = once(async () => ctx.carrier(await credentials.need()));

  /** What of Vocobase's API is read with a key. */
  const ofVocobase = <T>(what: string, load: (api: Vocobase) => Promise<T>): Fact<T> =>
    fact(what, async () => {
      await key.need();
      return load(await vocobase());
    });

  /** What of Plivo's API is read once the credentials are known to be good. */
  const ofCarrier = <T>(what: string, load: (api: Carrier) => Promise<T>): Fact<T> =>
    fact(
      what,
      async () => {
        const { kind } = await verdict.need();
        if (kind === 'refused') end('Plivo refuses the credentials at hand');
        if (kind === 'unchecked') end('Plivo could not be asked');
        return load(await carrier());
      },
      'carrier',
    );

  const settings = fact('the settings', async () => (await ctx.settings()).read());
  const key = fact('the API key', async () => {
    if (given.keyProblem !== null) throw given.keyProblem;
    return given.key ?? end('there is no API key');
  });
  const config = ofVocobase('the account', (api) => api.config());
  const connections = ofVocobase('the connections', (api) => api.listConnections(provider));
  const phoneNumbers = ofVocobase('the imported numbers', (api) =>
    api.listPhoneNumbers({ provider }),
  );
  const agents = ofVocobase('the agents', (api) => api.listAgents());
  const concurrency = ofVocobase('the running calls', (api) => api.concurrency());
  const calls = ofVocobase('the calls', async (api) => {
    const listed = await api.listCalls({ limit: callsListed });
    return listed.calls.filter(isOurs);
  });

  const connection = fact('the connection', async () => {
    const [account, listed] = await Promise.all([
      config.need(),
      connections.read().catch(letThrough),
    ]);
    if (listed === null) {
      return fromNumberOf(null, account) === null ? end('no connection is known') : null;
    }
    const chosen = callingConnection(listed, provider, (await settings.need()).connection);
    if (chosen.kind === 'one') return chosen.connection;
    if (chosen.kind === 'none') return end('there is no active Plivo connection');
    return end('it is not settled which connection calls use');
  });

  const imported = fact('the imported numbers', async () => {
    const [used, listed, rows] = await Promise.all([
      connection.need(),
      connections.read().catch(letThrough),
      phoneNumbers.read().catch(letThrough),
    ]);
    const others = (listed ?? []).filter((one) => one.connection_id !== used?.connection_id);
    const elsewhere = new Set(
      others.flatMap(rowsOf).map(({ phone_number }) => digitsOf(phone_number)),
    );
    const free = (rows ?? []).filter((row) => {
      const named = row.connection_id;
      if (typeof named === 'string' && used !== null) return named === used.connection_id;
      return !elsewhere.has(digitsOf(row.phone_number));
    });
    const own = joined([...(used?.phone_numbers ?? []), ...free]);
    const all = joined([...own, ...(listed ?? []).flatMap(rowsOf), ...(rows ?? [])]);
    return { own, all, complete: rows !== null };
  });

  const callingAgents = fact('the agents', async () => {
    const remembered = (await settings.need()).agent;
    const listed = await agents.need();
    if (remembered === undefined) return { agents: listed, remembered: false };
    const found = select(listed, remembered, ({ id, agent_name }) => ({ id, name: agent_name }));
    return { agents: found.kind === 'one' ? [found.item] : [], remembered: true };
  });

  const shown = fact('the number that calls show', async () => {
    const used = await connection.need();
    const number = fromNumberOf(used, await config.need());
    const calling = await callingAgents.read().catch(letThrough);
    const bound = (await imported.need()).all.filter(
      (row) =>
        row.status.toUpperCase() !== 'INACTIVE' &&
        row.agent !== null &&
        (calling === null || calling.agents.some(({ id }) => id === row.agent?.id)),
    );
    const numbers: ShownNumber[] = [
      ...(number === null ? [] : [{ phone_number: number, agent: null }]),
      ...bound.map((row) => ({
        phone_number: row.phone_number,
        agent: row.agent?.name ?? row.agent?.id ?? 'an agent',
      })),
    ];
    return numbers.length === 0 ? end('no from-number is known') : numbers;
  });

  const credentials = fact('the Plivo credentials', async () => {
    const { authId, authToken } = given.credentials;
    if (authId !== null && authToken !== null) return { authId, authToken };
    return end(
      authId === null && authToken === null
        ? 'needs Plivo credentials, and none are at hand'
        : `needs Plivo credentials, and ${authId === null ? 'PLIVO_AUTH_ID' : 'PLIVO_AUTH_TOKEN'} is not set`,
    );
  });
  const verdict = fact('the Plivo account', async () => (await carrier()).verify(), 'carrier');
  const carrierNumbers = ofCarrier("Plivo's numbers", (api) => api.numbers());
  const carrierCalls = ofCarrier("Plivo's call records", (api) =>
    api.calls({ endedAfter: new Date(ctx.now().getTime() - recentSpan), limit: recordsRead }),
  );
  const compliance = ofCarrier('the compliance applications', (api) =>
    api.compliance({ countryIso: 'IN' }),
  );

  return {
    ctx,
    baseUrl: given.baseUrl,
    baseUrlSource: given.baseUrlSource,
    settings,
    key,
    config,
    connections,
    connection,
    phoneNumbers,
    imported,
    shown,
    agents,
    callingAgents,
    concurrency,
    calls,
    credentials,
    verdict,
    carrierNumbers,
    carrierCalls,
    compliance,
    readAhead() {
      for (const { read } of [verdict, imported, callingAgents, concurrency, calls]) {
        // What fails is reported by the checks that ask for it.
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

  /** Says why something could not be read, unless that is the consequence of what another check says. */
  async function report(
    what: string,
    side: 'vocobase' | 'carrier',
    error: unknown,
  ): Promise<never> {
    if (!isKnownFailure(error)) throw error;
    if (side === 'vocobase') {
      const account = await config.read().catch(letThrough);
      if (account === null) end(`${what} could not be read, as nothing of the account could`);
      if (error.http?.status === 403 && !isActivePartner(account)) {
        end('the partner account is not active');
      }
    }
    const found = `${what} could not be read: ${error.message}`;
    const advice = adviceFrom({ remedies: error.hints, commands: error.commands });
    throw new CheckEnd(
      error.code === 'ENDPOINT_NOT_AVAILABLE' ? unknown(found, advice) : warn(found, advice),
    );
  }
}

/** What was given to this run, its form checked before any request. */
export interface GivenAtHand {
  readonly baseUrl: string;
  readonly baseUrlSource: ValueSource;
  readonly key: KeyInForce | null;
  /** A stored key that cannot be read, or is not meant for this address. */
  readonly keyProblem: CliError | null;
  readonly credentials: GivenCredentials;
}

function end(why: string): never {
  throw new CheckEnd(skip(why));
}

/** For a fact that can be done without: null stands for it. */
export function letThrough(error: unknown): null {
  if (!(error instanceof CheckEnd) && !isKnownFailure(error)) throw error;
  return null;
}

function rowsOf(connection: Connection): readonly PhoneNumber[] {
  return connection.phone_numbers;
}

/** Each number once; what a later list knows about its agent completes an earlier one. */
function joined(rows: readonly PhoneNumber[]): readonly PhoneNumber[] {
  const found = new Map<string, PhoneNumber>();
  for (const row of rows) {
    const digits = digitsOf(row.phone_number);
    const before = found.get(digits);
    if (before === undefined || (before.agent === null && row.agent !== null))
      found.set(digits, row);
  }
  return [...found.values()];
}

/** Other carriers' calls and inbound ones tell nothing about this connection. */
function isOurs(call: Call): boolean {
  const outbound =
    typeof call.direction !== 'string' || call.direction.toLowerCase() === 'outbound';
  return outbound && (call.provider === null || call.provider.toLowerCase() === provider);
}
