import { shellQuote } from '../../domain/text/shell-command.ts';
import {
  type Connection,
  defaultNumber,
  isActive,
  isProvider,
  showsAnotherNumber,
} from '../../domain/vocobase/connection.ts';
import {
  type DefaultConnection,
  judgeDefaultConnection,
  replacesNumber,
} from '../../domain/vocobase/default-connection.ts';
import type { PartnerConfig } from '../../domain/vocobase/partner-config.ts';
import { explainRefusal } from '../../domain/vocobase/refusal.ts';
import { CliError, isKnownFailure } from '../../errors/cli-error.ts';
import type { PlivoCredentials } from '../../ports/carrier.ts';
import type { Context } from '../../ports/context.ts';
import type { EnvFile } from '../../ports/settings.ts';
import type { Vocobase } from '../../ports/vocobase.ts';
import { requireConsent } from '../input.ts';
import { words } from './words.ts';

type Asks = Pick<Context, 'mode' | 'prompt' | 'log'>;
type Fields = Readonly<Record<string, unknown>>;

/** What to send to Vocobase for a connection. */
export interface ConnectionTarget {
  /** The spelling in requests. */
  readonly provider: string;
  /** The spelling for people. */
  readonly label: string;
  /** The credentials, with the endpoint's member names. */
  readonly fields: Fields;
  /** The caller ID; null if none was given. */
  readonly number: string | null;
}

/**
 * Builds the target for Plivo: both of its bodies have the same three fields, which are always
 * sent.
 */
export function plivoTarget(
  { authId, authToken }: PlivoCredentials,
  fromNumber: string,
): ConnectionTarget & { readonly number: string } {
  return {
    provider: 'plivo',
    label: 'Plivo',
    fields: { auth_id: authId, auth_token: authToken, from_number: fromNumber },
    number: fromNumber,
  };
}

/**
 * Creates or updates the provider's default connection. It is always sent, because stored
 * credentials cannot be compared. Asks first if it replaces a default with another number, or if
 * one more active connection makes calls ambiguous.
 */
export async function writeDefaultConnection(
  ctx: Asks,
  vocobase: Pick<Vocobase, 'concurrency' | 'config' | 'listConnections' | 'putDefaultConnection'>,
  target: ConnectionTarget,
  config: PartnerConfig,
): Promise<{ reply: Fields; existing: Connection | null; created: boolean }> {
  const { label, number } = target;
  const foreseen = await foreseeDefaultWrite(ctx, vocobase, target, config);
  const { existing, exists, replaces, others, unlisted } = foreseen;
  if (replaces !== null && number !== null) {
    await requireConsent(ctx, words.replaceDefault(label, replaces, number));
  }
  if (others.length > 0) {
    await noticeUse(ctx, vocobase, config);
    await requireConsent(ctx, words.becomesAmbiguous(label, others));
  }
  // A script gets a warning and continues: an unreadable list does not prevent a first connection.
  if (unlisted && ctx.prompt.available) await requireConsent(ctx, words.perhapsAmbiguous(label));
  const reply = await sendDefaultConnection(ctx, vocobase, target);
  return { reply, existing, created: !exists };
}

/** What writing the default connection would change. */
export interface ForeseenWrite {
  /** The default connection as the list shows it. */
  readonly existing: Connection | null;
  readonly exists: boolean;
  /** The caller ID that it shows now, or those that it may show, if another one is written. */
  readonly replaces: string | null;
  /** The other active connections, with which calls become ambiguous. */
  readonly others: readonly Connection[];
  /** True if the list could not be read, so that this may be a first connection. */
  readonly unlisted: boolean;
}

/** Reads what a write of the default connection would replace or make ambiguous. */
export async function foreseeDefaultWrite(
  ctx: Pick<Context, 'log'>,
  vocobase: Pick<Vocobase, 'listConnections'>,
  { provider, number }: Pick<ConnectionTarget, 'provider' | 'number'>,
  config: PartnerConfig,
): Promise<ForeseenWrite> {
  const before = await readDefaultConnection(ctx, vocobase, provider, config);
  const { exists, active, connection, candidates } = before;
  const replaces = exists !== false && number !== null && replacesNumber(before, number);
  return {
    existing: connection,
    exists: exists ?? active?.length !== 0,
    replaces: replaces ? candidates.join(' or ') : null,
    others: exists === true || replaces ? [] : (active ?? []),
    unlisted: exists !== true && active === null,
  };
}

/** What the connection list and `GET /config` show about the default connection. */
export async function readDefaultConnection(
  ctx: Pick<Context, 'log'>,
  vocobase: Pick<Vocobase, 'listConnections'>,
  provider: string,
  config: PartnerConfig,
): Promise<DefaultConnection> {
  const listed = await vocobase.listConnections(provider).catch((error: unknown) => {
    if (!isKnownFailure(error)) throw error;
    ctx.log.warn(words.unlisted(error.message));
    return null;
  });
  return judgeDefaultConnection(config, listed, provider);
}

/** Sends the PUT without asking, for a command that already has consent. */
export async function sendDefaultConnection(
  ctx: Pick<Context, 'log'>,
  vocobase: Pick<Vocobase, 'config' | 'putDefaultConnection'>,
  { provider, fields }: ConnectionTarget,
): Promise<Fields> {
  try {
    return await ctx.log.progress('Sending the credentials to Vocobase', () =>
      vocobase.putDefaultConnection(provider, fields),
    );
  } catch (error) {
    throw await explainRefusal(vocobase, error, provider);
  }
}

/** A named connection as it is now, and whether this run created it. */
export interface WrittenConnection {
  readonly connection: Connection;
  readonly created: boolean;
}

/**
 * Creates a named connection once: an existing one with that name and number is unchanged. Asks
 * first if one more active connection makes calls ambiguous. Two runs on this machine that create
 * the same name wait for each other. Throws CONFLICT if the name belongs to a connection with
 * another number.
 */
export async function writeNamedConnection(
  ctx: Asks & Pick<Context, 'settings'>,
  vocobase: Pick<
    Vocobase,
    'baseUrl' | 'concurrency' | 'config' | 'listConnections' | 'createConnection'
  >,
  target: ConnectionTarget,
  name: string,
): Promise<WrittenConnection> {
  const { provider, label } = target;
  const subject = `connection ${vocobase.baseUrl} ${provider} ${name}`;
  const settings = await ctx.settings();
  let agreed = ctx.mode.yes || ctx.mode.dryRun;
  const create = () => createOnce(ctx, vocobase, target, name, agreed);
  for (;;) {
    const outcome = await (ctx.mode.dryRun ? create() : settings.lock(subject, create));
    if (!('others' in outcome)) return outcome;
    await noticeUse(ctx, vocobase);
    // Asked without the lock, because a person may think longer than another run waits.
    await requireConsent(ctx, words.becomesAmbiguous(label, outcome.others));
    agreed = true;
  }
}

/** Reads the list and creates. If there are others and no consent for one more, it only reads. */
async function createOnce(
  ctx: Asks,
  vocobase: Pick<Vocobase, 'config' | 'listConnections' | 'createConnection'>,
  { provider, fields, number }: ConnectionTarget,
  name: string,
  agreed: boolean,
): Promise<WrittenConnection | { readonly others: readonly Connection[] }> {
  const listed = await vocobase.listConnections(provider);
  const active = listed.filter((one) => isProvider(one, provider) && isActive(one));
  const wanted = name.toLowerCase();
  const sameName = active.filter((connection) => connection.name.toLowerCase() === wanted);
  const same = sameName.find((one) => number === null || !showsAnotherNumber(one, number));
  if (same) return { connection: same, created: false };
  if (sameName[0]) throw nameTaken(name, sameName[0]);
  if (active.length > 0 && !agreed) return { others: active };
  try {
    const connection = await ctx.log.progress(`Creating the connection ${name}`, () =>
      vocobase.createConnection({ provider, name, ...fields }),
    );
    return { connection, created: true };
  } catch (error) {
    throw await explainRefusal(vocobase, error, provider);
  }
}

function nameTaken(name: string, taken: Connection): CliError {
  const number = defaultNumber(taken);
  return new CliError('CONFLICT', {
    message: words.nameTaken(name, number),
    hints: [
      'Choose another name. The API documents no way to change or remove a connection; Vocobase can.',
    ],
    commands: [`connections show ${shellQuote(taken.connection_id)}`],
    origin: 'cli',
    details: { connection_id: taken.connection_id, from_number: number },
  });
}

/**
 * Shows how many agents and running calls of the account a change affects, as far as the API says.
 * This is optional, so a failed read is ignored.
 */
export async function noticeUse(
  ctx: Asks,
  vocobase: Pick<Vocobase, 'concurrency' | 'config'>,
  config?: PartnerConfig,
): Promise<void> {
  if (!ctx.prompt.available || ctx.mode.yes || ctx.mode.dryRun) return;
  const unlessKnown = (error: unknown) => {
    if (!isKnownFailure(error)) throw error;
    return null;
  };
  const [account, calls] = await Promise.all([
    config ?? vocobase.config().catch(unlessKnown),
    vocobase.concurrency().catch(unlessKnown),
  ]);
  const use = words.inUse(account?.current_agent_count ?? null, calls?.active ?? null);
  if (use !== null) ctx.log.notice(use);
}

/**
 * Writes the id into the user's dotenv file, for CI and the user's own application. Throws
 * SETTINGS_UNWRITABLE, also if the id is not known: the connection itself has been written by then.
 */
export async function writeConnectionId(file: EnvFile, id: string | null): Promise<void> {
  if (id !== null) return file.set('VOCOBASE_CONNECTION_ID', id);
  throw new CliError('SETTINGS_UNWRITABLE', {
    message: words.idUnknown(file.path),
    hints: ['Look up the id in the list, and write it with the second command.'],
    commands: [
      'connections list --provider plivo',
      `connections use <connection> --env-file ${shellQuote(file.path)}`,
    ],
    details: { path: file.path },
  });
}
