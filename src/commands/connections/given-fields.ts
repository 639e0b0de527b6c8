import { type FieldValue, parseProviderField } from '../../domain/vocobase/provider-field.ts';
import {
  type Provider,
  type ProviderField,
  providerFlags,
} from '../../domain/vocobase/providers.ts';
import { CliError } from '../../errors/cli-error.ts';
import { accept } from '../../flows/input.ts';
import type { Missing } from '../../flows/missing-input.ts';
import { acceptNumber } from '../../flows/number-value.ts';
import type { Context } from '../../ports/context.ts';
import { askPlivoFields, isPlivoCredential, readPlivoFields } from './plivo-fields.ts';
import { readSecret, type Source } from './secret-source.ts';

/** What commander read, by the names that it makes of the flags. */
export type Options = Readonly<Record<string, unknown>>;

/** The body's fields as far as they are known, checked, under their names in the body. */
export type Fields = Readonly<Record<string, FieldValue>>;

type Sources = Pick<Context, 'demo' | 'inputs' | 'mode' | 'prompt' | 'log'>;

/** The flags of the Auth Token beside `--auth-token`. */
const tokenFlags = ['--auth-token-stdin', '--auth-token-file'] as const;
/** What only Plivo's own pair has a use for. */
const plivoOnly = ['--allow-unusual-token', '--skip-carrier-check'] as const;

/** Refuses flags that belong to other providers. Throws USAGE. */
export function refuseForeignFlags(
  provider: Provider,
  fields: readonly ProviderField[],
  options: Options,
): void {
  const own: string[] = fields.map(({ flag }) => flag);
  if (own.includes('--auth-token')) own.push(...tokenFlags);
  if (fields.some(isPlivoCredential)) own.push(...plivoOnly);
  const all = [...providerFlags().map(({ flag }) => flag), ...tokenFlags, ...plivoOnly];
  const foreign = all.filter(
    (flag) => options[optionOf(flag)] !== undefined && !own.includes(flag),
  );
  if (foreign.length === 0) return;
  throw new CliError('USAGE', {
    message: `${foreign.join(', ')} ${foreign.length === 1 ? 'is' : 'are'} not for ${provider.label} here.`,
    hints: [`${provider.label} takes ${fields.map(({ flag }) => flag).join(', ')}.`],
    commands: ['connections create --help'],
  });
}

/**
 * Reads the provider's fields from flags and environment, before any request. Throws USAGE,
 * EMPTY_SECRET, INVALID_VALUE and the codes of the formats.
 */
export async function readFields(
  ctx: Sources,
  fields: readonly ProviderField[],
  options: Options,
): Promise<Fields> {
  const given: Record<string, FieldValue> = fields.some(isPlivoCredential)
    ? { ...(await readPlivoFields(ctx, fields, options)) }
    : {};
  for (const field of fields) {
    if (isPlivoCredential(field)) continue;
    const source = await readSource(ctx, field, options);
    if (source === null) continue;
    given[field.name] =
      field.kind === 'e164'
        ? await acceptNumber(ctx, source.value, source.from)
        : accept(ctx, parseProviderField(field, source.value), source.from);
  }
  return given;
}

/** What the body cannot do without and was not given. */
export function missingFields(fields: readonly ProviderField[], given: Fields): Missing[] {
  return openFields(fields, given).map(({ flag, env, what, kind }) => ({
    flag: kind === 'auth-token' ? '--auth-token-stdin' : flag,
    env: env ?? null,
    what,
  }));
}

/** Asks a person for what the body cannot do without, saying where it is found. */
export async function askFields(
  ctx: Sources,
  provider: Provider,
  fields: readonly ProviderField[],
  given: Fields,
): Promise<Fields> {
  const open = openFields(fields, given);
  if (open.length === 0) return given;
  if (ctx.mode.sandbox === null) ctx.log.paragraph(whereFound(provider, open));
  const answers: Record<string, FieldValue> = { ...given };
  if (open.some(isPlivoCredential))
    Object.assign(answers, await askPlivoFields(ctx, fields, given));
  for (const field of open) {
    if (!isPlivoCredential(field)) answers[field.name] = await askField(ctx, provider, field);
  }
  return answers;
}

/** The number that calls are to show, as the body carries it. */
export function numberIn(fields: readonly ProviderField[], values: Fields): string | null {
  const field = fields.find(({ isNumber }) => isNumber);
  const value = field && values[field.name];
  return typeof value === 'string' ? value : null;
}

function openFields(fields: readonly ProviderField[], given: Fields): ProviderField[] {
  return fields.filter(({ name, required }) => required && given[name] === undefined);
}

async function readSource(
  ctx: Sources,
  field: ProviderField,
  options: Options,
): Promise<Source | null> {
  const typed = options[optionOf(field.flag)];
  const value = typeof typed === 'string' ? typed : undefined;
  if (field.secret) return readSecret(ctx, field, value, options);
  return value === undefined ? null : { value, from: field.flag };
}

async function askField(
  ctx: Sources,
  provider: Provider,
  field: ProviderField,
): Promise<FieldValue> {
  const { flag, what, choices } = field;
  const message = `${provider.label}, ${what}`;
  if (choices) {
    return ctx.prompt.choose({
      flag,
      what,
      message: message,
      choices: choices.map((choice) => ({ value: choice, name: choice })),
    });
  }
  const parse = (typed: string) => parseProviderField(field, typed);
  if (field.secret) return ctx.prompt.secret({ flag, what, message: message, parse });
  const demo = field.isNumber ? await ctx.demo() : null;
  return ctx.prompt.text({
    flag,
    what,
    message: message,
    parse,
    ...(demo === null ? {} : { preset: demo.fromNumber }),
  });
}

function whereFound(provider: Provider, open: readonly ProviderField[]): string[] {
  const places = new Set(open.map(({ where }) => where).filter((one) => one !== undefined));
  return [
    ...[...places].map((place) => `${provider.label}'s credentials are on ${place}.`),
    `More: ${provider.docsUrl}`,
  ];
}

/** `--from-number` is `fromNumber` in what commander read. */
function optionOf(flag: string): string {
  return flag.replace(/^--/, '').replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
