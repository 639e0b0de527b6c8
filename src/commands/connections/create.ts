import type { Connection } from '../../domain/connection.ts';
import { parseConnectionName } from '../../domain/connection-name.ts';
import { providerConfig } from '../../domain/partner-config.ts';
import { findProvider, type Provider, providerNames } from '../../domain/providers.ts';
import { nearNames } from '../../domain/selector.ts';
import { CliError } from '../../errors/cli-error.ts';
import type { Action } from '../../ports/action.ts';
import type { Context } from '../../ports/context.ts';
import type { Vocobase } from '../../ports/vocobase.ts';
import { requireInputs, withMissingKey } from '../shared/missing.ts';
import { accept } from '../shared/value.ts';
import {
  type ConnectionTarget,
  connectionWords,
  writeDefaultConnection,
  writeNamedConnection,
} from '../shared/write-connection.ts';
import { connectionCard } from './card.ts';
import {
  askFields,
  missingFields,
  numberIn,
  type Options,
  readFields,
  refuseForeignFlags,
} from './given-fields.ts';
import { findDefault, proveConfigured, proveListed } from './prove.ts';

/** The provider's own flags stand beside these. */
export interface CreateConnectionInput extends Options {
  readonly provider: string;
  readonly name?: string | undefined;
  readonly default?: boolean | undefined;
}

export interface CreatedConnection {
  /** What the PUT answered, where the list does not show the default connection. */
  readonly connection: Connection | Readonly<Record<string, unknown>>;
  readonly created: boolean;
}

export const createConnection: Action<CreateConnectionInput, CreatedConnection> = {
  async run(ctx, input) {
    const provider = knownProvider(input.provider);
    const fields = input.default ? defaultFields(provider, input) : provider.post;
    refuseForeignFlags(provider, fields, input);
    const given = await readFields(ctx, fields, input);
    const named =
      input.name === undefined ? null : accept(ctx, parseConnectionName(input.name), '--name');
    const missing = missingFields(fields, given);
    if (!input.default && named === null) missing.unshift(nameQuestion);
    requireInputs(ctx, await withMissingKey(ctx, missing));
    const vocobase = await ctx.vocobase();

    const name = input.default ? null : (named ?? (await askName(ctx)));
    const values = await askFields(ctx, provider, fields, given);
    const target: ConnectionTarget = {
      provider: provider.name,
      label: provider.label,
      fields: values,
      number: numberIn(fields, values),
    };
    return name === null
      ? createDefault(ctx, vocobase, target)
      : createNamed(ctx, vocobase, target, name);
  },

  view({ connection, created }, style) {
    const heading = created ? 'Connection created.' : 'Connection in place.';
    const card = isConnection(connection)
      ? connectionCard(connection, style)
      : style.facts(Object.entries(connection).map(([name, value]) => [name, String(value)]));
    return `${style.mark.pass} ${style.bold(heading)}\n\n${card}`;
  },
};

const nameQuestion = { flag: '--name', env: null, what: 'connection name' };

function knownProvider(given: string): Provider {
  const provider = findProvider(given);
  if (provider !== null) return provider;
  const near = nearNames(providerNames, given);
  throw new CliError('INVALID_VALUE', {
    message: `--provider: there is no provider called ${given}.`,
    hints: [
      ...(near.length > 0 ? [`Did you mean ${near.join(' or ')}?`] : []),
      `There are ${providerNames.join(', ')}.`,
    ],
    commands: [],
    details: { source: '--provider', providers: providerNames },
  });
}

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

function askName(ctx: Context): Promise<string> {
  return ctx.prompt.text({
    message: 'Name of the connection:',
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
    ctx.say.notice(
      `${connectionWords.present(name)}. Its credentials cannot be read, so they were not compared.`,
    );
    return { connection, created };
  }
  return { connection: await proveListed(ctx, vocobase, target, connection), created };
}

async function createDefault(
  ctx: Context,
  vocobase: Vocobase,
  target: ConnectionTarget,
): Promise<CreatedConnection> {
  const before = providerConfig(await vocobase.config(), target.provider);
  const { reply, created } = await writeDefaultConnection(ctx, vocobase, target, before);
  await proveConfigured(ctx, vocobase, target);
  const listed = await findDefault(ctx, vocobase, target.provider);
  return { connection: listed ?? reply, created };
}

function isConnection(value: Readonly<Record<string, unknown>>): value is Connection {
  return typeof value.connection_id === 'string';
}
