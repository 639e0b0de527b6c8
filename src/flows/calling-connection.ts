import { isUuid } from '../domain/text/selector.ts';
import {
  type Connection,
  defaultNumber,
  isActive,
  isProvider,
} from '../domain/vocobase/connection.ts';
import { CliError } from '../errors/cli-error.ts';
import type { Context } from '../ports/context.ts';
import type { Vocobase } from '../ports/vocobase.ts';
import { pickConnection, selectConnection, wantedConnection } from './find-connection.ts';
import { requireOne } from './require-one.ts';

/** The connection to act on, as far as it is known; all null when the API is left to choose. */
export interface ChosenConnection {
  readonly connection_id: string | null;
  readonly name: string | null;
  /** What its calls show, when the agent has no number of its own. */
  readonly from_number: string | null;
}

type Chooser = Pick<Context, 'prompt' | 'log' | 'settings'>;

const unknown: ChosenConnection = { connection_id: null, name: null, from_number: null };

/**
 * The connection named by the flag, else the remembered one, else the only active one of the
 * provider; of several a person picks. Throws CONNECTION_AMBIGUOUS where nobody can pick, NOT_FOUND
 * and AMBIGUOUS_SELECTOR for what was named. Without an active one, and where the list cannot be
 * read, nothing is chosen: the API decides then, and says so when it cannot.
 */
export async function chooseConnection(
  ctx: Chooser,
  vocobase: Pick<Vocobase, 'listConnections'>,
  { flag, provider }: { readonly flag: string | undefined; readonly provider: string },
): Promise<ChosenConnection> {
  const remembered = flag === undefined ? (await ctx.settings()).read().connection : undefined;
  const named = flag ?? remembered;
  if (named !== undefined) {
    ctx.log.trace(`Connection: ${named} (${flag === undefined ? 'profile' : 'flag'})`);
  }
  let connections: readonly Connection[];
  try {
    connections = await ctx.log.progress('Looking up the connection', () =>
      vocobase.listConnections(provider),
    );
  } catch (error) {
    return withoutList(ctx, error, named);
  }
  const ofProvider = connections.filter((connection) => isProvider(connection, provider));
  const active = ofProvider.filter(isActive);
  if (flag !== undefined) return chosen(findNamed(ofProvider, flag, provider));
  if (remembered !== undefined) {
    const isHere = selectConnection(active, remembered).kind !== 'none';
    if (isHere || !(await isOfAnother(vocobase, remembered, provider))) {
      return chosen(findRemembered(active, remembered, provider));
    }
  }
  const [only] = active;
  if (only === undefined) return unknown;
  return chosen(active.length === 1 ? only : await pick(ctx, active, provider));
}

/**
 * When the API answers that the connection is ambiguous: the id a person picks among the
 * candidates. Throws the error where nobody can pick, or when it is another one.
 */
export async function pickCandidate(ctx: Pick<Context, 'prompt'>, error: unknown): Promise<string> {
  if (!(error instanceof CliError) || error.code !== 'CONNECTION_AMBIGUOUS') throw error;
  const listed = Array.isArray(error.details.connections) ? error.details.connections : [];
  const candidates = listed.filter(
    (one): one is { connection_id: string; name: string } =>
      typeof one?.connection_id === 'string' && typeof one.name === 'string',
  );
  if (!ctx.prompt.available || candidates.length === 0) throw error;
  return ctx.prompt.choose({
    ...question,
    choices: candidates.map(({ connection_id, name }) => ({
      value: connection_id,
      name: name || connection_id,
      description: connection_id,
    })),
  });
}

const question = { message: 'Which connection?', flag: '--connection', what: 'connection' };

/**
 * A list that the API does not give stands in nobody's way: a call needs only the id. A key that is
 * refused, a limit, or an API that does not answer would meet the call as well.
 */
function withoutList(ctx: Chooser, error: unknown, named: string | undefined): ChosenConnection {
  if (!(error instanceof CliError)) throw error;
  const status = error.http?.status ?? null;
  const isRedirect = error.code === 'UNEXPECTED_REDIRECT';
  const answered = status !== null && status !== 401 && status !== 429 && !isRedirect;
  if (!answered || (named !== undefined && !isUuid(named))) throw error;
  ctx.log.warn(
    named === undefined
      ? `The connections could not be listed (${error.code}), so the API chooses.`
      : `The connections could not be listed (${error.code}), so ${named} is used unseen.`,
  );
  return { ...unknown, connection_id: named ?? null };
}

async function pick(
  ctx: Chooser,
  active: readonly Connection[],
  provider: string,
): Promise<Connection> {
  if (!ctx.prompt.available) {
    throw new CliError('CONNECTION_AMBIGUOUS', {
      message: `${active.length} ${provider} connections are active, and none was chosen: ${active.map(({ name }) => name).join(', ')}.`,
      commands: [`connections list --provider ${provider}`, 'connections use <connection>'],
      origin: 'cli',
      details: {
        connections: active.map((connection) => ({
          connection_id: connection.connection_id,
          name: connection.name,
          from_number: defaultNumber(connection),
          is_default: connection.is_default,
        })),
      },
    });
  }
  return pickConnection(ctx, active, question);
}

/** A connection remembered for calls says nothing about a command for another provider. */
async function isOfAnother(
  vocobase: Pick<Vocobase, 'listConnections'>,
  remembered: string,
  provider: string,
): Promise<boolean> {
  const all = await vocobase.listConnections();
  const others = all.filter((one) => !isProvider(one, provider));
  return selectConnection(others, remembered).kind === 'one';
}

/** An active one is meant where an inactive one has the same name. */
function findNamed(ofProvider: readonly Connection[], named: string, provider: string): Connection {
  const isInactive = selectConnection(ofProvider, named).kind !== 'none';
  return requireOne(selectConnection(ofProvider.filter(isActive), named), {
    ...wantedConnection(named),
    one: `${provider} connection`,
    commands: [`connections list --provider ${provider} --all`],
    missing: isInactive
      ? {
          message: `The ${provider} connection ${named} is not active, so it cannot be used.`,
          hints: ['Choose an active one.'],
        }
      : {},
  });
}

function findRemembered(
  active: readonly Connection[],
  remembered: string,
  provider: string,
): Connection {
  const commands = [`connections list --provider ${provider} --all`];
  return requireOne(selectConnection(active, remembered), {
    ...wantedConnection(remembered),
    commands,
    missing: {
      message: `The connection remembered on this machine, ${remembered}, is not among the active ${provider} connections.`,
      hints: [
        'It may belong to another account, or to another base URL than the one in use.',
        'Remember another one, forget this one, or name one with --connection.',
      ],
      commands: [...commands, 'connections use <connection>', 'connections use --clear'],
      details: { remembered },
    },
  });
}

function chosen(connection: Connection): ChosenConnection {
  const { connection_id, name } = connection;
  return { connection_id, name, from_number: defaultNumber(connection) };
}
