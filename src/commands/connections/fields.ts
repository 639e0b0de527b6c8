import { type FieldValue, parseProviderField } from '../../domain/vocobase/provider-field.ts';
import { providerLabel } from '../../domain/vocobase/provider-names.ts';
import {
  type Provider,
  type ProviderField,
  providerFlags,
} from '../../domain/vocobase/providers.ts';
import { CliError } from '../../errors/cli-error.ts';
import { checkWithPlivo } from '../../flows/connection/check.ts';
import {
  askCredentials,
  type CredentialFlags,
  missingCredentials,
  readCredentials,
} from '../../flows/connection/credentials.ts';
import { words } from '../../flows/connection/words.ts';
import { type ConnectionTarget, plivoTarget } from '../../flows/connection/write.ts';
import { accept, acceptNumber, type Missing, readSecret } from '../../flows/input.ts';
import type { Context } from '../../ports/context.ts';

/** Commander's options, by its names for the flags. */
export type Options = CredentialFlags &
  Readonly<Record<string, unknown>> & {
    readonly fromNumber?: string | undefined;
    readonly skipCarrierCheck?: boolean | undefined;
  };

/** The provider's credentials that were given. */
export interface GivenFields {
  /** The required fields that were not given. */
  readonly missing: readonly Missing[];
  /**
   * Asks a person for what is missing; for Plivo, also checks it with Plivo. Throws
   * PLIVO_UNAUTHORIZED, PLIVO_NUMBER_NOT_OWNED, PLIVO_NUMBER_NOT_VOICE.
   */
  complete(): Promise<ConnectionTarget>;
}

type Fields = Readonly<Record<string, FieldValue>>;

/**
 * Reads the provider's credentials from flags and environment, before any request. Throws USAGE for
 * a flag of another provider, EMPTY_SECRET, INVALID_VALUE, and the codes of each format.
 */
export async function readFields(
  ctx: Context,
  provider: Provider,
  fields: readonly ProviderField[],
  options: Options,
): Promise<GivenFields> {
  refuseForeignFlags(provider, fields, options);
  if (provider.name === 'plivo') return readPlivoFields(ctx, options);
  const given: Record<string, FieldValue> = {};
  for (const field of fields) {
    const value = await readField(ctx, field, options);
    if (value !== null) given[field.name] = value;
  }
  const open = fields.filter(({ name, required }) => required && given[name] === undefined);
  return {
    missing: open.map(({ flag, env, what }) => ({ flag, env: env ?? null, what })),
    async complete() {
      const values = { ...given, ...(await askFields(ctx, provider, open)) };
      const number = values[fields.find(({ isNumber }) => isNumber)?.name ?? ''];
      return {
        provider: provider.name,
        label: providerLabel(provider.name),
        fields: values,
        number: typeof number === 'string' ? number : null,
      };
    },
  };
}

async function readPlivoFields(ctx: Context, options: Options): Promise<GivenFields> {
  const given = await readCredentials(ctx, options);
  const demo = ctx.prompt.available ? null : await ctx.demo();
  const number =
    options.fromNumber === undefined
      ? (demo?.fromNumber ?? null)
      : await acceptNumber(ctx, options.fromNumber, '--from-number');
  const missing = missingCredentials(given);
  if (number === null) missing.push({ flag: '--from-number', env: null, what: 'caller ID' });
  return {
    missing,
    async complete() {
      const complete = given.authId !== null && given.authToken !== null;
      if (!complete && ctx.mode.sandbox === null) ctx.log.paragraph(words.whereCredentials);
      const credentials = await askCredentials(ctx, given);
      const skip = options.skipCarrierCheck === true;
      const access = await checkWithPlivo(ctx, credentials, number, { skip });
      return plivoTarget(access.credentials, access.fromNumber);
    },
  };
}

/** The Auth Token's flags other than `--auth-token`. */
const tokenFlags = ['--auth-token-stdin', '--auth-token-file'] as const;
/** Flags that apply only to Plivo's own pair. */
const plivoOnly = ['--allow-unusual-token', '--skip-carrier-check'] as const;

function refuseForeignFlags(
  provider: Provider,
  fields: readonly ProviderField[],
  options: Options,
): void {
  const own: string[] = fields.map(({ flag }) => flag);
  if (own.includes('--auth-token')) own.push(...tokenFlags);
  if (provider.name === 'plivo') own.push(...plivoOnly);
  const all = [...providerFlags().map(({ flag }) => flag), ...tokenFlags, ...plivoOnly];
  const foreign = all.filter(
    (flag) => options[optionOf(flag)] !== undefined && !own.includes(flag),
  );
  if (foreign.length === 0) return;
  throw new CliError('USAGE', {
    message: `${foreign.join(', ')} ${foreign.length === 1 ? 'is' : 'are'} not for ${providerLabel(provider.name)} here.`,
    hints: [`${providerLabel(provider.name)} takes ${fields.map(({ flag }) => flag).join(', ')}.`],
    commands: ['connections create --help'],
  });
}

async function readField(
  ctx: Context,
  field: ProviderField,
  options: Options,
): Promise<FieldValue | null> {
  const { flag, what } = field;
  const typed = options[optionOf(flag)];
  const value = typeof typed === 'string' ? typed : undefined;
  if (field.secret) {
    const isToken = flag === '--auth-token';
    const secret = await readSecret(ctx, {
      flag,
      what,
      value,
      stdin: isToken ? options.authTokenStdin : undefined,
      file: isToken ? options.authTokenFile : undefined,
      safer: `Use ${flag} @<file>, or ${flag} - for standard input, instead.`,
    });
    return secret && accept(ctx, parseProviderField(field, secret.value), secret.from);
  }
  if (value === undefined) return null;
  if (field.kind === 'e164') return acceptNumber(ctx, value, flag);
  return accept(ctx, parseProviderField(field, value), flag);
}

/** Asks a person for the required fields, and says where to find each. */
async function askFields(
  ctx: Context,
  provider: Provider,
  open: readonly ProviderField[],
): Promise<Fields> {
  if (open.length > 0 && ctx.mode.sandbox === null) ctx.log.paragraph(whereFound(provider, open));
  const answers: Record<string, FieldValue> = {};
  for (const field of open) answers[field.name] = await askField(ctx, field);
  return answers;
}

async function askField(ctx: Context, field: ProviderField): Promise<FieldValue> {
  const { flag, what, choices } = field;
  const message = what.charAt(0).toUpperCase() + what.slice(1);
  if (choices) {
    return ctx.prompt.choose({
      flag,
      what,
      message,
      choices: choices.map((choice) => ({ value: choice, name: choice })),
    });
  }
  const parse = (typed: string) => parseProviderField(field, typed);
  if (field.secret) {
    return ctx.prompt.secret({ flag, what, message, parse });
  }
  const demo = field.isNumber ? await ctx.demo() : null;
  return ctx.prompt.text({
    flag,
    what,
    message,
    parse,
    ...(demo === null ? {} : { preset: demo.fromNumber }),
  });
}

function whereFound(provider: Provider, open: readonly ProviderField[]): string[] {
  const places = new Set(open.map(({ where }) => where).filter((one) => one !== undefined));
  return [
    ...[...places].map(
      (place) => `Copy the ${providerLabel(provider.name)} credentials from ${place}.`,
    ),
    `More: ${provider.docsUrl}`,
  ];
}

/** Commander's name for a flag: `--from-number` is `fromNumber`. */
function optionOf(flag: string): string {
  return flag.replace(/^--/, '').replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
