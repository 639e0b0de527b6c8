import type { FieldValue } from '../../domain/vocobase/provider-field.ts';
import type { FieldKind, ProviderField } from '../../domain/vocobase/providers.ts';
import {
  askCredentials,
  type CredentialFlags,
  readCredentials,
} from '../../flows/connection/credentials.ts';
import type { Context } from '../../ports/context.ts';
import { referencedFile } from './secret-source.ts';

type Sources = Pick<Context, 'demo' | 'inputs' | 'mode' | 'prompt' | 'log'>;
type Fields = Readonly<Record<string, FieldValue>>;

/** Plivo's pair is read and asked for as on every command; its form decides who it belongs to. */
export function isPlivoCredential({ kind }: ProviderField): boolean {
  return kind === 'auth-id' || kind === 'auth-token';
}

/** The pair as far as it was given; with `--sandbox` and nobody to ask, its own stands in. */
export async function readPlivoFields(
  ctx: Sources,
  fields: readonly ProviderField[],
  flags: CredentialFlags,
): Promise<Fields> {
  const { authId, authToken } = await readCredentials(ctx, withReferences(flags));
  const demo = ctx.prompt.available ? null : await ctx.demo();
  return underBodyNames(fields, {
    'auth-id': authId,
    'auth-token': authToken,
    e164: demo?.fromNumber,
  });
}

export async function askPlivoFields(
  ctx: Sources,
  fields: readonly ProviderField[],
  given: Fields,
): Promise<Fields> {
  const known = (kind: FieldKind): string | null => {
    const field = fields.find((one) => one.kind === kind);
    const value = field && given[field.name];
    return typeof value === 'string' ? value : null;
  };
  const { authId, authToken } = await askCredentials(ctx, {
    authId: known('auth-id'),
    authToken: known('auth-token'),
  });
  return underBodyNames(fields, { 'auth-id': authId, 'auth-token': authToken });
}

/** `--auth-token -` and `--auth-token @file` as the flags that mean the same. */
function withReferences(flags: CredentialFlags): CredentialFlags {
  const { authToken, ...others } = flags;
  const path = referencedFile(authToken);
  if (authToken === '-') return { ...others, authTokenStdin: true };
  return path === undefined ? flags : { ...others, authTokenFile: path };
}

function underBodyNames(
  fields: readonly ProviderField[],
  values: Partial<Record<FieldKind, string | null | undefined>>,
): Fields {
  return Object.fromEntries(
    fields.flatMap(({ kind, name }) => {
      const value = values[kind];
      return value == null ? [] : [[name, value]];
    }),
  );
}
