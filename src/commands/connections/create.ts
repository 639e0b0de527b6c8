import { shellQuote } from '../../domain/text/shell-command.ts';
import type { AsReceived } from '../../domain/vocobase/as-received.ts';
import { type Connection, defaultNumber } from '../../domain/vocobase/connection.ts';
import { parseConnectionName } from '../../domain/vocobase/connection-name.ts';
import { providerLabel } from '../../domain/vocobase/provider-names.ts';
import { type Provider, providerOf } from '../../domain/vocobase/providers.ts';
import { CliError, isKnownFailure } from '../../errors/cli-error.ts';
import { findDefault, readDefaultBack, readNamedBack } from '../../flows/connection/verify.ts';
import { words } from '../../flows/connection/words.ts';
import {
  type ConnectionTarget,
  writeConnectionId,
  writeDefaultConnection,
  writeNamedConnection,
} from '../../flows/connection/write.ts';
import {
  accept,
  acceptProvider,
  onlyOneOf,
  requireInputs,
  withMissingKey,
} from '../../flows/input.ts';
import type { Action } from '../../ports/action.ts';
import type { Context } from '../../ports/context.ts';
import type { NextStep } from '../../ports/style.ts';
import type { Vocobase } from '../../ports/vocobase.ts';
import { type Options, readFields } from './fields.ts';

/** The options also hold the provider's own flags. */
export type CreateConnectionInput = Options & {
  readonly provider: string;
  readonly name?: string | undefined;
  readonly default?: boolean | undefined;
  /** The dotenv file to write the id to. */
  readonly envFile?: string | undefined;
};

/** The JSON of `connections create`. */
export interface CreatedConnection {
  /** The reply to the PUT, if the list does not show the default connection. */
  readonly connection: AsReceived<Connection> | Readonly<Record<string, unknown>>;
  readonly created: boolean;
}

/** The result, and whether it was read back from the API. */
interface SeenConnection extends CreatedConnection {
  readonly readBack: boolean;
}

/** `connections create`: registers a carrier account, or a provider's default with `--default`. */
export const createConnection: Action<CreateConnectionInput, SeenConnection> = {
  async run(ctx, input) {
    const provider = providerOf(acceptProvider(input.provider));
    const given = await readFields(ctx, provider, fieldsOf(provider, input), input);
    const named =
      input.name === undefined ? null : accept(ctx, parseConnectionName(input.name), '--name');
    const needsName = !input.default && named === null;
    const missing = [...(needsName ? [nameQuestion] : []), ...given.missing];
    requireInputs(ctx, await withMissingKey(ctx, missing));
    const envFile = input.envFile === undefined ? null : await ctx.envFile(input.envFile);
    const vocobase = await ctx.vocobase();

    try {
      const name = input.default ? null : (named ?? (await askName(ctx)));
      const target = await given.complete();
      const result = await (name === null
        ? createDefault(ctx, vocobase, target)
        : createNamed(ctx, vocobase, target, name));
      const { connection_id } = result.connection;
      if (envFile !== null) {
        await writeConnectionId(envFile, typeof connection_id === 'string' ? connection_id : null);
      }
      return result;
    } catch (error) {
      throw inOwnWords(error);
    }
  },

  data: ({ connection, created }) => ({ connection, created }),

  view({ connection, created, readBack }, style) {
    const heading = created ? 'Connection created.' : 'This connection exists already.';
    const facts: [string, string | null | undefined][] = isConnection(connection)
      ? [
          ['Name', style.bold(connection.name ?? '–')],
          ['ID', connection.connection_id],
          ['Provider', connection.provider && providerLabel(connection.provider)],
          ['Caller ID', defaultNumber(connection) ?? 'not shown'],
        ]
      : Object.entries(connection).map(([name, value]) => [name, String(value)]);
    const next = isConnection(connection) && created ? nextCommands(connection) : [];
    return [
      `${readBack ? `${style.mark.pass} ` : ''}${style.bold(heading)}`,
      '',
      style.facts(facts),
      ...(next.length === 0 ? [] : ['', style.next(next)]),
    ].join('\n');
  },
};

const nameQuestion = { flag: '--name', env: null, what: 'connection name' };

function fieldsOf(provider: Provider, input: CreateConnectionInput) {
  if (!input.default) return provider.post;
  if (provider.put === null) {
    throw new CliError('USAGE', {
      message: `--default: no way to set a default connection of ${providerLabel(provider.name)} is documented.`,
      hints: ['Create a named connection instead: use --name, without --default.'],
      commands: ['connections create --help'],
      docsUrl: provider.docsUrl,
    });
  }
  onlyOneOf(
    { '--default': input.default, '--name': input.name },
    'The API gives the default connection no name: leave one of the two out.',
  );
  return provider.put;
}

/** Replaces the catalogue's advice, which would change the default connection or start setup. */
function inOwnWords(error: unknown): unknown {
  if (!(error instanceof CliError)) return error;
  switch (error.code) {
    case 'PLIVO_UNAUTHORIZED':
      return error.with({
        hints: ['Copy the Auth ID and the Auth Token again, both from the same Plivo account.'],
        commands: [],
      });
    case 'PLIVO_NUMBER_NOT_OWNED':
    case 'PLIVO_NUMBER_NOT_VOICE':
      return error.with({
        hints: [
          'At a terminal, leave --from-number out and pick from the numbers that Plivo lists.',
          'Or use the Auth ID of the account that owns the number.',
          'Or skip the check with --skip-carrier-check.',
        ],
        commands: [],
      });
    default:
      return error;
  }
}

function nextCommands({
  connection_id = '',
  provider,
  is_default,
}: AsReceived<Connection>): NextStep[] {
  if (provider?.toLowerCase() !== 'plivo') return [];
  const call = (flags: string) => ({ label: 'Test call', command: `call test <number>${flags}` });
  if (is_default === true) return [call('')];
  const id = shellQuote(connection_id);
  return [
    { label: 'Use it for calls', command: `connections use ${id}` },
    call(` --connection ${id}`),
  ];
}

function askName(ctx: Context): Promise<string> {
  return ctx.prompt.text({
    message: words.askName,
    flag: '--name',
    what: 'connection name',
    parse: parseConnectionName,
  });
}

async function createNamed(
  ctx: Context,
  vocobase: Vocobase,
  target: ConnectionTarget,
  name: string,
): Promise<SeenConnection> {
  const { connection, created } = await writeNamedConnection(ctx, vocobase, target, name);
  if (!created) {
    ctx.log.notice(
      `${words.present(name)}, and its credentials were not compared: the API does not show them.`,
    );
    return { connection: connection.received, created, readBack: true };
  }
  const listed = await confirmNamed(ctx, vocobase, target, connection);
  return { connection: (listed ?? connection).received, created, readBack: listed !== null };
}

async function createDefault(
  ctx: Context,
  vocobase: Vocobase,
  target: ConnectionTarget,
): Promise<SeenConnection> {
  const before = await vocobase.config();
  const { reply, created } = await writeDefaultConnection(ctx, vocobase, target, before);
  const confirmed = await confirmDefault(ctx, vocobase, target);
  const { connection } = await findDefault(ctx, vocobase, target.provider);
  return {
    connection: connection === null ? reply : connection.received,
    created,
    readBack: confirmed,
  };
}

/**
 * The connection as the list shows it; null, with a warning, if the list cannot be read. Throws
 * UNEXPECTED_RESPONSE if the list contradicts it.
 */
async function confirmNamed(
  ctx: Context,
  vocobase: Vocobase,
  target: ConnectionTarget,
  created: Connection,
): Promise<Connection | null> {
  const { connection_id } = created;
  const seen = await readNamedBack(ctx, vocobase, target, connection_id).catch(
    warnUnread(ctx, words.createdUnseen),
  );
  if (seen === null) return null;
  const { connection, contradiction } = seen;
  if (contradiction === null) return connection;
  throw new CliError('UNEXPECTED_RESPONSE', {
    message: `Vocobase accepted the connection ${created.name} (${connection_id}), but in the connection list ${contradiction}.`,
    hints: ['Check the list before you try again: the connection may exist.'],
    commands: [`connections list --provider ${target.provider} --all`],
    details: { connection_id },
  });
}

/**
 * True if Vocobase shows what was sent; missing information is a warning. Throws UNEXPECTED_RESPONSE
 * if `GET /config` contradicts it.
 */
async function confirmDefault(
  ctx: Context,
  vocobase: Vocobase,
  target: ConnectionTarget,
): Promise<boolean> {
  const { provider, label } = target;
  const seen = await readDefaultBack(ctx, vocobase, target).catch(warnUnread(ctx, words.unread));
  if (seen === null) return false;
  const { shown, contradiction, confirmed, allowed, config } = seen;
  if (shown === null) ctx.log.warn(words.notMentioned(label));
  if (contradiction !== null) {
    throw new CliError('UNEXPECTED_RESPONSE', {
      message: `Vocobase accepted the ${label} credentials, but the default connection reads back differently: ${contradiction}.`,
      hints: ['Check what Vocobase stores before you send them again.'],
      commands: [`connections list --provider ${provider}`, 'status'],
      details: { configured: shown?.configured ?? null, from_number: shown?.from_number ?? null },
    });
  }
  if (!allowed && config.allowed_telephony_providers !== null) {
    ctx.log.warn(words.notAllowedYet(label));
  }
  return confirmed;
}

/** A failed read after a write is only a warning, because the write is done. */
function warnUnread(ctx: Pick<Context, 'log'>, consequence: string): (error: unknown) => null {
  return (error) => {
    if (!isKnownFailure(error)) throw error;
    ctx.log.warn(`${consequence}: ${error.message}`);
    return null;
  };
}

function isConnection(value: CreatedConnection['connection']): value is AsReceived<Connection> {
  return typeof value.connection_id === 'string';
}
