import { shellQuote } from '../../domain/text/shell-command.ts';
import type { AsReceived } from '../../domain/vocobase/as-received.ts';
import type { Connection } from '../../domain/vocobase/connection.ts';
import { parseConnectionName } from '../../domain/vocobase/connection-name.ts';
import { providerConfig } from '../../domain/vocobase/partner-config.ts';
import type { Provider, ProviderField } from '../../domain/vocobase/providers.ts';
import { CliError } from '../../errors/cli-error.ts';
import { findDefault } from '../../flows/connection/verify.ts';
import {
  type ConnectionTarget,
  connectionWords,
  writeDefaultConnection,
  writeNamedConnection,
} from '../../flows/connection/write.ts';
import { accept } from '../../flows/input.ts';
import { requireInputs, withMissingKey } from '../../flows/missing-input.ts';
import { acceptProvider } from '../../flows/provider.ts';
import type { Action } from '../../ports/action.ts';
import type { Context } from '../../ports/context.ts';
import type { Vocobase } from '../../ports/vocobase.ts';
import { connectionCard } from './card.ts';
import { checkPlivoFields } from './check-plivo-fields.ts';
import {
  askFields,
  type Fields,
  missingFields,
  numberIn,
  type Options,
  readFields,
  refuseForeignFlags,
} from './given-fields.ts';
import { proveConfigured, proveListed } from './prove.ts';

/** The provider's own flags stand beside these. */
export interface CreateConnectionInput extends Options {
  readonly provider: string;
  readonly name?: string | undefined;
  readonly default?: boolean | undefined;
  readonly skipCarrierCheck?: boolean | undefined;
}

export interface CreatedConnection {
  /** What the PUT answered, where the list does not show the default connection. */
  readonly connection: AsReceived<Connection> | Readonly<Record<string, unknown>>;
  readonly created: boolean;
}

export const createConnection: Action<CreateConnectionInput, CreatedConnection> = {
  async run(ctx, input) {
    const provider = acceptProvider(input.provider);
    const fields = input.default ? defaultFields(provider, input) : provider.post;
    refuseForeignFlags(provider, fields, input);
    const given = await readFields(ctx, fields, input);
    const named =
      input.name === undefined ? null : accept(ctx, parseConnectionName(input.name), '--name');
    const missing = missingFields(fields, given);
    if (!input.default && named === null) missing.unshift(nameQuestion);
    requireInputs(ctx, await withMissingKey(ctx, missing));
    const vocobase = watchWrites(await ctx.vocobase());

    try {
      const name = input.default ? null : (named ?? (await askName(ctx)));
      const values = await fillIn(ctx, provider, fields, given, input.skipCarrierCheck === true);
      const target: ConnectionTarget = {
        provider: provider.name,
        label: provider.label,
        fields: values,
        number: numberIn(fields, values),
      };
      return name === null
        ? await createDefault(ctx, vocobase, target)
        : await createNamed(ctx, vocobase, target, name);
    } catch (error) {
      throw inOwnWords(error, vocobase.wrote());
    }
  },

  view({ connection, created }, style) {
    const heading = created ? 'Connection created.' : 'Connection in place.';
    const card = isConnection(connection)
      ? connectionCard(connection, style)
      : style.facts(Object.entries(connection).map(([name, value]) => [name, String(value)]));
    const next = isConnection(connection) && created ? nextCommands(connection) : [];
    return [
      `${style.mark.pass} ${style.bold(heading)}`,
      '',
      card,
      ...(next.length === 0 ? [] : ['', 'Next:', ...next.map((one) => `  ${style.command(one)}`)]),
    ].join('\n');
  },
};

const nameQuestion = { flag: '--name', env: null, what: 'connection name' };

function defaultFields(provider: Provider, input: CreateConnectionInput) {
  if (provider.put === null) {
    throw new CliError('USAGE', {
      message: `--default: no way to set a default connection of ${provider.label} is documented.`,
      hints: ['Create a named connection instead: --name in the place of --default.'],
      commands: ['connections create --help'],
      docsUrl: provider.docsUrl,
    });
  }
  if (input.name !== undefined) {
    throw new CliError('USAGE', {
      message: '--default and --name exclude each other: the default connection gets no name here.',
      hints: ['Leave one of the two out.'],
      commands: [],
    });
  }
  return provider.put;
}

/** The client, and whether anything that writes was handed to it. */
function watchWrites(vocobase: Vocobase): Vocobase & { wrote(): boolean } {
  let wrote = false;
  return {
    ...vocobase,
    createConnection: (fields) => {
      wrote = true;
      return vocobase.createConnection(fields);
    },
    putDefaultConnection: (provider, fields) => {
      wrote = true;
      return vocobase.putDefaultConnection(provider, fields);
    },
    wrote: () => wrote,
  };
}

/** What the catalogue advises would change the default connection, or start setup. */
function inOwnWords(error: unknown, wrote: boolean): unknown {
  if (!(error instanceof CliError)) return error;
  switch (error.code) {
    case 'INTERRUPTED':
      return wrote
        ? error
        : error.with({ message: 'Stopped. Nothing was written.', hints: [], commands: [] });
    case 'PLIVO_UNAUTHORIZED':
      return error.with({
        hints: ['Copy Auth ID and Auth Token again, both from the same account of the console.'],
        commands: [],
      });
    case 'PLIVO_NUMBER_NOT_OWNED':
    case 'PLIVO_NUMBER_NOT_VOICE':
      return error.with({
        hints: [
          'At a terminal, leave --from-number out and pick from the numbers that Plivo lists.',
          'Or use the Auth ID of the account that holds the number.',
          'Or send it unchecked, with --skip-carrier-check.',
        ],
        commands: [],
      });
    default:
      return error;
  }
}

/** All that the body needs: what is open is asked for, and Plivo is asked about its own. */
async function fillIn(
  ctx: Context,
  provider: Provider,
  fields: readonly ProviderField[],
  given: Fields,
  unchecked: boolean,
): Promise<Fields> {
  if (provider.name !== 'plivo' || unchecked) return askFields(ctx, provider, fields, given);
  const credentials = fields.filter(({ isNumber }) => !isNumber);
  return checkPlivoFields(ctx, fields, await askFields(ctx, provider, credentials, given));
}

function nextCommands({
  connection_id = '',
  provider,
  is_default,
}: AsReceived<Connection>): string[] {
  if (provider?.toLowerCase() !== 'plivo') return [];
  return is_default === true
    ? ['call test --to <number>']
    : [
        `connections use ${shellQuote(connection_id)}`,
        `call test --to <number> --connection ${shellQuote(connection_id)}`,
      ];
}

function askName(ctx: Context): Promise<string> {
  return ctx.prompt.text({
    message: 'Connection name',
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
): Promise<CreatedConnection> {
  const { connection, created } = await writeNamedConnection(ctx, vocobase, target, name);
  if (!created) {
    ctx.log.notice(
      `${connectionWords.present(name)}. Its credentials cannot be read, so they were not compared.`,
    );
    return { connection: connection.received, created };
  }
  return {
    connection: (await proveListed(ctx, vocobase, target, connection)).received,
    created,
  };
}

async function createDefault(
  ctx: Context,
  vocobase: Vocobase,
  target: ConnectionTarget,
): Promise<CreatedConnection> {
  const before = providerConfig(await vocobase.config(), target.provider);
  const { reply, created } = await writeDefaultConnection(ctx, vocobase, target, before);
  await proveConfigured(ctx, vocobase, target);
  const { connection } = await findDefault(ctx, vocobase, target.provider);
  return { connection: connection === null ? reply : connection.received, created };
}

function isConnection(value: CreatedConnection['connection']): value is AsReceived<Connection> {
  return typeof value.connection_id === 'string';
}
