import { isUuid, type Selection } from '../domain/text/selector.ts';
import { callingConnection } from '../domain/vocobase/calling-connection.ts';
import {
  type Connection,
  defaultNumber,
  isActive,
  isProvider,
  nameOf,
  selectConnection,
} from '../domain/vocobase/connection.ts';
import { providerLabel } from '../domain/vocobase/provider-names.ts';
import { CliError } from '../errors/cli-error.ts';
import type { Context } from '../ports/context.ts';
import type { Question } from '../ports/prompt.ts';
import type { ValueSource } from '../ports/settings.ts';
import type { Vocobase } from '../ports/vocobase.ts';
import { readVariable, refuseEmpty } from './input.ts';
import { type Argument, pick, requireOne, type Wanted } from './pick.ts';

/** How a missing or unknown connection is named in errors. */
export const connectionArgument: Argument = {
  flag: '<connection>',
  what: 'connection',
  list: 'connections list',
};

/** The connection to use, as far as it is known; all null when the API chooses. */
export interface ChosenConnection {
  readonly connection_id: string | null;
  readonly name: string | null;
  /** The number that its calls show when the agent has none of its own. */
  readonly from_number: string | null;
  /** Null if the API does not say; omitted if the connection is not known. */
  readonly is_default?: boolean | null;
}

/** The selector of the connection to use, and where it was set. */
export interface SelectedConnection {
  /** An id, a name, or the start of an id. */
  readonly selector: string;
  readonly source: ValueSource;
}

type Chooser = Pick<Context, 'inputs' | 'prompt' | 'log' | 'settings'>;

const unknown: ChosenConnection = { connection_id: null, name: null, from_number: null };

/**
 * The selector of the connection to use: the flag, VOCOBASE_CONNECTION_ID, or the remembered one;
 * null if none is set. Throws INVALID_VALUE for an empty flag or variable.
 */
export async function selectedConnection(
  ctx: Pick<Context, 'inputs' | 'settings'> & Partial<Pick<Context, 'log'>>,
  flag?: string,
): Promise<SelectedConnection | null> {
  refuseEmpty(flag, '--connection');
  if (flag !== undefined) return { selector: flag, source: 'flag' };
  const variable = readVariable(ctx, 'VOCOBASE_CONNECTION_ID', 'INVALID_VALUE');
  if (variable !== undefined) return { selector: variable, source: 'environment' };
  const remembered = (await ctx.settings()).read().connection;
  return remembered === undefined ? null : { selector: remembered, source: 'profile' };
}

/**
 * The connection named by the flag, the environment, or the profile, else the only active one of
 * the provider. With several, a person picks. Throws CONNECTION_AMBIGUOUS if no one can pick, and
 * NOT_FOUND or AMBIGUOUS_SELECTOR for a selector. Without an active one, or if the list cannot be
 * read, nothing is chosen: the API decides, and reports when it cannot.
 */
export async function chooseConnection(
  ctx: Chooser,
  vocobase: Pick<Vocobase, 'listConnections'>,
  { flag, provider }: { readonly flag: string | undefined; readonly provider: string },
): Promise<ChosenConnection> {
  const selected = await selectedConnection(ctx, flag);
  if (selected !== null) ctx.log.trace(`Connection: ${selected.selector} (${selected.source})`);
  let listed: readonly Connection[];
  try {
    listed = await ctx.log.progress('Looking up the connection', () =>
      vocobase.listConnections(provider),
    );
  } catch (error) {
    return withoutList(ctx, error, selected?.selector);
  }
  if (selected?.source === 'flag') return chosen(findNamed(listed, selected.selector, provider));
  let calling = callingConnection(listed, provider, selected?.selector);
  if (calling.kind === 'gone') {
    const all = await listEveryConnection(vocobase, provider);
    calling = callingConnection(all, provider, selected?.selector);
  }
  if (calling.ofAnother !== undefined) {
    ctx.log.notice(
      `${belongsToAnother(calling.ofAnother, selected?.source ?? null)}, so it is not used for ${providerLabel(provider)}.`,
    );
  }
  switch (calling.kind) {
    case 'one':
      return chosen(calling.connection);
    case 'none':
      return unknown;
    case 'gone':
      throw notAmongActive(calling.selector, selected?.source, provider);
    case 'several':
      if (calling.selector !== null) {
        const found: Selection<Connection> = { kind: 'several', items: calling.connections };
        return chosen(requireOne(found, wantedConnection(calling.selector)));
      }
      return chosen(await pickActive(ctx, calling.connections, provider));
  }
}

/**
 * The connections of every provider, so that a selected one of another provider is told apart from
 * one that is gone. A row without a provider counts as one of `provider`.
 */
export async function listEveryConnection(
  vocobase: Pick<Vocobase, 'listConnections'>,
  provider: string,
): Promise<readonly Connection[]> {
  const listed = await vocobase.listConnections();
  return listed.map((one) => (one.provider === '' ? { ...one, provider } : one));
}

/** `Sales, remembered on this machine, belongs to Twilio`. */
export function belongsToAnother(connection: Connection, source: ValueSource | null): string {
  const origin =
    source === 'environment' ? 'named by VOCOBASE_CONNECTION_ID' : 'remembered on this machine';
  return `${nameOf(connection)}, ${origin}, belongs to ${providerLabel(connection.provider)}`;
}

/**
 * After the API answered that the connection is ambiguous: the id that a person picks among the
 * candidates. Rethrows the error if no one can pick, or if it is a different error.
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
    choices: candidates.map((one) => ({
      value: one.connection_id,
      name: nameOf(one),
      description: one.connection_id,
    })),
  });
}

/**
 * Finds the named connection by its id, its name, or the start of its id. Throws NOT_FOUND with
 * near names, AMBIGUOUS_SELECTOR with the candidates.
 */
export function findConnection(connections: readonly Connection[], named: string): Connection {
  return requireOne(selectConnection(connections, named), wantedConnection(named));
}

/** Lets a person pick one of these connections. Throws NOT_FOUND if there are none. */
export function pickConnection(
  ctx: Pick<Context, 'prompt'>,
  connections: readonly Connection[],
  question: Question,
): Promise<Connection> {
  const providers = new Set(connections.map(({ provider }) => provider.toLowerCase()));
  return pick(ctx, {
    ...question,
    items: connections,
    columns: (one) => [
      nameOf(one),
      defaultNumber(one),
      providers.size > 1 ? one.provider : null,
      isActive(one) ? null : one.status.toLowerCase(),
    ],
    about: (one) => [one.is_default ? 'default' : null, one.connection_id],
    none: {
      message: `There is no ${question.what} to choose.`,
      hints: ['Create one first.'],
      commands: ['setup', 'connections create'],
    },
  });
}

const question = { message: 'Which connection?', flag: '--connection', what: 'connection' };

/**
 * A missing list is not an error: a call needs only the id. A refused key, a limit, or an API that
 * does not answer would stop the call too.
 */
function withoutList(ctx: Chooser, error: unknown, named: string | undefined): ChosenConnection {
  if (!(error instanceof CliError)) throw error;
  const status = error.http?.status ?? null;
  const isRedirect = error.code === 'UNEXPECTED_REDIRECT';
  const answered = status !== null && status !== 401 && status !== 429 && !isRedirect;
  if (!answered || (named !== undefined && !isUuid(named))) throw error;
  ctx.log.warn(
    named === undefined
      ? `The connections could not be listed (${error.code}), so Vocobase chooses.`
      : `The connections could not be listed (${error.code}), so ${named} was not checked.`,
  );
  return { ...unknown, connection_id: named ?? null };
}

async function pickActive(
  ctx: Chooser,
  active: readonly Connection[],
  provider: string,
): Promise<Connection> {
  if (!ctx.prompt.available) {
    throw new CliError('CONNECTION_AMBIGUOUS', {
      message: `${active.length} ${providerLabel(provider)} connections are active, and none was chosen: ${active.map(({ name }) => name).join(', ')}.`,
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

/** Prefers an active connection over an inactive one with the same name. */
function findNamed(listed: readonly Connection[], named: string, provider: string): Connection {
  const ofProvider = listed.filter((one) => isProvider(one, provider));
  const isInactive = selectConnection(ofProvider, named).kind !== 'none';
  return requireOne(selectConnection(ofProvider.filter(isActive), named), {
    ...wantedConnection(named),
    one: `${providerLabel(provider)} connection`,
    commands: [`connections list --provider ${provider} --all`],
    missing: isInactive
      ? {
          message: `The ${providerLabel(provider)} connection ${named} is not active, so it cannot be used.`,
          hints: ['Choose an active one.'],
        }
      : {},
  });
}

function notAmongActive(
  selector: string,
  source: ValueSource | undefined,
  provider: string,
): CliError {
  const fromVariable = source === 'environment';
  return new CliError('NOT_FOUND', {
    message: fromVariable
      ? `The connection that VOCOBASE_CONNECTION_ID names, ${selector}, is not among the active ${providerLabel(provider)} connections.`
      : `The connection remembered on this machine, ${selector}, is not among the active ${providerLabel(provider)} connections.`,
    hints: [
      'It may belong to another account, or to another base URL than the one in use.',
      fromVariable
        ? 'Correct VOCOBASE_CONNECTION_ID, unset it, or name a connection with --connection.'
        : 'Remember another one, forget this one, or name one with --connection.',
    ],
    commands: [
      `connections list --provider ${provider} --all`,
      ...(fromVariable ? [] : ['connections use <connection>', 'connections use --clear']),
    ],
    origin: 'cli',
    details: { near: [], [fromVariable ? 'environment' : 'remembered']: selector },
  });
}

/** The messages for a connection that was looked up. */
function wantedConnection(named: string): Wanted<Connection> {
  return {
    named,
    one: 'connection',
    many: 'connections',
    commands: ['connections list --all'],
    candidate: (found) => ({
      id: found.connection_id,
      name: found.name,
      provider: found.provider,
      from_number: defaultNumber(found),
    }),
  };
}

function chosen(connection: Connection): ChosenConnection {
  const { connection_id, name, is_default } = connection;
  return { connection_id, name, from_number: defaultNumber(connection), is_default };
}
